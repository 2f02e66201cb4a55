"""Tables of text that break over pages in time proportional to their rows, with the head repeated on each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from incident_tracker.reports import style
from incident_tracker.reports.blocks import Paragraph, baseline
from incident_tracker.reports.flow import Piece, Space
from incident_tracker.reports.sheet import Sheet
from incident_tracker.reports.style import Colour, TextStyle
from incident_tracker.reports.tagging import Element
from incident_tracker.reports.text import Line, wrap

PADDING_X = 5.0
PADDING_Y = 3.2
MOST_LINES = 30
"""A row with more lines than these is continued on the next page."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the table's width, whether its figures stand flush right.

    `names_row` makes its cells the headers of their rows for screen readers.
    """

    title: str
    share: float = 1.0
    number: bool = False
    names_row: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain texts under a head; every row has one text for each column.

    `strong_rows` are positions (from 0) of rows set in semi-bold, such as totals. `note` stands beneath in small type.
    Each cell is measured once, so the work grows with the number of letters and nothing else.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    note: str = ""
    strong_rows: frozenset[int] = frozenset()

    def pieces(self, space: Space) -> Iterator[Piece]:
        """The caption, the head, one piece a row (more for a very long one), the note."""
        if self.caption:
            yield from Paragraph(self.caption, style.CAPTION, holds_next=True, kind="P").pieces(space)
        table = space.tree.add("Table")
        lefts, widths = self._grid(space)
        head = self._head(space, table, lefts, widths)
        yield head
        repeated = Piece(head.height, partial(self._draw_head, space, None, lefts, widths, self._head_lines(widths)))
        last = len(self.rows) - 1
        for number, row in enumerate(self.rows):
            holds = bool(self.note) if number == last else number in {0, last - 1}
            look = style.CELL_STRONG if number in self.strong_rows else style.CELL
            yield from self._row(space, table, row, look, (lefts, widths), repeated, holds)
        yield Piece(4 if self.note else 12, holds_next=bool(self.note))
        if self.note:
            yield from Paragraph(self.note, style.NOTE).pieces(space)

    def _grid(self, space: Space) -> tuple[list[float], list[float]]:
        total = sum(column.share for column in self.columns)
        widths = [space.width * column.share / total for column in self.columns]
        return [space.left + sum(widths[:number]) for number in range(len(widths))], widths

    def _head_lines(self, widths: list[float]) -> list[tuple[Line, ...]]:
        return [
            wrap(column.title, style.CELL_HEAD, width - 2 * PADDING_X)
            for column, width in zip(self.columns, widths, strict=True)
        ]

    def _head(self, space: Space, table: Element, lefts: list[float], widths: list[float]) -> Piece:
        row = space.tree.add("TR", table)
        cells = [space.tree.add("TH", row, "/A<</O/Table/Scope/Column>>") for _ in self.columns]
        lines = self._head_lines(widths)
        height = max(len(cell) for cell in lines) * style.CELL_HEAD.leading + 2 * PADDING_Y
        return Piece(
            height, partial(self._draw_head, space, cells, lefts, widths, lines), before=6, holds_next=bool(self.rows)
        )

    def _draw_head(
        self,
        space: Space,
        cells: list[Element] | None,
        lefts: list[float],
        widths: list[float],
        lines: list[tuple[Line, ...]],
        sheet: Sheet,
        top: float,
    ) -> None:
        look = style.CELL_HEAD
        rows = max(len(cell) for cell in lines)
        height = rows * look.leading + 2 * PADDING_Y
        with sheet.artifact():
            sheet.box(space.left, top, space.width, height, Colour.TINT)
            sheet.rule(space.left, space.left + space.width, top + height, Colour.TEAL, 0.8)
            if cells is None:
                self._draw_cells(sheet, top + (PADDING_Y), lefts, widths, lines, look, rows)
        if cells is not None:
            self._draw_cells(sheet, top + PADDING_Y, lefts, widths, lines, look, rows, cells)

    def _draw_cells(
        self,
        sheet: Sheet,
        top: float,
        lefts: list[float],
        widths: list[float],
        lines: list[tuple[Line, ...]],
        look: TextStyle,
        bottom_row: int = 0,
        cells: Sequence[Element] = (),
    ) -> None:
        """Lines of each cell; `bottom_row` sets heads of different heights on one line at the foot."""
        drop = baseline(look)
        for number, column in enumerate(self.columns):
            if cells:
                sheet.open(cells[number])
            y = top + drop + max(bottom_row - len(lines[number]), 0) * look.leading
            left, right = lefts[number] + PADDING_X, lefts[number] + widths[number] - PADDING_X
            for line in lines[number]:
                sheet.text(right - line.width if column.number else left, y, line, look)
                y += look.leading
            if cells:
                sheet.close()

    def _row(
        self,
        space: Space,
        table: Element,
        row: Sequence[str],
        look: TextStyle,
        grid: tuple[list[float], list[float]],
        head: Piece,
        holds: bool,
    ) -> Iterator[Piece]:
        lefts, widths = grid
        element = space.tree.add("TR", table)
        cells = [
            space.tree.add("TH", element, "/A<</O/Table/Scope/Row>>")
            if column.names_row
            else space.tree.add("TD", element)
            for column in self.columns
        ]
        lines = [wrap(text, look, width - 2 * PADDING_X) for text, width in zip(row, widths, strict=True)]
        tallest = max(map(len, lines))
        for start in range(0, tallest, MOST_LINES):
            part = [cell[start : start + MOST_LINES] for cell in lines] if tallest > MOST_LINES else lines
            height = max(map(len, part)) * look.leading + 2 * PADDING_Y
            draw = partial(self._draw_row, space, cells, lefts, widths, part, look, height)
            yield Piece(height, draw, holds_next=holds, head=head)

    def _draw_row(
        self,
        space: Space,
        cells: list[Element],
        lefts: list[float],
        widths: list[float],
        lines: list[tuple[Line, ...]],
        look: TextStyle,
        height: float,
        sheet: Sheet,
        top: float,
    ) -> None:
        self._draw_cells(sheet, top + PADDING_Y, lefts, widths, lines, look, 0, cells)
        with sheet.artifact():
            sheet.rule(space.left, space.left + space.width, top + height)
