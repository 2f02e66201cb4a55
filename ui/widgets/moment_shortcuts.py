"""What people type for a moment – n, t-1, y 14:05, mon 3pm, 20 min ago, in 2 h – read against the present moment."""

import re
from datetime import date, datetime, time, timedelta

_WEEKDAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
    "lun": 0, "mar": 1, "mie": 2, "mié": 2, "jue": 3, "vie": 4, "sab": 5, "sáb": 5, "dom": 6,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}  # fmt: skip
_NOW = {"n", "now", "ahora", "a"}
_TODAY = {"t", "today", "h", "hoy"}
_YESTERDAY = {"y", "yesterday", "ayer"}
_TOMORROW = {"tomorrow", "tom", "m", "mañana", "manana"}

_WEEKDAY_BEFORE_DATE = re.compile(r"([a-záé]{3})[a-zé]*\.?,? (?=\d{1,2} (?:de )?[a-z]{3})")
_AGO = re.compile(r"(?:hace )?(\d+) ?(m|min|mins|minutes?|minutos?|h|hr|hrs|hours?|horas?) ?(?:ago)?|-(\d+)")
_IN = re.compile(r"(?:in|en|dentro de) (\d+) ?(m|min|mins|minutes?|minutos?|h|hr|hrs|hours?|horas?)|\+(\d+)")
_HALF = r"(a|p|am|pm|a\.m\.|p\.m\.|a\. m\.|p\. m\.)"
_TIME = re.compile(rf"(\d{{1,2}})(?:[:.h](\d{{2}}))? ?{_HALF}?|(\d{{1,2}})(\d{{2}}) ?{_HALF}?")
_NAMED_TIMES = {"noon": 12, "mediodía": 12, "mediodia": 12, "midnight": 0, "medianoche": 0}
_BACK = re.compile(r"(?:t|h|today|hoy) ?- ?(\d{1,3})")
_ON = re.compile(r"(?:t|h|today|hoy) ?\+ ?(\d{1,3})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2}|\d{4}))?")
_NAMED = re.compile(r"(\d{1,2}) (?:de )?([a-záé]{3,})\.?(?: (?:de )?(\d{4}))?|([a-z]{3,})\.? (\d{1,2})(?:,? (\d{4}))?")


def read_moment(text: str, now: datetime, day_first: bool = False, ahead: bool = False) -> datetime | None:
    """The moment meant by `text`, in the same zone as `now` (an aware local time); None if it cannot be read.

    A time alone is today's, or yesterday's if today's has not come yet; a weekday is the last one. A day alone is no
    moment: its time is asked for, never invented (`is_day_alone`). `day_first` decides 5/11. Never answers with a
    moment after `now` unless a full date says so.

    `ahead` is for what is planned: then a time alone is today's, or tomorrow's if today's is over, a weekday is the
    next one, and there are "tomorrow 9am", "t+2" and "in 2 h".
    """
    cleaned = _cleaned(text)
    if not cleaned:
        return None
    if cleaned in _NOW:
        return now
    ago = _AGO.fullmatch(cleaned)
    if ago and (ago[3] or "ago" in cleaned or "hace" in cleaned or ago[2]):
        amount = int(ago[1] or ago[3])
        return now - (timedelta(hours=amount) if (ago[2] or "m").startswith("h") else timedelta(minutes=amount))
    later = _IN.fullmatch(cleaned) if ahead else None
    if later:
        amount = int(later[1] or later[3])
        return now + (timedelta(hours=amount) if (later[2] or "m").startswith("h") else timedelta(minutes=amount))
    at = _read_time(cleaned)
    if at is not None:
        return _joined(_day_of(at, now, ahead), at, now)
    return _read_both(cleaned, now, day_first, ahead)


def is_day_alone(text: str, now: datetime, day_first: bool = False, ahead: bool = False) -> bool:
    """Is a day typed without its time?"""
    cleaned = _cleaned(text)
    return _read_time(cleaned) is None and _read_day(cleaned, now.date(), day_first, ahead) is not None


def _cleaned(text: str) -> str:
    cleaned = " ".join(text.lower().replace(" at ", " ").replace(" a las ", " ").split())
    named = _WEEKDAY_BEFORE_DATE.match(cleaned)
    if named and named[1] in _WEEKDAYS:
        return cleaned[named.end() :]  # the date says it all, and a moment that is shown can be typed over
    return cleaned


def _day_of(at: time, now: datetime, ahead: bool) -> date:
    """The day of a time that is said without one."""
    moment, today = _joined(now.date(), at, now), now.date()
    if ahead:
        return today + timedelta(days=1) if moment < now else today
    return today - timedelta(days=1) if moment > now + timedelta(minutes=1) else today


def _read_both(text: str, now: datetime, day_first: bool, ahead: bool) -> datetime | None:
    """A day and a time, in this order, with a space or comma between."""
    parts = text.replace(",", " ").split()
    for split in range(len(parts) - 1, 0, -1):
        day = _read_day(" ".join(parts[:split]), now.date(), day_first, ahead)
        at = _read_time(" ".join(parts[split:]))
        if day is not None and at is not None:
            return _joined(day, at, now)
    return None


def _read_time(text: str) -> time | None:
    if text in _NAMED_TIMES:
        return time(_NAMED_TIMES[text])
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    half = (match[3] or match[6] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif match[1] and match[2] is None:
        return None  # a bare number could be anything
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read_day(text: str, today: date, day_first: bool, ahead: bool) -> date | None:
    if ahead and text in _TOMORROW:
        return today + timedelta(days=1)
    if ahead and (on := _ON.fullmatch(text)):
        return today + timedelta(days=int(on[1]))
    if text in _TODAY:
        return today
    if text in _YESTERDAY:
        return today - timedelta(days=1)
    if back := _BACK.fullmatch(text):
        return today - timedelta(days=int(back[1]))
    if text.isalpha() and (weekday := _WEEKDAYS.get(text[:3])) is not None:
        if ahead:
            return today + timedelta(days=(weekday - today.weekday()) % 7 or 7)
        return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
    if iso := _ISO.fullmatch(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if slashed := _SLASHED.fullmatch(text):
        first, second = int(slashed[1]), int(slashed[2])
        day, month = (first, second) if day_first else (second, first)
        return _nearest(day, month, _year(slashed[3]), today, ahead)
    if named := _NAMED.fullmatch(text):
        found = _MONTHS.get((named[2] or named[4])[:3])
        if found is not None:
            return _nearest(int(named[1] or named[5]), found, _year(named[3] or named[6]), today, ahead)
    return None


def _nearest(day: int, month: int, year: int | None, today: date, ahead: bool) -> date | None:
    """That day of the year said, or the last one that was; `ahead`, the next one that comes."""
    if year is not None:
        return _date(year, month, day)
    this_year = _date(today.year, month, day)
    if ahead:
        return _date(today.year + 1, month, day) if this_year is not None and this_year < today else this_year
    return _date(today.year - 1, month, day) if this_year is not None and this_year > today else this_year


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _joined(day: date, at: time, now: datetime) -> datetime:
    return datetime.combine(day, at.replace(second=0, microsecond=0, tzinfo=None), tzinfo=now.tzinfo)
