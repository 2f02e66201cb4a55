"""Reads the series of a control chart from CSV or JSON, a file or standard input."""

import csv
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from incident_tracker.domain.errors import FileRefused, Reason, Refused
from incident_tracker.statistics.series import Series

MISSING = {"", "na", "n/a", "null", "none", "-"}
"""Words for a missing figure, in upper or lower case."""

MOST_BYTES = 20_000_000
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII)


def read_series(place: str) -> Series:
    """The series in the file at `place`, or on standard input for "-".

    JSON is `{"y": [], "n": [], "x": []}` (n and x may be left out) or a list of y; CSV has the columns x, y and, where
    there are denominators, n, in this order or under these headers; a single column is y. An empty field is a missing
    figure. Raises `FileRefused` (not_found, empty, too_large, unreadable) or `Refused` for figures that are not
    numbers.
    """
    try:
        content = sys.stdin.buffer.read(MOST_BYTES + 1) if place == "-" else _bytes(Path(place))
    except FileNotFoundError:
        raise FileRefused("not_found") from None
    except OSError:
        raise FileRefused("unreadable") from None
    if len(content) > MOST_BYTES:
        raise FileRefused("too_large")
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise FileRefused("unreadable") from None
    if not text:
        raise FileRefused("empty")
    return _from_json(text) if text[0] in "{[" else _from_csv(text)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _from_json(text: str) -> Series:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused("unreadable") from None
    if isinstance(content, list):
        content = {"y": content}
    columns = {name: content.get(name) for name in ("y", "n", "x")}
    if columns["y"] is None:
        raise Refused(Reason.MISSING, "y")
    if any(column is not None and not isinstance(column, list) for column in columns.values()):
        raise FileRefused("unreadable")
    x = columns["x"]
    labels = None if x is None else ["" if label is None else label for label in x]
    return Series.of(columns["y"], columns["n"], labels)


def _from_csv(text: str) -> Series:
    first = text.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = [
            row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(field.strip() for field in row)
        ]
    except csv.Error:
        raise FileRefused("unreadable") from None
    if delimiter == ";":  # the list separator of places where the comma is the decimal sign
        rows = [[_with_point(field) for field in row] for row in rows]
    names = [field.strip().lower() for field in rows[0]]
    if "y" in names:
        rows = rows[1:]
    else:
        names = ["y"] if len(names) == 1 else ["x", "y", "n"]
        if _is_header(rows[0][names.index("y")]):
            rows = rows[1:]
    columns = {name: [_field(row, names.index(name)) for row in rows] for name in ("x", "y", "n") if name in names}
    n = columns.get("n")
    figures = [_figure(value, "y", position) for position, value in enumerate(columns["y"], 1)]
    denominators = None
    if n is not None and any(n):
        denominators = [_figure(value, "n", position) for position, value in enumerate(n, 1)]
    return Series.of(figures, denominators, columns.get("x"))


def _field(row: list[str], index: int) -> str:
    return row[index].strip() if index < len(row) else ""


def _with_point(field: str) -> str:
    return field.replace(",", ".") if re.fullmatch(r"\s*[-+]?\d+,\d+\s*", field) else field


def _is_header(field: str) -> bool:
    try:
        float(field)
    except ValueError:
        return field.strip().lower() not in MISSING
    return False


def _figure(field: str, name: str, position: int) -> float | None:
    if field.lower() in MISSING:
        return None
    try:
        return float(field)
    except ValueError:
        raise Refused(Reason.NOT_A_NUMBER, name, position=position) from None


def missing_months(labels: Sequence[str]) -> tuple[str, ...]:
    """The months between the first and the last that a series has no point for; () if its labels are no months."""
    if len(labels) < 2 or not all(_MONTH.fullmatch(label) for label in labels):
        return ()
    numbers = {int(label[:4]) * 12 + int(label[5:]) - 1 for label in labels}
    return tuple(
        f"{number // 12:04}-{number % 12 + 1:02}"
        for number in range(min(numbers), max(numbers))
        if number not in numbers
    )
