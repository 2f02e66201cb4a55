"""Lays out control charts and run charts: one scene for every kind, from 3 to 120 points and beyond."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incident_tracker.charts.axes import (
    Scale,
    Ticks,
    category_axis,
    category_axis_height,
    nice_ticks,
    value_axis,
    value_axis_width,
)
from incident_tracker.charts.control_chart_marks import (
    PlotArea,
    data,
    edge_labels,
    limits,
    line_labels,
    point_labels,
    reserve,
    reserve_texts,
)
from incident_tracker.charts.control_chart_text import Decimals, callout, finding, legend, notes, table
from incident_tracker.charts.flags import Flag, FlagKind, PlacedFlag, place_flags
from incident_tracker.charts.layout import Box, ChartFrame, ChartText, Size, chart_frame, scene_in
from incident_tracker.charts.period_labels import axis_labels, period_name
from incident_tracker.charts.placement import Room
from incident_tracker.charts.scene import Ink, Mark, MarkGroup, MarkRole, Point, Scene, StraightLine, Text, TextAnchor
from incident_tracker.charts.type_metrics import CAP_HEIGHT, text_width
from incident_tracker.statistics.chart_results import ChartKind, ControlChart
from incident_tracker.statistics.sentences import warning_text
from incident_tracker.wording import _

_FROM_ZERO = frozenset(ChartKind) - {ChartKind.I, ChartKind.IP, ChartKind.RUN}
_WIDE = 340.0


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note on the 1-based point `position`, such as "New phone system"."""

    position: int
    text: str


def control_chart_scene(
    chart: ControlChart,
    text: ChartText,
    size: Size,
    *,
    annotations: Sequence[Annotation] = (),
    keys: Sequence[str | None] = (),
) -> Scene:
    """The scene of one control chart.

    Without a sentence in `text` the chart's own finding is below; the rule set, the sample sizes and the
    chart's warnings go before its notes. `keys`, one for each
    point, are what a drill-down asks for; without them the point's own label is its key.
    """
    text = replace(
        text,
        sentence=text.sentence or finding(chart),
        notes=(*notes(chart), *(warning_text(warning) for warning in chart.warnings), *text.notes),
    )
    precision = Decimals.of(chart)
    found = list(_flag_texts(chart, annotations))
    outline = _outline(chart, text, size, precision, found, ())
    spilled = tuple(
        f"{period_name(chart.series.x[placed.flag.position - 1])}: {placed.flag.text}"
        for placed in outline.flags
        if not placed.is_whole
    )
    if spilled:
        outline = _outline(chart, text, size, precision, found, spilled)
    area, body = outline.area, outline.frame
    grid, axis = value_axis(outline.ticks, area.scale, area.plot, size)
    centers = [area.x(index) for index in range(len(chart.series))]
    flags = _flag_group(outline, chart, size)
    room = Room(Box(area.plot.x, body.plot.y, area.plot.width, area.plot.bottom - body.plot.y))
    reserve(chart, area, size, room)
    reserve_texts(flags.marks, room)
    for placed in outline.flags:
        room.take_line(((placed.flag.x, area.plot.y), (placed.flag.x, area.plot.bottom)))
    band, lines = limits(chart, area, size)
    ordinary, special = data(chart, area, size)
    groups = (
        band,
        grid,
        axis,
        category_axis(axis_labels(chart.series.x), centers, area.plot, size),
        flags,
        lines,
        ordinary,
        special,
        edge_labels(outline.labels, area, size),
        point_labels(chart, precision, area, size, room),
    )
    remarks = {annotation.position - 1: annotation.text for annotation in annotations}
    points = tuple(
        Point(
            index,
            centers[index],
            area.plot.bottom if value is None else area.scale.at(value),
            period_name(chart.series.x[index]),
            callout(chart, index, text.measure, precision, tuple(told for at, told in remarks.items() if at == index)),
            keys[index] if keys else chart.series.x[index],
        )
        for index, value in enumerate(chart.plotted)
    )
    text = replace(text, notes=(*text.notes, *spilled))
    figures = table(chart, text.measure, precision)
    return scene_in(body, text, groups, points, figures, description=_description(chart, text))


@dataclass(frozen=True, slots=True)
class _Outline:
    """Everything that must be known before the first mark is placed."""

    frame: ChartFrame
    ticks: Ticks
    area: PlotArea
    flags: tuple[PlacedFlag, ...]
    labels: tuple[tuple[str, float, Ink], ...]
    lane_height: float


def _outline(
    chart: ControlChart,
    text: ChartText,
    size: Size,
    precision: Decimals,
    flags: Sequence[Flag],
    spilled: tuple[str, ...],
) -> _Outline:
    whole = replace(text, notes=(*text.notes, *spilled))
    body = chart_frame(size, whole, legend(chart), least_plot=120.0)
    axis_height = category_axis_height(axis_labels(chart.series.x), size)
    ticks = _ticks(chart, most=max(2, min(6, int((body.plot.height - axis_height) / (size.label * 2.8)))))
    labels = line_labels(chart, precision, short=body.width < _WIDE * size.type_scale)
    gutter = max((text_width(word, size.label) for word, _value, _ink in labels), default=0.0) + size.gap
    left = value_axis_width(ticks, size)
    right = body.width - gutter
    step = (right - left) / len(chart.series)
    placed = place_flags([replace(flag, x=left + flag.x * step) for flag in flags], left, right + gutter, size)
    lane_height = size.note * 1.5
    lanes = max((flag.lane + 1 for flag in placed if flag.shown), default=0)
    top = body.plot.y + size.label + lanes * lane_height
    bottom = body.plot.bottom - axis_height
    plot = Box(left, top, right - left, bottom - top)
    area = PlotArea(plot, Scale(ticks.low, ticks.high, plot.bottom, plot.y), step)
    return _Outline(body, ticks, area, placed, labels, lane_height)


def _ticks(chart: ControlChart, most: int) -> Ticks:
    shown = [
        value for values in (chart.plotted, chart.cl, chart.lcl, chart.ucl) for value in values if value is not None
    ]
    if chart.target is not None:
        shown.append(chart.target)
    low, high = min(shown, default=0.0), max(shown, default=0.0)
    if low >= 0 and (chart.kind in _FROM_ZERO or low < high * 0.6):
        low = 0.0
    return nice_ticks(
        low,
        high,
        most,
        whole=chart.series.n is None and high >= 4 and all(v == int(v) for v in chart.plotted if v is not None),
    )


def _flag_texts(chart: ControlChart, annotations: Sequence[Annotation]) -> Sequence[Flag]:
    """Flags whose x is still counted in points from the left edge."""
    flags = []
    for phase in chart.phases:
        if phase.first > 1:
            flags.append(Flag(FlagKind.PHASE, phase.first - 1, phase.reason or _("New limits"), phase.first))
        if phase.baseline_last < phase.last:
            flags.append(Flag(FlagKind.BASELINE, phase.baseline_last, _("Baseline ends"), phase.baseline_last))
    flags.extend(Flag(FlagKind.NOTE, note.position - 0.5, note.text, note.position) for note in annotations)
    return flags


def _flag_group(outline: _Outline, chart: ControlChart, size: Size) -> MarkGroup:
    marks: list[Mark] = []
    area = outline.area
    lanes_top = area.plot.y - outline.lane_height * max((f.lane + 1 for f in outline.flags if f.shown), default=0)
    for placed in outline.flags:
        flag = placed.flag
        top = lanes_top + placed.lane * outline.lane_height if placed.shown else area.plot.y
        match flag.kind:
            case FlagKind.NOTE:
                value, dash = chart.plotted[flag.position - 1], (1.0, 2.5)
            case FlagKind.PHASE | FlagKind.BASELINE:
                value, dash = None, (4.0, 3.0)
        bottom = area.plot.bottom if value is None else area.scale.at(value) - size.gap
        if bottom > top:
            marks.append(
                StraightLine(
                    flag.x,
                    top,
                    flag.x,
                    bottom,
                    Ink.PHASE,
                    0.8 * size.type_scale,
                    tuple(length * size.type_scale for length in dash),
                )
            )
        if placed.shown:
            shift = size.gap * 0.5 if placed.anchor is TextAnchor.START else -size.gap * 0.5
            baseline = top + CAP_HEIGHT * size.note + outline.lane_height * 0.1
            marks.append(Text(flag.x + shift, baseline, placed.shown, size.note, Ink.MUTED, anchor=placed.anchor))
    return MarkGroup(MarkRole.PHASES, tuple(marks))


def _description(chart: ControlChart, text: ChartText) -> str:
    """The alternative text: what is drawn, over which time, and the finding."""
    kind = _("Run chart") if chart.kind is ChartKind.RUN else _("Control chart")
    first, last = period_name(chart.series.x[0]), period_name(chart.series.x[-1])
    span = _("{kind} of {title}, {first} to {last}.").format(kind=kind, title=text.title, first=first, last=last)
    return f"{span} {text.sentence}".rstrip()
