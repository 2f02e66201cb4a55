"""Opening hours, closed days and shifts, and arithmetic in open time that is right when the clocks change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.errors import Reason, Refused

DAY = timedelta(days=1)
LOOK_AHEAD = timedelta(days=400)  # a calendar with nothing open for longer than this is taken as always closed
NEVER_OPEN = "never_open"
LONGEST_DAY_NAME = 120


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one wall-clock time to another of the same day; an end at or before the start is on the next day."""

    start: time
    end: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The two UTC instants of this span when it begins on `day`."""
        last = day if self.end > self.start else day + DAY
        return (
            datetime.combine(day, self.start, zone).astimezone(UTC),
            datetime.combine(last, self.end, zone).astimezone(UTC),
        )


Weekly = tuple[tuple[Span, ...], ...]
"""Seven tuples of spans, from Monday on."""


@dataclass(frozen=True, slots=True, order=True)
class NewWeek:
    """Other hours of the week, from the day `first` on."""

    first: date
    weekly: Weekly


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a site is open: seven tuples of spans from Monday on, and days on which it is closed all the same.

    `weekly` are the hours before the first of `later`, which are in the order of their days: what is over is counted
    by the hours of then.
    """

    zone: str
    weekly: Weekly = ((),) * 7
    closed_days: frozenset[date] = frozenset()
    later: tuple[NewWeek, ...] = ()

    def week_on(self, day: date) -> Weekly:
        """The hours of the week as they are on this day."""
        found = self.weekly
        for one in self.later:
            if one.first > day:
                break
            found = one.weekly
        return found

    def on(self, day: date) -> tuple[Span, ...]:
        """The hours of this day by its week, in order; a closed day is not left out."""
        return tuple(sorted(self.week_on(day)[day.weekday()]))

    def spans(self, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
        """The open UTC intervals that begin on a day from `first` to `last`, in order."""
        zone = ZoneInfo(self.zone)
        day = first
        while day <= last:
            if day not in self.closed_days:
                for span in self.on(day):
                    yield span.on(day, zone)
            day += DAY

    def working_day(self, moment: datetime) -> date:
        """The local day that a moment (aware) belongs to: the day before for a night that began then, open or not."""
        zone = ZoneInfo(self.zone)
        today = moment.astimezone(zone).date()
        night = [span.on(today - DAY, zone) for span in self.on(today - DAY)]
        return today - DAY if any(start <= moment < end for start, end in night) else today


@dataclass(frozen=True, slots=True, order=True)
class ClosedDay:
    """A day on which a site is closed though its week says otherwise, and what it is called ("" for nothing)."""

    day: date
    name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Break:
    """A pause within a shift."""

    start: time
    end: time
    paid: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """Paid hours of one person on one weekday (0 is Monday), in the time zone of their site."""

    id: UUID
    person_id: UUID
    weekday: int
    start: time
    end: time
    breaks: tuple[Break, ...] = ()


class Fit(StrEnum):
    """How a slot fits a person's shifts."""

    PAID = "paid"
    IN_A_BREAK = "in_a_break"
    OUTSIDE = "outside"
    AWAY = "away"


def accept_opening_hours(hours: OpeningHours) -> OpeningHours:
    """`hours`, each day in order. A span that ends before it starts goes on into the next day.

    Errors: Refused at `weekly` when spans overlap, those of a night and the next morning too, or have no length.
    """
    weekly = tuple(tuple(sorted(spans)) for spans in hours.weekly)
    minutes: list[tuple[int, int]] = []
    for weekday, spans in enumerate(weekly):
        for span in spans:
            if span.end == span.start:
                raise Refused(Reason.ENDS_BEFORE_START, "weekly")
            first = weekday * 1440 + span.start.hour * 60 + span.start.minute
            last = weekday * 1440 + span.end.hour * 60 + span.end.minute
            minutes.append((first, last if span.end > span.start else last + 1440))
    around = [*minutes, *((first + 7 * 1440, last + 7 * 1440) for first, last in minutes[:1])]
    if any(later[0] < earlier[1] for earlier, later in pairwise(around)):
        raise Refused(Reason.OUT_OF_RANGE, "weekly")
    return replace(hours, weekly=weekly)


def with_new_week(hours: OpeningHours, weekly: Weekly, first: date, today: date) -> OpeningHours:
    """`hours` with other hours of the week from the day `first` on. What is planned for a later day stays.

    Errors: Refused at `first` for a day that has passed; at `weekly` as `accept_opening_hours`, and where a night that
    begins on the day before goes on into the new hours.
    """
    if first < today:
        raise Refused(Reason.IN_THE_PAST, "first")
    week = accept_opening_hours(OpeningHours(hours.zone, weekly)).weekly
    planned = sorted([*(one for one in hours.later if one.first != first), NewWeek(first, week)])
    wanted = replace(hours, later=tuple(_changes(hours.weekly, planned)))
    for one in wanted.later:
        begins = wanted.on(one.first)
        night = [span.end for span in wanted.on(one.first - DAY) if span.end < span.start]
        if begins and night and begins[0].start < night[0]:
            raise Refused(Reason.OUT_OF_RANGE, "weekly")
    return wanted


def with_weeks_of(hours: OpeningHours, before: OpeningHours, today: date) -> OpeningHours:
    """`hours` with the weeks as they were `before`; its closed days stay.

    Errors: Refused at `first` where that would change a day that has passed.
    """
    starts = {date.min, *(one.first for one in (*hours.later, *before.later) if one.first < today)}
    if any(hours.week_on(day) != before.week_on(day) for day in starts):
        raise Refused(Reason.IN_THE_PAST, "first")
    return replace(hours, weekly=before.weekly, later=before.later)


def _changes(week: Weekly, planned: Iterable[NewWeek]) -> Iterator[NewWeek]:
    """Those that differ from what is before them."""
    for one in planned:
        if one.weekly != week:
            yield one
        week = one.weekly


def accept_closed_days(present: Iterable[ClosedDay], added: Iterable[ClosedDay], today: date) -> tuple[ClosedDay, ...]:
    """The closed days with those that are added, by date.

    Errors: Refused at `day` where none is added or one has passed, because what it decided is on record; at `name`.
    """
    known = {one.day: one for one in present}
    wanted = {one.day: ClosedDay(one.day, " ".join(one.name.split())) for one in added}
    if not wanted:
        raise Refused(Reason.MISSING, "day")
    for day, one in wanted.items():
        if day < today and known.get(day) != one:
            raise Refused(Reason.IN_THE_PAST, "day")
        if len(one.name) > LONGEST_DAY_NAME:
            raise Refused(Reason.TOO_LONG, "name", most=LONGEST_DAY_NAME)
    return tuple(sorted((known | wanted).values()))


def without_days(present: Iterable[ClosedDay], days: Iterable[date], today: date) -> tuple[ClosedDay, ...]:
    """The closed days without these. Errors: Refused at `day` for one that has passed."""
    dropped = set(days)
    if any(day < today for day in dropped):
        raise Refused(Reason.IN_THE_PAST, "day")
    return tuple(one for one in present if one.day not in dropped)


def open_from(hours: OpeningHours, moment: datetime) -> datetime:
    """`moment` itself if the site is open then, else the next opening, in UTC. Errors: Refused when there is none."""
    return add_open_time(hours, moment, timedelta(0))


def add_open_time(hours: OpeningHours, moment: datetime, duration: timedelta) -> datetime:
    """The UTC instant at which the site has been open for `duration` since `moment`.

    Errors: Refused at `opening_hours` when the site never opens again within 400 days.
    """
    left = duration
    day = moment.astimezone(ZoneInfo(hours.zone)).date()
    reached = moment.astimezone(UTC)
    for start, end in hours.spans(day - DAY, day + LOOK_AHEAD):
        begin = max(start, reached)
        if begin >= end:
            continue
        if begin + left < end or (left and begin + left == end):
            return begin + left
        left -= end - begin
        reached = end
    raise Refused(Reason.OUT_OF_RANGE, "opening_hours", why=NEVER_OPEN)


def open_between(hours: OpeningHours, start: datetime, end: datetime) -> timedelta:
    """For how long the site is open between two moments (aware)."""
    zone = ZoneInfo(hours.zone)
    spans = hours.spans(start.astimezone(zone).date() - DAY, end.astimezone(zone).date())
    met = (min(end, last) - max(start, first) for first, last in spans)
    return sum((one for one in met if one > timedelta(0)), timedelta(0))


def add_open_days(hours: OpeningHours, moment: datetime, days: int) -> datetime:
    """The end of opening time, in UTC, on the `days`-th open day after the local day of `moment`.

    Errors: Refused at `opening_hours` when the site does not have that many open days within 400 days.
    """
    today = moment.astimezone(ZoneInfo(hours.zone)).date()
    left, day = days, today
    while day - today <= LOOK_AHEAD:
        ends = [end for _, end in hours.spans(day, day)]
        if ends and day > today:
            left -= 1
        if ends and left <= 0:
            return max(ends)
        day += DAY
    raise Refused(Reason.OUT_OF_RANGE, "opening_hours", why=NEVER_OPEN)


def fit(shifts: Iterable[Shift], zone: str, start: datetime, end: datetime, *, around_paid_breaks: bool = False) -> Fit:
    """How the slot from `start` to `end` (aware) fits these shifts: is it entirely paid, and outside unpaid breaks?

    Shifts that adjoin or overlap are one paid time. With `around_paid_breaks`, outside paid breaks too.
    """
    place = ZoneInfo(zone)
    day, last = start.astimezone(place).date() - DAY, end.astimezone(place).date()
    worked: list[tuple[datetime, datetime, Shift, date]] = []
    while day <= last:
        for shift in shifts:
            if shift.weekday == day.weekday():
                worked.append((*Span(shift.start, shift.end).on(day, place), shift, day))
        day += DAY
    reached = start
    for begins, ends, _shift, _day in sorted(worked, key=lambda one: one[:2]):
        if begins <= reached < ends:
            reached = ends
    if reached < end:
        return Fit.OUTSIDE
    for _begins, _ends, shift, its_day in worked:
        breaks = [one for one in shift.breaks if around_paid_breaks or not one.paid]
        if _meets_break(shift, breaks, its_day, place, start, end):
            return Fit.IN_A_BREAK
    return Fit.PAID


def _meets_break(
    shift: Shift, breaks: Iterable[Break], day: date, zone: ZoneInfo, start: datetime, end: datetime
) -> bool:
    for pause in breaks:
        after_midnight = shift.end <= shift.start and pause.start < shift.start
        begins, ends = Span(pause.start, pause.end).on(day + DAY if after_midnight else day, zone)
        if begins < end and start < ends:
            return True
    return False
