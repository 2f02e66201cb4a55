"""Dates as logs write them; which of two numbers is the month is open until the whole file has been read."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from incident_tracker.exchange.cells import Cell, text_of
from incident_tracker.exchange.clock_times import read_clock

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
_LONGEST = 60  # characters; a date with its time is shorter


class DateOrder(StrEnum):
    """In which order day, month and year are written."""

    MDY = "MDY"
    DMY = "DMY"
    YMD = "YMD"


class DateForm(StrEnum):
    """How a date was written, which decides what has to be proved."""

    CELL = "real date"
    YEAR_FIRST = "year first"
    NAMED = "month by name"
    MONTH = "month only"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as written. `day` is known for certain, or None where `first` and `second` may be day or month.

    `at` is the time on the wall clock next to it, `offset` its distance from UTC, if given.
    """

    form: DateForm
    day: date | None
    first: int = 0
    second: int = 0
    year: int = 0
    at: time | None = None
    offset: timedelta | None = None

    def on(self, order: DateOrder) -> date | None:
        """The day that is meant if the file writes in `order`; None if there is no such day."""
        if self.day is not None:
            return self.day
        match order:
            case DateOrder.YMD:
                return None
            case DateOrder.MDY:
                return _day(self.year, self.first, self.second)
            case DateOrder.DMY:
                return _day(self.year, self.second, self.first)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january ene enero januar",
            "feb february febrero februar",
            "mar march marzo märz mrz",
            "apr april abr abril",
            "may mayo mai",
            "jun june junio juni",
            "jul july julio juli",
            "aug august ago agosto",
            "sep sept september septiembre",
            "oct october octubre okt oktober",
            "nov november noviembre",
            "dec december dic diciembre dez dezember",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday lun lunes mo montag",
            "tue tues tuesday mar martes di dienstag",
            "wed wednesday mié mie miércoles miercoles mi mittwoch",
            "thu thur thurs thursday jue jueves do donnerstag",
            "fri friday vie viernes fr freitag",
            "sat saturday sáb sab sábado sabado sa samstag",
            "sun sunday dom domingo so sonntag",
        )
    )
    for name in names.split()
}
_REST = r"(?:(?:[T,]|\s)\s*(?P<rest>.+))?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_REST}", re.ASCII | re.DOTALL)
_NUMBERS = re.compile(rf"(\d{{1,2}})\s?([-/.])\s?(\d{{1,2}})\s?\2\s?(\d{{4}}|\d{{2}}){_REST}", re.ASCII | re.DOTALL)
_DAY_NAMED = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th|\.)?[ \-/]*(?:of |de )?([^\W\d_]+)\.?,?[ \-/]+(?:de |del )?(\d{{4}}|\d{{2}}){_REST}"
)
_NAMED_DAY = re.compile(rf"([^\W\d_]+)\.?[ \-]+(\d{{1,2}})(?:st|nd|rd|th)?,?[ \-]+(\d{{4}}){_REST}")
_MONTH_YEAR = re.compile(r"([^\W\d_]+)\.?[ \-/](\d{4})")
_YEAR_MONTH = re.compile(r"(\d{4})[ \-/]([^\W\d_]+)\.?")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+)\.?,?\s+(?=\S)")
_OFFSET = re.compile(r"\s*(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2}))$")


def read_stamp(cell: Cell) -> Stamp | None:
    """The date in a cell, with the time beside it; None if the cell holds none."""
    if isinstance(cell, datetime):
        return (
            Stamp(DateForm.CELL, cell.date(), at=cell.time().replace(microsecond=0)) if _plausible(cell.year) else None
        )
    if isinstance(cell, date):
        return Stamp(DateForm.CELL, cell) if _plausible(cell.year) else None
    if not isinstance(cell, str):
        return None
    text = text_of(cell)
    if not 6 <= len(text) <= _LONGEST:
        return None
    if not text[0].isdecimal():
        before = _WEEKDAY_BEFORE.match(text)
        if before and before[1].casefold() in WEEKDAYS and text[before.end()].isalnum():
            text = text[before.end() :]
    return _numeric(text) or _named(text)


def read_weekday(cell: Cell) -> int | None:
    """Monday is 0; None if the cell is not the name of a day of the week."""
    return WEEKDAYS.get(text_of(cell).casefold().rstrip(".")) if isinstance(cell, str) else None


def _numeric(text: str) -> Stamp | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _with_time(DateForm.YEAR_FIRST, _day(int(match[1]), int(match[3]), int(match[4])), match["rest"])
    if match := _NUMBERS.fullmatch(text):
        first, second, year = int(match[1]), int(match[3]), _whole_year(match[4])
        if _day(year, first, second) is None and _day(year, second, first) is None:
            return None
        beside = _time_beside(match["rest"])
        return Stamp(DateForm.NUMBERS, None, first, second, year, *beside) if beside else None
    if match := _ISO_MONTH.fullmatch(text):
        return _with_time(DateForm.MONTH, _day(int(match[1]), int(match[2]), 1), None)
    return None


def _named(text: str) -> Stamp | None:
    if match := _DAY_NAMED.fullmatch(text):
        return _of_name(DateForm.NAMED, _whole_year(match[3]), match[2], int(match[1]), match["rest"])
    if match := _NAMED_DAY.fullmatch(text):
        return _of_name(DateForm.NAMED, int(match[3]), match[1], int(match[2]), match["rest"])
    if match := _MONTH_YEAR.fullmatch(text):
        return _of_name(DateForm.MONTH, int(match[2]), match[1], 1, None)
    if match := _YEAR_MONTH.fullmatch(text):
        return _of_name(DateForm.MONTH, int(match[1]), match[2], 1, None)
    return None


def _of_name(form: DateForm, year: int, name: str, day: int, rest: str | None) -> Stamp | None:
    month = _MONTHS.get(name.casefold())
    return None if month is None else _with_time(form, _day(year, month, day), rest)


def _with_time(form: DateForm, day: date | None, rest: str | None) -> Stamp | None:
    beside = _time_beside(rest)
    return Stamp(form, day, at=beside[0], offset=beside[1]) if day is not None and beside else None


def _time_beside(rest: str | None) -> tuple[time | None, timedelta | None] | None:
    """Time and offset that follow a date; None if what follows is no time, so that the whole is no date."""
    if rest is None:
        return None, None
    rest, offset = rest.strip(), None
    if match := _OFFSET.search(rest):
        sign = -1 if match[1] == "-" else 1
        offset = sign * timedelta(hours=int(match[2] or 0), minutes=int(match[3] or 0))
        if abs(offset) >= timedelta(hours=24):
            return None
        rest = rest[: match.start()]
    at = read_clock(rest)
    return None if at is None else (at, offset)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if _plausible(year) else None
    except ValueError:
        return None


def _whole_year(digits: str) -> int:
    """Two digits mean this century up to 79: no one has logs from after that, and few have any from before 1980."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 80 else 1900)


def _plausible(year: int) -> bool:
    return EARLIEST_YEAR < year <= LATEST_YEAR
