"""Dates as logs write them; which of two numbers is the month is open until the whole file has been read."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from incident_tracker.exchange.cells import Cell, plain_text
from incident_tracker.exchange.clock_times import TimeOfDay, read_time
from incident_tracker.exchange.date_words import MONTHS, WEEKDAYS
from incident_tracker.exchange.zones import without_zone

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
_LONGEST = 60  # characters; a date with its time is shorter
_FIRST_SERIAL, _LAST_SERIAL = 29_221, 73_050  # 1980 and 2099 as spreadsheets count days
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  # what spreadsheets count from has no zone


class DateOrder(StrEnum):
    """In which order day, month and year are written."""

    MDY = "MDY"
    DMY = "DMY"
    YMD = "YMD"


class DateForm(StrEnum):
    """How a date was written, which decides what has to be proved."""

    CELL = "real date"
    SERIAL = "day number"
    YEAR_FIRST = "year first"
    NAMED = "month by name"
    MONTH = "month only"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written. `day` is known for certain, or None where `first` and `second` may be day or month.

    `time` is the time of day next to it, `weekday` the day of the week (Monday is 0), if given.
    """

    form: DateForm
    day: date | None
    first: int = 0
    second: int = 0
    year: int = 0
    time: TimeOfDay | None = None
    weekday: int | None = None

    def on(self, order: DateOrder) -> date | None:
        """The day that is meant if the file writes in `order`; None if there is no such day."""
        if self.day is not None:
            return self.day
        match order:
            case DateOrder.YMD:
                return None
            case DateOrder.MDY:
                return day_of(self.year, self.first, self.second)
            case DateOrder.DMY:
                return day_of(self.year, self.second, self.first)


# Between date and time: blanks, a comma, "@", "at", "um"; a day of the week may be there too.
_REST = r"(?:(?:[T,;@|]|\s|(?=\())\s*(?P<rest>.+))?"
_YEAR = r"(\d{4}|'?\d{2})"
_YEAR_FIRST = re.compile(rf"(\d{{4}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{1,2}}){_REST}", re.ASCII | re.DOTALL)
_NUMBERS = re.compile(rf"(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|'?\d{{2}}){_REST}", re.ASCII | re.DOTALL)
_DAY_NAMED = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.|º|°)?[ \-/]*(?:of |de )?([^\W\d_]+)\.?,?[ \-/]*(?:de |del |of )?(\d{4}|'?\d{2})"
    + _REST
)
_NAMED_DAY = re.compile(
    r"([^\W\d_]+)\.?[ \-/]*(?:the )?(\d{1,2})(?:st|nd|rd|th)?(?:,[ \-/]*|[ \-/]+)(?:de |del |of )?(\d{4}|'?\d{2})"
    + _REST,
    re.IGNORECASE,
)
_YEAR_NAMED = re.compile(rf"(\d{{4}})[ \-/.]*([^\W\d_]+)\.?[ \-/.]*(\d{{1,2}}){_REST}")
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?,?[ \-/](?:de |del |of )?(\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[ \-/]([^\W\d_]+)\.?")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_COMPACT = re.compile(r"(\d{8})(?:[T _-]?(\d{4}|\d{6}))?(Z?)", re.ASCII)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?", re.ASCII)
_ON = re.compile(r"^(?:on|el|am|den|the) (?=\w)", re.IGNORECASE)
_WEEKDAY_BEFORE = re.compile(r"\(?([^\W\d_]+)\.?\)?,?\s+(?:den |el )?(?=\S)", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(r"[\s,]*\(?([^\W\d_]+)\.?\)?(?=$|[\s,])[\s,]*")
_APART = re.compile(r"\s[+-]\d")  # an offset behind a blank; "10:00-12:00" is a span
_JOINED = re.compile(r"^(?:[@|·,;–—-]|(?:at|a las?|um|gegen)\b)\s*", re.IGNORECASE)


def read_stamp(cell: Cell, *, in_date_column: bool = False) -> Stamp | None:
    """The date in a cell, with the time beside it; None if the cell holds none.

    `in_date_column` tells that the column is known to hold dates: then bare numbers may be dates as well, either
    without separators (20250314) or as spreadsheets count days (45730.5).
    """
    if isinstance(cell, datetime):
        return (
            Stamp(DateForm.CELL, cell.date(), time=read_time(cell.replace(microsecond=0)))
            if _plausible(cell.year)
            else None
        )
    if isinstance(cell, date):
        return Stamp(DateForm.CELL, cell) if _plausible(cell.year) else None
    if not isinstance(cell, str):
        number = isinstance(cell, int | float) and not isinstance(cell, bool)
        return _bare(repr(cell).removesuffix(".0")) if in_date_column and number else None
    text = _ON.sub("", plain_text(cell))
    if not 5 <= len(text) <= _LONGEST:
        return None
    if in_date_column and text[0].isdecimal() and (found := _bare(text)) is not None:
        return found
    found = _numeric(text) or _named(text)
    if found is None and not text[0].isdecimal() and (before := _WEEKDAY_BEFORE.match(text)):
        weekday = WEEKDAYS.get(before[1].casefold())
        rest = text[before.end() :]
        if weekday is not None and (found := _numeric(rest) or _named(rest)) is not None:
            found = replace(found, weekday=weekday)
    return found


def read_weekday(cell: Cell) -> int | None:
    """Monday is 0; None if the cell is not the name of a day of the week."""
    return WEEKDAYS.get(plain_text(cell).casefold().rstrip(".")) if isinstance(cell, str) else None


def day_of(year: int, month: int, day: int) -> date | None:
    """A day of the calendar in a year that a log can have; None if there is none."""
    try:
        return date(year, month, day) if _plausible(year) else None
    except ValueError:
        return None


def whole_year(digits: str) -> int:
    """Two digits mean this century up to 79: no one has logs from after that, and few have any from before 1980."""
    digits = digits.lstrip("'")
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 80 else 1900)


def _numeric(text: str) -> Stamp | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _with_time(DateForm.YEAR_FIRST, day_of(int(match[1]), int(match[3]), int(match[4])), match["rest"])
    if match := _NUMBERS.fullmatch(text):
        return _in_numbers(int(match[1]), int(match[3]), whole_year(match[4]), match["rest"])
    if match := _ISO_MONTH.fullmatch(text):
        return _with_time(DateForm.MONTH, day_of(int(match[1]), int(match[2]), 1), None)
    return None


def _in_numbers(first: int, second: int, year: int, rest: str | None) -> Stamp | None:
    if day_of(year, first, second) is None and day_of(year, second, first) is None:
        return None
    return _beside(Stamp(DateForm.NUMBERS, None, first, second, year), rest)


def _named(text: str) -> Stamp | None:
    if match := _DAY_NAMED.fullmatch(text):
        return _of_name(DateForm.NAMED, whole_year(match[3]), match[2], int(match[1]), match["rest"])
    if match := _NAMED_DAY.fullmatch(text):
        return _of_name(DateForm.NAMED, whole_year(match[3]), match[1], int(match[2]), match["rest"])
    if match := _YEAR_NAMED.fullmatch(text):
        return _of_name(DateForm.NAMED, int(match[1]), match[2], int(match[3]), match["rest"])
    if match := _MONTH_YEAR.fullmatch(text):
        return _of_name(DateForm.MONTH, int(match[2]), match[1], 1, None)
    if match := _YEAR_MONTH.fullmatch(text):
        return _of_name(DateForm.MONTH, int(match[1]), match[2], 1, None)
    return None


def _of_name(form: DateForm, year: int, name: str, day: int, rest: str | None) -> Stamp | None:
    month = MONTHS.get(name.casefold())
    return None if month is None else _with_time(form, day_of(year, month, day), rest)


def _bare(text: str) -> Stamp | None:
    """A date in digits alone: YYYYMMDD, MMDDYYYY or DDMMYYYY, or the number of a day."""
    if match := _COMPACT.fullmatch(text):
        digits, rest = match[1], f"{match[2]}{match[3]}" if match[2] else None
        if rest is not None and len(match[2]) == 6:
            rest = f"{match[2][:2]}:{match[2][2:4]}:{match[2][4:]}{match[3]}"
        if 1980 <= int(digits[:4]) <= 2099 and (day := day_of(int(digits[:4]), int(digits[4:6]), int(digits[6:]))):
            return _with_time(DateForm.YEAR_FIRST, day, rest)
        if 1980 <= int(digits[4:]) <= 2099:
            return _in_numbers(int(digits[:2]), int(digits[2:4]), int(digits[4:]), rest)
    if (match := _SERIAL.fullmatch(text)) and _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
        moment = _DAY_ZERO + timedelta(days=int(match[1]), minutes=round(float(match[2] or 0) * 1440))
        return Stamp(DateForm.SERIAL, moment.date(), time=read_time(moment) if match[2] else None)
    return None


def _with_time(form: DateForm, day: date | None, rest: str | None) -> Stamp | None:
    return _beside(Stamp(form, day), rest) if day is not None else None


def _beside(stamp: Stamp, rest: str | None) -> Stamp | None:
    """The date with the time and the day of the week that follow it; None if neither does, so that it is no date."""
    if rest is None:
        return stamp
    rest = rest.strip()
    if (behind := _WEEKDAY_BEHIND.match(rest)) and (weekday := WEEKDAYS.get(behind[1].casefold())) is not None:
        stamp, rest = replace(stamp, weekday=weekday), rest[behind.end() :]
        if not rest:
            return stamp
    rest = _JOINED.sub("", rest)
    bare = stamp.form is DateForm.YEAR_FIRST or bool(_APART.search(rest))
    rest, zone = without_zone(rest, bare=bare)
    found = read_time(rest.strip()) if any(map(str.isdecimal, rest)) else None
    if found is None or found.at is None:
        return None
    return replace(stamp, time=found if zone is None else replace(found, zone=zone))


def _plausible(year: int) -> bool:
    return EARLIEST_YEAR < year <= LATEST_YEAR
