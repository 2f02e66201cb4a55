"""Times of four weeks that suit everyone, found at once: a person's free quarter hours are the bits of one number."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import reduce
from operator import and_, or_
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import Span
from incident_tracker.domain.support.free_times import QUARTER, refusal
from incident_tracker.domain.support.obstacles import is_closed, never_leads
from incident_tracker.domain.support.protected_time import Attendee, SlotRequest
from incident_tracker.domain.support.week import Hindrance, Planning, TimeFound, covers_for

FOUR_WEEKS = timedelta(days=28)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SlotsFound:
    """The times that suit everyone, soonest first; where there is none, what is in the way and of whom that is true."""

    times: tuple[TimeFound, ...] = ()
    why: Hindrance | None = None
    person_ids: tuple[UUID, ...] = ()


def find_times(planning: Planning, now: datetime, limit: int) -> SlotsFound:
    """At most `limit` times within four weeks from `now` (aware), one for each quarter hour at which it can begin.

    Each is tried by the booking rules before it is given. What is in the way is the first thing that leaves no time.
    """
    week = _Quarters(planning, now)
    people = planning.booking.attendees
    desks = [one.person_id for one in people if one.at_desk]
    if not people or any(not one.shifts for one in people):
        without = tuple(one.person_id for one in people if not one.shifts)
        return SlotsFound((), Hindrance.NO_HOURS, without)
    in_time = week.from_earliest()
    starts = in_time & week.open_starts()
    if not starts:
        return SlotsFound((), Hindrance.CLOSED if in_time else Hindrance.TOO_EARLY)
    for why in (Hindrance.NOT_AT_WORK, Hindrance.AWAY, Hindrance.IN_A_BREAK, Hindrance.BUSY):
        each = {one.person_id: week.starts_of(one, why) for one in people}
        left = reduce(and_, each.values(), starts)
        if not left:
            alone = tuple(id for id, mask in each.items() if not starts & mask)
            return SlotsFound((), why, alone or tuple(each))
        starts = left
    attending = {one.person_id for one in people}
    leaders = week.leaders(attending)
    led = reduce(or_, leaders.values(), starts if planning.leads_from_outside else 0)
    if not starts & led:
        return SlotsFound((), Hindrance.NO_LEADER, planning.leaders)
    covers = week.covers(attending) if desks else {}
    found = week.times(starts & led, leaders, covers, desks, now)
    times = tuple(one for one, _n in zip(found, range(limit), strict=False))
    return SlotsFound(times) if times else SlotsFound((), Hindrance.NO_COVER, tuple(desks))


class _Quarters:
    """Four weeks in quarter hours: bit n of a number is the n-th quarter hour from the next one on."""

    def __init__(self, planning: Planning, now: datetime) -> None:
        self._planning, self._booking = planning, planning.booking
        self._zone = ZoneInfo(self._booking.zone)
        minute = now.astimezone(UTC).replace(second=0, microsecond=0)
        self._first = minute + timedelta(minutes=-minute.minute % 15)
        self._first += QUARTER if self._first < now else timedelta(0)
        self._count = FOUR_WEEKS // QUARTER
        self._long = -(-planning.minutes // 15)
        first = self._first.astimezone(self._zone).date() - DAY
        self._days = [first + n * DAY for n in range(FOUR_WEEKS // DAY + 3)]
        self._spans: dict[tuple[date, Span], tuple[datetime, datetime]] = {}
        self._last: dict[UUID, int] = {}

    def from_earliest(self) -> int:
        """The starts that are not before the debrief's earliest moment, and for which the whole time is in sight."""
        booking = self._booking
        asks_earlier = bool(booking.coming) and all(one.asks_earlier for one in booking.coming)
        earliest = self._first if asks_earlier else max(self._first, booking.debrief.not_before)
        return self._between(earliest, self._first + FOUR_WEEKS)

    def starts_of(self, person: Attendee, why: Hindrance) -> int:
        """When a talk can begin as far as `why` and what is looked at before it goes."""
        free = self._last.get(person.person_id, 0)
        if why is Hindrance.NOT_AT_WORK:
            free = 0 if person.left else self._at_work(person)
        elif why is Hindrance.AWAY:
            free &= ~self._taken(person.away)
        elif why is Hindrance.IN_A_BREAK:
            free &= ~self._in_breaks(person)
        else:
            debrief = self._booking.debrief.id
            mine = [one for one in self._booking.busy if one.person_id == person.person_id]
            free &= ~self._taken((one.starts_at, one.ends_at) for one in mine if one.debrief_id != debrief)
        self._last[person.person_id] = free
        return self._long_enough(free)

    def leaders(self, attending: set[UUID]) -> dict[UUID, int]:
        """When each of those who may lead can begin, the first choice first."""
        if self._planning.leads_from_outside:
            return {}
        may = [one for one in self._planning.leaders if one not in attending]
        fit = [one for one in may if not any(never_leads(self._booking, one))]
        return {one: self._free(self._booking.staff[one]) for one in fit if one in self._booking.staff}

    def covers(self, attending: set[UUID]) -> dict[UUID, int]:
        """When each of those who can take a desk is free, those with a desk of their own first, then by name."""
        site, staff = self._booking.debrief.site_id, self._booking.staff
        people = sorted(self._planning.people, key=lambda one: (one.desk_id is None, one.name))
        here = [one.id for one in people if one.active and one.site_id == site and one.id not in attending]
        return {one: self._free(staff[one]) for one in here if one in staff}

    def times(
        self, starts: int, leaders: dict[UUID, int], covers: dict[UUID, int], desks: list[UUID], now: datetime
    ) -> Iterator[TimeFound]:
        """The times at these starts with the first who can lead and the first who can cover, tried by the rules."""
        booking = self._booking
        while starts:
            bit = starts & -starts
            starts ^= bit
            start = self._first + (bit.bit_length() - 1) * QUARTER
            end = start + timedelta(minutes=self._planning.minutes)
            free = [one for one, mask in covers.items() if mask & bit]
            leading: list[UUID | None] = [one for one, mask in leaders.items() if mask & bit]
            for leader in leading or [None]:
                able = [one for one in free if one != leader]
                found = covers_for(booking, desks, able)
                if found is None:
                    continue
                led = replace(booking, debrief=replace(booking.debrief, facilitator_id=leader))
                request = SlotRequest(start, end, found, mode=booking.debrief.mode)
                if not booking.coming or refusal(led, request, now) is None:
                    yield TimeFound(start, end, leader, found, late=start > booking.debrief.by)
                    break

    def _free(self, person: Attendee) -> int:
        starts = 0
        for why in (Hindrance.NOT_AT_WORK, Hindrance.AWAY, Hindrance.IN_A_BREAK, Hindrance.BUSY):
            starts = self.starts_of(person, why)
        return starts

    def open_starts(self) -> int:
        """The quarter hours of days on which the site is open; a night belongs to the day on which it began."""
        hours, until = self._booking.hours, self._booking.open_until
        midnights = [datetime.combine(day, time(0), self._zone).astimezone(UTC) for day in self._days]
        found, nights = 0, []
        for n, day in enumerate(self._days[:-1]):
            is_open = not is_closed(hours, day) and (until is None or day <= until)
            found |= self._between(midnights[n], midnights[n + 1]) if is_open else 0
            over = [self._on(day, span) for span in hours.on(day) if span.end <= span.start]
            nights += [(is_open, self._between(midnights[n + 1], end)) for _start, end in over]
        for is_open, night in nights:
            found = found | night if is_open else found & ~night
        return found

    def _at_work(self, person: Attendee) -> int:
        spans = (
            self._on(day, Span(shift.start, shift.end))
            for day in self._days
            for shift in person.shifts
            if shift.weekday == day.weekday()
        )
        return reduce(or_, (self._between(start, end) for start, end in spans), 0)

    def _in_breaks(self, person: Attendee) -> int:
        pauses = []
        for day in self._days:
            for shift in person.shifts:
                if shift.weekday == day.weekday():
                    for pause in shift.breaks:
                        night = shift.end <= shift.start and pause.start < shift.start
                        pauses.append(self._on(day + DAY if night else day, Span(pause.start, pause.end)))
        return self._taken(pauses)

    def _on(self, day: date, span: Span) -> tuple[datetime, datetime]:
        """Most people have the same hours, so each span of a day is worked out once."""
        known = self._spans.get((day, span))
        if known is None:
            known = self._spans[day, span] = span.on(day, self._zone)
        return known

    def _between(self, start: datetime, end: datetime) -> int:
        """The quarter hours that are wholly within."""
        return self._bits(-((self._first - start) // QUARTER), (end - self._first) // QUARTER)

    def _taken(self, spans: Iterable[tuple[datetime, datetime]]) -> int:
        """The quarter hours of which these spans take any part."""
        bits = (self._bits((start - self._first) // QUARTER, -((self._first - end) // QUARTER)) for start, end in spans)
        return reduce(or_, bits, 0)

    def _bits(self, first: int, last: int) -> int:
        first, last = max(first, 0), min(last, self._count)
        return ((1 << (last - first)) - 1) << first if last > first else 0

    def _long_enough(self, free: int) -> int:
        """The starts from which on so many quarter hours are free."""
        left = free
        for n in range(1, self._long):
            left &= free >> n
        return left
