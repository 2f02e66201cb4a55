"""From the wall clock of a site to an instant, also when the clocks change."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)


class ClockChange(StrEnum):
    """What is odd about a time on the night the clocks changed."""

    SKIPPED = "skipped"
    TWICE = "twice"


def instant(wall: datetime, zone: ZoneInfo) -> tuple[datetime, ClockChange | None]:
    """The UTC moment of a naive wall-clock time, and what was odd about it.

    A time that the clock skipped is moved to the next one that existed; for a time that came twice the first is taken.
    """
    earlier, later = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if earlier == later:
        return earlier, None
    if earlier.astimezone(zone).replace(tzinfo=None) == wall:
        return earlier, ClockChange.TWICE
    return _change_between(later, earlier, zone), ClockChange.SKIPPED


def _change_between(start: datetime, end: datetime, zone: ZoneInfo) -> datetime:
    """The moment of the change, to the second; `zone` has one offset at `start` and another at `end`."""
    before = start.astimezone(zone).utcoffset()
    while end - start > _SECOND:
        middle = start + (end - start) // 2
        if middle.astimezone(zone).utcoffset() == before:
            start = middle
        else:
            end = middle
    return end.replace(microsecond=0)
