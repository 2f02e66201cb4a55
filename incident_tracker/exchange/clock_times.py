"""Times of day as people write them in a log, and how exact they are."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.exchange.cells import Cell, is_missing, plain_text
from incident_tracker.exchange.zones import Zone, without_zone

_HALF = r"[ap]\.?\s?m\.?|[ap]"
_CLOCK = re.compile(
    rf"(\d{{1,2}})(?:[:.hH](\d{{2}})(?:[:.](\d{{2}})(?:[.,]\d{{1,9}})?)?)?\s*({_HALF})?(?:\s*(?:hrs?|hours?|horas|uhr|h)\.?)?",
    re.IGNORECASE | re.ASCII,
)
_MILITARY = re.compile(rf"(\d{{1,2}})(\d{{2}})\s*({_HALF})?(?:\s*(?:hrs?|hours?|uhr|h)\.?)?", re.IGNORECASE | re.ASCII)
_HOUR_SAID = re.compile(r"\d\s*(?:uhr|h)$", re.IGNORECASE)
_IMPOSSIBLE = re.compile(rf"\d{{1,3}}\s*:\s*\d{{1,3}}(?:\s*:\s*\d{{1,3}})?\s*(?:{_HALF})?", re.IGNORECASE | re.ASCII)
_ABOUT = re.compile(
    r"^(?:~|≈|about|approx(?:imately|\.)?|around|circa|ca\.?|c\.|sobre(?: las?)?|alrededor de(?: las?)?|hacia(?: las?)?"
    r"|aprox\.?|gegen|etwa)\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"^(?:@|at|a las?|um|from|between|desde|entre|de|von|zwischen)\s+(?:las? )?(?=\d)|^@", re.IGNORECASE
)
_RANGE = re.compile(
    r"\s*(?:-|–|—|(?<=:\d\d)/(?=\d{1,2}:)|\b(?:to|until|till|and|bis|und|a|y|hasta)\b(?: las?\b)?(?=\s*\d))\s*",
    re.IGNORECASE,
)
_END_OF_DAY = re.compile(r"24[:.h]?00(?:[:.]00)?(?:\s*(?:hrs?|hours?|uhr|h))?", re.IGNORECASE | re.ASCII)
_HALF_ALONE = re.compile(r"([ap])\.?\s?m?\.?", re.IGNORECASE)
_UNKNOWN = frozenset(
    (
        *("unknown", "time unknown", "unk", "not known", "unsure", "not recorded", "not sure", "all day", "various"),
        *("desconocida", "desconocido", "no se sabe", "no consta", "todo el día", "unbekannt"),
    )
)
_NAMED = {  # a word that is one moment
    **dict.fromkeys(("noon", "12 noon", "12:00 noon", "mediodía", "mediodia", "mittag"), 12),
    **dict.fromkeys(("midnight", "12 midnight", "12:00 midnight", "medianoche", "mitternacht"), 0),
}
_PARTS_OF_DAY = {
    **dict.fromkeys(("early morning", "madrugada"), 6),
    **dict.fromkeys(("morning", "am", "a.m.", "in the morning", "mañana", "manana", "por la mañana", "vormittag"), 8),
    **dict.fromkeys(("mid-morning", "mid morning", "late morning"), 10),
    **dict.fromkeys(("midday", "lunch", "lunchtime", "lunch time"), 12),
    **dict.fromkeys(("afternoon", "early afternoon", "pm", "p.m.", "in the afternoon"), 13),
    **dict.fromkeys(("tarde", "por la tarde", "nachmittag"), 13),
    "late afternoon": 16,
    **dict.fromkeys(("evening", "in the evening", "abend"), 18),
    **dict.fromkeys(("night", "noche", "por la noche", "nacht"), 22),
    **dict.fromkeys(("day shift", "days", "day", "turno de día"), 7),
    **dict.fromkeys(("evening shift", "evenings", "turno de tarde"), 15),
    **dict.fromkeys(("night shift", "nights", "turno de noche"), 23),
}


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time on the wall clock; None if only the day is known.

    `next_day` is true for 24:00, the end of the day; `zone` is what was written behind the time.
    """

    at: time | None
    precision: Precision
    next_day: bool = False
    zone: Zone | None = None


UNKNOWN_TIME = TimeOfDay(None, Precision.DAY)


def read_clock(text: str) -> time | None:
    """An exact time: 14:05, 14:05:30, 2:05 pm, 2 pm, 1405, 930, 14h05, 14.05. Seconds are kept, fractions are not."""
    match = _CLOCK.fullmatch(text)
    parts = match.groups() if match else None
    if parts is None and (match := _MILITARY.fullmatch(text)):
        parts = (match[1], match[2], None, match[3])
    if parts is None:
        return None
    hour, minute, second, half = int(parts[0]), parts[1], parts[2], parts[3]
    if half is None and minute is None and not _HOUR_SAID.search(text):
        return None  # a bare number may be anything
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    if hour > 23 or int(minute or 0) > 59 or int(second or 0) > 59:
        return None
    return time(hour, int(minute or 0), int(second or 0))


def read_half(cell: Cell) -> str | None:
    """ "am" or "pm" where a cell says nothing else; None otherwise."""
    match = _HALF_ALONE.fullmatch(plain_text(cell))
    return f"{match[1].lower()}m" if match else None


def read_time(cell: Cell, half: str = "") -> TimeOfDay | None:
    """What a cell of a time column says: a time, a span ("10:00-12:00" is its start, as exact as a shift), a part of
    the day, or "unknown". None if it is none of these. `half` is "am" or "pm" from a column of its own.
    """
    if isinstance(cell, datetime):
        return _in_half(cell.time().replace(tzinfo=None), half)
    if isinstance(cell, time):
        return _in_half(cell.replace(microsecond=0, tzinfo=None), half)
    if isinstance(cell, timedelta):
        return _part_of_day(cell.total_seconds() / 86400, half)
    text = plain_text(cell)
    if (part := _fraction(cell, text)) is not None:
        return _part_of_day(part, half)
    word = text.casefold()
    if is_missing(text) or word in _UNKNOWN:
        return UNKNOWN_TIME
    if word in _NAMED:
        return TimeOfDay(time(_NAMED[word]), Precision.MINUTE)
    if word in _PARTS_OF_DAY:
        return TimeOfDay(time(_PARTS_OF_DAY[word]), Precision.SHIFT)
    text, zone = without_zone(text, bare=False)
    found = _written(_BEFORE.sub("", text).strip(), half)
    return replace(found, zone=zone) if found is not None and zone is not None else found


def is_no_clock(cell: Cell) -> bool:
    """Is this written like a time that no clock shows, such as 25:00 or 14:75?"""
    text = plain_text(cell)
    return bool(_IMPOSSIBLE.fullmatch(text)) and read_time(text) is None


def says_half(cell: Cell) -> bool:
    """Does a time say before or after noon, or can it only be one of them?"""
    text = plain_text(cell)
    stored = isinstance(cell, datetime | time | timedelta) or _fraction(cell, text) is not None
    if stored or text.startswith("0") or re.search(r"[ap]\.?\s?m\.?\b|\d\s?[ap]$|noon", text, re.IGNORECASE):
        return True
    found = read_time(text)
    return found is None or found.at is None or not 1 <= found.at.hour <= 12


def _written(text: str, half: str) -> TimeOfDay | None:
    if _END_OF_DAY.fullmatch(text):
        return TimeOfDay(time(), Precision.MINUTE, next_day=True)
    if half and text.isdecimal() and len(text) < 3:
        text = f"{text}:00"
    exact = read_clock(text)
    if exact is not None:
        return _in_half(exact, half)
    about = _ABOUT.sub("", text)
    if about != text:
        exact = read_clock(about)
        return replace(_in_half(exact, half), precision=Precision.QUARTER_HOUR) if exact is not None else None
    return _span(text, half)


def _span(text: str, half: str) -> TimeOfDay | None:
    """The start of a span; where am or pm is only behind its end, the start is the last one before it."""
    ends = _RANGE.split(text)
    if len(ends) != 2 or not all(ends):
        return None
    start, end = (read_clock(f"{part}:00" if part.isdecimal() and len(part) < 3 else part) for part in ends)
    if start is None or end is None:
        return None
    said = re.search(rf"({_HALF})$", ends[1], re.IGNORECASE)
    if said and not re.search(rf"({_HALF})$", ends[0], re.IGNORECASE) and 1 <= start.hour <= 12:
        half = said[1][0].lower() + "m"
        at = _in_half(start, half).at
        if at is not None and at > end:
            half = "am" if half == "pm" else "pm"
    return replace(_in_half(start, half), precision=Precision.SHIFT)


def _in_half(at: time, half: str) -> TimeOfDay:
    """A time before or after noon, if its hour can be either."""
    if half and 1 <= at.hour <= 12:
        at = at.replace(hour=at.hour % 12 + (12 if half == "pm" else 0))
    return TimeOfDay(at, Precision.MINUTE)


def _fraction(cell: Cell, text: str) -> float | None:
    """The part of a day that a spreadsheet stores for a time, also where a text file shows the bare number."""
    if isinstance(cell, float) and 0 < cell < 1:
        return cell
    return float(text) if re.fullmatch(r"0?\.\d{3,17}", text, re.ASCII) else None


def _part_of_day(part: float, half: str) -> TimeOfDay | None:
    """The time that spreadsheets store as a part of a day; None if it is longer than a day."""
    minutes = round(part * 1440)
    return _in_half(time(*divmod(minutes, 60)), half) if 0 <= minutes < 1440 else None
