"""Checks with one person: the first check-in, then at 72 hours, a week, a month, three months; never a score."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.windows import FOLLOW_UPS, Due, SupportStep

CHECKS = frozenset({SupportStep.CHECK_IN, *FOLLOW_UPS})


class FollowUpOutcome(StrEnum):
    """The result of one check; the answers themselves are not stored."""

    PLANNED = "planned"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REFERRED = "referred"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One check with one person, the check-in of the first day included.

    `if_wanted`: only if the person wants it. `done_by` is a user.
    """

    id: UUID
    incident_id: UUID
    site_id: UUID
    person_id: UUID
    step: SupportStep
    not_before: datetime
    by: datetime
    if_wanted: bool = False
    outcome: FollowUpOutcome = FollowUpOutcome.PLANNED
    done_at: datetime | None = None
    done_by: UUID | None = None
    version: int = 1

    @property
    def open(self) -> bool:
        """True until someone has asked."""
        return self.outcome is FollowUpOutcome.PLANNED

    @property
    def due_at(self) -> datetime | None:
        """From when on someone is reminded of it; None if it is done, or held only if the person wants it."""
        return self.not_before if self.open and not self.if_wanted else None


def follow_ups_for(
    dues: Iterable[Due],
    *,
    incident_id: UUID,
    site_id: UUID,
    persons: Iterable[UUID],
    present: Collection[tuple[UUID, SupportStep]],
    new_id: Callable[[], UUID],
) -> tuple[FollowUp, ...]:
    """The checks that are owed to `persons` and not yet `present` (person, step)."""
    owed = [due for due in dues if due.what in CHECKS]
    return tuple(
        FollowUp(new_id(), incident_id, site_id, person, due.what, due.not_before, due.by, due.if_wanted)
        for person in persons
        for due in owed
        if (person, due.what) not in present
    )


def done(follow_up: FollowUp, outcome: FollowUpOutcome, by: UUID, now: datetime) -> FollowUp:
    """The check with its result. Errors: Refused at `outcome` for what is no result, or before its window opens."""
    if outcome in (FollowUpOutcome.PLANNED, FollowUpOutcome.CANCELED):
        raise Refused(Reason.MISSING, "outcome")
    if now < follow_up.not_before and outcome is not FollowUpOutcome.DECLINED:
        raise Refused(Reason.WRONG_STATUS, "outcome")
    return replace(follow_up, outcome=outcome, done_at=now, done_by=by)
