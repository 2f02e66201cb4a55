"""Who helps to hold a debrief beside the one who leads it: asked for only where it is wanted or the tier needs it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.participants import Participant, Response

LONGEST_WORDS = 120
SCRIBE_FROM = 5
"""The support tier from which someone takes notes of what is to change."""


class Assisting(StrEnum):
    """What someone does who helps to hold a debrief."""

    SCRIBE = "scribe"
    CO_FACILITATOR = "co_facilitator"
    COMPANION = "companion"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class Assistant:
    """One who helps: a member of staff (`person_id`), or someone from outside (`outside`, a name).

    `for_person_id` is whose companion or interpreter it is, None for the others; `language` is what they interpret.
    """

    duty: Assisting
    person_id: UUID | None = None
    outside: str = ""
    for_person_id: UUID | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Help that is asked for: what, for whom (None: for all), and what that person wrote about it."""

    duty: Assisting
    for_person_id: UUID | None = None
    words: str = ""


def wanted_help(tier: int, participants: Iterable[Participant]) -> tuple[Wanted, ...]:
    """The help to ask for: notes from tier 5 on, a second who leads where more than one is invited, and what each
    person who has not declined chose for themselves.
    """
    return tuple(_wanted(tier, [one for one in participants if one.response is not Response.NO]))


def _wanted(tier: int, invited: Collection[Participant]) -> Iterator[Wanted]:
    if tier >= SCRIBE_FROM:
        yield Wanted(Assisting.SCRIBE)
    if len(invited) > 1:
        yield Wanted(Assisting.CO_FACILITATOR)
    for one in invited:
        if one.companion:
            yield Wanted(Assisting.COMPANION, one.person_id, one.companion)
        if one.interpreter:
            yield Wanted(Assisting.INTERPRETER, one.person_id, one.interpreter)


def accept_assistant(given: Assistant, wanted: Collection[Wanted]) -> Assistant:
    """The help as it is kept.

    Errors: Refused at `duty` where no one asked for it, at `assistant` where it is no one or two, at `language` for an
    interpreter without one.
    """
    outside, language = (" ".join(text.split()) for text in (given.outside, given.language))
    if not any((one.duty, one.for_person_id) == (given.duty, given.for_person_id) for one in wanted):
        raise Refused(Reason.HELP_NOT_WANTED, "duty")
    if (given.person_id is None) == (not outside):
        raise Refused(Reason.ONE_HELPS, "assistant")
    for field, text in (("assistant", outside), ("language", language)):
        if len(text) > LONGEST_WORDS:
            raise Refused(Reason.TOO_LONG, field, most=LONGEST_WORDS)
    if given.duty is Assisting.INTERPRETER and not language:
        raise Refused(Reason.MISSING, "language")
    return Assistant(given.duty, given.person_id, outside, given.for_person_id, language)


def with_help(present: Iterable[Assistant], new: Assistant) -> tuple[Assistant, ...]:
    """Those who help, with another one for the same thing in place of the one before."""
    return (*without_help(present, new.duty, new.for_person_id), new)


def without_help(present: Iterable[Assistant], duty: Assisting, for_person: UUID | None) -> tuple[Assistant, ...]:
    """Those who help, without the one for this."""
    return tuple(one for one in present if (one.duty, one.for_person_id) != (duty, for_person))


def joined_help(first: Iterable[Assistant], second: Iterable[Assistant]) -> tuple[Assistant, ...]:
    """Those who help with one debrief instead of two; who was chosen for the first one goes before."""
    kept = list(first)
    known = {(one.duty, one.for_person_id) for one in kept}
    return (*kept, *(one for one in second if (one.duty, one.for_person_id) not in known))


def still_wanted(present: Iterable[Assistant], participants: Iterable[Participant]) -> tuple[Assistant, ...]:
    """Those who help, without the companion and the interpreter of a person who declined."""
    declined = {one.person_id for one in participants if one.response is Response.NO}
    return tuple(one for one in present if one.for_person_id not in declined)
