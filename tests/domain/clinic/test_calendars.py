"""Open time and paid hours, right also on the days when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import (
    Break,
    Fit,
    NewWeek,
    OpeningHours,
    Shift,
    Span,
    accept_opening_hours,
    add_open_days,
    add_open_time,
    fit,
    open_from,
    with_new_week,
    with_weeks_of,
)
from incident_tracker.domain.errors import Reason, Refused

ZONE = "America/Los_Angeles"
DAY = Span(time(8), time(17))
WEEK = OpeningHours(ZONE, (*((DAY,),) * 5, (), ()), frozenset({date(2026, 5, 25)}))
ALWAYS = OpeningHours(ZONE, ((Span(time(0), time(0)),),) * 7)
PERSON = UUID(int=7)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def open_time(hours: OpeningHours, first: datetime, last: datetime) -> timedelta:
    """How long the site is open from `first` to `last`."""
    zone = ZoneInfo(hours.zone)
    spans = hours.spans(first.astimezone(zone).date() - timedelta(days=1), last.astimezone(zone).date())
    return sum((max(min(end, last) - max(start, first), timedelta(0)) for start, end in spans), timedelta(0))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02 09:00", 2, "2026-03-02 11:00"),
        ("2026-03-02 16:00", 2, "2026-03-03 09:00"),
        ("2026-03-06 16:30", 1, "2026-03-09 08:30"),  # over the weekend in which the clocks go forward
        ("2026-03-07 10:00", 0, "2026-03-09 08:00"),
        ("2026-05-22 16:00", 3, "2026-05-26 10:00"),  # Memorial Day is closed
        ("2026-10-30 16:30", 10, "2026-11-03 08:30"),  # and back again
        ("2026-03-02 05:00", 9, "2026-03-02 17:00"),
    ],
)
def test_open_time_runs_only_while_the_desk_is_open(start: str, hours: int, end: str) -> None:
    reached = add_open_time(WEEK, local(start), timedelta(hours=hours))
    assert reached == local(end)
    assert reached.tzinfo is UTC
    assert open_time(WEEK, local(start), reached) == timedelta(hours=hours)


def test_a_night_with_a_changed_clock_has_seven_or_nine_hours() -> None:
    night = OpeningHours(ZONE, ((Span(time(22), time(6)),),) * 7)
    for day, hours in (("2026-03-07", 7), ("2026-10-31", 9), ("2026-06-01", 8)):
        start = local(f"{day} 22:00")
        assert open_time(night, start, start + timedelta(hours=12)) == timedelta(hours=hours)


@given(
    st.integers(0, 334 * 24 * 60).map(lambda minutes: NEW_YEAR + timedelta(minutes=minutes)),
    st.timedeltas(timedelta(0), timedelta(days=20)),
)
def test_adding_and_measuring_open_time_agree(start: datetime, duration: timedelta) -> None:
    end = add_open_time(WEEK, start, duration)
    assert open_time(WEEK, start, end) == duration
    assert end >= start
    assert add_open_time(ALWAYS, start, duration) == start + duration
    opening = open_from(WEEK, start)
    assert open_time(WEEK, opening, opening + timedelta(minutes=1)) == timedelta(minutes=1)


def test_open_days_count_from_the_next_one() -> None:
    assert add_open_days(WEEK, local("2026-03-06 12:00"), 0) == local("2026-03-06 17:00")
    assert add_open_days(WEEK, local("2026-03-06 12:00"), 1) == local("2026-03-09 17:00")
    assert add_open_days(WEEK, local("2026-05-22 12:00"), 1) == local("2026-05-26 17:00")
    assert add_open_days(WEEK, local("2026-03-07 12:00"), 0) == local("2026-03-09 17:00")


def test_a_desk_that_never_opens_is_said() -> None:
    never = OpeningHours(ZONE)
    for ask in (
        lambda: add_open_time(never, local("2026-03-02 09:00"), timedelta(hours=1)),
        lambda: add_open_days(never, local("2026-03-02 09:00"), 1),
    ):
        with pytest.raises(Refused) as told:
            ask()
        assert told.value.field == "opening_hours"


def test_hours_that_overlap_or_have_no_length_are_refused() -> None:
    day, night, eight = Span(time(8), time(17)), Span(time(22), time(9)), time(8)
    for weekly, why in (
        (((Span(eight, eight),), *((),) * 6), Reason.ENDS_BEFORE_START),
        (((Span(eight, time(12)), Span(time(11), time(17))), *((),) * 6), Reason.OUT_OF_RANGE),
        (((night,), (day,), *((),) * 5), Reason.OUT_OF_RANGE),
        (((day,), *((),) * 5, (night,)), Reason.OUT_OF_RANGE),
    ):
        with pytest.raises(Refused) as told:
            accept_opening_hours(OpeningHours(ZONE, weekly))
        assert told.value.reason is why
    afternoon, morning = Span(time(13), time(17)), Span(time(8), time(12))
    accepted = accept_opening_hours(OpeningHours(ZONE, ((afternoon, morning), *((),) * 6)))
    assert accepted.weekly[0] == (morning, afternoon)


def test_a_desk_may_be_open_over_midnight_and_the_night_belongs_to_the_day_it_began() -> None:
    nights = accept_opening_hours(OpeningHours(ZONE, ((Span(time(8), time(12)), Span(time(22), time(6))),) * 7))
    assert nights.working_day(local("2026-03-03 02:00")) == date(2026, 3, 2)
    assert nights.working_day(local("2026-03-03 06:00")) == date(2026, 3, 3)
    assert nights.working_day(local("2026-03-03 23:00")) == date(2026, 3, 3)
    assert WEEK.working_day(local("2026-03-03 02:00")) == date(2026, 3, 3)


LONG_FRIDAY = (((Span(time(8), time(12)),),) * 4) + ((Span(time(8), time(20)),), (), ())
FRIDAY = date(2026, 3, 6)


@given(st.integers(-40, 40), st.integers(0, 20 * 24 * 60), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_new_week_holds_from_its_day_on_and_what_is_over_is_counted_as_it_was(
    ahead: int, minutes: int, length: timedelta
) -> None:
    first = FRIDAY + timedelta(days=max(0, ahead))
    changed = with_new_week(WEEK, LONG_FRIDAY, first, FRIDAY)
    boundary = local(f"{first} 00:00")
    before, after = boundary - timedelta(minutes=minutes), boundary + timedelta(minutes=minutes)
    new = OpeningHours(ZONE, LONG_FRIDAY, WEEK.closed_days)
    assert open_time(changed, before - length, before) == open_time(WEEK, before - length, before)
    assert open_time(changed, after, after + length) == open_time(new, after, after + length)
    assert changed.week_on(first - timedelta(days=1)) == WEEK.weekly
    assert with_weeks_of(changed, WEEK, FRIDAY) == WEEK


def test_weeks_that_say_the_same_are_one_and_what_is_planned_later_stays() -> None:
    monday, june = FRIDAY + timedelta(days=3), date(2026, 6, 1)
    planned = with_new_week(WEEK, LONG_FRIDAY, june, FRIDAY)
    both = with_new_week(planned, ((),) * 7, monday, FRIDAY)
    assert [one.first for one in both.later] == [monday, june]
    assert with_new_week(both, WEEK.weekly, monday, FRIDAY) == planned
    assert with_new_week(planned, LONG_FRIDAY, FRIDAY, FRIDAY).later == (NewWeek(FRIDAY, LONG_FRIDAY),)
    assert with_new_week(planned, WEEK.weekly, june, FRIDAY) == WEEK


def test_no_change_of_hours_reaches_a_day_that_is_over_nor_cuts_a_night() -> None:
    yesterday = FRIDAY - timedelta(days=1)
    with pytest.raises(Refused) as past:
        with_new_week(WEEK, LONG_FRIDAY, yesterday, FRIDAY)
    assert (past.value.reason, past.value.field) == (Reason.IN_THE_PAST, "first")
    changed = with_new_week(WEEK, LONG_FRIDAY, yesterday, yesterday)
    with pytest.raises(Refused) as undone:
        with_weeks_of(changed, WEEK, FRIDAY)
    assert undone.value.reason is Reason.IN_THE_PAST
    nights = OpeningHours(ZONE, ((Span(time(22), time(9)),),) * 7)
    with pytest.raises(Refused) as cut:
        with_new_week(nights, LONG_FRIDAY, FRIDAY, FRIDAY)
    assert (cut.value.reason, cut.value.field) == (Reason.OUT_OF_RANGE, "weekly")


LUNCH = Break(time(12), time(12, 30))
SHIFTS = (
    Shift(
        UUID(int=1), PERSON, 0, time(8), time(16), (Break(time(12), time(12, 30)), Break(time(10), time(10, 15), True))
    ),
    Shift(UUID(int=2), PERSON, 4, time(22), time(6), (Break(time(2), time(2, 30)),)),
)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        ("2026-03-02 09:00", "2026-03-02 09:45", Fit.PAID),
        ("2026-03-02 10:00", "2026-03-02 10:30", Fit.PAID),  # a paid break is paid time
        ("2026-03-02 11:45", "2026-03-02 12:15", Fit.IN_A_BREAK),
        ("2026-03-02 12:30", "2026-03-02 13:00", Fit.PAID),
        ("2026-03-02 15:45", "2026-03-02 16:15", Fit.OUTSIDE),
        ("2026-03-03 09:00", "2026-03-03 10:00", Fit.OUTSIDE),
        ("2026-03-06 23:00", "2026-03-07 01:00", Fit.PAID),
        ("2026-03-07 02:15", "2026-03-07 02:45", Fit.IN_A_BREAK),
        ("2026-03-07 05:30", "2026-03-07 06:30", Fit.OUTSIDE),
    ],
)
def test_how_a_slot_is_in_someones_paid_hours(start: str, end: str, fits: Fit) -> None:
    assert fit(SHIFTS, ZONE, local(start).astimezone(UTC), local(end).astimezone(UTC)) is fits
