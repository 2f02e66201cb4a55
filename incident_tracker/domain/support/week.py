"""A week of times for one debrief: where it suits everyone, who would lead and cover, and what is in the way."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import Fit
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.booking_facts import Booking
from incident_tracker.domain.support.free_times import QUARTER, free_covers, refusal
from incident_tracker.domain.support.obstacles import is_closed_at, never_leads, presence
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.domain.support.taken import is_busy

HALF_HOUR = timedelta(minutes=30)


class Hindrance(StrEnum):
    """What is in the way of a time, in the order in which it is looked at: the later, the nearer to one that suits."""

    CLOSED = "closed"
    PAST = "past"
    TOO_EARLY = "too_early"
    NO_HOURS = "no_hours"
    AWAY = "away"
    NOT_AT_WORK = "not_at_work"
    IN_A_BREAK = "in_a_break"
    BUSY = "busy"
    NO_LEADER = "no_leader"
    NO_COVER = "no_cover"


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time that suits everyone. `covers` are person ids, by whose desk it is, None for one that is closed; `late`
    says that it begins after the last moment.
    """

    starts_at: datetime
    ends_at: datetime
    leader_id: UUID | None
    covers: Mapping[UUID, UUID | None] = field(default_factory=dict)
    late: bool = False


@dataclass(frozen=True, slots=True)
class TimeHindered:
    """A time that does not suit, the first thing in the way, and of whom that is true."""

    starts_at: datetime
    why: Hindrance
    person_ids: tuple[UUID, ...] = ()


HalfHour = TimeFound | TimeHindered


@dataclass(frozen=True, slots=True)
class Planning:
    """All that decides when a debrief can be: whom it is for, who may lead, and who could cover.

    The attendees of `booking` are those who said yes or, as long as no one has, those who may still do so. `leaders`
    are the person ids of those who may lead it, the first choice first; `leads_from_outside` needs none of them.
    """

    booking: Booking
    leaders: tuple[UUID, ...]
    people: tuple[Person, ...]

    @property
    def minutes(self) -> int:
        """How long it takes at least."""
        return max(self.booking.debrief.least_minutes, 15)

    @property
    def leads_from_outside(self) -> bool:
        """True if someone who does not work here leads it."""
        return bool(self.booking.debrief.facilitator_outside)


def half_hours(day: date, first: time, last: time, zone: ZoneInfo) -> Iterator[datetime]:
    """The starts (UTC) of a day's half hours between two wall-clock times; a `last` of midnight is the day's end."""
    minute, end = first.hour * 60 + first.minute, (last.hour * 60 + last.minute) or 24 * 60
    while minute < end:
        yield datetime.combine(day, time(minute // 60, minute % 60), zone).astimezone(ZoneInfo("UTC"))
        minute += 30


def try_half_hour(planning: Planning, start: datetime, now: datetime) -> HalfHour:
    """The first start within this half hour that suits everyone, or what is in the way at its beginning."""
    found = [_try(planning, start, now), _try(planning, start + QUARTER, now)]
    return next((one for one in found if isinstance(one, TimeFound)), found[0])


def nearest(tried: Iterable[HalfHour]) -> TimeHindered | None:
    """What most often stops the times that come nearest to suiting everyone; None if one does, or none was tried."""
    hindered: list[TimeHindered] = []
    for one in tried:
        if isinstance(one, TimeFound):
            return None
        hindered.append(one)
    if not hindered:
        return None
    order = list(Hindrance)
    furthest = max(order.index(one.why) for one in hindered)
    same = [one for one in hindered if order.index(one.why) == furthest]
    return max(same, key=lambda one: sum(one.person_ids == other.person_ids for other in same))


def free_leaders(planning: Planning, start: datetime, end: datetime) -> tuple[UUID, ...]:
    """Who of those who may lead is at work then and has nothing else, and is not in the debrief."""
    booking = planning.booking
    coming = {one.person_id for one in booking.attendees}
    may_lead = [one for one in planning.leaders if one not in coming and not any(never_leads(booking, one))]
    return tuple(one for one in may_lead if _hinders(planning, one, start, end) is None)


def is_free(planning: Planning, person_id: UUID, start: datetime, end: datetime) -> bool:
    """Whether a person is at work then, outside breaks, and in no other debrief."""
    return _hinders(planning, person_id, start, end) is None


def covers_then(planning: Planning, start: datetime, end: datetime, leader_id: UUID | None) -> tuple[UUID, ...]:
    """Who could take a desk then: at work, outside breaks, with nothing else to do, and not in the debrief."""
    attending = {one.person_id for one in planning.booking.attendees} | {leader_id}
    return tuple(one for one in free_covers(planning.booking, planning.people, start, end) if one not in attending)


def covers_for(booking: Booking, desks: Sequence[UUID], free: Sequence[UUID]) -> dict[UUID, UUID | None] | None:
    """Who of those who are `free` takes which desk (person ids); the desks that are left are closed where the clinic
    allows that. None where one would be left alone.
    """
    if len(free) < len(desks) and not booking.may_close:
        return None
    return {desk: free[n] if n < len(free) else None for n, desk in enumerate(desks)}


def _try(planning: Planning, start: datetime, now: datetime) -> HalfHour:
    booking = planning.booking
    debrief = booking.debrief
    end = start + timedelta(minutes=planning.minutes)
    if is_closed_at(booking, start):
        return TimeHindered(start, Hindrance.CLOSED)
    if start < now:
        return TimeHindered(start, Hindrance.PAST)
    if start < debrief.not_before and not (booking.coming and all(one.asks_earlier for one in booking.coming)):
        return TimeHindered(start, Hindrance.TOO_EARLY)
    for attendee in booking.attendees:
        if not attendee.shifts:
            return TimeHindered(start, Hindrance.NO_HOURS, (attendee.person_id,))
        why = _hinders(planning, attendee.person_id, start, end)
        if why is not None:
            return TimeHindered(start, why, (attendee.person_id,))
    leaders: tuple[UUID | None, ...] = (None,) if planning.leads_from_outside else free_leaders(planning, start, end)
    if not leaders:
        return TimeHindered(start, Hindrance.NO_LEADER, planning.leaders)
    desks = [one.person_id for one in booking.attendees if one.at_desk]
    for leader in leaders:
        free = covers_then(planning, start, end, leader)
        covers = covers_for(booking, desks, free)
        if covers is not None:
            request = SlotRequest(start, end, covers, mode=debrief.mode)
            if booking.coming and refusal(_led_by(booking, leader), request, now) is not None:
                continue
            return TimeFound(start, end, leader, covers, late=start > debrief.by)
    return TimeHindered(start, Hindrance.NO_COVER, tuple(desks))


def _led_by(booking: Booking, leader: UUID | None) -> Booking:
    return replace(booking, debrief=replace(booking.debrief, facilitator_id=leader))


def _hinders(planning: Planning, person_id: UUID, start: datetime, end: datetime) -> Hindrance | None:
    booking = planning.booking
    known = booking.staff.get(person_id)
    if known is None:
        return Hindrance.NOT_AT_WORK
    match presence(booking, known, start, end):
        case Fit.AWAY:
            return Hindrance.AWAY
        case Fit.OUTSIDE:
            return Hindrance.NOT_AT_WORK
        case Fit.IN_A_BREAK:
            return Hindrance.IN_A_BREAK
        case Fit.PAID:
            busy = is_busy(booking.busy, person_id, start, end, booking.debrief.id)
            return Hindrance.BUSY if busy else None
