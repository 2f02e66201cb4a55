"""Lays out horizontal bars with intervals: rates or shares of a few groups, with how sure we are of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from incident_tracker.charts.axes import Scale, nice_ticks
from incident_tracker.charts.figures import decimals_for, figure_text, share_text
from incident_tracker.charts.layout import LEAST_WIDTH, Box, LegendItem, Size, Words, frame, middle_baseline
from incident_tracker.charts.scene import (
    Anchor,
    Cell,
    Group,
    Ink,
    Line,
    Mark,
    Point,
    Rect,
    Role,
    Scene,
    Table,
    Text,
    Weight,
)
from incident_tracker.charts.type_metrics import text_width, wrap
from incident_tracker.wording import _

_INTERVAL_DASH = (3.0, 2.0)


LEAST_BARS = 60.0
"""The bars themselves are never narrower than this times the type scale; the scene grows in width instead."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One group. `value` is None where it is hidden; `instead` is what stands there then ("1–10", "cannot tell").

    `low` and `high` are the ends of the interval, both or neither. `key` is what a drill-down asks for.
    """

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    instead: str = "–"
    key: str | None = None


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
    words: Words,
    size: Size,
    *,
    reference: float | None = None,
    reference_word: str = "",
) -> Scene:
    """Bars in the order given, each with its figure and interval at the right; `reference` is a line across all.

    `words.measure` is the unit of all figures.
    """
    decimals = decimals_for([value for bar in bars for value in (bar.value, bar.low, bar.high)])
    rows = [Row(bar.label, bar.value or 0.0, (_figure(bar, decimals),), Ink.BAR, bar.low, bar.high) for bar in bars]
    legend = []
    if any(bar.low is not None for bar in bars):
        legend.append(LegendItem(_("Uncertainty ({level} interval)").format(level=share_text(0.95)), Ink.INTERVAL))
    if reference is not None:
        word = reference_word or _("Overall")
        legend.append(LegendItem(f"{word} {figure_text(reference, decimals)}", Ink.TARGET, dash=_INTERVAL_DASH))
    layout = lay_out_rows(rows, words, size, legend, reference=reference)
    spoken = [(f"{row.texts[0]} {words.measure}".rstrip(),) for row in rows]
    points = tuple(
        Point(
            index, box.x + box.width / 2, box.y + box.height / 2, bar.label, spoken[index],
            bar.key, box.width, box.height, told=True,
        )
        for index, (bar, box) in enumerate(zip(bars, layout.boxes, strict=True))
    )  # fmt: skip
    table = Table(
        (_("Group"), _value_header(words), _("Lower end"), _("Upper end")),
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
    return Scene(
        layout.width, layout.height, words.title, f"{words.title}. {words.sentence}".strip(), words.sentence,
        words.notes, layout.groups, points, table, layout.least_height,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Rows placed in a frame; `boxes` are the whole rows, in order, for the reader's walk."""

    width: float
    height: float
    least_height: float
    groups: tuple[Group, ...]
    boxes: tuple[Box, ...]


def lay_out_rows(
    rows: Sequence[Row],
    words: Words,
    size: Size,
    legend: Sequence[LegendItem] = (),
    *,
    reference: float | None = None,
    headers: Sequence[str] = (),
) -> RowLayout:
    """Labels left (wrapped), bars on a common scale from 0 in the middle, texts flush right; rows fill the height.

    `headers` stand over the columns of texts. Grows in height rather than squeeze a label.
    """
    width = max(size.width, LEAST_WIDTH * size.type_scale)
    label_width = min(max((text_width(row.label, size.label) for row in rows), default=0.0), width * 0.34)
    labels = [wrap(row.label, label_width + 0.01, size.label) for row in rows]
    line = size.label * 1.3
    needed = [max(len(lines), 1) * line + size.gap * 0.7 for lines in labels]
    header = line * 1.3 if any(headers) else 0.0
    axis = line + size.gap
    left = label_width + size.gap if rows else 0.0
    columns = _column_ends([row.texts for row in rows], headers, 0.0, size)
    beside = (size.gap * 1.5 - columns[0][0]) if columns else size.label * 2
    width = max(width, left + LEAST_BARS * size.type_scale + beside)
    size = Size(width, size.height, size.type_scale)
    body = frame(size, words, legend, least_plot=(header + sum(needed) + axis) / size.type_scale)
    columns = [(start + body.width, end + body.width) for start, end in columns]
    right = body.width - beside
    ends = [reference, *(row.length for row in rows), *(row.high for row in rows)]
    most = max((end for end in ends if end is not None), default=0.0) or 1.0
    ticks = nice_ticks(0.0, most, most=max(3, int((right - left) / (56 * size.type_scale))))
    scale = Scale(0.0, most, left, right)
    stretch = (body.plot.height - header - axis - sum(needed)) / max(len(rows), 1)
    stretch = min(max(stretch, 0.0), line * 2.0)
    top = body.plot.y + header
    bottom = top + sum(needed) + stretch * len(rows)

    shown = [(value, text) for value, text in zip(ticks.values, ticks.labels, strict=True) if value <= most]
    grid = [Line(scale.at(at), top, scale.at(at), bottom, Ink.GRID, 0.7 * size.type_scale) for at, _text in shown]
    axis_marks: list[Mark] = [Line(left, top, left, bottom, Ink.AXIS, 0.8 * size.type_scale)]
    taken = float("-inf")
    for at, text in shown:
        x = scale.at(at)
        half = text_width(text, size.label) / 2
        if x - half >= max(taken, 0.0) and x + half <= body.width:
            axis_marks.append(Text(x, bottom + line, text, size.label, Ink.MUTED, anchor=Anchor.MIDDLE))
            taken = x + half + size.gap * 0.5
    axis_marks.extend(
        Text(end, body.plot.y + size.label, header, size.label, Ink.MUTED, anchor=Anchor.END)
        for (_start, end), header in zip(columns, headers, strict=False)
    )
    bars: list[Mark] = []
    intervals: list[Mark] = []
    label_marks: list[Mark] = []
    boxes = []
    y = top
    for row, lines, need in zip(rows, labels, needed, strict=True):
        height = need + stretch
        middle = y + height / 2
        thick = min(height * 0.56, size.label * 2.2)
        if row.length:
            bars.append(Rect(left, middle - thick / 2, scale.at(row.length) - left, thick, fill=row.ink))
        intervals.extend(_interval(row, scale, middle, thick * 0.5, size))
        first = middle - (len(lines) - 1) * line / 2
        label_marks.extend(
            Text(
                left - size.gap, middle_baseline(first + number * line, size.label), text, size.label, anchor=Anchor.END
            )
            for number, text in enumerate(lines)
        )
        baseline = middle_baseline(middle, size.label)
        label_marks.extend(
            Text(end, baseline, text, size.label, weight=Weight.SEMIBOLD, anchor=Anchor.END)
            for (_start, end), text in zip(columns, row.texts, strict=True)
        )
        boxes.append(Box(0.0, y, body.width, height))
        y += height
    if reference is not None:
        at = scale.at(reference)
        dash = tuple(length * size.type_scale for length in _INTERVAL_DASH)
        intervals.append(Line(at, top, at, bottom, Ink.TARGET, 1.2 * size.type_scale, dash))
    groups = (
        Group(Role.GRID, tuple(grid)),
        Group(Role.DATA, tuple(bars)),
        Group(Role.LIMITS, tuple(intervals)),
        Group(Role.AXIS, tuple(axis_marks)),
        Group(Role.LABELS, tuple(label_marks)),
        *body.groups,
    )
    return RowLayout(body.width, body.height, body.least_height, groups, tuple(boxes))


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
        Line(low, y, high, y, Ink.PAPER, width * 2.4),
        Line(low, y, high, y, Ink.INTERVAL, width),
        Line(low, y - height / 2, low, y + height / 2, Ink.INTERVAL, width),
        Line(high, y - height / 2, high, y + height / 2, Ink.INTERVAL, width),
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


def _value_header(words: Words) -> str:
    return words.measure[:1].upper() + words.measure[1:] or _("Value")
