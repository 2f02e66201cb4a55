"""Reading delimited text: which character parts the cells, quotes that are not doubled, records over several lines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell

DELIMITERS = (",", ";", "\t", "|")
MOST_CELLS = 2_000  # in one record; more is no log
_SAMPLE = 65_536  # characters that the delimiter is judged by
_SAMPLE_RECORDS = 300


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one line of a table; `row` is the line of the text, or the row of the sheet, it begins in."""

    row: int
    cells: tuple[Cell, ...]


def records_of(text: str, delimiter: str) -> Iterator[Record]:
    """The records of RFC 4180 text; `row` counts physical lines from 1.

    A quote inside a quoted cell that is not doubled, as Excel's "Unicode Text" writes it, is taken as it stands
    when no delimiter follows. Errors: FileRefused for a record that is no line of a log.
    """
    if _has_loose_quotes(text, delimiter):
        yield from _tolerant(text, delimiter)
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    begun = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell longer than 131,072 characters: a quote was never closed
            yield from _tolerant(_from_line(text, begun), delimiter, begun)
            return
        _check_width(cells)
        yield Record(begun, tuple(cells))
        begun = reader.line_num + 1


def delimiter_of(text: str) -> str:
    """The delimiter that makes the records of a text most alike: their share of one width, weighed by that width."""
    sample = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1 or _SAMPLE]
    return max(DELIMITERS, key=lambda delimiter: _likeness(sample, delimiter))


def _likeness(sample: str, delimiter: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for number, record in enumerate(records_of(sample, delimiter)):
            if number == _SAMPLE_RECORDS:
                break
            if any(record.cells):
                widths[len(record.cells)] += 1
    except FileRefused:
        return 0.0
    return max(((1 - 1 / width) * times / widths.total() for width, times in widths.items()), default=0.0)


def _has_loose_quotes(text: str, delimiter: str) -> bool:
    """Is there a quote inside a quoted cell that is neither doubled nor at its end?"""
    if '"' not in text:
        return False
    part = re.escape(delimiter)
    # The look-behind comes after the quote, so that the search leaps from quote to quote.
    return re.search(rf'"(?<=[^"\r\n{part}]")[^"\r\n{part}]', text) is not None


def _tolerant(text: str, delimiter: str, line: int = 1) -> Iterator[Record]:
    part = re.escape(delimiter)
    cell = re.compile(
        rf'(?:[ ]*"((?:[^"]++|""|"(?![ ]*(?:{part}|\r|\n|\Z)))*+)"[ ]*|([^{part}\r\n]*+))({part}|\r\n|\r|\n|\Z)'
    )
    bare = re.compile(rf"(?P<none>(?!))?([^{part}\r\n]*+)({part}|\r\n|\r|\n|\Z)")
    position, cells, begun = 0, list[str](), line
    while position < len(text) or cells:
        # A quote that is never closed is a character like any other.
        match = cell.match(text, position) or bare.match(text, position)
        if match is None:
            raise FileRefused("unreadable")
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        found = match[0]
        line += found.count("\n") + found.count("\r") - found.count("\r\n")
        position = match.end()
        if match[3] != delimiter:
            _check_width(cells)
            yield Record(begun, tuple(cells))
            cells, begun = [], line
            if not match[3]:
                return


def _from_line(text: str, line: int) -> str:
    for number, match in enumerate(re.finditer(r"\r\n|\r|\n", text), start=2):
        if number == line:
            return text[match.end() :]
    return text


def _check_width(cells: list[str]) -> None:
    if len(cells) > MOST_CELLS:
        raise FileRefused("unreadable")
