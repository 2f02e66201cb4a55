"""Rules of a debrief taken away one at a time, each at the one place where the program has it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import ModuleType
from typing import Any

import pytest

from incident_tracker.domain.support import obstacles, reminders
from incident_tracker.domain.support.debriefs import Debrief, NotHeldReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.usecases.support import cases, debriefs, holding, participants, protected_time


def nothing(*_: object, **__: object) -> Iterator[object]:
    """No obstacle, whatever is asked."""
    return iter(())


def _never(*_: object, **__: object) -> bool:
    return False


def _as_it_is(*given: Any, **_: object) -> object:
    """The debrief among what is given, unchanged."""
    return next(one for one in given if isinstance(one, Debrief))


def _only_warned(true: Callable[..., Any]) -> Callable[..., Any]:
    return lambda booking, *, warned=False: true(booking, warned=True)


def _never_away(true: Callable[..., Any]) -> Callable[..., Any]:
    return lambda booking, person, start, end: true(booking, replace(person, away=()), start, end)


def _no_one_left(true: Callable[..., Any]) -> Callable[..., Any]:
    return lambda booking, leader: (one for one in true(booking, leader) if one.reason.value != "has_left")


def _late_in_silence(true: Callable[..., Any]) -> Callable[..., Any]:
    def ended(debrief: Debrief, now: object, *, late_reason: NotHeldReason | None = None, **more: object) -> Debrief:
        return replace(true(debrief, now, late_reason=NotHeldReason.OTHER, **more), late_reason=late_reason)

    return ended


def _not_held_in_silence(true: Callable[..., Any]) -> Callable[..., Any]:
    def ended(debrief: Debrief, reason: NotHeldReason | None) -> Debrief:
        return replace(true(debrief, reason or NotHeldReason.OTHER), not_held_reason=reason)

    return ended


def _loosest(true: Callable[..., Any]) -> Callable[..., Any]:
    def one_of_two(debrief: Debrief, other: Debrief) -> Debrief:
        made = true(debrief, other)
        first, last = min(debrief.not_before, other.not_before), max(debrief.by, other.by)
        return replace(made, not_before=first, by=last, tier=min(debrief.tier, other.tier))

    return one_of_two


def _also_after_no(true: Callable[..., Any]) -> Callable[..., Any]:
    def answers(waiting: Any, now: object) -> Iterator[object]:
        asked = tuple(replace(one, response=Response.ASKED) for one in waiting.participants)
        return true(replace(waiting, participants=asked), now)

    return answers


@dataclass(frozen=True)
class Fault:
    """A rule (by its number in the protocol) that is gone: `where` and `name` are where the program has it."""

    rule: str
    says: str
    where: ModuleType
    name: str
    instead: Callable[..., Any]
    wraps: bool = False

    def plant(self, patch: pytest.MonkeyPatch) -> None:
        """Take the rule away."""
        true = getattr(self.where, self.name)
        patch.setattr(self.where, self.name, self.instead(true) if self.wraps else self.instead)


FAULTS = (
    Fault("R-6", "someone answers for what they were in", cases, "answered_for", _as_it_is),
    Fault("R-3", "people come outside their paid hours, or to two at once", obstacles, "_coming_then", nothing),
    Fault("R-1", "a corrected time or level moves nothing", cases, "debrief_in_step", _as_it_is),
    Fault("R-2", "the first night is not kept", obstacles, "_too_early", nothing),
    Fault("R-3", "leave is not seen", obstacles, "presence", _never_away, wraps=True),
    Fault("R-3", "it is shorter than its least time", obstacles, "_too_short", _only_warned, wraps=True),
    Fault("R-4", "no one takes the desk", obstacles, "_cover_of", nothing),
    Fault("R-4", "a desk closes where none may", obstacles, "_closing", nothing),
    Fault("R-4", "one person takes two desks", obstacles, "_covering_twice", nothing),
    Fault("R-4", "it begins whatever is in the way", holding, "to_start", nothing),
    Fault("R-5", "someone leads what they were in", obstacles, "never_leads", nothing),
    Fault("R-5", "someone who has left leads", obstacles, "never_leads", _no_one_left, wraps=True),
    Fault("R-5", "someone helps with what they were in", obstacles, "_never_assists", nothing),
    Fault("R-5", "who helps is in two at once", obstacles, "_assisting_then", nothing),
    Fault("R-5", "one person leads two at once", obstacles, "_leading_then", nothing),
    Fault("R-8", "it is held late and no one says why", holding, "finished", _late_in_silence, wraps=True),
    Fault("R-8", "it is not held and no one says why", debriefs, "not_held", _not_held_in_silence, wraps=True),
    Fault("R-9", "everyone declined, and it is still planned", participants, "settled", _as_it_is),
    Fault("R-9", "who declined is asked again", reminders, "_answers", _also_after_no, wraps=True),
    Fault("R-10", "a move leaves no trace", protected_time, "give_up_slot", nothing),
    Fault("R-12", "a closed day is like any other", obstacles, "is_closed_at", _never),
    Fault("R-13", "the loosest window counts for both", debriefs, "combined", _loosest, wraps=True),
    Fault("R-13", "two become one and not everyone agreed", debriefs, "to_combine", nothing),
    Fault("one room", "two debriefs are in one room", obstacles, "is_taken", _never),
    Fault("a group", "a group meets where someone objects", obstacles, "_as_a_group", nothing),
)
