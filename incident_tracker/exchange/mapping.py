"""The mapping file: which column of a log is which field, and which of its words mean which of our codes."""

import json
import tomllib
from collections.abc import Mapping as Words
from dataclasses import dataclass, field
from typing import Any

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.date_formats import stamp_reader
from incident_tracker.exchange.dates import DateOrder
from incident_tracker.exchange.tables import RawTable, plain_header

IGNORE = "ignore"
FIELDS = (
    *("occurred_at", "occurred_date", "occurred_time", "reported_at", "external_id", "site", "desk", "channel"),
    *("kind", "severity", "narrative", "outcome", "reporter", "affected_role", "harm", "police_called"),
    *("security_called", "count", "kind_ticked", "occurred_day", "occurred_month", "occurred_year", "occurred_half"),
    IGNORE,
)
_ONCE = frozenset(
    (
        *("occurred_at", "occurred_date", "occurred_time", "external_id", "site", "desk", "count"),
        *("occurred_day", "occurred_month", "occurred_year", "occurred_half"),
    )
)
DATE_PARTS = ("occurred_year", "occurred_month", "occurred_day")
_PARTS = ("file", "columns", "values", "rows")
_FILE = ("sheet", "header_row", "date_order", "date_format", "swapped_dates", "source", "encoding", "delimiter")
_ROWS = ("group_by", "carry_down", "far_years")


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a log is to be read. What is None or empty is worked out from the file.

    `columns` goes from a header, or the number of a column as text, to a field; `values` from a field to source words
    and the codes they mean; rows that agree in the columns `group_by` are one incident. `date_format` is how dates are
    written ("dd.mm.yyyy"); `swapped_dates` says whether real dates of a workbook have day and month swapped; an empty
    cell in a column of `carry_down` says what the cell above it says; `far_years` says that years far from all others
    are right. `source` names the log, where several logs of one clinic have the same numbers.
    """

    sheet: str | None = None
    header_row: int | None = None
    date_order: DateOrder | None = None
    encoding: str | None = None
    delimiter: str | None = None
    columns: Words[str, str] = field(default_factory=dict)
    values: Words[str, Words[str, str]] = field(default_factory=dict)
    group_by: tuple[str, ...] = ()
    date_format: str | None = None
    swapped_dates: bool | None = None
    carry_down: tuple[str, ...] = ()
    far_years: bool = False
    source: str | None = None


def read_mapping(text: str) -> Mapping:
    """The mapping that a TOML file describes. Errors: FileRefused("mapping") naming the place."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise _refused(str(problem)) from None
    _known(document, _PARTS, "")
    file, columns = _part(document, "file"), _part(document, "columns")
    values, rows = _part(document, "values"), _part(document, "rows")
    _known(file, _FILE, "[file] ")
    _known(rows, _ROWS, "[rows] ")
    for header, name in columns.items():
        if name not in FIELDS:
            raise _refused(f"[columns] {header!r} = {name!r}")
    for name in _ONCE:
        if sum(found == name for found in columns.values()) > 1:
            raise _refused(f"[columns] {name!r} ×2")
    _known(values, FIELDS, "[values] ")
    for name, words in values.items():
        if not isinstance(words, dict) or not all(isinstance(code, str) for code in words.values()):
            raise _refused(f"[values.{name}]")
    header_row = file.get("header_row")
    if header_row is not None and (type(header_row) is not int or header_row < 0):
        raise _refused(f"[file] header_row = {header_row!r}")
    delimiter = _text(file, "delimiter")
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\x00'):
        raise _refused(f"[file] delimiter = {delimiter!r}")
    return Mapping(
        sheet=_text(file, "sheet"),
        header_row=header_row,
        date_order=_order(_text(file, "date_order")),
        encoding=_text(file, "encoding"),
        delimiter=delimiter,
        columns=columns,
        values=values,
        group_by=_headers(rows, "group_by"),
        date_format=_format(_text(file, "date_format")),
        swapped_dates=_truth(file, "swapped_dates", "[file]"),
        carry_down=_headers(rows, "carry_down"),
        source=_text(file, "source"),
        far_years=bool(_truth(rows, "far_years", "[rows]")),
    )


def write_mapping(mapping: Mapping) -> str:
    """A mapping as TOML that `read_mapping` reads back."""
    lines = ["[file]"]
    for name in _FILE:
        value = getattr(mapping, name)
        if value is not None:
            lines.append(f"{name} = {_value(value)}")
    lines += ["", "[columns]", *(f"{_quoted(header)} = {_quoted(name)}" for header, name in mapping.columns.items())]
    for name, words in mapping.values.items():
        lines += ["", f"[values.{name}]", *(f"{_quoted(word)} = {_quoted(code)}" for word, code in words.items())]
    rows = [f"{name} = {_value(value)}" for name in _ROWS if (value := getattr(mapping, name))]
    if rows:
        lines += ["", "[rows]", *rows]
    return "\n".join(lines) + "\n"


def fields_of(mapping: Mapping, table: RawTable) -> tuple[str, ...]:
    """The field of every column of a table; columns that are not named are ignored. Errors: FileRefused("mapping")."""
    fields = [IGNORE] * len(table.headers)
    for header, name in mapping.columns.items():
        fields[column_called(header, table)] = name
    return tuple(fields)


def column_called(header: str, table: RawTable) -> int:
    """The place of a column, by its header (blanks and capitals do not matter) or else by its number from 1."""
    wanted = plain_header(header)
    named = [place for place, name in enumerate(table.headers) if plain_header(name) == wanted]
    if len(named) == 1:
        return named[0]
    if not named and header.isascii() and header.isdecimal() and 1 <= int(header) <= len(table.headers):
        return int(header) - 1
    raise _refused(f"[columns] {header!r}")


def unique_names(table: RawTable) -> tuple[str, ...]:
    """What each column is called in a mapping file: its header, or its number if the header is not unique."""
    plain = [plain_header(name) for name in table.headers]
    return tuple(
        name if name and plain.count(plain_header(name)) == 1 else str(place)
        for place, name in enumerate(table.headers, start=1)
    )


def _known(part: dict[str, Any], names: tuple[str, ...], where: str) -> None:
    for name in part:
        if name not in names:
            raise _refused(f"{where}{name!r}")


def _part(document: dict[str, Any], name: str) -> dict[str, Any]:
    part = document.get(name, {})
    if not isinstance(part, dict):
        raise _refused(f"[{name}]")
    return part


def _text(part: dict[str, Any], name: str) -> str | None:
    value = part.get(name)
    if value is not None and not isinstance(value, str):
        raise _refused(f"[file] {name} = {value!r}")
    return value


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case tuple():
            return f"[{', '.join(_quoted(str(part)) for part in value)}]"
        case _:
            return _quoted(str(value))


def _headers(part: dict[str, Any], name: str) -> tuple[str, ...]:
    value = part.get(name, [])
    if not isinstance(value, list) or not all(isinstance(header, str) for header in value):
        raise _refused(f"[rows] {name}")
    return tuple(value)


def _truth(part: dict[str, Any], name: str, where: str) -> bool | None:
    value = part.get(name)
    if value is not None and not isinstance(value, bool):
        raise _refused(f"{where} {name} = {value!r}")
    return value


def _format(text: str | None) -> str | None:
    if text is not None and stamp_reader(text) is None:
        raise _refused(f"[file] date_format = {text!r} (dd.mm.yyyy, mm/dd/yy hh:mm)")
    return text


def _order(text: str | None) -> DateOrder | None:
    try:
        return DateOrder(text.upper()) if text is not None else None
    except ValueError:
        raise _refused(f"[file] date_order = {text!r} (MDY, DMY, YMD)") from None


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _refused(detail: str) -> FileRefused:
    return FileRefused("mapping", detail=detail)
