"""Tables for other programs: CSV that no spreadsheet takes for formulas, and JSON."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from incident_tracker.domain.formula_guard import guarded


def csv_file(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as CSV (RFC 4180: CRLF, quotes where needed) in UTF-8 with a byte order mark, which spreadsheets need.

    Text that a spreadsheet would take for a formula is preceded by an apostrophe; numbers stay numbers. Several words
    in one cell are separated by semicolons; what has parts is JSON within its cell, so that nothing is lost.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")


def json_file(rows: Iterable[Mapping[str, object]], about: Mapping[str, object]) -> bytes:
    """The rows as one JSON document with what is said about them; text stays exactly as it is."""
    return json_document({**about, "rows": list(rows)})


def json_document(document: Mapping[str, object]) -> bytes:
    """One JSON document; text stays exactly as it is."""
    return (json.dumps(document, ensure_ascii=False, default=_plain, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _csv_cell(cell: object) -> str | int | float:
    told = text_cell(cell)
    if isinstance(told, str) and not isinstance(cell, datetime | date):
        return guarded(told.replace("\x00", "\ufffd"))
    return told


def text_cell(cell: object) -> str | int | float:
    """A value as the content of one cell: numbers as they are, everything else as text."""
    if isinstance(cell, Enum):
        cell = cell.value
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case int() | float():
            return cell
        case datetime() | date():
            return cell.isoformat()
        case tuple() | list() if all(isinstance(word, str) and _is_plain_word(word) for word in cell):
            return "; ".join(cell)
        case Mapping() | tuple() | list():
            return json.dumps(cell, ensure_ascii=False, default=_plain)
        case _:
            return str(cell)


def _is_plain_word(word: str) -> bool:
    """Can a word be between semicolons and be found again?"""
    return bool(word) and word == word.strip() and not {";", "\n", "\r"} & set(word) and not word.startswith("[")


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value)
