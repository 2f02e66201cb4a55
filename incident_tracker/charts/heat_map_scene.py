"""Lays out heat maps: counts in rows and columns, such as weekdays and hours."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incident_tracker.charts.axes import stride_of
from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.layout import (
    Box,
    ChartFrame,
    ChartText,
    LegendItem,
    Size,
    chart_frame,
    middle_baseline,
    point_of,
    scene_in,
)
from incident_tracker.charts.scene import (
    Cell,
    ChartTable,
    Ink,
    Mark,
    MarkGroup,
    MarkRole,
    Point,
    Rect,
    Scene,
    Text,
    TextAnchor,
)
from incident_tracker.charts.type_metrics import fits, text_width
from incident_tracker.statistics.clock_times import hour_text
from incident_tracker.statistics.heat import Heat
from incident_tracker.wording import _

_RAMP = (Ink.HEAT_0, Ink.HEAT_1, Ink.HEAT_2, Ink.HEAT_3, Ink.HEAT_4)
_ON_DARK = frozenset({Ink.HEAT_3, Ink.HEAT_4})
HIDDEN = "·"
"""Shown in a cell whose small count is hidden."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Counts by row and column; None where a small count is hidden. `row_word`, `column_word` name what they are."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    row_word: str = ""
    column_word: str = ""


def week_map(heat: Heat) -> HeatMap:
    """Weekdays and hours, from the first hour with a count to the last."""
    used = [hour for hour, count in enumerate(heat.by_hour) if count] or [8, 17]
    hours = range(used[0], used[-1] + 1)
    return HeatMap(
        (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")),
        tuple(hour_text(hour) for hour in hours),
        tuple(tuple(row[hour] for hour in hours) for row in heat.counts),
        _("Weekday"),
        _("Hour"),
    )


def heat_map_scene(heat_map: HeatMap, text: ChartText, size: Size) -> Scene:
    """Cells get darker with their count, which is written in them when there is room; five steps, named in the legend.

    `text.measure` is what is counted ("incidents"). The key of a cell is "row,column", counted from 0.
    """
    steps = heat_steps([count for row in heat_map.counts for count in row if count is not None])
    if any(None in row for row in heat_map.counts):
        text = replace(text, notes=(*text.notes, _("A dot: a small count that is hidden")))
    legend = [LegendItem(_step_word(low, high), ink, swatch=True) for low, high, ink in steps]
    line = size.label * 1.4
    body = chart_frame(size, text, legend, least_plot=(line + len(heat_map.rows) * line * 1.1) / size.type_scale)
    grid = _grid(heat_map, body, size)
    cells = [
        (row, column, count, _ink_of(count, steps))
        for row, counts in enumerate(heat_map.counts)
        for column, count in enumerate(counts)
    ]
    figures = [
        grid.figure(row, column, _figure(count), ink)
        for row, column, count, ink in cells
        if count is None or (count and grid.with_figures)
    ]
    groups = (
        MarkGroup(MarkRole.DATA, tuple(grid.cell(row, column, ink) for row, column, _count, ink in cells)),
        MarkGroup(MarkRole.LABELS, tuple(figures)),
        MarkGroup(MarkRole.AXIS, tuple(_headers(heat_map, grid, size))),
    )
    points = tuple(
        _point(heat_map, row, column, grid.box(row, column), text.measure) for row, column, _count, _ink in cells
    )
    return scene_in(body, text, groups, points, _table(heat_map))


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells of one size from `left` and `top` on; `widest` is the width of the widest figure."""

    left: float
    top: float
    width: float
    height: float
    label: float
    widest: float

    @property
    def with_figures(self) -> bool:
        """Whether each figure has room in its cell."""
        return self.widest + self.space * 4 <= self.width

    @property
    def space(self) -> float:
        """What is left free around each cell."""
        return min(self.width, self.height) * 0.05

    def box(self, row: int, column: int) -> Box:
        """The place of a cell, with the space around it."""
        return Box(self.left + column * self.width, self.top + row * self.height, self.width, self.height)

    def cell(self, row: int, column: int, ink: Ink) -> Mark:
        """The rectangle that is painted."""
        box, space = self.box(row, column), self.space
        stroke = Ink.GRID if ink is Ink.HEAT_0 else None
        inner = (box.x + space, box.y + space, box.width - 2 * space, box.height - 2 * space)
        return Rect(*inner, ink, stroke, 0.6, min(2.0, space * 2))

    def figure(self, row: int, column: int, text: str, ink: Ink) -> Mark:
        """The count in the middle of its cell."""
        box = self.box(row, column)
        x, y = box.x + self.width / 2, middle_baseline(box.y + self.height / 2, self.label)
        return Text(x, y, text, self.label, Ink.ON_DARK if ink in _ON_DARK else Ink.INK, anchor=TextAnchor.MIDDLE)


def _grid(heat_map: HeatMap, body: ChartFrame, size: Size) -> _Grid:
    line = size.label * 1.4
    left = min(max((text_width(text, size.label) for text in heat_map.rows), default=0.0), body.width / 3) + size.gap
    top = body.plot.y + line
    width = (body.width - left) / max(len(heat_map.columns), 1)
    height = min((body.plot.bottom - top) / max(len(heat_map.rows), 1), line * 2.4)
    figures = [figure_text(count) for row in heat_map.counts for count in row if count is not None]
    widest = max((text_width(figure, size.label) for figure in figures), default=0.0)
    return _Grid(left, top, width, height, size.label, widest)


def _table(heat_map: HeatMap) -> ChartTable:
    return ChartTable(
        (heat_map.row_word or _("Row"), *heat_map.columns),
        tuple(
            (Cell(name, name), *(Cell(_figure(count), count) for count in counts))
            for name, counts in zip(heat_map.rows, heat_map.counts, strict=True)
        ),
    )


def _figure(count: int | None) -> str:
    return HIDDEN if count is None else figure_text(count)


def _point(heat_map: HeatMap, row: int, column: int, box: Box, measure: str) -> Point:
    count = heat_map.counts[row][column]
    shown = _("small count, hidden") if count is None else f"{figure_text(count)} {measure}".rstrip()
    heading = f"{heat_map.rows[row]}, {heat_map.columns[column]}"
    return point_of(row * len(heat_map.columns) + column, box, heading, (shown,), f"{row},{column}")


def heat_steps(counts: Sequence[int]) -> tuple[tuple[int, int, Ink], ...]:
    """(least, most, ink) of up to five steps: zero by itself, the rest cut into equal widths of whole numbers."""
    highest = max(counts, default=0)
    steps = [(0, 0, _RAMP[0])]
    low, inks = 1, _RAMP[1:]
    used = min(len(inks), highest)
    for number in range(used):
        high = round(highest * (number + 1) / used)
        steps.append((low, high, inks[number + len(inks) - used] if used > 1 else inks[1]))
        low = high + 1
    return tuple(steps)


def _ink_of(count: int | None, steps: Sequence[tuple[int, int, Ink]]) -> Ink:
    if count is None:
        return Ink.HEAT_0
    return next(ink for low, high, ink in steps if low <= count <= high)


def _step_word(low: int, high: int) -> str:
    return figure_text(low) if low == high else f"{figure_text(low)}–{figure_text(high)}"


def _headers(heat_map: HeatMap, grid: _Grid, size: Size) -> list[Mark]:
    left, top, cell_width, cell_height = grid.left, grid.top, grid.width, grid.height
    marks: list[Mark] = [
        Text(
            left - size.gap,
            middle_baseline(top + (row + 0.5) * cell_height, size.label),
            fits(name, left - size.gap, size.label),
            size.label,
            anchor=TextAnchor.END,
        )
        for row, name in enumerate(heat_map.rows)
    ]
    centers = [left + (column + 0.5) * cell_width for column in range(len(heat_map.columns))]
    stride = stride_of([text_width(name, size.label) for name in heat_map.columns], centers, size.gap)
    end = left + len(heat_map.columns) * cell_width
    for x, name in list(zip(centers, heat_map.columns, strict=True))[::stride]:
        width = text_width(name, size.label)
        if width <= end - left:
            x = min(max(x, width / 2), end - width / 2)
            marks.append(Text(x, top - size.gap * 0.6, name, size.label, Ink.MUTED, anchor=TextAnchor.MIDDLE))
    return marks
