"""What a new clinic still needs before its first incident is looked after well."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from incident_tracker.domain.audit import Act, AuditEntry

KIND = "first_run"
"""The kind of the audit entries that say which step was dismissed or shown again, and that someone practiced."""

DISMISSED: Act = "put_away"
SHOWN_AGAIN: Act = "asked"
PRACTICED: Act = "practiced"


class FirstStep(StrEnum):
    """One thing to do, in the order in which it is offered."""

    PEOPLE = "people"
    SHIFTS = "shifts"
    ACCOUNTS = "accounts"
    HOLIDAYS = "holidays"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class WhatIsThere:
    """`people` who work here; whether any of them has paid hours, whether any account but an administrator's may
    report, whether any day was ever closed, and whether any incident was logged.
    """

    people: int
    has_shifts: bool
    has_reporters: bool
    has_closed_days: bool
    has_incidents: bool


def first_steps(there: WhatIsThere, done: Collection[FirstStep]) -> tuple[FirstStep, ...]:
    """The steps that are open and not `done`. Practicing ends with the first incident: there is something real then."""
    is_open = {
        FirstStep.PEOPLE: there.people < 2,
        FirstStep.SHIFTS: not there.has_shifts,
        FirstStep.ACCOUNTS: not there.has_reporters,
        FirstStep.HOLIDAYS: not there.has_closed_days,
        FirstStep.PRACTICE: not there.has_incidents,
    }
    return tuple(step for step, needed in is_open.items() if needed and step not in done)


def done_steps(entries: Iterable[AuditEntry]) -> frozenset[FirstStep]:
    """What the entries of `KIND`, oldest first, say was practiced, or dismissed and not shown again."""
    gone: set[FirstStep] = set()
    for entry in entries:
        step = FirstStep(str(entry.facts["step"]))
        (gone.discard if entry.act == SHOWN_AGAIN else gone.add)(step)
    return frozenset(gone)
