"""Reading delimited text: which character separates the cells, unmatched quotes, texts over several lines."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from incident_tracker.domain.errors import FileRefused
from incident_tracker.exchange.cells import Cell
from incident_tracker.exchange.line_shapes import LOOKED_AT, LineShape, usual_shape

DELIMITERS = (",", ";", "\t", "|")
MOST_CELLS = 2_000  # in one record; with more it is not a log
LONGEST_TEXT = 131_072  # characters in one pair of quotes; a longer text was never closed
_SAMPLE = 65_536  # characters that the delimiter is judged by
_SAMPLE_RECORDS = 300
_MOST_OPENED = 50  # quotes in one line that may open a text
_NAMED = re.compile(r'"?sep=([^"\r\n])"?[,;\t]*(?:\r|\n)', re.IGNORECASE)
_OPENING = re.compile(r'[ ]*"')
_LINE = re.compile(r"([^\r\n]*+)(\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one line of a table; `row` is the line of the text, or the row of the sheet, it begins in.

    `lines` is how many lines it covers. `stray` says that a quote in it has no partner, so that it is not certain where
    the cells end; `loose` that quotes within a quoted text are not doubled. `sheet` is the sheet of a workbook.
    """

    row: int
    cells: tuple[Cell, ...]
    lines: int = 1
    stray: bool = False
    loose: bool = False
    sheet: str = ""

    @property
    def place(self) -> tuple[str, int]:
        """What tells it from every other record of a workbook."""
        return self.sheet, self.row


def records_of(text: str, delimiter: str) -> Iterator[Record]:
    """The records of delimited text; `row` counts physical lines from 1.

    Texts in quotes may run over several lines (RFC 4180). A quote inside such a text that is not doubled, as Excel's
    "Unicode Text" writes it, is taken as it is if no delimiter follows. A text that is never closed, or that would
    swallow lines which look like records of this very file, is none: those lines are read one by one. Errors:
    FileRefused for a record that is no line of a log.
    """
    reader = _Reader(text, delimiter)
    position, row = 0, 1
    while position < len(text):
        record, position = reader.next_record(position, row)
        yield record
        row += record.lines


def named_delimiter(text: str) -> str | None:
    """The delimiter that a first line names for spreadsheets ("sep=;"); None if there is no such line."""
    match = _NAMED.match(text)
    return match[1] if match else None


def delimiter_of(text: str) -> str:
    """The delimiter that makes the records of a text most similar: the share with the same width, weighted by that
    width.
    """
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


class _Reader:
    """Reads one text record by record; knows what its lines usually look like, once that has been asked."""

    def __init__(self, text: str, delimiter: str) -> None:
        self._text, self._delimiter = text, delimiter
        part = re.escape(delimiter)
        ends = rf"[ ]*(?:{part}|\r|\n|\Z)"
        self._quoted = re.compile(rf'[ ]*"((?:[^"]++|""|"(?!{ends}))*+)"[ ]*({part}|\r\n|\r|\n|\Z)')
        self._bare = re.compile(rf"([^{part}\r\n]*+)({part}|\r\n|\r|\n|\Z)")
        self._closing = re.compile(rf'"(?={ends})')
        self._opened = re.compile(rf'(?<={part})[ ]*"')
        self._closings = _Closings(self._closing, text)

    def next_record(self, position: int, row: int) -> tuple[Record, int]:
        """The record that begins at `position`, in the line `row`, and the position after it. Errors: FileRefused."""
        line = _LINE.match(self._text, position)
        assert line is not None
        cells = self._strictly(line[1])
        if cells is not None:
            return self._unhidden(Record(row, cells), line[1]), line.end()
        record, after = self._read(self._text, position, row, self._closings)
        if record.lines > 1 and self._swallows(record, position):
            record, after = replace(self._alone(line[1], row), stray=True), line.end()
        return self._unhidden(record, line[1]), after

    def _strictly(self, line: str) -> tuple[str, ...] | None:
        """The cells of a line without doubt, as most are; None for any other."""
        if '"' not in line:
            cells = line.split(self._delimiter) if line else []
        elif line.startswith(" ") or self._delimiter + ' "' in line or self._delimiter + "  " in line:
            return None  # there may be spaces before a quote
        else:
            try:
                cells = next(csv.reader((line,), delimiter=self._delimiter, strict=True))
            except csv.Error:
                return None
        if len(cells) > MOST_CELLS:
            raise FileRefused("unreadable")
        return tuple(cells)

    def _read(self, text: str, position: int, row: int, closings: "_Closings") -> tuple[Record, int]:
        """The record at a place of a text; a quote that nothing closes is left out."""
        cells: list[str] = []
        lines, stray, loose = 1, False, False
        while True:
            opening = _OPENING.match(text, position)
            closable = opening is not None and closings.after(opening.end()) - opening.end() <= LONGEST_TEXT
            match = self._quoted.match(text, position) if closable else None
            if match is not None:
                cell = match[1].replace('""', '"')
                lines += match[1].count("\n") + match[1].count("\r") - match[1].count("\r\n")
                loose = loose or '"' in match[1].replace('""', "")
            else:
                match = self._bare.match(text, position)
                assert match is not None
                cell = match[1]
                if opening is not None:
                    stray = True
                    cell = cell if cell.count('"') > 1 else cell.replace('"', "").lstrip(" ")
            cells.append(cell)
            position = match.end()
            if len(cells) > MOST_CELLS:
                raise FileRefused("unreadable")
            if match[2] != self._delimiter:
                return Record(row, tuple(cells), lines, stray, loose), position

    def _alone(self, line: str, row: int = 0) -> Record:
        """One line read as if it were the whole text."""
        return self._read(line, 0, row, _Closings(self._closing, line))[0]

    def _swallows(self, record: Record, position: int) -> bool:
        """Do the further lines of a record look like records of this file?"""
        shape = self._shape
        if shape is None:
            return False
        further = islice(_LINE.finditer(self._text, position), 1, record.lines)
        return any(self._looks_like_a_record(line[1], shape) for line in further if line[1])

    def _looks_like_a_record(self, line: str, shape: LineShape) -> bool:
        readings = (_texts(self._alone(line)), self._without_quotes(line))
        return any(map(shape.is_record, readings)) or any(map(shape.begins_record, self._begun(line)))

    def _without_quotes(self, line: str) -> tuple[str, ...]:
        return tuple(line.replace('"', "").split(self._delimiter))

    def _begun(self, line: str) -> Iterator[tuple[str, ...]]:
        """The cells of a line before a text that it leaves open, for each quote that may open one."""
        for opened in islice(self._opened.finditer(line), _MOST_OPENED):
            if self._closing.search(line, opened.end()) is None:
                yield _texts(self._alone(line[: opened.start()]))[:-1]

    def _unhidden(self, record: Record, line: str) -> Record:
        """The record that quotes hide in one cell, where they were put around a whole line; any other as it is."""
        if record.lines > 1 or '"' not in line:
            return record
        shape = self._shape
        if shape is None or len(record.cells) == shape.width or not shape.width or shape.has_dates(_texts(record)):
            return record
        cells = self._without_quotes(line)
        return replace(record, cells=cells, stray=True) if shape.is_record(cells) else record

    @cached_property
    def _shape(self) -> LineShape | None:
        lines = [line[1] for line in islice(_LINE.finditer(self._text), LOOKED_AT) if line[1]]
        begun = {line: cells for line in lines if (cells := next(self._begun(line), None)) is not None}
        return usual_shape((_texts(self._alone(line)) for line in lines if line not in begun), begun.values())


class _Closings:
    """The places where quotes can end a quoted text, found once and in order."""

    def __init__(self, closing: re.Pattern[str], text: str) -> None:
        self._closing, self._text = closing, text
        self._next = -1

    def after(self, place: int) -> int:
        """The first such place from `place` on; far past the text if there is none.

        Callers ask with rising places only.
        """
        if self._next < place:
            found = self._closing.search(self._text, place)
            self._next = found.start() if found is not None else len(self._text) + 2 * LONGEST_TEXT
        return self._next


def _texts(record: Record) -> tuple[str, ...]:
    return tuple(map(str, record.cells))
