"""What a new clinic still needs before its first incident is looked after well."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from incident_tracker.domain.audit import Act, AuditEntry

KIND = "first_run"
"""The kind of the audit entries that say which step was dismissed, and which is shown again."""

DISMISSED: Act = "put_away"
SHOWN_AGAIN: Act = "asked"


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
    report, and whether any day was ever closed.
    """

    people: int
    has_shifts: bool
    has_reporters: bool
    has_closed_days: bool


def first_steps(there: WhatIsThere, dismissed: Collection[FirstStep]) -> tuple[FirstStep, ...]:
    """The steps that are open. Practicing is offered as long as another one is: nothing says that it was done."""
    is_open = {
        FirstStep.PEOPLE: there.people < 2,
        FirstStep.SHIFTS: not there.has_shifts,
        FirstStep.ACCOUNTS: not there.has_reporters,
        FirstStep.HOLIDAYS: not there.has_closed_days,
    }
    found = [step for step, needed in is_open.items() if needed and step not in dismissed]
    if found and FirstStep.PRACTICE not in dismissed:
        found.append(FirstStep.PRACTICE)
    return tuple(found)


def dismissed_steps(entries: Iterable[AuditEntry]) -> frozenset[FirstStep]:
    """What the entries of `KIND`, oldest first, say was dismissed and not shown again."""
    gone: set[FirstStep] = set()
    for entry in entries:
        step = FirstStep(str(entry.facts["step"]))
        (gone.add if entry.act == DISMISSED else gone.discard)(step)
    return frozenset(gone)
