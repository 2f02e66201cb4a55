"""Tables for other programs: CSV that no spreadsheet takes for formulas, and JSON."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum

_DANGEROUS = frozenset("=+-@|%\N{MINUS SIGN}")
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""The kinds of characters that a spreadsheet may pass over before it takes a text for a formula."""


def csv_file(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as CSV (RFC 4180: CRLF, quotes where needed) in UTF-8 with a byte order mark, which spreadsheets need.

    Text that a spreadsheet would take for a formula is preceded by an apostrophe; numbers stay numbers, several values
    in one cell are separated by semicolons, and the parts of one value by commas.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")


def json_file(rows: Iterable[Mapping[str, object]], about: Mapping[str, object]) -> bytes:
    """The rows as one JSON document with what is said about them; text stays exactly as it is."""
    document = {**about, "rows": list(rows)}
    return (json.dumps(document, ensure_ascii=False, default=_plain, indent=1) + "\n").encode("utf-8", "surrogatepass")


def _csv_cell(cell: object) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, Enum):
        cell = cell.value
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return cell
    text = _in_a_cell(cell).replace("\x00", "\ufffd")
    if isinstance(cell, datetime | date):
        return text
    return f"'{text}" if _looks_like_a_formula(text) else text


def _looks_like_a_formula(text: str) -> bool:
    """Its first visible character begins one, in any of its forms (full width, small)."""
    first = next((character for character in text if unicodedata.category(character) not in _UNSEEN), "")
    return not _DANGEROUS.isdisjoint(unicodedata.normalize("NFKC", first))


def _in_a_cell(value: object) -> str:
    """A value within a cell, such as "role: witness, distress: 7"; several are separated by semicolons."""
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return ", ".join(f"{name}: {_in_a_cell(known)}" for name, known in value.items())
        case tuple() | list():
            return "; ".join(map(_in_a_cell, value))
        case _:
            return str(value)


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return str(value)
