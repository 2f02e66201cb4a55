"""Tables of text that break over pages in time proportional to their rows, with the head repeated on each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from incident_tracker.reports import style
from incident_tracker.reports.blocks import Paragraph, baseline
from incident_tracker.reports.flow import Fragment, Space
from incident_tracker.reports.sheet import PageCanvas
from incident_tracker.reports.style import Color, TextStyle
from incident_tracker.reports.tagging import Element
from incident_tracker.reports.text import TextLine, printable, width_of, wrap_printable

PADDING_X = 5.0
PADDING_Y = 3.2
AFTER_FIGURES = 14.0
"""Extra white space where words follow a column of figures set flush right."""
MOST_LINES = 30
"""A row with more lines than these is continued on the next page."""
WHOLE_UP_TO = 14
"""A table with no more rows than these stays on one page."""
SAMPLED_ROWS = 60
"""This many rows are checked to keep words whole."""

_COLUMN_HEAD = "/A<</O/Table/Scope/Column>>"
_ROW_HEAD = "/A<</O/Table/Scope/Row>>"

OFTEN_REPEATED = 60
"""Texts up to this length tend to come back in other cells of the table."""

_Made = dict[tuple[str, float], tuple[TextLine, ...]]

CellLines = Sequence[tuple[TextLine, ...]]
"""The lines of each cell of a row."""


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column: its head, its share of the table's width, whether its figures are flush right.

    `names_row` makes its cells the headers of their rows for screen readers.
    """

    title: str
    share: float = 1.0
    number: bool = False
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class _Slot:
    """The place of a column's text: from `left` to `right`, flush right for figures."""

    left: float
    right: float
    number: bool

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of plain texts under a head; every row has one text for each column.

    `note` is below in small type.
    Each cell is measured at most once, so the work grows with the number of letters and nothing else.
    """

    columns: Sequence[PaperColumn]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    note: str = ""

    def fragments(self, space: Space) -> Iterator[Fragment]:
        """The caption, the head, one fragment a row (more for a very long one), the note."""
        if self.caption:
            yield from Paragraph(self.caption, style.CAPTION, holds_next=True).fragments(space)
        table = space.tree.add("Table")
        slots = self._slots(space)
        titles = [
            wrap_printable(column.title, style.CELL_HEAD, slot.width)
            for column, slot in zip(self.columns, slots, strict=True)
        ]
        row = space.tree.add("TR", table)
        cells = [space.tree.add("TH", row, _COLUMN_HEAD) for _ in self.columns]
        height = max(map(len, titles)) * style.CELL_HEAD.leading + 2 * PADDING_Y
        yield Fragment(height, partial(_draw_head, space, slots, titles, cells), before=6, holds_next=bool(self.rows))
        again = Fragment(height, partial(_draw_head, space, slots, titles, ()))
        made: _Made = {}
        last, whole = len(self.rows) - 1, len(self.rows) <= WHOLE_UP_TO
        for number, texts in enumerate(self.rows):
            holds = bool(self.note) if number == last else whole or number in {0, last - 1}
            row = space.tree.add("TR", table)
            cells = [
                space.tree.add("TH", row, _ROW_HEAD) if column.names_row else space.tree.add("TD", row)
                for column in self.columns
            ]
            lines = [_lines(made, text, slot) for text, slot in zip(texts, slots, strict=True)]
            for part in _parts(lines):
                height = max(map(len, part)) * style.CELL.leading + 2 * PADDING_Y
                yield Fragment(
                    height,
                    partial(_draw_row, space, slots, part, cells, height),
                    holds_next=holds,
                    head=again,
                )
        yield Fragment(4 if self.note else 12, holds_next=bool(self.note))
        if self.note:
            yield from Paragraph(self.note, style.NOTE).fragments(space)

    def _slots(self, space: Space) -> list[_Slot]:
        """Columns by their shares, but none narrower than its longest word while others have room to give."""
        total = sum(column.share for column in self.columns)
        wanted = [space.width * column.share / total for column in self.columns]
        indents = [self._indent(number) for number in range(len(self.columns))]
        least = [self._longest_word(number) + 2 * PADDING_X + indent + 0.1 for number, indent in enumerate(indents)]
        widths = [max(want, need) for want, need in zip(wanted, least, strict=True)]
        excess, slack = sum(widths) - space.width, sum(widths) - sum(least)
        if excess > 0 and slack >= excess:
            widths = [width - excess * (width - need) / slack for width, need in zip(widths, least, strict=True)]
        elif excess > 0:
            widths = wanted
        slots, left = [], space.left
        for column, width, indent in zip(self.columns, widths, indents, strict=True):
            slots.append(_Slot(left + PADDING_X + indent, left + width - PADDING_X, column.number))
            left += width
        return slots

    def _indent(self, number: int) -> float:
        follows_figures = number > 0 and self.columns[number - 1].number and not self.columns[number].number
        return AFTER_FIGURES if follows_figures else 0.0

    def _longest_word(self, number: int) -> float:
        """Width of the longest word among the head and the first rows of a column."""
        head = max((width_of(word, style.CELL_HEAD) for word in self.columns[number].title.split()), default=0.0)
        words = {word for row in self.rows[:SAMPLED_ROWS] for word in printable(row[number]).split()}
        return max(head, max((width_of(word, style.CELL_STRONG) for word in words), default=0.0))


def _lines(made: _Made, text: str, slot: _Slot) -> tuple[TextLine, ...]:
    """The lines of a cell; labels, figures and dates fill many cells of a column, and are measured once."""
    if len(text) > OFTEN_REPEATED:
        return wrap_printable(text, style.CELL, slot.width)
    key = (text, slot.width)
    lines = made.get(key)
    if lines is None:
        lines = made[key] = wrap_printable(text, style.CELL, slot.width)
    return lines


def _parts(lines: CellLines) -> Iterator[CellLines]:
    """A row as it is, or cut where it would not fit on a page."""
    tallest = max(map(len, lines))
    if tallest <= MOST_LINES:
        yield lines
        return
    for start in range(0, tallest, MOST_LINES):
        yield [cell[start : start + MOST_LINES] for cell in lines]


def _draw_head(
    space: Space, slots: list[_Slot], titles: CellLines, cells: Sequence[Element], sheet: PageCanvas, top: float
) -> None:
    """The head; without `cells` it is the repetition on a later page, an artifact as a whole."""
    look = style.CELL_HEAD
    rows = max(map(len, titles))
    height = rows * look.leading + 2 * PADDING_Y
    sinks = [top + PADDING_Y + (rows - len(cell)) * look.leading for cell in titles]
    with sheet.artifact():
        sheet.box(space.left, top, space.width, height, Color.TINT)
        sheet.rule(space.left, space.left + space.width, top + height, Color.TEAL, 0.8)
        if not cells:
            for slot, cell, sink in zip(slots, titles, sinks, strict=True):
                _draw_cell(sheet, sink, slot, cell, look)
    for element, slot, cell, sink in zip(cells, slots, titles, sinks, strict=False):
        with sheet.tagged(element):
            _draw_cell(sheet, sink, slot, cell, look)


def _draw_row(
    space: Space,
    slots: list[_Slot],
    lines: CellLines,
    cells: list[Element],
    height: float,
    sheet: PageCanvas,
    top: float,
) -> None:
    for element, slot, cell in zip(cells, slots, lines, strict=True):
        sheet.open(element)
        _draw_cell(sheet, top + PADDING_Y, slot, cell, style.CELL)
        sheet.close()
    with sheet.artifact():
        sheet.rule(space.left, space.left + space.width, top + height)


def _draw_cell(sheet: PageCanvas, top: float, slot: _Slot, lines: tuple[TextLine, ...], look: TextStyle) -> None:
    y = top + baseline(look)
    for line in lines:
        sheet.text(slot.right - line.width if slot.number else slot.left, y, line, look)
        y += look.leading
