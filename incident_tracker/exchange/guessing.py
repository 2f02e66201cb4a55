"""Guesses which column of a log is which field, from the words of its header and the cells below."""

import re
from collections.abc import Callable, Collection

from incident_tracker.exchange.cells import SUPPRESSED, Cell, is_missing, number_of, text_of
from incident_tracker.exchange.clock_times import read_half, read_time
from incident_tracker.exchange.date_words import MONTHS
from incident_tracker.exchange.dates import DateForm, Stamp, read_stamp, read_weekday
from incident_tracker.exchange.header_words import (
    COUNT,
    EITHER,
    FIELDS,
    HALF,
    NAMES,
    NAMES_OF_PLACES,
    NOT_WHEN,
    PARTS_OF_DATE,
    PERSONAL_DATES,
    SITE,
    WHEN,
    WORKLOAD,
    header_words,
)
from incident_tracker.exchange.kinds.reading import read_kind
from incident_tracker.exchange.mapping import IGNORE
from incident_tracker.exchange.tables import RawTable

_LOOKED_AT = 300  # rows
_MOSTLY = 0.6
_SOMETIMES = 0.3
_TICKS = 0.9
_LONG = 25  # letters of a text that is told, on average
_TELLING = frozenset(("kind", "kind_ticked", "severity", "narrative"))
_TICKED = frozenset(
    (
        *("x", "xx", "yes", "y", "si", "sí", "s", "ja", "j", "1", "true", "t", "checked"),
        *("✓", "✔", "☑", "☒", "✗", "✘", "●", "•"),
    )
)
_UNTICKED = frozenset(("no", "n", "nein", "0", "false", "f", "☐", "○", "unchecked"))
_LOSSES = re.compile("injur|harm|treat|lesion|verletz")


class NotALog(Exception):  # it is an answer: what was found instead
    """A table with dates that counts something else, such as visits; `column` says what."""

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column


def guess_fields(
    table: RawTable, site_names: Collection[str] = (), read_date: Callable[[Cell], Stamp | None] | None = None
) -> tuple[str, ...] | None:
    """The field of every column, or None if no column holds dates or none tells what happened.

    Columns with names of people are never guessed to be anything; a column counts as `site` only if all of its cells
    are names of sites. `read_date` reads dates whose format a person named. Errors: NotALog for a table that counts
    visits or the like.
    """
    headers = [header_words(name) for name in table.headers]
    columns = _columns(table)
    fields = [IGNORE] * len(headers)
    parts = _date_parts(headers, columns)
    when = None if parts else _when(headers, columns, read_date)
    if when is None and not parts:
        return None
    for name, place in parts.items() if when is None else (("occurred_at", when),):
        fields[place] = name
    known = {name.casefold() for name in site_names}
    taken = set(fields) - {IGNORE}
    for place, (header, cells) in enumerate(zip(headers, columns, strict=True)):
        if fields[place] != IGNORE or names_people(table.headers[place]):
            continue
        if all(is_missing(text_of(cell)) for cell in cells):
            continue
        name = _field(header, cells, known)
        if name in taken and name not in ("narrative", "outcome"):
            continue
        fields[place] = name
        taken.add(name)
    _guess_ticked(fields, table, columns)
    _guess_either(fields, headers, columns)
    if "count" not in fields and not table.header_rows:
        _guess_count(fields, columns, when)
    if "count" in fields:
        _refuse_workload(fields, headers, columns)
    if not _TELLING & set(fields) and "count" not in fields:
        if (other := next(filter(WORKLOAD.search, headers), None)) is not None:
            raise NotALog(other)
        return None
    return tuple(fields)


def has_dates(table: RawTable) -> bool:
    """Does a column hold dates, or columns the parts of dates?"""
    headers, columns = [header_words(name) for name in table.headers], _columns(table)
    return bool(_date_parts(headers, columns)) or _when(headers, columns) is not None


def _columns(table: RawTable) -> list[list[Cell]]:
    """The cells of each column in the first rows; headings and notes of one cell between them are left out."""
    rows = [row for row in table.rows if sum(bool(text_of(cell)) for cell in row.cells) > 1][:_LOOKED_AT]
    rows = rows or list(table.rows[:_LOOKED_AT])
    return [[row.cells[place] for row in rows] for place in range(len(table.headers))]


def holds_forms_only(table: RawTable, place: int) -> bool:
    """Is this date column about the form (opened, entered, completed) and not about the incident?"""
    return bool(NOT_WHEN.search(header_words(table.headers[place])))


def names_people(header: str) -> bool:
    """Does a header announce names of people or other things that identify them?"""
    words = header_words(header)
    return bool(NAMES.search(words)) and not NAMES_OF_PLACES.search(words)


def is_ticked(text: str) -> bool | None:
    """Is this cell a tick, or an empty box? None if it is neither."""
    word = text.casefold()
    return True if word in _TICKED else False if word in _UNTICKED or is_missing(text) else None


def weekday_column(table: RawTable) -> int | None:
    """The column that notes the day of the week, if there is one."""
    for place in range(len(table.headers)):
        cells = [row.cells[place] for row in table.rows[:_LOOKED_AT]]
        filled = [cell for cell in cells if not is_missing(text_of(cell))]
        if filled and sum(read_weekday(cell) is not None for cell in filled) > 0.9 * len(filled):
            return place
    return None


def _when(
    headers: list[str], columns: list[list[Cell]], read_date: Callable[[Cell], Stamp | None] | None = None
) -> int | None:
    """The column of the date: of those with plain dates if there is one, else of those whose header says so."""

    def is_named(cell: Cell) -> bool:
        return read_date is not None and read_date(cell) is not None

    for loose, is_date in ((False, is_named), (False, _is_date), (True, _may_be_date)):
        dated = [
            place
            for place, cells in enumerate(columns)
            if not PERSONAL_DATES.search(headers[place]) and _share(cells, is_date)
        ]
        if (found := _named(headers, dated, loose=loose)) is not None:
            return found
    return None


def _is_date(cell: Cell) -> bool:
    return read_stamp(cell) is not None


def _may_be_date(cell: Cell) -> bool:
    return read_stamp(cell, in_date_column=True) is not None


def _named(headers: list[str], dated: list[int], *, loose: bool) -> int | None:
    for about_the_form in (False, True):
        ours = [place for place in dated if bool(NOT_WHEN.search(headers[place])) is about_the_form]
        for pattern in WHEN:
            for place in ours:
                if pattern.search(headers[place]):
                    return place
        if ours and not loose:
            return ours[0]
    return None


def _date_parts(headers: list[str], columns: list[list[Cell]]) -> dict[str, int]:
    """The columns of day, month and year, if there are all three."""
    found: dict[str, int] = {}
    for name, pattern in PARTS_OF_DATE.items():
        for place, header in enumerate(headers):
            if pattern.search(header) and _share(columns[place], _PART_FITS[name]):
                found.setdefault(name, place)
    return found if len(found) == len(PARTS_OF_DATE) else {}


def _is_month(cell: Cell) -> bool:
    number = number_of(cell)
    return number in range(1, 13) if number is not None else text_of(cell).casefold().rstrip(".") in MONTHS


_PART_FITS: dict[str, Callable[[Cell], bool]] = {
    "occurred_day": lambda cell: number_of(cell) in range(1, 32),
    "occurred_month": _is_month,
    "occurred_year": lambda cell: number_of(cell) in (*range(100), *range(1900, 2201)),
}


def _field(header: str, cells: list[Cell], sites: set[str]) -> str:
    filled = [text_of(cell) for cell in cells if not is_missing(text_of(cell))]
    if SITE.search(header) and all(text.casefold() in sites for text in filled):
        return "site"
    if COUNT.search(header) and _share(cells, _counts):
        return "count"
    if HALF.search(header) and _share(cells, lambda cell: read_half(cell) is not None):
        return "occurred_half"
    for name, pattern in FIELDS:
        if pattern.search(header) and _fits(name, cells):
            return name
    return IGNORE


def _fits(name: str, cells: list[Cell]) -> bool:
    if name == "occurred_time":
        return _share(cells, lambda cell: read_time(cell, "am") is not None and read_stamp(cell) is None, _SOMETIMES)
    if name == "external_id":
        texts = [text_of(cell) for cell in cells if text_of(cell)]
        return len(set(texts)) > 0.9 * len(texts)
    dates = _share(cells, lambda cell: read_stamp(cell) is not None)
    return dates if name == "reported_at" else not dates


def _guess_ticked(fields: list[str], table: RawTable, columns: list[list[Cell]]) -> None:
    """Columns that are each for one kind, with a tick where it happened; there are at least two of them."""
    found = [
        place
        for place, header in enumerate(table.headers)
        if fields[place] in (IGNORE, "narrative", "kind", "harm")
        and not _LOSSES.search(header_words(header))
        and (read_kind(header).kind is not None or header_words(header) in ("other", "otro", "otra", "sonstiges"))
        and _share(columns[place], lambda cell: is_ticked(text_of(cell)) is not None, _TICKS)
    ]
    if sum(read_kind(table.headers[place]).kind is not None for place in found) >= 2:
        for place in found:
            fields[place] = "kind_ticked"


def _guess_either(fields: list[str], headers: list[str], columns: list[list[Cell]]) -> None:
    """What is called "What" is the kind if its cells are short and name kinds, else the description.

    Where nothing is the description, a column without a header whose texts are long is taken for it.
    """
    for place, header in enumerate(headers):
        if fields[place] != IGNORE or not (EITHER.search(header) or not header):
            continue
        texts = [text for cell in columns[place] if not is_missing(text := text_of(cell))]
        if not texts or _are_numbers(texts):
            continue
        length = sum(map(len, texts)) / len(texts)
        if not header:
            if length > _LONG and "narrative" not in fields:
                fields[place] = "narrative"
        elif "kind" not in fields and length <= _LONG and _share(columns[place], _names_a_kind):
            fields[place] = "kind"
        else:
            fields[place] = "narrative"


def _are_numbers(texts: list[str]) -> bool:
    """Are these numbers and no words?"""
    return all(not any(map(str.isalpha, text)) for text in texts)


def _names_a_kind(cell: Cell) -> bool:
    return read_kind(text_of(cell)).kind is not None


def _guess_count(fields: list[str], columns: list[list[Cell]], when: int | None) -> None:
    """In a table without header whose dates are all first days of months, the last column of numbers counts."""
    if when is None:
        return
    stamps = [stamp for cell in columns[when] if (stamp := read_stamp(cell)) is not None]
    first = all(
        stamp.form is DateForm.MONTH or (stamp.day.day == 1 if stamp.day else 1 in (stamp.first, stamp.second))
        for stamp in stamps
    )
    numbers = [place for place, cells in enumerate(columns) if place != when and _share(cells, _counts)]
    if first and numbers:
        fields[numbers[-1]] = "count"
        for place, name in enumerate(fields):
            if name == IGNORE and place not in numbers:
                fields[place] = "narrative"


def _refuse_workload(fields: list[str], headers: list[str], columns: list[list[Cell]]) -> None:
    """Errors: NotALog if what is counted is visits, bed days or the like."""
    counted = headers[fields.index("count")]
    if WORKLOAD.search(counted):
        raise NotALog(counted)
    for place, cells in enumerate(columns):
        texts = {text_of(cell) for cell in cells if not is_missing(text_of(cell))}
        if fields[place] != "occurred_at" and texts and all(WORKLOAD.search(text.casefold()) for text in texts):
            raise NotALog(min(texts))


def _counts(cell: Cell) -> bool:
    return number_of(cell) is not None or text_of(cell) in SUPPRESSED


def _share(cells: list[Cell], test: Callable[[Cell], bool], least: float = _MOSTLY) -> bool:
    filled = [cell for cell in cells if not is_missing(text_of(cell))]
    return bool(filled) and sum(map(test, filled)) >= least * len(filled)
