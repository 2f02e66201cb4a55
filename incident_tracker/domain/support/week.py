"""A week of times for one debrief: where it suits everyone, who would lead and cover, and what is in the way."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import combinations
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import Fit, OpeningHours, Shift
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.free_times import QUARTER, Booking, free_covers, refusal
from incident_tracker.domain.support.protected_time import SlotRequest, fit_around_breaks

HALF_HOUR = timedelta(minutes=30)


class Hindrance(StrEnum):
    """What is in the way of a time, in the order in which it is looked at: the later, the nearer to one that suits."""

    CLOSED = "closed"
    PAST = "past"
    TOO_EARLY = "too_early"
    NO_HOURS = "no_hours"
    NOT_AT_WORK = "not_at_work"
    IN_A_BREAK = "in_a_break"
    BUSY = "busy"
    NO_LEADER = "no_leader"
    NO_COVER = "no_cover"


@dataclass(frozen=True, slots=True)
class Busy:
    """A person has a part in this debrief then, comes to it, leads it or covers for it. `debrief_id` is None to who
    may not know which.
    """

    person_id: UUID
    starts_at: datetime
    ends_at: datetime
    debrief_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TimeFound:
    """A time that suits everyone. `covers` are person ids, by whose desk it is; `late` says that it begins after the
    last moment.
    """

    starts_at: datetime
    ends_at: datetime
    leader_id: UUID | None
    covers: Mapping[UUID, UUID] = field(default_factory=dict)
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
    """All that decides when a debrief can be: whom it is for, who may lead, who could cover, and when they are busy.

    The attendees of `booking` are those who said yes or, as long as no one has, those who may still do so. `leaders`
    are the person ids of those who may lead it, the first choice first; `leads_from_outside` needs none of them.
    """

    booking: Booking
    leaders: tuple[UUID, ...]
    staff: tuple[Person, ...]
    shifts: Mapping[UUID, tuple[Shift, ...]]
    busy: tuple[Busy, ...]
    hours: OpeningHours

    @property
    def minutes(self) -> int:
        """How long it takes at least."""
        return max(self.booking.debrief.least_minutes, 15)

    @property
    def leads_from_outside(self) -> bool:
        """True if someone who does not work here leads it."""
        return bool(self.booking.debrief.facilitator_outside)


def is_closed(hours: OpeningHours, day: date) -> bool:
    """Whether the site is closed on this day; one that has no hours on record is open."""
    return day in hours.closed_days or (any(hours.weekly) and not hours.weekly[day.weekday()])


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
    coming = {one.person_id for one in planning.booking.attendees}
    return tuple(one for one in planning.leaders if one not in coming and _hinders(planning, one, start, end) is None)


def is_free(planning: Planning, person_id: UUID, start: datetime, end: datetime) -> bool:
    """Whether a person is at work then, outside breaks, and in no other debrief."""
    return _hinders(planning, person_id, start, end) is None


def covers_then(planning: Planning, start: datetime, end: datetime, leader_id: UUID | None) -> tuple[UUID, ...]:
    """Who could take a desk then: at work, outside breaks, with nothing else to do, and not in the debrief."""
    attending = {one.person_id for one in planning.booking.attendees} | {leader_id}
    free = free_covers(planning.booking, planning.staff, planning.shifts, start, end)
    return tuple(one for one in free if one not in attending and not _is_busy(planning, one, start, end))


@dataclass(frozen=True, slots=True)
class DoubleBooking:
    """A person who has a part in two debriefs at the same time."""

    person_id: UUID
    debrief_ids: tuple[UUID, UUID]
    starts_at: datetime


def double_bookings(busy: Collection[Busy]) -> tuple[DoubleBooking, ...]:
    """Everyone who is in two debriefs at once, by time."""
    found = {}
    for one, other in combinations(sorted(busy, key=lambda busy: (busy.starts_at, str(busy.debrief_id))), 2):
        known = one.debrief_id is not None and other.debrief_id is not None and one.debrief_id != other.debrief_id
        if known and one.person_id == other.person_id and other.starts_at < one.ends_at:
            assert one.debrief_id is not None
            assert other.debrief_id is not None
            pair = (one.debrief_id, other.debrief_id)
            found[one.person_id, pair] = DoubleBooking(one.person_id, pair, other.starts_at)
    return tuple(found.values())


def _try(planning: Planning, start: datetime, now: datetime) -> HalfHour:
    booking = planning.booking
    debrief = booking.debrief
    end = start + timedelta(minutes=planning.minutes)
    if is_closed(planning.hours, start.astimezone(ZoneInfo(booking.zone)).date()):
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
        if len(free) >= len(desks):
            covers = dict(zip(desks, free, strict=False))
            request = SlotRequest(start, end, covers, mode=debrief.mode)
            if booking.coming and refusal(_led_by(booking, leader), request, now) is not None:
                continue
            return TimeFound(start, end, leader, covers, late=start > debrief.by)
    return TimeHindered(start, Hindrance.NO_COVER, tuple(desks))


def _led_by(booking: Booking, leader: UUID | None) -> Booking:
    return replace(booking, debrief=replace(booking.debrief, facilitator_id=leader))


def _hinders(planning: Planning, person_id: UUID, start: datetime, end: datetime) -> Hindrance | None:
    match fit_around_breaks(planning.shifts.get(person_id, ()), planning.booking.zone, start, end):
        case Fit.OUTSIDE:
            return Hindrance.NOT_AT_WORK
        case Fit.IN_A_BREAK:
            return Hindrance.IN_A_BREAK
        case Fit.PAID:
            return Hindrance.BUSY if _is_busy(planning, person_id, start, end) else None


def _is_busy(planning: Planning, person_id: UUID, start: datetime, end: datetime) -> bool:
    """Whether the person has a part in another debrief then."""
    mine = planning.booking.debrief.id
    return any(
        one.person_id == person_id and one.debrief_id != mine and one.starts_at < end and start < one.ends_at
        for one in planning.busy
    )
