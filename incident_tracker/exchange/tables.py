"""Finding the table in a file: lines before its header, the header itself, notes below, lines that are too short."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell, is_missing, number_of, text_of
from incident_tracker.exchange.dates import read_stamp
from incident_tracker.exchange.delimited import Record

_LOOKED_AT = 200  # records by which the usual width is judged
_HEADER_WITHIN = 60


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
    `too_wide` are the lines that have filled cells beyond the last column, `slipped` those that are not as wide as the
    header and whose quotes make it uncertain where cells end, `short` the others that are not as wide.
    `before` counts the lines above the header.
    """

    source: SourceLines
    headers: tuple[str, ...]
    rows: tuple[Record, ...]
    header_rows: tuple[int, ...] = ()
    before: int = 0
    too_wide: frozenset[int] = field(default_factory=frozenset)
    slipped: frozenset[int] = field(default_factory=frozenset)
    short: frozenset[int] = field(default_factory=frozenset)

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
    body = records[found + 1 if found is not None else _first_wide(records) :]
    names = _names(header, body)
    rows, too_wide, slipped, short = [], set[int](), set[int](), set[int]()
    widths = {len(names), len(header.cells) if header is not None else len(names)}
    for record in body:
        if header is not None and record.cells[: len(names)] == header.cells[: len(names)]:
            continue
        missing = len(names) - len(record.cells)
        if (record.stray and len(record.cells) not in widths) or (record.loose and missing > 0):
            slipped.add(record.row)
        elif missing > 0:
            short.add(record.row)
        elif any(text_of(cell) for cell in record.cells[len(names) :]):
            too_wide.add(record.row)
        cells = (*record.cells, *("",) * missing) if missing > 0 else record.cells[: len(names)]
        rows.append(replace(record, cells=tuple(text_of(cell) if isinstance(cell, str) else cell for cell in cells)))
    return RawTable(
        source=source,
        headers=names,
        rows=tuple(rows),
        header_rows=(header.row,) if header is not None else (),
        before=found if found is not None else len(records) - len(body),
        too_wide=frozenset(too_wide),
        slipped=frozenset(slipped),
        short=frozenset(short),
    )


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


def _names(header: Record | None, body: Sequence[Record]) -> tuple[str, ...]:
    """The names of the columns, without empty columns at the right end."""
    if header is None:
        width = max((len(record.cells) for record in body), default=0)
        return tuple(str(number + 1) for number in range(width))
    names = [" ".join(text_of(cell).split()) for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    return tuple(names)
