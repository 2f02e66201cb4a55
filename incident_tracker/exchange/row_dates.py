"""When each row of a log happened: the column or columns of the date, the order that is proven, the time beside it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell, is_missing, number_of, text_of
from incident_tracker.exchange.clock_times import UNKNOWN_TIME, TimeOfDay, is_no_clock, read_half, read_time, says_half
from incident_tracker.exchange.date_formats import stamp_reader
from incident_tracker.exchange.date_order import ProvenOrder, prove_order
from incident_tracker.exchange.date_words import MONTHS
from incident_tracker.exchange.dates import DateForm, DateOrder, Stamp, day_of, read_stamp, read_weekday, whole_year
from incident_tracker.exchange.delimited import Record
from incident_tracker.exchange.guessing import holds_forms_only, weekday_column
from incident_tracker.exchange.mapping import DATE_PARTS
from incident_tracker.exchange.mapping import Mapping as ColumnMapping
from incident_tracker.exchange.readings import Obstacle, ReadingNotice
from incident_tracker.exchange.tables import RawTable
from incident_tracker.exchange.zones import offset_of

_DAY_STARTS = time()
_FAR = timedelta(days=5 * 366)  # between two neighbors in time; a log has no such gap
_FEW = 0.1  # share of the rows that may be on the far side of a gap
_LEAST = 4  # rows of which "all others" can be said
_DAYS_TO_12, _DAYS_OVER_12 = 0.4, 0.6  # the share of all days of the year
_CHANCE = 0.05
_HAS_HALF = re.compile(r"\d\s?[ap]\.?\s?m?\b", re.IGNORECASE)
_MOST_KNOWN = 20_000  # different texts of dates
_TWELVE_HOURS_FROM = 3  # times of which none says so


@dataclass(frozen=True, slots=True)
class Occurrence:
    """When a row happened: the wall clock of the site, or of the place that is `offset` away from UTC."""

    wall: datetime
    precision: Precision
    offset: timedelta | None


class RowDates:
    """Reads the dates and times of one table; `counted` is told a notice for each row that it is about."""

    def __init__(
        self,
        table: RawTable,
        columns: Mapping[str, Sequence[int]],
        mapping: ColumnMapping,
        counted: Callable[[ReadingNotice, int], None],
    ) -> None:
        self._table, self._mapping, self._counted = table, mapping, counted
        self._parts = [columns[name][0] for name in DATE_PARTS if name in columns]
        named = columns.get("occurred_at") or columns.get("occurred_date")
        if named or len(self._parts) < len(DATE_PARTS):
            self._parts = []
        self.column = (named or self._parts or [0])[0]
        self.time_column = columns["occurred_time"][0] if "occurred_time" in columns else None
        self._half_column = columns["occurred_half"][0] if "occurred_half" in columns else None
        self._read = (stamp_reader(mapping.date_format) if mapping.date_format else None) or _in_date_column
        self.about_the_form = bool(table.header_rows) and not self._parts and holds_forms_only(table, self.column)
        self._known: dict[str, Stamp | None] = {}
        self._dummy_times = False
        self._counts = "count" in columns

    def stamp(self, row: Record) -> Stamp | None:
        """The date of a row; None if there is none."""
        if not self._parts:
            return self._of_cell(row.cells[self.column])
        year, month, day = (text_of(row.cells[place]) for place in self._parts)
        number = MONTHS.get(month.casefold().rstrip(".")) or number_of(month)
        whole = whole_year(year) if year.isascii() and year.isdecimal() and len(year) in (2, 4) else None
        found = day_of(whole, number, number_of(day) or 0) if whole is not None and number else None
        return Stamp(DateForm.YEAR_FIRST, found) if found is not None else None

    def _of_cell(self, cell: Cell) -> Stamp | None:
        """The date in a cell; what the same text says is read once."""
        if not isinstance(cell, str):
            return self._read(cell)
        if cell not in self._known:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._known[cell] = self._read(cell)
        return self._known[cell]

    def is_empty(self, row: Record) -> bool:
        """Does the row say nothing where its date is?"""
        return all(is_missing(text_of(row.cells[place])) for place in self._parts or (self.column,))

    def prove(self, rows: Sequence[tuple[Record, Stamp | None]]) -> ProvenOrder:
        """The order of day and month. Errors: FileRefused("date_order"), FileRefused("dates_swapped")."""
        stamps = [stamp for _, stamp in rows if stamp is not None]
        self._dummy_times = {stamp.time.at for stamp in stamps if stamp.time} <= {_DAY_STARTS} and not any(
            stamp.time and stamp.time.next_day for stamp in stamps
        )
        self._ask_whether_swapped(rows)
        days = weekday_column(self._table)
        dated = [(row, stamp) for row, stamp in rows if stamp is not None]
        noted = [
            stamp.weekday if stamp.weekday is not None or days is None else read_weekday(row.cells[days])
            for row, stamp in dated
        ]
        proven = prove_order(stamps, noted, counts=self._counts, given=self._mapping.date_order)
        wrong = sum(
            weekday is not None and (day := stamp.on(proven.order)) is not None and day.weekday() != weekday
            for stamp, weekday in zip(stamps, noted, strict=True)
        )
        self._counted(ReadingNotice.WEEKDAYS_DISAGREE, wrong)
        self._note_twelve_hours([row for row, _ in dated])
        return proven

    def day(self, stamp: Stamp, order: DateOrder) -> date | None:
        """The day that is meant, with day and month put the right way round where a person said that they were not."""
        if self._mapping.swapped_dates and _may_be_swapped(stamp) and stamp.day is not None:
            return day_of(stamp.day.year, stamp.day.day, stamp.day.month)
        return stamp.on(order)

    def occurrence(self, row: Record, stamp: Stamp, day: date) -> Occurrence | tuple[int, Obstacle]:
        """When it happened; or the column that says something impossible, and why."""
        found = self._time(row, stamp)
        if found is None:
            assert self.time_column is not None
            return self.time_column, Obstacle.NOT_A_TIME
        wall = datetime.combine(day, found.at or _DAY_STARTS) + timedelta(days=found.next_day)
        offset = offset_of(found.zone, wall) if found.at is not None else None
        return Occurrence(wall, found.precision, offset)

    def far_off(self, days: Mapping[tuple[str, int], date]) -> frozenset[tuple[str, int]]:
        """The places of the few rows that are years away from all the others; none if a person said that it is so."""
        if self._mapping.far_years or len(days) < _LEAST:
            return frozenset()
        groups: list[list[tuple[str, int]]] = []
        last: date | None = None
        for place, day in sorted(days.items(), key=lambda found: found[1]):
            if last is None or day - last > _FAR:
                groups.append([])
            groups[-1].append(place)
            last = day
        main = max(groups, key=len)
        few = max(1, int(_FEW * len(days)))
        return frozenset(place for group in groups if group is not main and len(group) <= few for place in group)

    def _time(self, row: Record, stamp: Stamp) -> TimeOfDay | None:
        if stamp.form is DateForm.MONTH:
            self._counted(ReadingNotice.MONTHS_ONLY, 1)
            return UNKNOWN_TIME
        if self.time_column is not None:
            cell = row.cells[self.time_column]
            found = read_time(cell, self._half(row))
            if found is None and is_no_clock(cell):
                return None
            if found is None:
                self._counted(ReadingNotice.TIMES_UNCLEAR, 1)
            if found is not None and (found.at is not None or stamp.time is None or self._dummy_times):
                return found
            if stamp.time is None or self._dummy_times:
                return UNKNOWN_TIME
        if stamp.time is None or self._dummy_times:
            return UNKNOWN_TIME
        return replace(stamp.time, precision=Precision.DAY) if self.about_the_form else stamp.time

    def _half(self, row: Record) -> str:
        return (read_half(row.cells[self._half_column]) or "") if self._half_column is not None else ""

    def _note_twelve_hours(self, rows: Sequence[Record]) -> None:
        """Times of which some must be after noon and none says so."""
        if self._half_column is not None:
            return
        if self.time_column is not None:
            cells = [cell for row in rows if not is_missing(text_of(cell := row.cells[self.time_column]))]
            open_ = sum(not says_half(cell) for cell in cells)
            if open_ >= _TWELVE_HOURS_FROM and open_ == len(cells) and any(map(_is_small, cells)):
                self._counted(ReadingNotice.TWELVE_HOURS, open_)

    def _ask_whether_swapped(self, rows: Sequence[tuple[Record, Stamp | None]]) -> None:
        """A spreadsheet of the other order swaps what has a day up to 12, and leaves the rest as text."""
        if self._mapping.swapped_dates is not None:
            return
        real = [(row, stamp) for row, stamp in rows if stamp is not None and _is_real(stamp)]
        written = [stamp for _, stamp in rows if stamp is not None and stamp.form is DateForm.NUMBERS]
        if not real or not written or not all(_may_be_swapped(stamp) for _, stamp in real):
            return
        if all(max(stamp.first, stamp.second) > 12 for stamp in written) and (
            _DAYS_TO_12 ** len(real) * _DAYS_OVER_12 ** len(written) < _CHANCE
        ):
            example = next((row, stamp) for row, stamp in real)
            raise FileRefused("dates_swapped", n=len(real), row=example[0].row, day=str(example[1].day))


def _in_date_column(cell: Cell) -> Stamp | None:
    return read_stamp(cell, in_date_column=True)


def _is_real(stamp: Stamp) -> bool:
    return stamp.form in (DateForm.CELL, DateForm.SERIAL, DateForm.YEAR_FIRST)


def _may_be_swapped(stamp: Stamp) -> bool:
    return _is_real(stamp) and stamp.day is not None and stamp.day.day <= 12


def _is_small(cell: Cell) -> bool:
    """Is this an hour at which a clinic is closed, if it is not after noon?"""
    found = read_time(cell)
    return found is not None and found.at is not None and 1 <= found.at.hour <= 5
