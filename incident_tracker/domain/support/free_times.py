"""Times that suit everyone, found by trying the booking rules at each quarter hour; and who could cover then."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import Fit, Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.participants import Participant
from incident_tracker.domain.support.protected_time import Attendee, SlotRequest, check_slot, fit_around_breaks

QUARTER = timedelta(minutes=15)
LOOKED_AHEAD = timedelta(days=14)
"""How far ahead to look for times once the window is past."""
MOST = 6


@dataclass(frozen=True, slots=True)
class Booking:
    """What the booking rules look at: a debrief, who was asked, who comes, and when the person who leads it works.

    `facilitator` are the shifts of the facilitator, empty if no one is chosen or no shifts are on record; `zone` is the
    site's IANA name, in which shifts are written.
    """

    debrief: Debrief
    participants: tuple[Participant, ...]
    attendees: tuple[Attendee, ...]
    facilitator: tuple[Shift, ...]
    zone: str

    @property
    def coming(self) -> tuple[Participant, ...]:
        """Who said yes."""
        return tuple(one for one in self.participants if one.coming)


def refusal(booking: Booking, request: SlotRequest, now: datetime) -> Refused | None:
    """Why this time could not be booked at `now`, or None; nothing is booked."""
    try:
        check_slot(booking.debrief, request, booking.attendees, booking.participants, booking.zone, now)
    except Refused as problem:
        return problem
    return None


def next_times(booking: Booking, minutes: int, now: datetime) -> list[datetime]:
    """The next starts (UTC) that suit all who come and the person who leads, one for each half of a day, six at most.

    Desks are not checked: cover is named afterwards.
    """
    if not booking.attendees:
        return []
    hours = [one.shifts for one in booking.attendees]
    if booking.debrief.facilitator_id is not None and booking.facilitator:
        hours.append(booking.facilitator)
    without_desks = replace(booking, attendees=tuple(replace(one, at_desk=False) for one in booking.attendees))
    zone = ZoneInfo(booking.zone)
    found: list[datetime] = []
    taken: set[tuple[object, bool]] = set()
    for start in _quarters(booking, now):
        local, end = start.astimezone(zone), start + timedelta(minutes=minutes)
        half_day = (local.date(), local.hour < 12)
        if half_day in taken or any(_not_at_work(shifts, booking.zone, start, end) for shifts in hours):
            continue
        if refusal(without_desks, SlotRequest(start, end, mode=booking.debrief.mode), now) is not None:
            continue
        found.append(start)
        taken.add(half_day)
        if len(found) == MOST:
            break
    return found


def free_covers(
    booking: Booking, people: Iterable[Person], shifts: Mapping[UUID, tuple[Shift, ...]], start: datetime, end: datetime
) -> tuple[UUID, ...]:
    """Who of `people` is at work then, at the same site, not in a break, and neither takes part nor leads.

    First those who have a desk of their own, by name.
    """
    debrief = booking.debrief
    busy = {one.person_id for one in booking.coming} | {debrief.facilitator_id}
    return tuple(
        person.id
        for person in sorted(people, key=lambda one: (one.desk_id is None, one.name))
        if person.active
        and person.site_id == debrief.site_id
        and person.id not in busy
        and fit_around_breaks(shifts.get(person.id, ()), booking.zone, start, end) is Fit.PAID
    )


def _not_at_work(shifts: Iterable[Shift], zone: str, start: datetime, end: datetime) -> bool:
    return fit_around_breaks(shifts, zone, start, end) is not Fit.PAID


def _quarters(booking: Booking, now: datetime) -> Iterator[datetime]:
    debrief = booking.debrief
    first = now if all(one.asks_earlier for one in booking.coming) else max(now, debrief.not_before)
    minute = first.astimezone(UTC).replace(second=0, microsecond=0)
    start = minute + timedelta(minutes=-minute.minute % 15)
    if start < first:
        start += QUARTER
    last = debrief.by if debrief.by > start + timedelta(hours=1) else start + LOOKED_AHEAD
    while start < last:
        yield start
        start += QUARTER
