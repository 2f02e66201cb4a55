"""Lays out horizontal bars with intervals: rates or shares of a few groups, with how sure we are of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incident_tracker.charts.axes import Scale, nice_ticks
from incident_tracker.charts.figures import decimals_for, figure_text, share_text
from incident_tracker.charts.layout import (
    LEAST_WIDTH,
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
    Rect,
    Scene,
    StraightLine,
    Text,
    TextAnchor,
    Weight,
)
from incident_tracker.charts.type_metrics import text_width, wrap_words
from incident_tracker.wording import _

_INTERVAL_DASH = (3.0, 2.0)


LEAST_BARS = 60.0
"""The bars themselves are never narrower than this times the type scale; the scene grows in width instead."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One group. `value` is None where it is hidden; `instead` is what is shown then ("1–10", "cannot tell").

    `low` and `high` are the ends of the interval, both or neither.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    instead: str = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A bar ready for layout: what it is called, how long it is, and the texts in the columns at its right."""

    label: str
    length: float
    texts: tuple[str, ...]
    ink: Ink
    low: float | None = None
    high: float | None = None


def bars_scene(
    bars: Sequence[Bar],
    text: ChartText,
    size: Size,
    *,
    reference: float | None = None,
    reference_word: str = "",
) -> Scene:
    """Bars in the order given, each with its figure and interval at the right; `reference` is a line across all.

    `text.measure` is the unit of all figures.
    """
    decimals = decimals_for([value for bar in bars for value in (bar.value, bar.low, bar.high)])
    rows = [Row(bar.label, bar.value or 0.0, (_figure(bar, decimals),), Ink.BAR, bar.low, bar.high) for bar in bars]
    legend = []
    if any(bar.low is not None for bar in bars):
        legend.append(LegendItem(_("Uncertainty ({level} interval)").format(level=share_text(0.95)), Ink.INTERVAL))
    if reference is not None:
        word = reference_word or _("Overall")
        legend.append(LegendItem(f"{word} {figure_text(reference, decimals)}", Ink.TARGET, dash=_INTERVAL_DASH))
    layout = lay_out_rows(rows, text, size, legend, reference=reference)
    spoken = [(f"{row.texts[0]} {text.measure}".rstrip(),) for row in rows]
    points = tuple(
        point_of(index, box, bar.label, spoken[index], told=True)
        for index, (bar, box) in enumerate(zip(bars, layout.boxes, strict=True))
    )
    table = ChartTable(
        (_("Group"), _value_header(text), _("Lower end"), _("Upper end")),
        tuple(
            (
                Cell(bar.label, bar.label),
                Cell(bar.instead if bar.value is None else figure_text(bar.value, decimals), bar.value),
                Cell(figure_text(bar.low, decimals), bar.low),
                Cell(figure_text(bar.high, decimals), bar.high),
            )
            for bar in bars
        ),
    )
    return scene_in(layout.body, text, layout.groups, points, table)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Rows placed in a frame; `boxes` are the whole rows, in order, for the reader's walk."""

    body: ChartFrame
    groups: tuple[MarkGroup, ...]
    boxes: tuple[Box, ...]


def lay_out_rows(
    rows: Sequence[Row],
    text: ChartText,
    size: Size,
    legend: Sequence[LegendItem] = (),
    *,
    reference: float | None = None,
    headers: Sequence[str] = (),
) -> RowLayout:
    """Labels left (wrapped), bars on a common scale from 0 in the middle, texts flush right; rows fill the height.

    `headers` go over the columns of texts. Grows in height rather than squeeze a label.
    """
    placed = _placed(rows, text, size, legend, reference, headers)
    bars: list[Mark] = []
    intervals: list[Mark] = []
    labels: list[Mark] = []
    boxes = []
    y = placed.top
    for row, lines, height in zip(rows, placed.labels, placed.heights, strict=True):
        middle = y + height / 2
        thick = min(height * 0.56, placed.size.label * 2.2)
        if row.length:
            length = placed.scale.at(row.length) - placed.left
            bars.append(Rect(placed.left, middle - thick / 2, length, thick, fill=row.ink))
        intervals.extend(_interval(row, placed.scale, middle, thick * 0.5, placed.size))
        labels.extend(_row_texts(row, lines, middle, placed))
        boxes.append(Box(0.0, y, placed.body.width, height))
        y += height
    if reference is not None:
        at = placed.scale.at(reference)
        dash = tuple(length * size.type_scale for length in _INTERVAL_DASH)
        intervals.append(StraightLine(at, placed.top, at, placed.bottom, Ink.TARGET, 1.2 * size.type_scale, dash))
    groups = (
        MarkGroup(MarkRole.GRID, tuple(_grid(placed))),
        MarkGroup(MarkRole.DATA, tuple(bars)),
        MarkGroup(MarkRole.LIMITS, tuple(intervals)),
        MarkGroup(MarkRole.AXIS, tuple(_axis(placed, headers))),
        MarkGroup(MarkRole.LABELS, tuple(labels)),
    )
    return RowLayout(placed.body, groups, tuple(boxes))


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where everything goes: bars from `left` on `scale`, rows from `top` to `bottom`, texts in `columns`.

    A column is its left and right edge; `labels` are the lines of each row's label, `heights` the heights of the rows,
    `ticks` value and word of those within the scale.
    """

    size: Size
    body: ChartFrame
    scale: Scale
    left: float
    top: float
    bottom: float
    columns: tuple[tuple[float, float], ...]
    labels: tuple[tuple[str, ...], ...]
    heights: tuple[float, ...]
    ticks: tuple[tuple[float, str], ...]


def _placed(
    rows: Sequence[Row],
    text: ChartText,
    size: Size,
    legend: Sequence[LegendItem],
    reference: float | None,
    headers: Sequence[str],
) -> _Placed:
    width = max(size.width, LEAST_WIDTH * size.type_scale)
    label_width = min(max((text_width(row.label, size.label) for row in rows), default=0.0), width * 0.34)
    labels = tuple(wrap_words(row.label, label_width + 0.01, size.label) for row in rows)
    line = _line(size)
    needed = [max(len(lines), 1) * line + size.gap * 0.7 for lines in labels]
    header = line * 1.3 if any(headers) else 0.0
    axis = line + size.gap
    left = label_width + size.gap if rows else 0.0
    columns = _column_ends([row.texts for row in rows], headers, 0.0, size)
    beside = (size.gap * 1.5 - columns[0][0]) if columns else size.label * 2
    size = Size(max(width, left + LEAST_BARS * size.type_scale + beside), size.height, size.type_scale)
    body = chart_frame(size, text, legend, least_plot=(header + sum(needed) + axis) / size.type_scale)
    scale = Scale(0.0, _most(rows, reference), left, body.width - beside)
    ticks = nice_ticks(0.0, scale.high, most=max(3, int((body.width - beside - left) / (56 * size.type_scale))))
    stretch = (body.plot.height - header - axis - sum(needed)) / max(len(rows), 1)
    stretch = min(max(stretch, 0.0), line * 2.0)
    top = body.plot.y + header
    return _Placed(
        size=size,
        body=body,
        scale=scale,
        left=left,
        top=top,
        bottom=top + sum(needed) + stretch * len(rows),
        columns=tuple((start + body.width, end + body.width) for start, end in columns),
        labels=labels,
        heights=tuple(need + stretch for need in needed),
        ticks=tuple((at, word) for at, word in zip(ticks.values, ticks.labels, strict=True) if at <= scale.high),
    )


def _most(rows: Sequence[Row], reference: float | None) -> float:
    """The end of the scale: whatever reaches furthest, or 1 where nothing has a length."""
    ends = [reference, *(row.length for row in rows), *(row.high for row in rows)]
    return max((end for end in ends if end is not None), default=0.0) or 1.0


def _line(size: Size) -> float:
    """The height of a line of a label."""
    return size.label * 1.3


def _grid(placed: _Placed) -> Iterator[Mark]:
    for at, _text in placed.ticks:
        x = placed.scale.at(at)
        yield StraightLine(x, placed.top, x, placed.bottom, Ink.GRID, 0.7 * placed.size.type_scale)


def _axis(placed: _Placed, headers: Sequence[str]) -> Iterator[Mark]:
    """The line at zero, the words of the ticks as far as they do not run into each other, and the headers."""
    size = placed.size
    yield StraightLine(placed.left, placed.top, placed.left, placed.bottom, Ink.AXIS, 0.8 * size.type_scale)
    taken = float("-inf")
    for at, text in placed.ticks:
        x, half = placed.scale.at(at), text_width(text, size.label) / 2
        if x - half >= max(taken, 0.0) and x + half <= placed.body.width:
            yield Text(x, placed.bottom + _line(size), text, size.label, Ink.MUTED, anchor=TextAnchor.MIDDLE)
            taken = x + half + size.gap * 0.5
    for (_start, end), header in zip(placed.columns, headers, strict=False):
        yield Text(end, placed.body.plot.y + size.label, header, size.label, Ink.MUTED, anchor=TextAnchor.END)


def _row_texts(row: Row, lines: Sequence[str], middle: float, placed: _Placed) -> Iterator[Mark]:
    """The label at the left, its lines about the middle, and the figures at the right."""
    size = placed.size
    first = middle - (len(lines) - 1) * _line(size) / 2
    for number, text in enumerate(lines):
        baseline = middle_baseline(first + number * _line(size), size.label)
        yield Text(placed.left - size.gap, baseline, text, size.label, anchor=TextAnchor.END)
    for (_start, end), text in zip(placed.columns, row.texts, strict=True):
        baseline = middle_baseline(middle, size.label)
        yield Text(end, baseline, text, size.label, weight=Weight.SEMIBOLD, anchor=TextAnchor.END)


def _column_ends(
    texts: Sequence[tuple[str, ...]], headers: Sequence[str], right: float, size: Size
) -> list[tuple[float, float]]:
    """(left, right) of each column of texts, set flush against the right edge."""
    columns: list[tuple[float, float]] = []
    for number in reversed(range(max((len(row) for row in texts), default=0))):
        header = headers[number] if number < len(headers) else ""
        widest = max(text_width(row[number], size.label, Weight.SEMIBOLD) for row in texts)
        left = right - max(widest, text_width(header, size.label))
        columns.insert(0, (left, right))
        right = left - size.gap * 1.5
    return columns


def _interval(row: Row, scale: Scale, y: float, height: float, size: Size) -> list[Mark]:
    if row.low is None or row.high is None:
        return []
    low, high, width = scale.at(row.low), scale.at(row.high), 1.2 * size.type_scale
    return [
        StraightLine(low, y, high, y, Ink.PAPER, width * 2.4),
        StraightLine(low, y, high, y, Ink.INTERVAL, width),
        StraightLine(low, y - height / 2, low, y + height / 2, Ink.INTERVAL, width),
        StraightLine(high, y - height / 2, high, y + height / 2, Ink.INTERVAL, width),
    ]


def _figure(bar: Bar, decimals: int) -> str:
    if bar.value is None:
        return bar.instead
    figure = figure_text(bar.value, decimals)
    if bar.low is None or bar.high is None:
        return figure
    return _("{figure} ({low} to {high})").format(
        figure=figure, low=figure_text(bar.low, decimals), high=figure_text(bar.high, decimals)
    )


def _value_header(text: ChartText) -> str:
    return text.measure[:1].upper() + text.measure[1:] or _("Value")
