"""What people's calendars hold of a debrief: the time, how often it changed, and whether it was canceled."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import Cover


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """The time of a debrief in one person's calendar, aware moments.

    Its UID is the id of the debrief. `sequence` grows with each change and never shrinks (RFC 5545, 3.8.7.4), so that a
    calendar replaces what it had; `changed_at` is when it last did. A `canceled` entry keeps the time that it had.
    """

    id: UUID
    debrief_id: UUID
    person_id: UUID
    starts_at: datetime
    ends_at: datetime
    sequence: int
    changed_at: datetime
    canceled: bool = False
    version: int = 1


def expected_at(debrief: Debrief, participants: Iterable[Participant], covers: Iterable[Cover]) -> frozenset[UUID]:
    """Who is expected at the booked time: who said yes, who takes a desk for one of them, who leads and who
    helps."""
    if debrief.status is not DebriefStatus.PLANNED or debrief.starts_at is None:
        return frozenset()
    coming = {one.person_id for one in participants if one.coming}
    covering = {one.cover_id for one in covers if one.cover_id is not None and one.person_id in coming}
    leading = {debrief.facilitator_id} if debrief.facilitator_id is not None else set[UUID]()
    return frozenset(coming | covering | leading | debrief.assisting)


def entry_for(
    debrief: Debrief, person_id: UUID, present: CalendarEntry | None, *, id: UUID, now: datetime
) -> CalendarEntry | None:
    """The entry of a person who is expected at the booked time; None where it is as it should be.

    The first one begins with the version of the debrief: calendar files of earlier programs had that as SEQUENCE.
    """
    if debrief.starts_at is None or debrief.ends_at is None:
        return None
    if present is None:
        return CalendarEntry(id, debrief.id, person_id, debrief.starts_at, debrief.ends_at, debrief.version, now)
    kept = (present.starts_at, present.ends_at, present.canceled)
    if kept == (debrief.starts_at, debrief.ends_at, False):
        return None
    return replace(
        present,
        starts_at=debrief.starts_at,
        ends_at=debrief.ends_at,
        canceled=False,
        sequence=present.sequence + 1,
        changed_at=now,
    )


def canceled_entry(present: CalendarEntry, now: datetime) -> CalendarEntry | None:
    """The entry of a person who is no longer expected; None where it is canceled already, or its time is over."""
    if present.canceled or present.ends_at <= now:
        return None
    return replace(present, canceled=True, sequence=present.sequence + 1, changed_at=now)
