"""Finding the table in a file: lines before its header, the header itself, notes below, lines that are too short."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell, is_missing, number_of, text_of
from incident_tracker.exchange.dates import read_stamp
from incident_tracker.exchange.delimited import Record

_LOOKED_AT = 200  # records by which the usual width is judged
_HEADER_WITHIN = 60
_ALIKE = 0.6  # share of the headers that two sheets of one log have in common
_OFTEN = 0.3  # share of the rows in which a column without a header is filled, if it is one
_MOST_WITHOUT_HEADER = 20
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class SourceLines:
    """The lines of a file or of one sheet, and how they were read."""

    records: tuple[Record, ...]
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None

    @property
    def filled(self) -> tuple[Record, ...]:
        """The records that say anything."""
        return tuple(record for record in self.records if any(not is_missing(text_of(cell)) for cell in record.cells))


@dataclass(frozen=True, slots=True)
class RawTable:
    """A header and the rows below it, all as wide as the header; text in cells has no spaces around it.

    Without a header the columns are called "1", "2", … `header_rows` are the lines of the header, counted from 1;
    `too_wide` are the places of records that have filled cells beyond the last column, each with the first such column,
    `slipped` those that are not as wide as the header and whose quotes make it uncertain where cells end, `short` the
    others that are not as wide. `above` are the records above the header. `further` are the sheets of the same columns
    whose rows are among the rows as well.
    """

    source: SourceLines
    headers: tuple[str, ...]
    rows: tuple[Record, ...]
    header_rows: tuple[int, ...] = ()
    above: tuple[Record, ...] = ()
    too_wide: Mapping[Place, int] = field(default_factory=dict)
    slipped: frozenset[Place] = field(default_factory=frozenset)
    short: frozenset[Place] = field(default_factory=frozenset)
    further: tuple[SourceLines, ...] = ()

    @property
    def sources(self) -> tuple[SourceLines, ...]:
        """The file, or the sheets, that the rows are from."""
        return (self.source, *self.further)

    def column(self, index: int) -> list[Cell]:
        """The cells of one column, top to bottom."""
        return [row.cells[index] for row in self.rows]


def find_table(source: SourceLines, header_row: int | None = None) -> RawTable:
    """The table of a file. `header_row` names its line (0: there is no header); otherwise it is looked for.

    A header is the first line that is filled about as widely as the lines usually are, with words only.
    Where a line with a date or with numbers comes first there is no header. Blank lines, and headers repeated
    further down, are left out. Errors: FileRefused no_rows, mapping.
    """
    records = source.filled
    if not records:
        raise FileRefused("no_rows")
    found = _find_header(records) if header_row is None else _at_row(records, header_row)
    header = records[found] if found is not None else None
    begin = found + 1 if found is not None else _first_wide(records)
    body = records[begin:]
    names = _names(header, body, of_a_sheet=source.sheet is not None)
    rows = []
    too_wide: dict[Place, int] = {}
    slipped, short = set[Place](), set[Place]()
    widths = {len(names), len(header.cells) if header is not None else len(names)}
    for record in body:
        if header is not None and record.cells[: len(names)] == header.cells[: len(names)]:
            continue
        missing = len(names) - len(record.cells)
        if (record.stray and len(record.cells) not in widths) or (record.loose and missing > 0):
            slipped.add(record.place)
        elif missing > 0:
            short.add(record.place)
        elif (beyond := _first_filled(record.cells[len(names) :])) is not None:
            too_wide[record.place] = len(names) + beyond
        cells = (*record.cells, *("",) * missing) if missing > 0 else record.cells[: len(names)]
        plain = tuple([text_of(cell) if isinstance(cell, str) else cell for cell in cells])
        rows.append(record if plain == record.cells else replace(record, cells=plain))
    return RawTable(
        source=source,
        headers=names,
        rows=_without_apostrophes(rows, len(names)),
        header_rows=(header.row,) if header is not None else (),
        above=records[: found if found is not None else begin],
        too_wide=too_wide,
        slipped=frozenset(slipped),
        short=frozenset(short),
    )


def is_alike(table: RawTable, other: RawTable) -> bool:
    """Have two sheets the same columns, or most of them, under the same headers?"""
    if not table.header_rows or not other.header_rows:
        return not table.header_rows and not other.header_rows and len(table.headers) == len(other.headers)
    ours, theirs = ({plain_header(name) for name in one.headers if name} for one in (table, other))
    return len(ours & theirs) >= _ALIKE * max(len(ours), len(theirs))


def joined_table(table: RawTable, others: Sequence[RawTable]) -> RawTable:
    """One table of the rows of several sheets; a column that only some have is empty for the others."""
    if not others:
        return table
    headers = list(table.headers)
    rows = list(table.rows)
    for other in others:
        places = _places(headers, other) if table.header_rows else list(range(len(headers)))
        for record in other.rows:
            cells: list[Cell] = [""] * len(headers)
            for place, cell in zip(places, record.cells, strict=True):
                cells[place] = cell
            rows.append(replace(record, cells=tuple(cells)))
    width = len(headers)
    return replace(
        table,
        headers=tuple(headers),
        rows=tuple(replace(row, cells=(*row.cells, *("",) * (width - len(row.cells)))) for row in rows),
        too_wide={place: beyond for one in (table, *others) for place, beyond in one.too_wide.items()},
        slipped=table.slipped.union(*(other.slipped for other in others)),
        short=table.short.union(*(other.short for other in others)),
        further=tuple(other.source for other in others),
    )


def plain_header(header: str) -> str:
    """A header for comparing: blanks and capitals do not matter."""
    return " ".join(header.split()).casefold()


def _places(headers: list[str], other: RawTable) -> list[int]:
    """Where the columns of another sheet go; columns that are new come to the end of `headers`."""
    places: list[int] = []
    for name in other.headers:
        alike = (
            place
            for place, header in enumerate(headers)
            if place not in places and plain_header(header) == plain_header(name)
        )
        place = next(alike, None)
        if place is None:
            headers.append(name)
            place = len(headers) - 1
        places.append(place)
    return places


def _without_apostrophes(rows: Sequence[Record], width: int) -> tuple[Record, ...]:
    """The rows without the apostrophe that some programs put before every value of a column."""
    marked = set()
    for place in range(width):
        texts = [cell for row in rows if isinstance(cell := row.cells[place], str) and cell]
        if texts and all(text.startswith("'") and not text.endswith("'") for text in texts):
            marked.add(place)
    if not marked:
        return tuple(rows)
    return tuple(
        replace(
            row,
            cells=tuple(
                cell[1:] if place in marked and isinstance(cell, str) else cell for place, cell in enumerate(row.cells)
            ),
        )
        for row in rows
    )


def _first_filled(cells: Sequence[Cell]) -> int | None:
    return next((place for place, cell in enumerate(cells) if text_of(cell)), None)


def _find_header(records: Sequence[Record]) -> int | None:
    needed = _usual_width(records) / 2
    for place, record in enumerate(records[:_HEADER_WITHIN]):
        texts = [text_of(cell) for cell in record.cells if text_of(cell)]
        if len(texts) < needed or (len(texts) < 2 and needed > 1):
            continue
        numbers = sum(number_of(cell) is not None for cell in record.cells)
        if any(read_stamp(cell) is not None for cell in record.cells) or numbers > len(texts) / 3:
            return None
        return place
    return None


def _first_wide(records: Sequence[Record]) -> int:
    needed = _usual_width(records) / 2
    return next((place for place, record in enumerate(records) if _filled(record) >= needed), 0)


def _at_row(records: Sequence[Record], row: int) -> int | None:
    if row == 0:
        return None
    beginning = [place for place, record in enumerate(records) if record.row <= row]
    if not beginning or row > records[-1].row:
        raise FileRefused("mapping", detail=f"[file] header_row = {row}")
    return beginning[-1]


def _usual_width(records: Sequence[Record]) -> float:
    wide = [filled for record in records[:_LOOKED_AT] if (filled := _filled(record)) > 1]
    return median(wide) if wide else 1


def _filled(record: Record) -> int:
    return sum(bool(text_of(cell)) for cell in record.cells)


def _names(header: Record | None, body: Sequence[Record], *, of_a_sheet: bool) -> tuple[str, ...]:
    """The names of the columns; empty for a column without a header that is filled in many rows.

    Empty columns at the right end, and those with a stray cell here and there, are none. In text a line that is wider
    than its header has rather a comma too many.
    """
    if header is None:
        width = max((len(record.cells) for record in body), default=0)
        return tuple(str(number + 1) for number in range(width))
    names = [" ".join(text_of(cell).split()) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    looked_at = body[:_LOOKED_AT]
    widest = max((len(record.cells) for record in looked_at), default=0) if of_a_sheet else len(header.cells)
    for place in range(len(names), min(widest, len(names) + _MOST_WITHOUT_HEADER)):
        filled = sum(place < len(record.cells) and bool(text_of(record.cells[place])) for record in looked_at)
        if filled >= max(2, _OFTEN * len(looked_at)):
            names += [""] * (place + 1 - len(names))
    return tuple(names)
