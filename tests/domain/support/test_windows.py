"""The due windows of every tier, over weekends, holidays, the change of clocks, and late logging."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import OpeningHours, Span
from incident_tracker.domain.support.windows import (
    SupportStep,
    due_windows,
    logged_late,
    rule_for,
    window_of,
)

ZONE = "America/Los_Angeles"
LOCAL = ZoneInfo(ZONE)
DAY = Span(time(8), time(17))
WEEKDAYS = OpeningHours(ZONE, ((DAY,),) * 5 + ((), ()))
NEVER = OpeningHours(ZONE)


def at(text: str) -> datetime:
    """A wall-clock time in Los Angeles as a UTC instant."""
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


MONDAY = at("2026-03-02T10:00")
FRIDAY = at("2026-03-06T15:00")

# tier, step, not before, by: an incident on Monday, 12 January 2026, at ten
TABLE = [
    (0, SupportStep.HOT, "2026-01-12T10:00", "2026-01-12T17:00"),
    (0, SupportStep.THEMATIC, "2026-01-12T10:00", "2026-02-12T10:00"),
    (1, SupportStep.RELIEF, "2026-01-12T10:00", "2026-01-12T10:15"),
    (1, SupportStep.CHECK_IN, "2026-01-12T10:00", "2026-01-13T17:00"),
    (1, SupportStep.THEMATIC, "2026-01-12T10:00", "2026-02-12T10:00"),
    (2, SupportStep.RELIEF, "2026-01-12T10:00", "2026-01-12T10:15"),
    (2, SupportStep.HOT, "2026-01-12T10:00", "2026-01-12T17:00"),
    (2, SupportStep.CHECK_IN, "2026-01-12T10:00", "2026-01-13T10:00"),
    (2, SupportStep.OFFER, "2026-01-12T10:00", "2026-01-13T10:00"),
    (2, SupportStep.FORMAL, "2026-01-12T10:00", "2026-01-19T17:00"),
    (2, SupportStep.FOLLOW_UP_7D, "2026-01-17T10:00", "2026-01-21T10:00"),
    (2, SupportStep.FOLLOW_UP_30D, "2026-02-06T10:00", "2026-02-16T10:00"),
    (3, SupportStep.RELIEF, "2026-01-12T10:00", "2026-01-12T10:15"),
    (3, SupportStep.CHECK_IN, "2026-01-12T10:00", "2026-01-13T10:00"),
    (3, SupportStep.OFFER, "2026-01-12T10:00", "2026-01-13T10:00"),
    (3, SupportStep.FORMAL, "2026-01-13T10:00", "2026-01-15T10:00"),
    (3, SupportStep.SCREENING, "2026-01-12T10:00", "2026-01-15T10:00"),
    (4, SupportStep.FORMAL, "2026-01-13T10:00", "2026-01-15T10:00"),
    (5, SupportStep.RELIEF, "2026-01-12T10:00", "2026-01-12T10:00"),
    (5, SupportStep.FORMAL, "2026-01-13T10:00", "2026-01-15T10:00"),
    (5, SupportStep.FOLLOW_UP_72H, "2026-01-14T10:00", "2026-01-15T10:00"),
    (5, SupportStep.SCREENING, "2026-01-12T10:00", "2026-01-15T10:00"),
    (5, SupportStep.ANALYSIS, "2026-01-12T10:00", "2026-02-26T10:00"),
    (6, SupportStep.RELIEF, "2026-01-12T10:00", "2026-01-12T10:00"),
    (6, SupportStep.LEADERSHIP, "2026-01-12T10:00", "2026-01-12T11:00"),
    (6, SupportStep.CHECK_IN, "2026-01-12T10:00", "2026-01-13T00:00"),
    (6, SupportStep.OFFER, "2026-01-12T10:00", "2026-01-13T10:00"),
    (6, SupportStep.FORMAL, "2026-01-13T10:00", "2026-01-19T10:00"),
    (7, SupportStep.FOLLOW_UP_72H, "2026-01-14T10:00", "2026-01-15T10:00"),
    (7, SupportStep.ANALYSIS, "2026-01-12T10:00", "2026-02-26T10:00"),
]

WITHOUT = [
    (
        0,
        {
            SupportStep.RELIEF,
            SupportStep.CHECK_IN,
            SupportStep.OFFER,
            SupportStep.FORMAL,
            SupportStep.SCREENING,
            SupportStep.ANALYSIS,
        },
    ),
    (1, {SupportStep.OFFER, SupportStep.FORMAL, SupportStep.FOLLOW_UP_7D, SupportStep.SCREENING}),
    (2, {SupportStep.FOLLOW_UP_72H, SupportStep.SCREENING, SupportStep.ANALYSIS, SupportStep.LEADERSHIP}),
    (3, {SupportStep.FOLLOW_UP_72H, SupportStep.ANALYSIS, SupportStep.LEADERSHIP, SupportStep.THEMATIC}),
    (6, {SupportStep.HOT, SupportStep.THEMATIC}),
    (7, {SupportStep.HOT, SupportStep.THEMATIC}),
]


@pytest.mark.parametrize(("tier", "step", "not_before", "by"), TABLE)
def test_each_row_of_the_scheduling_rules(tier: int, step: SupportStep, not_before: str, by: str) -> None:
    due = window_of(step, due_windows(tier, at("2026-01-12T10:00"), WEEKDAYS))
    assert due is not None
    assert (due.not_before, due.by) == (at(not_before), at(by))


@pytest.mark.parametrize("tier", [6, 7])
def test_only_the_highest_tiers_ask_again_after_three_months(tier: int) -> None:
    due = window_of(SupportStep.FOLLOW_UP_90D, due_windows(tier, MONDAY, WEEKDAYS))
    assert due is not None
    assert (due.not_before - MONDAY, due.by.date()) == (timedelta(days=83), date(2026, 6, 7))
    assert window_of(SupportStep.FOLLOW_UP_90D, due_windows(5, MONDAY, WEEKDAYS)) is None


@pytest.mark.parametrize(("tier", "steps"), WITHOUT)
def test_what_a_tier_does_not_owe(tier: int, steps: set[SupportStep]) -> None:
    assert not steps & {due.what for due in due_windows(tier, MONDAY, WEEKDAYS)}


@pytest.mark.parametrize(
    ("tier", "minutes", "sessions", "apart"),
    [
        (0, 0, 1, False),
        (1, 15, 1, False),
        (2, 30, 1, False),
        (3, 45, 1, False),
        (4, 45, 1, False),
        (5, 60, 1, False),
        (6, 60, 2, True),
        (7, 60, 2, True),
    ],
)
def test_length_and_sessions(tier: int, minutes: int, sessions: int, apart: bool) -> None:
    rule = rule_for(tier)
    assert (rule.least_minutes, rule.sessions, rule.apart_first) == (minutes, sessions, apart)


def test_a_weekend_stretches_support_below_tier_three_only() -> None:
    mild, serious = due_windows(2, FRIDAY, WEEKDAYS), due_windows(3, FRIDAY, WEEKDAYS)
    assert window_of(SupportStep.CHECK_IN, mild).by == at("2026-03-09T15:00")  # type: ignore[union-attr]
    assert window_of(SupportStep.CHECK_IN, serious).by == at("2026-03-07T15:00")  # type: ignore[union-attr]
    assert window_of(SupportStep.FORMAL, serious).by == FRIDAY + timedelta(hours=72)  # type: ignore[union-attr]
    assert window_of(SupportStep.SCREENING, serious).by == FRIDAY + timedelta(hours=72)  # type: ignore[union-attr]


def test_legal_hours_never_stretch_over_a_holiday() -> None:
    long_weekend = OpeningHours(ZONE, WEEKDAYS.weekly, frozenset({date(2026, 3, 5), date(2026, 3, 6)}))
    dues = due_windows(6, MONDAY, long_weekend)
    assert window_of(SupportStep.LEADERSHIP, dues).by == MONDAY + timedelta(hours=1)  # type: ignore[union-attr]
    assert window_of(SupportStep.ANALYSIS, dues).by == MONDAY + timedelta(days=45)  # type: ignore[union-attr]
    screening = window_of(SupportStep.SCREENING, due_windows(4, MONDAY, long_weekend))
    formal = window_of(SupportStep.FORMAL, due_windows(4, MONDAY, long_weekend))
    assert screening is not None
    assert formal is not None
    assert screening.by == MONDAY + timedelta(hours=72)
    assert formal.by == MONDAY + timedelta(hours=72), "Tuesday and Wednesday are open"


# tier, step, when it happened, closed days, by: what would hold no open time ends at the close of the next open day
NO_OPEN_TIME = [
    (4, SupportStep.FORMAL, "2026-12-23T15:00", ("2026-12-24", "2026-12-25"), "2026-12-28T17:00"),
    (4, SupportStep.OFFER, "2026-12-23T15:00", ("2026-12-24", "2026-12-25"), "2026-12-24T15:00"),
    (4, SupportStep.OFFER, "2026-12-23T17:30", ("2026-12-24", "2026-12-25"), "2026-12-28T17:00"),
    (4, SupportStep.CHECK_IN, "2026-12-23T17:30", ("2026-12-24", "2026-12-25"), "2026-12-28T17:00"),
    (2, SupportStep.OFFER, "2026-03-06T16:50", (), "2026-03-09T16:50"),
    (2, SupportStep.OFFER, "2026-03-06T17:10", (), "2026-03-09T17:00"),
    (3, SupportStep.OFFER, "2026-03-06T16:50", (), "2026-03-07T16:50"),
    (3, SupportStep.OFFER, "2026-03-07T10:00", (), "2026-03-09T17:00"),
    (3, SupportStep.FORMAL, "2026-03-04T10:00", (), "2026-03-07T10:00"),
    (3, SupportStep.FORMAL, "2026-03-05T16:00", ("2026-03-06", "2026-03-09"), "2026-03-10T17:00"),
    (3, SupportStep.FORMAL, "2026-03-06T06:30", (), "2026-03-09T17:00"),
    (3, SupportStep.OFFER, "2026-03-08T08:00", (), "2026-03-09T17:00"),
    (6, SupportStep.CHECK_IN, "2026-03-06T16:50", (), "2026-03-07T00:00"),
    (6, SupportStep.CHECK_IN, "2026-03-06T23:50", (), "2026-03-09T17:00"),
    (2, SupportStep.HOT, "2026-03-06T23:50", (), "2026-03-09T17:00"),
    (2, SupportStep.HOT, "2026-03-09T06:00", (), "2026-03-09T17:00"),
    (2, SupportStep.RELIEF, "2026-03-06T23:50", (), "2026-03-07T00:05"),
    (3, SupportStep.SCREENING, "2026-12-23T15:00", ("2026-12-24", "2026-12-25"), "2026-12-26T15:00"),
]


@pytest.mark.parametrize(("tier", "step", "occurred", "closed", "by"), NO_OPEN_TIME)
def test_a_window_without_open_time_ends_at_the_close_of_the_next_open_day(
    tier: int, step: SupportStep, occurred: str, closed: tuple[str, ...], by: str
) -> None:
    hours = OpeningHours(ZONE, WEEKDAYS.weekly, frozenset(map(date.fromisoformat, closed)))
    due = window_of(step, due_windows(tier, at(occurred), hours))
    assert due is not None
    assert due.by == at(by)


@pytest.mark.parametrize(
    ("step", "occurred", "by"),
    [
        (SupportStep.HOT, "2026-03-02T23:50", "2026-03-03T06:00"),
        (SupportStep.HOT, "2026-03-03T02:00", "2026-03-03T06:00"),
        (SupportStep.HOT, "2026-03-03T12:00", "2026-03-04T06:00"),
        (SupportStep.CHECK_IN, "2026-03-02T23:50", "2026-03-03T06:00"),
        (SupportStep.CHECK_IN, "2026-03-03T05:00", "2026-03-04T00:00"),
    ],
)
def test_the_shift_of_a_night_ends_in_the_morning(step: SupportStep, occurred: str, by: str) -> None:
    """Open from ten in the evening to six in the morning, and a same day that is ten minutes long is no day."""
    nights = OpeningHours(ZONE, ((Span(time(22), time(6)),),) * 7)
    tier = 6 if step is SupportStep.CHECK_IN else 2
    due = window_of(step, due_windows(tier, at(occurred), nights))
    assert due is not None
    assert due.by == at(by)


def test_working_days_skip_weekends_and_closed_days() -> None:
    closed = OpeningHours(ZONE, WEEKDAYS.weekly, frozenset({date(2026, 3, 4)}))
    formal = window_of(SupportStep.FORMAL, due_windows(2, MONDAY, closed))
    assert formal is not None
    assert formal.by == at("2026-03-10T17:00")


def test_a_day_is_a_day_when_the_clocks_change() -> None:
    saturday = at("2026-03-07T12:00")  # clocks go forward on Sunday, 8 March
    formal = window_of(SupportStep.FORMAL, due_windows(4, saturday, WEEKDAYS))
    assert formal is not None
    assert formal.not_before - saturday == timedelta(hours=24), "the first sleep is counted in hours that pass"
    check_in = window_of(SupportStep.CHECK_IN, due_windows(2, saturday, WEEKDAYS))
    assert check_in is not None
    assert check_in.by == at("2026-03-09T17:00"), "the weekend holds no open time"
    late = window_of(SupportStep.CHECK_IN, due_windows(2, at("2026-03-06T16:00"), WEEKDAYS))
    assert late is not None
    assert late.by == at("2026-03-09T16:00"), "moved to Monday at the same wall time"


def test_sooner_only_if_the_person_asks() -> None:
    formal = window_of(SupportStep.FORMAL, due_windows(4, MONDAY, WEEKDAYS, asked_earlier=True))
    assert formal is not None
    assert formal.not_before == MONDAY


def test_late_logging_is_told_and_moves_nothing() -> None:
    assert logged_late(MONDAY, MONDAY + timedelta(hours=25))
    assert not logged_late(MONDAY, MONDAY + timedelta(hours=24))


moments = st.integers(0, 4 * 366 * 24 * 60).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))
calendars = st.builds(
    lambda days, closed: OpeningHours(ZONE, tuple((DAY,) if open else () for open in days), closed),
    st.tuples(*[st.booleans()] * 7),
    st.frozensets(st.dates(date(2024, 1, 1), date(2028, 1, 1)), max_size=20),
)


@given(tier=st.integers(0, 7), occurred=moments, hours=calendars)
def test_windows_hold_open_time_and_move_no_further_than_that_asks(
    tier: int, occurred: datetime, hours: OpeningHours
) -> None:
    dues = due_windows(tier, occurred, hours)
    assert due_windows(tier, occurred.astimezone(LOCAL), hours) == dues, "the same moment, told in the clinic's zone"
    bare = {due.what: due.by for due in due_windows(tier, occurred, NEVER)}
    assert [due.by for due in dues] == sorted(due.by for due in dues)
    for due in dues:
        assert occurred <= due.not_before <= due.by
        assert due.by.utcoffset() == timedelta(0)
        spans = list(hours.spans(due.not_before.date() - timedelta(days=2), due.by.date()))
        if due.what in (SupportStep.RELIEF, SupportStep.LEADERSHIP, SupportStep.SCREENING, SupportStep.ANALYSIS):
            assert due.by == bare[due.what]
        elif any(hours.weekly):
            held = [one for one in spans if one[0] < due.by and due.not_before < one[1]]
            assert held
            if tier >= 3 and due.by > bare[due.what]:
                assert due.by == held[-1][1], "the close of the first open day"
                assert len(held) == 1
        if tier >= 3 and due.what is SupportStep.FORMAL:
            assert due.not_before - occurred >= timedelta(hours=24)
