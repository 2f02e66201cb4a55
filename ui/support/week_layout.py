"""Computes the board of one week from what is on record; nothing here touches a widget, so that a worker can do it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.clinic.calendars import OpeningHours, Shift
from incident_tracker.domain.support.obstacles import is_closed
from incident_tracker.domain.support.week import (
    HALF_HOUR,
    HalfHour,
    Hindrance,
    Planning,
    TimeFound,
    TimeHindered,
    half_hours,
    nearest,
    try_half_hour,
)
from incident_tracker.usecases.support.week import SupportWeek, WeekDebrief, planning_of
from ui.screen_text import time_text
from ui.support.week_names import WeekNames
from ui.support.week_words import WhyNone, booked_words, spoken_half_hour, why_none

_EARLIEST, _LATEST = 8, 17  # hours shown at least
_DAYS = 7
_WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class BookedBlock:
    """A booked debrief on its day. Those at the same time stand beside each other, in `lane` of `lanes`."""

    debrief_id: UUID
    starts_at: datetime
    ends_at: datetime
    head: str
    below: str
    spoken: str
    clashes: bool
    lane: int = 0
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class BoardDay:
    """One day: what each half hour means for the chosen debrief (None: nothing is asked), and what is booked."""

    day: date
    is_closed: bool
    half_hours: tuple[HalfHour | None, ...]
    starts: tuple[datetime, ...]
    blocks: tuple[BookedBlock, ...]

    def block_at(self, row: int) -> BookedBlock | None:
        """What is booked within this half hour."""
        start = self.starts[row]
        end = start + HALF_HOUR
        return next((one for one in self.blocks if one.starts_at < end and start < one.ends_at), None)


@dataclass(frozen=True, slots=True)
class Board:
    """A week as it is drawn. `why` says why nothing suits; `chosen` is the debrief for which times were looked for."""

    zone: ZoneInfo
    now: datetime
    times: tuple[time, ...]
    days: tuple[BoardDay, ...]
    names: WeekNames
    chosen: WeekDebrief | None = None
    planning: Planning | None = None
    why: WhyNone | None = None

    @property
    def found(self) -> int:
        """How many half hours suit everyone."""
        return sum(isinstance(one, TimeFound) for day in self.days for one in day.half_hours)

    @property
    def outside(self) -> str:
        """Who leads the chosen debrief from outside, or nothing."""
        return self.chosen.debrief.facilitator_outside if self.chosen is not None else ""

    def time_text(self, row: int) -> str:
        """The time at which a row begins."""
        at = self.times[row]
        return time_text(datetime.combine(date(2026, 1, 1), at, self.zone), self.zone)

    def spoken(self, row: int, column: int) -> str:
        """A cell as a screen reader says it."""
        day = self.days[column]
        one = day.half_hours[row]
        block = day.block_at(row)
        plain = TimeHindered(day.starts[row], Hindrance.CLOSED)
        words = spoken_half_hour(one if one is not None else plain, day.day, self.zone, self.outside, self.names)
        if one is None and not day.is_closed:
            words = words.rpartition(", ")[0]
        return f"{words}, {block.spoken}" if block is not None else words

    def place_of(self, moment: datetime) -> tuple[int, int]:
        """Row and column of a moment, or of the nearest one that is shown."""
        column = next((n for n, day in enumerate(self.days) if day.starts[-1] + HALF_HOUR > moment), 0)
        starts = self.days[column].starts
        return max(0, sum(start <= moment for start in starts) - 1), column

    def first_found(self) -> tuple[int, int] | None:
        """Row and column of the first time that suits: before the last moment, and without another debrief beside it,
        if there is one.
        """
        places = [
            (one.late, day.block_at(row) is not None, column, row)
            for column, day in enumerate(self.days)
            for row, one in enumerate(day.half_hours)
            if isinstance(one, TimeFound)
        ]
        if not places:
            return None
        _late, _beside, column, row = min(places)
        return row, column


def week_start(day: date, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) of the week of this day."""
    monday = day - timedelta(days=day.weekday())
    return datetime.combine(monday, time(0), zone).astimezone(UTC)


def board_of(
    week: SupportWeek, chosen_id: UUID | None, site_id: UUID | None, names: WeekNames, zone: ZoneInfo, now: datetime
) -> Board:
    """The week as it is drawn for one debrief, or for none; `site_id` is the site whose hours are shown then."""
    chosen = week.find(chosen_id)
    shown = chosen.debrief.site_id if chosen is not None else site_id
    site = names.names.site(shown) if shown is not None else None
    zone = site.time_zone if site is not None else zone
    hours = week.hours.get(site.id, OpeningHours(zone.key)) if site is not None else OpeningHours(zone.key)
    planning = planning_of(week, chosen, zone.key) if chosen is not None and chosen.may_plan else None
    monday = week.first.astimezone(zone).date()
    concerned = [shift for one in planning.booking.attendees for shift in one.shifts] if planning is not None else []
    days = _days(monday, hours, concerned, week.booked, zone)
    first, last = _rows(days, hours, concerned, week.booked, zone)
    blocks = _blocks(week, zone, names)
    made = []
    for day in days:
        starts = tuple(half_hours(day, first, last, zone))
        tried: list[HalfHour | None] = (
            [try_half_hour(planning, start, now) for start in starts]
            if planning is not None and planning.booking.attendees
            else [None] * len(starts)
        )
        on_day = [one for one in blocks if one.starts_at.astimezone(zone).date() == day]
        made.append(BoardDay(day, is_closed(hours, day), tuple(tried), starts, tuple(_in_lanes(on_day))))
    times = tuple(start.astimezone(zone).time() for start in half_hours(monday, first, last, zone))
    why = None
    if planning is not None and chosen is not None:
        asked = [one for day in made for one in day.half_hours if one is not None]
        if not any(isinstance(one, TimeFound) for one in asked):
            why = why_none(nearest(asked), planning, names, now)
    return Board(zone, now, times, tuple(made), names, chosen, planning, why)


def _days(
    monday: date, hours: OpeningHours, shifts: Iterable[Shift], booked: Iterable[WeekDebrief], zone: ZoneInfo
) -> list[date]:
    """The working days, and those of the weekend on which something can be."""
    days = [monday + timedelta(days=n) for n in range(_DAYS)]
    used = {shift.weekday for shift in shifts} | {day.weekday() for day in days if hours.on(day)}
    used |= {one.debrief.starts_at.astimezone(zone).weekday() for one in booked if one.debrief.starts_at is not None}
    return [day for n, day in enumerate(days) if n < _WORKDAYS or n in used]


def _rows(
    days: Sequence[date], hours: OpeningHours, shifts: Sequence[Shift], booked: Iterable[WeekDebrief], zone: ZoneInfo
) -> tuple[time, time]:
    """From which hour to which the days are drawn; a `time(0)` at the end is midnight."""
    spans = [(span.start, span.end) for day in days for span in hours.on(day)]
    spans += [(shift.start, shift.end) for shift in shifts]
    for item in booked:
        start, end = item.debrief.starts_at, item.debrief.ends_at
        if start is not None and end is not None:
            spans.append((start.astimezone(zone).time(), end.astimezone(zone).time()))
    over_night = any(end <= start for start, end in spans)
    first = 0 if over_night else min([_EARLIEST, *(start.hour for start, _end in spans)])
    ends = [end.hour + (1 if end.minute else 0) for _start, end in spans]
    last = 24 if over_night else max([_LATEST, *ends])
    return time(first), time(0) if last >= 24 else time(last)


def _blocks(week: SupportWeek, zone: ZoneInfo, names: WeekNames) -> list[BookedBlock]:
    made = []
    for item in week.booked:
        start, end = item.debrief.starts_at, item.debrief.ends_at
        if start is not None and end is not None:
            head, below, spoken = booked_words(item, zone, names)
            made.append(BookedBlock(item.debrief.id, start, end, head, below, spoken, bool(item.in_the_way)))
    return made


def _in_lanes(blocks: Sequence[BookedBlock]) -> list[BookedBlock]:
    """Those at the same time beside each other."""
    placed: list[BookedBlock] = []
    together: list[BookedBlock] = []
    for one in sorted(blocks, key=lambda block: (block.starts_at, str(block.debrief_id))):
        if together and one.starts_at >= max(other.ends_at for other in together):
            placed += _spread(together)
            together = []
        together.append(one)
    return placed + _spread(together)


def _spread(blocks: Sequence[BookedBlock]) -> list[BookedBlock]:
    return [replace(one, lane=lane, lanes=len(blocks)) for lane, one in enumerate(blocks)]
