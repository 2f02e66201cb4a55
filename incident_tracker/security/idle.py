"""When to lock automatically: a pure state of two clocks that is told about each touch and asked for a verdict."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(minutes=15)
NOTICE = timedelta(seconds=30)
LONGEST_SESSION = timedelta(hours=12)
CLOCK_MAY_SLIP = timedelta(seconds=60)


class IdleVerdict(StrEnum):
    """What is to be done now."""

    OPEN = "open"
    NOTICE = "notice"
    LOCK = "lock"


@dataclass(frozen=True, slots=True)
class IdleState:
    """`after` is the idle time allowed; the others are monotonic seconds and wall-clock moments (aware UTC)."""

    after: timedelta
    opened: float
    touched: float
    touched_at: datetime


def watched_from(after: timedelta, monotonic: float, wall: datetime) -> IdleState:
    """A session begins. `after` is limited to between one and fifteen minutes: never off."""
    return IdleState(max(SHORTEST, min(LONGEST, after)), monotonic, monotonic, wall)


def limited(state: IdleState, own: timedelta, clinics: timedelta) -> IdleState:
    """The same session where the clinic has a limit, too: the shorter of the two times holds."""
    return replace(state, after=max(SHORTEST, min(LONGEST, own, clinics)))


def touch(state: IdleState, monotonic: float, wall: datetime) -> IdleState:
    """Someone pressed a key or moved the mouse."""
    return replace(state, touched=monotonic, touched_at=wall)


def judge(state: IdleState, monotonic: float, wall: datetime) -> IdleVerdict:
    """Lock when either clock says that the idle time is over, when the wall clock was set back by more than a minute,
    or after twelve hours in all; give notice in the last thirty seconds.
    """
    idle = timedelta(seconds=monotonic - state.touched)
    by_wall = wall - state.touched_at
    if by_wall < idle - CLOCK_MAY_SLIP or timedelta(seconds=monotonic - state.opened) >= LONGEST_SESSION:
        return IdleVerdict.LOCK
    longest = max(idle, by_wall)
    if longest >= state.after:
        return IdleVerdict.LOCK
    return IdleVerdict.NOTICE if longest >= state.after - NOTICE else IdleVerdict.OPEN


def look_again_in(state: IdleState, monotonic: float, wall: datetime) -> timedelta:
    """How long until the verdict can change: at most the time to notice or lock, at least a second."""
    longest = max(timedelta(seconds=monotonic - state.touched), wall - state.touched_at)
    left = state.after - longest
    wait = left - NOTICE if left > NOTICE else left
    return max(timedelta(seconds=1), wait)
