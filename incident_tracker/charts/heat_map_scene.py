"""Lays out heat maps: counts in rows and columns, such as weekdays and hours."""

from collections.abc import Sequence
from dataclasses import dataclass

from incident_tracker.charts.axes import stride_of
from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.layout import Box, LegendItem, Size, Words, frame, middle_baseline
from incident_tracker.charts.scene import Anchor, Cell, Group, Ink, Mark, Point, Rect, Role, Scene, Table, Text
from incident_tracker.charts.type_metrics import fits, text_width
from incident_tracker.statistics.heat import Heat
from incident_tracker.statistics.suppression import SuppressedTable
from incident_tracker.wording import _

_RAMP = (Ink.HEAT_0, Ink.HEAT_1, Ink.HEAT_2, Ink.HEAT_3, Ink.HEAT_4)
_ON_DARK = frozenset({Ink.HEAT_3, Ink.HEAT_4})
HIDDEN = "·"
"""Stands in a cell whose small count is hidden."""


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
        tuple(f"{hour}:00" for hour in hours),
        tuple(tuple(row[hour] for hour in hours) for row in heat.counts),
        _("Weekday"),
        _("Hour"),
    )


def suppressed_map(table: SuppressedTable, row_word: str = "", column_word: str = "") -> HeatMap:
    """A table with its small numbers hidden; nothing hidden reaches the scene."""
    rows, columns = table.table.rows, table.table.columns
    counts = tuple(tuple(table.count(row, column) for column in range(len(columns))) for row in range(len(rows)))
    return HeatMap(rows, columns, counts, row_word, column_word)


def heat_map_scene(heat_map: HeatMap, words: Words, size: Size) -> Scene:
    """Cells darker with their count, which stands in them when there is room; five steps, named in the legend.

    `words.measure` is what is counted ("incidents"). The key of a cell is "row,column", counted from 0.
    """
    steps = heat_steps([count for row in heat_map.counts for count in row if count is not None])
    hidden = any(count is None for row in heat_map.counts for count in row)
    legend = [LegendItem(_step_word(low, high), ink, swatch=True) for low, high, ink in steps]
    if hidden:
        words = Words(
            words.title,
            words.measure,
            words.sentence,
            (*words.notes, _("A dot: a small count that is hidden")),
            words.headed,
        )
    line = size.label * 1.4
    body = frame(size, words, legend, least_plot=(line + len(heat_map.rows) * line * 1.1) / size.type_scale)
    left = min(max((text_width(text, size.label) for text in heat_map.rows), default=0.0), body.width / 3) + size.gap
    top = body.plot.y + line
    cell_width = (body.width - left) / max(len(heat_map.columns), 1)
    cell_height = min((body.plot.bottom - top) / max(len(heat_map.rows), 1), line * 2.4)
    space = min(cell_width, cell_height) * 0.05
    cells: list[Mark] = []
    figures: list[Mark] = []
    points: list[Point] = []
    widest = max(
        (text_width(figure_text(count), size.label) for row in heat_map.counts for count in row if count is not None),
        default=0.0,
    )
    with_figures = widest + space * 4 <= cell_width
    for row, counts in enumerate(heat_map.counts):
        for column, count in enumerate(counts):
            box = Box(left + column * cell_width, top + row * cell_height, cell_width, cell_height)
            ink = _ink_of(count, steps)
            stroke = Ink.GRID if ink is Ink.HEAT_0 else None
            cells.append(
                Rect(
                    box.x + space,
                    box.y + space,
                    box.width - 2 * space,
                    box.height - 2 * space,
                    ink,
                    stroke,
                    0.6,
                    min(2.0, space * 2),
                )
            )
            text = HIDDEN if count is None else figure_text(count)
            if (with_figures or count is None) and count != 0:
                figures.append(
                    Text(
                        box.x + cell_width / 2, middle_baseline(box.y + cell_height / 2, size.label), text, size.label,
                        Ink.ON_DARK if ink in _ON_DARK else Ink.INK, anchor=Anchor.MIDDLE,
                    )
                )  # fmt: skip
            shown = _("small count, hidden") if count is None else f"{figure_text(count)} {words.measure}".rstrip()
            points.append(
                Point(
                    len(points), box.x + cell_width / 2, box.y + cell_height / 2,
                    f"{heat_map.rows[row]}, {heat_map.columns[column]}", (shown,), f"{row},{column}",
                    box.width, box.height,
                )
            )  # fmt: skip
    groups = (
        Group(Role.DATA, tuple(cells)),
        Group(Role.LABELS, tuple(figures)),
        Group(Role.AXIS, tuple(_headers(heat_map, left, top, cell_width, cell_height, size))),
        *body.groups,
    )
    table = Table(
        (heat_map.row_word or _("Row"), *heat_map.columns),
        tuple(
            (Cell(name, name), *(Cell(HIDDEN if count is None else figure_text(count), count) for count in counts))
            for name, counts in zip(heat_map.rows, heat_map.counts, strict=True)
        ),
    )
    return Scene(
        body.width, body.height, words.title, f"{words.title}. {words.sentence}".strip(), words.sentence, words.notes,
        groups, tuple(points), table, body.least_height,
    )  # fmt: skip


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


def _headers(
    heat_map: HeatMap, left: float, top: float, cell_width: float, cell_height: float, size: Size
) -> list[Mark]:
    marks: list[Mark] = [
        Text(
            left - size.gap,
            middle_baseline(top + (row + 0.5) * cell_height, size.label),
            fits(name, left - size.gap, size.label),
            size.label,
            anchor=Anchor.END,
        )
        for row, name in enumerate(heat_map.rows)
    ]
    centres = [left + (column + 0.5) * cell_width for column in range(len(heat_map.columns))]
    stride = stride_of([text_width(name, size.label) for name in heat_map.columns], centres, size.gap)
    end = left + len(heat_map.columns) * cell_width
    for x, name in list(zip(centres, heat_map.columns, strict=True))[::stride]:
        width = text_width(name, size.label)
        if width <= end - left:
            x = min(max(x, width / 2), end - width / 2)
            marks.append(Text(x, top - size.gap * 0.6, name, size.label, Ink.MUTED, anchor=Anchor.MIDDLE))
    return marks
