"""Our own files of incidents, in CSV, XLSX or JSON, known by their columns: the rows with their values as they were."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from incident_tracker.domain.errors import FileRefused
from incident_tracker.domain.formula_guard import unguarded
from incident_tracker.exchange.cells import Cell
from incident_tracker.exchange.delimited import Record, records_of
from incident_tracker.exchange.encodings import decode
from incident_tracker.exchange.readings import LineCount
from incident_tracker.exchange.workbooks import is_workbook, read_sheets

_OURS = frozenset(("ref", "occurred_at", "precision", "kind", "severity", "status", "site", "narrative", "logged_at"))
_OF_THE_COMMITTEE = (
    frozenset(("quarter", "kind", "severity", "outcome")),
    frozenset(("month", "site", "channel", "kind", "severity", "status", "techniques")),  # of earlier versions
)
_LOOKED_AT = 20_000  # bytes


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row of our own file: its line, its values by their keys, and whether they are cells of a table."""

    row: int
    values: Mapping[str, object]
    in_cells: bool


@dataclass(frozen=True, slots=True)
class OwnRows:
    """The rows of one of our own files, and what became of its lines."""

    rows: tuple[OwnRow, ...]
    line_count: LineCount


def own_rows(content: bytes) -> OwnRows | None:
    """The rows of a file that this program wrote; None for any other.

    Errors: FileRefused("committee_file") for the file without names, FileRefused("other_json") for JSON that is no file
    of incidents, and as for workbooks.
    """
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return _of_json(content)
    if is_workbook(content):
        if content[:2] != b"PK":
            return None
        for sheet in read_sheets(content):
            if sheet.records and (columns := _columns(sheet.records[0].cells)):
                return _of_records(sheet.records, columns, guard=False)
        return None
    head, _encoding = decode(content[:_LOOKED_AT] if b"," in content[:_LOOKED_AT] else b"ref")
    if not _columns(next(records_of(head, ",")).cells):
        return None
    text, _encoding = decode(content)
    records = tuple(records_of(text, ","))
    return _of_records(records, _columns(records[0].cells), guard=True)


def _of_json(content: bytes) -> OwnRows:
    try:
        document = json.loads(content.decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError):
        raise FileRefused("other_json") from None
    if isinstance(document, dict) and isinstance(document.get("incidents"), dict):
        document = document["incidents"]  # the file of everything
    rows = document.get("rows") if isinstance(document, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise FileRefused("other_json")
    if rows:
        _columns(list(rows[0]))
    if any(not set(row) >= _OURS for row in rows):
        raise FileRefused("other_json")
    found = tuple(OwnRow(number, row, in_cells=False) for number, row in enumerate(rows, start=1))
    return OwnRows(found, LineCount(in_file=len(found), rows=len(found), in_texts=0, around=0, blank=0))


def _columns(cells: Sequence[object]) -> tuple[str, ...]:
    """The keys of our columns; () if these are none."""
    names = tuple(str(cell) for cell in cells)
    if set(names) >= _OURS:
        return names
    if any(set(names) >= columns for columns in _OF_THE_COMMITTEE) and "ref" not in names:
        raise FileRefused("committee_file")
    return ()


def _of_records(records: Sequence[Record], columns: Sequence[str], *, guard: bool) -> OwnRows:
    rows = tuple(
        OwnRow(record.row, dict(_values(record, columns, guard=guard)), in_cells=True)
        for record in records[1:]
        if any(cell not in ("", None) for cell in record.cells)
    )
    last = records[-1]
    in_file, in_texts = last.row + last.lines - 1, sum(record.lines - 1 for record in records)
    around = 1
    blank = in_file - in_texts - around - len(rows)
    return OwnRows(rows, LineCount(in_file=in_file, rows=len(rows), in_texts=in_texts, around=around, blank=blank))


def _values(record: Record, columns: Sequence[str], *, guard: bool) -> Iterator[tuple[str, Cell]]:
    """The cells by their keys; a text that was too long for one cell goes on in the next ("narrative (2)")."""
    whole: dict[str, Cell] = {}
    for name, cell in zip(columns, record.cells, strict=False):
        value = unguarded(cell) if guard and isinstance(cell, str) else cell
        begun, part = name.rpartition(" (")[::2] if name.endswith(")") else (name, "")
        if part and begun in whole:
            whole[begun] = f"{whole[begun]}{value}"
        else:
            whole[name] = value
    yield from whole.items()
