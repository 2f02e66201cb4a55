"""When the trail has something to say of the clock of a person who signs in."""

from datetime import UTC, datetime, timedelta

import pytest

from incident_tracker.domain.clinic.clocks import TOLERANCE, clock_fault

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MORE = TOLERANCE + timedelta(seconds=1)


@pytest.mark.parametrize(
    ("now", "computers", "newest", "told"),
    [
        (NOON, NOON, None, None),
        (NOON, NOON, NOON - timedelta(days=300), None),
        (NOON, NOON, NOON + TOLERANCE, None),
        (NOON, NOON, NOON + MORE, "clock_back"),
        (NOON - TOLERANCE, NOON, None, None),
        (NOON - MORE, NOON, None, "clock_given"),
        (NOON + MORE, NOON, NOON, "clock_given"),
        (NOON - timedelta(days=2000), NOON, NOON, "clock_given"),
    ],
)
def test_what_is_noted_of_a_clock(
    now: datetime, computers: datetime, newest: datetime | None, told: str | None
) -> None:
    assert clock_fault(now, computers, newest) == told
