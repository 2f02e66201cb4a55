"""The desk locks itself: by either clock, after a jump, and after a long day."""

from datetime import UTC, datetime, timedelta

import pytest

from incident_tracker.security.idle import NOTICE, IdleVerdict, judge, limited, look_again_in, touch, watched_from

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FIVE = timedelta(minutes=5)


def after(seconds: float, wall: float | None = None) -> tuple[float, datetime]:
    return 1000.0 + seconds, NOON + timedelta(seconds=seconds if wall is None else wall)


@pytest.mark.parametrize(
    ("seconds", "wall", "verdict"),
    [
        (0, None, IdleVerdict.OPEN),
        (269, None, IdleVerdict.OPEN),
        (270, None, IdleVerdict.NOTICE),
        (299, None, IdleVerdict.NOTICE),
        (300, None, IdleVerdict.LOCK),
        (10, 3600, IdleVerdict.LOCK),  # the computer slept: only the wall clock went on
        (10, -120, IdleVerdict.LOCK),  # someone set the clock back
        (30, -20, IdleVerdict.OPEN),  # a small correction of the clock does no harm
        (300, 260, IdleVerdict.LOCK),  # the wall clock was slowed down
    ],
)
def test_either_clock_locks(seconds: float, wall: float | None, verdict: IdleVerdict) -> None:
    state = watched_from(FIVE, *after(0))
    assert judge(state, *after(seconds, wall)) is verdict


def test_a_touch_starts_over_but_not_for_ever() -> None:
    state = touch(watched_from(FIVE, *after(0)), *after(290))
    assert judge(state, *after(500)) is IdleVerdict.OPEN
    long_day = touch(state, *after(12 * 3600 - 1))
    assert judge(long_day, *after(12 * 3600)) is IdleVerdict.LOCK


def test_locking_can_be_set_from_one_to_fifteen_minutes_and_never_off() -> None:
    assert watched_from(timedelta(0), *after(0)).after == timedelta(minutes=1)
    assert watched_from(timedelta(days=1), *after(0)).after == timedelta(minutes=15)


def test_the_next_look_is_when_something_can_change() -> None:
    state = watched_from(FIVE, *after(0))
    assert look_again_in(state, *after(0)) == FIVE - NOTICE
    assert look_again_in(state, *after(280)) == timedelta(seconds=20)


def test_the_shorter_time_holds() -> None:
    begun, three, quarter = watched_from(FIVE, *after(0)), timedelta(minutes=3), timedelta(minutes=15)
    assert limited(begun, FIVE, three).after == three
    assert limited(begun, FIVE, quarter).after == FIVE
    assert limited(begun, FIVE, timedelta(0)).after == timedelta(minutes=1)
