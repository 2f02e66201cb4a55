"""Times that suit everyone, found by trying the booking rules at each quarter hour; and who could cover then."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import Fit
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.booking_facts import Booking, DebriefObstacle
from incident_tracker.domain.support.obstacles import presence, to_book
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.domain.support.taken import is_busy

QUARTER = timedelta(minutes=15)
LOOKED_AHEAD = timedelta(days=14)
"""How far ahead to look for times once the window is past."""
MOST = 6


def refusal(booking: Booking, request: SlotRequest, now: datetime) -> Refused | None:
    """Why this time could not be booked at `now`, or None; nothing is booked."""
    return next((one.refusal for one in to_book(booking, request, now) if not one.warned), None)


def next_times(booking: Booking, minutes: int, now: datetime) -> list[datetime]:
    """The next starts (UTC) that suit all who come and the person who leads, one for each half of a day, six at most.

    Desks are not checked: cover is named afterwards.
    """
    if not booking.attendees:
        return []
    leader = booking.facilitator
    without_desks = replace(booking, attendees=tuple(replace(one, at_desk=False) for one in booking.attendees))
    zone = ZoneInfo(booking.zone)
    found: list[datetime] = []
    taken: set[tuple[object, bool]] = set()
    for start in _quarters(booking, now):
        local, end = start.astimezone(zone), start + timedelta(minutes=minutes)
        half_day = (local.date(), local.hour < 12)
        if half_day in taken or (leader and leader.shifts and presence(booking, leader, start, end) is not Fit.PAID):
            continue
        request = SlotRequest(start, end, mode=booking.debrief.mode)
        if any(not _can_be_settled(one) for one in to_book(without_desks, request, now)):
            continue
        found.append(start)
        taken.add(half_day)
        if len(found) == MOST:
            break
    return found


def free_covers(booking: Booking, people: Iterable[Person], start: datetime, end: datetime) -> tuple[UUID, ...]:
    """Who of `people` is at work then, at the same site, not in a break, in no debrief at that time, and neither takes
    part in this one nor leads it.

    First those who have a desk of their own, by name.
    """
    debrief = booking.debrief
    in_it = {one.person_id for one in booking.coming} | {debrief.facilitator_id, *debrief.assisting}
    return tuple(
        person.id
        for person in sorted(people, key=lambda one: (one.desk_id is None, one.name))
        if person.active
        and person.site_id == debrief.site_id
        and person.id not in in_it
        and person.id in booking.staff
        and presence(booking, booking.staff[person.id], start, end) is Fit.PAID
        and not is_busy(booking.busy, person.id, start, end, debrief.id)
    )


def _can_be_settled(obstacle: DebriefObstacle) -> bool:
    """What does not speak against a time: it is only to be known, or can be put right without another time."""
    return obstacle.warned or obstacle.reason in (
        Reason.NO_ONE_LEADS,
        Reason.WAS_INVOLVED,
        Reason.IS_ASKED_TO_IT,
        Reason.CANNOT_ASSIST,
        Reason.HAS_ANOTHER_PART,
        Reason.NOT_ALL_AGREE,
        Reason.PLACE_TAKEN,
    )


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
