"""Times of day as people write them in a log, and how exact they are."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.exchange.cells import Cell, is_missing, text_of

_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.hH](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?\s*([ap]\.?\s?m\.?)?(?:\s*(?:hrs?|hours?|uhr|h))?",
    re.IGNORECASE | re.ASCII,
)
_MILITARY = re.compile(r"([01]\d|2[0-3])([0-5]\d)(?:\s*(?:hrs?|hours?|h))?", re.IGNORECASE | re.ASCII)
_ABOUT = re.compile(r"^(?:~|≈|about|approx(?:imately|\.)?|around|circa|ca\.?|c\.)\s*", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\bbis\b|\buntil\b)\s*", re.IGNORECASE)
_UNKNOWN = frozenset(("unknown", "time unknown", "unk", "not known", "unsure", "not recorded", "all day", "various"))
_PARTS_OF_DAY = {
    "early morning": 6,
    "morning": 8,
    "am": 8,
    "noon": 12,
    "midday": 12,
    "lunch": 12,
    "afternoon": 13,
    "pm": 13,
    "evening": 18,
    "night": 22,
    "day shift": 7,
    "days": 7,
    "day": 7,
    "evening shift": 15,
    "evenings": 15,
    "night shift": 23,
    "nights": 23,
}


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on the wall clock; None if only the day is known."""

    at: time | None
    precision: Precision


UNKNOWN_TIME = TimeOfDay(None, Precision.DAY)


def read_clock(text: str) -> time | None:
    """An exact time: 14:05, 14:05:30, 2:05 pm, 2 pm, 1405, 14h05, 14.05. Seconds are kept, fractions are not."""
    if military := _MILITARY.fullmatch(text):
        return time(int(military[1]), int(military[2]))
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute, second, half = int(match[1]), match[2], match[3], match[4]
    if half is None and minute is None:
        return None  # a bare number may be anything
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    return time(hour, int(minute or 0), int(second or 0))


def read_time(cell: Cell) -> TimeOfDay | None:
    """What a cell of a time column says: a time, a span ("10:00-12:00" is its start, as exact as a shift), a part of
    the day, or "unknown". None if it is none of these.
    """
    if isinstance(cell, datetime):
        return TimeOfDay(cell.time().replace(tzinfo=None), Precision.MINUTE)
    if isinstance(cell, time):
        return TimeOfDay(cell.replace(microsecond=0, tzinfo=None), Precision.MINUTE)
    if isinstance(cell, timedelta):
        return _part_of_day(cell.total_seconds() / 86400)
    if isinstance(cell, float) and 0 < cell < 1:
        return _part_of_day(cell)
    text = text_of(cell)
    word = text.casefold()
    if is_missing(text) or word in _UNKNOWN:
        return UNKNOWN_TIME
    exact = read_clock(text)
    if exact is not None:
        return TimeOfDay(exact, Precision.MINUTE)
    if word in _PARTS_OF_DAY:
        return TimeOfDay(time(_PARTS_OF_DAY[word]), Precision.SHIFT)
    about = _ABOUT.sub("", text)
    if about != text:
        exact = read_clock(about)
        return TimeOfDay(exact, Precision.QUARTER_HOUR) if exact is not None else None
    ends = _RANGE.split(text)
    if len(ends) == 2:
        start, end = (read_clock(f"{part}:00" if part.isdecimal() and len(part) < 3 else part) for part in ends)
        if start is not None and end is not None:
            return TimeOfDay(start, Precision.SHIFT)
    return None


def _part_of_day(part: float) -> TimeOfDay | None:
    """The time that spreadsheets store as a part of a day; None if it is longer than a day."""
    minutes = round(part * 1440)
    return TimeOfDay(time(*divmod(minutes, 60)), Precision.MINUTE) if 0 <= minutes < 1440 else None
