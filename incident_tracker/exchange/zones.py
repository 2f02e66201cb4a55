"""Time zones written behind a time: an offset, an abbreviation, or a name that depends on the day."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

Zone = timedelta | ZoneInfo

_HOURS = {  # ahead of UTC
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "wet": 0,
    "bst": 1,
    "west": 1,
    "cet": 1,
    "mez": 1,
    "cest": 2,
    "mesz": 2,
    "nst": -3.5,
    "ndt": -2.5,
    "ast": -4,
    "adt": -3,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "akst": -9,
    "akdt": -8,
    "hst": -10,
    "hdt": -9,
    "sst": -11,
    "chst": 10,
}
_PLACES = {
    **dict.fromkeys(("et", "eastern"), "America/New_York"),
    **dict.fromkeys(("ct", "central"), "America/Chicago"),
    **dict.fromkeys(("mt", "mountain"), "America/Denver"),
    **dict.fromkeys(("pt", "pacific"), "America/Los_Angeles"),
    **dict.fromkeys(("akt", "alaska"), "America/Anchorage"),
    **dict.fromkeys(("ht", "hawaii"), "Pacific/Honolulu"),
}
_OFFSET = re.compile(r"\s*\(?(UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?\)?$", re.IGNORECASE | re.ASCII)
_NAME = re.compile(
    r"\s*\(?(?:([a-z]{1,4})|(eastern|central|mountain|pacific|alaska|hawaii)(?: (?:standard|daylight))?(?: time)?)\)?$",
    re.IGNORECASE | re.ASCII,
)
_DIGIT_BEFORE = re.compile(r"[\d\s.mM]$")
_DAY = timedelta(hours=24)


def without_zone(text: str, *, bare: bool) -> tuple[str, Zone | None]:
    """A time without the zone at its end, and that zone.

    `bare` tells that "-05:00" alone is an offset, as behind a date; in "10:00-12:00" it is the end of a span.
    """
    if (match := _OFFSET.search(text)) and match.start() and (match[1] or (bare and ":" in text[: match.start()])):
        offset = timedelta(hours=int(match[3]), minutes=int(match[4] or 0))
        if offset < _DAY:
            return text[: match.start()], -offset if match[2] == "-" else offset
    if (match := _NAME.search(text)) and match.start() and _DIGIT_BEFORE.search(text[: match.start()]):
        word = (match[1] or match[2]).casefold()
        if word in _HOURS:
            return text[: match.start()], timedelta(hours=_HOURS[word])
        if word in _PLACES:
            return text[: match.start()], ZoneInfo(_PLACES[word])
    return text, None


def offset_of(zone: Zone | None, wall: datetime) -> timedelta | None:
    """How far the wall clock of a zone is ahead of UTC at this naive time of its own."""
    return wall.replace(tzinfo=zone).utcoffset() if isinstance(zone, ZoneInfo) else zone
