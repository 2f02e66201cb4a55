"""The marks of a control chart inside its axes: limits as steps, phases, the data, signals and their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from incident_tracker.charts.axes import Scale
from incident_tracker.charts.control_chart_text import (
    UNUSUAL_DASH,
    Decimals,
    center_word,
    has_unusual_run,
    signal_ink,
    signal_shape,
)
from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.layout import Box, Size, middle_baseline, text_box
from incident_tracker.charts.placement import Room, spread
from incident_tracker.charts.scene import (
    Ink,
    Mark,
    Marker,
    MarkGroup,
    MarkRole,
    Polygon,
    Polyline,
    Shape,
    StraightLine,
    Text,
    Weight,
)
from incident_tracker.charts.type_metrics import CAP_HEIGHT, DESCENT, text_width
from incident_tracker.statistics.chart_results import ControlChart, Phase, Signal
from incident_tracker.wording import _

LIMIT_DASH = (5.0, 3.0)
TRIAL_DASH = (1.5, 3.0)

Values = Sequence[float | None]
Corners = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PlotArea:
    """Where values and points of one control chart are: the plot's box, its value scale and the width of a point."""

    plot: Box
    scale: Scale
    step: float

    def x(self, index: int) -> float:
        """The center of the point `index`, counted from 0."""
        return self.plot.x + (index + 0.5) * self.step

    def edge(self, index: int) -> float:
        """The left edge of the point's column."""
        return self.plot.x + index * self.step


def steps(values: Values, first: int, last: int, area: PlotArea) -> Iterator[Corners]:
    """The value as steps over the points `first`..`last` (from 0), a new line after each gap.

    Each step spans the column of its point, because each subgroup has its own n and so its own limit.
    """
    corners: list[tuple[float, float]] = []
    for index in range(first, last + 1):
        value = values[index]
        if value is None:
            if corners:
                yield tuple(corners)
            corners = []
            continue
        y = area.scale.at(value)
        if len(corners) >= 2 and corners[-1][1] == y:
            corners.pop()
        else:
            corners.append((area.edge(index), y))
        corners.append((area.edge(index + 1), y))
    if corners:
        yield tuple(corners)


def limits(chart: ControlChart, area: PlotArea, size: Size) -> tuple[MarkGroup, MarkGroup]:
    """The band between the limits, and the limits and center lines of every phase."""
    band: list[Mark] = []
    lines: list[Mark] = []
    for phase in chart.phases:
        first, last = phase.first - 1, phase.last - 1
        uppers = list(steps(chart.ucl, first, last, area))
        lowers = list(steps(chart.lcl, first, last, area))
        if len(uppers) == len(lowers):
            band.extend(
                Polygon((*upper, *reversed(lower)), fill=Ink.BAND) for upper, lower in zip(uppers, lowers, strict=True)
            )
        dash = _limit_dash(phase, area, size)
        lines.extend(
            Polyline(line, Ink.LIMIT, (1.0 if dash else 0.7) * size.type_scale, dash) for line in (*uppers, *lowers)
        )
        unusual = has_unusual_run(chart, phase)
        lines.extend(
            Polyline(
                line,
                Ink.SIGNAL if unusual else Ink.CENTER,
                1.2 * size.type_scale,
                _scaled(UNUSUAL_DASH, size) if unusual else (),
            )
            for line in steps(chart.cl, first, last, area)
        )
    if chart.target is not None:
        y = area.scale.at(chart.target)
        lines.append(
            StraightLine(
                area.plot.x,
                y,
                area.plot.right,
                y,
                Ink.TARGET,
                1.2 * size.type_scale,
                _scaled((8.0, 2.5, 1.5, 2.5), size),
            )
        )
    return MarkGroup(MarkRole.BAND, tuple(band)), MarkGroup(MarkRole.LIMITS, tuple(lines))


def _limit_dash(phase: Phase, area: PlotArea, size: Size) -> tuple[float, ...]:
    """Trial limits are dotted, others dashed; steps too narrow for a dash are drawn through."""
    if phase.trial:
        return _scaled(TRIAL_DASH, size)
    return _scaled(LIMIT_DASH, size) if area.step >= sum(LIMIT_DASH) * size.type_scale else ()


def data(chart: ControlChart, area: PlotArea, size: Size) -> tuple[MarkGroup, MarkGroup]:
    """The line through the points, broken where a figure is missing and between phases; and its markers."""
    ordinary: list[Mark] = [
        Polyline(line, Ink.DATA, 1.5 * size.type_scale) for line in data_lines(chart, area) if len(line) > 1
    ]
    special: list[Mark] = []
    small = marker_size(area, size)
    for index, value in enumerate(chart.plotted):
        if value is None:
            continue
        x, y = area.x(index), area.scale.at(value)
        signal = chart.signals[index]
        if chart.excluded[index]:
            special.append(Marker(x, y, Shape.CROSS, small * 1.5, Ink.EXCLUDED))
        elif signal:
            special.append(Marker(x, y, signal_shape(signal), small * 1.5, signal_ink(chart.variations[index])))
        else:
            ordinary.append(Marker(x, y, Shape.CIRCLE, small, Ink.DATA))
    return MarkGroup(MarkRole.DATA, tuple(ordinary)), MarkGroup(MarkRole.SIGNALS, tuple(special))


def data_lines(chart: ControlChart, area: PlotArea) -> tuple[Corners, ...]:
    """The stretches of the data line."""
    stretches = []
    for phase in chart.phases:
        indexes = range(phase.first - 1, phase.last)
        for present, stretch in groupby(indexes, lambda index: chart.plotted[index] is not None):
            if present:
                stretches.append(
                    tuple(
                        (area.x(index), area.scale.at(value))
                        for index in stretch
                        if (value := chart.plotted[index]) is not None
                    )
                )
    return tuple(stretches)


def marker_size(area: PlotArea, size: Size) -> float:
    """Height of an ordinary marker: smaller where points are many."""
    return min(max(area.step * 0.5, 2.4), 5.2) * min(size.type_scale, 2.0) if area.step > 4 else 2.4 * size.type_scale


def line_labels(chart: ControlChart, precision: Decimals, *, short: bool) -> tuple[tuple[str, float, Ink], ...]:
    """(text, value, ink) of the lines at the right edge: the last limits, the center line and the target."""
    if short:
        words = (_("UCL"), center_word(chart.kind), _("LCL"), _("Target"))
    elif chart.phases[-1].trial:
        words = (_("Trial upper limit"), center_word(chart.kind), _("Trial lower limit"), _("Target"))
    else:
        words = (_("Upper limit"), center_word(chart.kind), _("Lower limit"), _("Target"))
    ends = (_last(chart.ucl), _last(chart.cl), _last(chart.lcl), chart.target)
    inks = (Ink.MUTED, Ink.INK, Ink.MUTED, Ink.TARGET)
    return tuple(
        (f"{word} {figure_text(value, precision.lines)}", value, ink)
        for word, value, ink in zip(words, ends, inks, strict=True)
        if value is not None
    )


def edge_labels(labels: Sequence[tuple[str, float, Ink]], area: PlotArea, size: Size) -> MarkGroup:
    """The labels of the lines right of the plot, moved apart where lines are close together."""
    wanted = [area.scale.at(value) for _text, value, _ink in labels]
    height = size.label * 1.25
    places = spread(wanted, height, area.plot.y, area.plot.bottom)
    return MarkGroup(
        MarkRole.LABELS,
        tuple(
            Text(area.plot.right + size.gap, middle_baseline(y, size.label), text, size.label, ink)
            for (text, _value, ink), y in zip(labels, places, strict=True)
        ),
    )


def point_labels(chart: ControlChart, precision: Decimals, area: PlotArea, size: Size, room: Room) -> MarkGroup:
    """The figure beside each point outside the limits, and the center of earlier phases, where there is room."""
    marks: list[Mark] = []
    for index, value in enumerate(chart.plotted):
        if value is None or not chart.outside[index] or chart.excluded[index]:
            continue
        text = figure_text(value, precision.points)
        ink = signal_ink(chart.variations[index])
        above = chart.signals[index] is not Signal.BELOW_LCL
        if label := _label_near(area.x(index), area.scale.at(value), text, ink, above, size, room):
            marks.append(label)
    for phase in chart.phases[:-1]:
        center = chart.cl[phase.first - 1]
        if center is None:
            continue
        text = f"{center_word(chart.kind)} {figure_text(center, precision.lines)}"
        if label := _label_on_line(phase, center, text, area, size, room):
            marks.append(label)
    return MarkGroup(MarkRole.LABELS, tuple(marks))


def _label_near(x: float, y: float, text: str, ink: Ink, high: bool, size: Size, room: Room) -> Text | None:
    width = text_width(text, size.label, Weight.SEMIBOLD)
    height = (CAP_HEIGHT + DESCENT) * size.label
    clear = size.gap * 0.9
    above, below = y - clear - height, y + clear
    rows = (above, below, above - height, below + height) if high else (below, above, below + height, above - height)
    box = room.first_free(
        Box(left, row, width, height)
        for row in rows
        for left in (x - width / 2, x + clear * 0.8, x - width - clear * 0.8)
    )
    if box is None:
        return None
    return Text(box.x, box.y + CAP_HEIGHT * size.label, text, size.label, ink, Weight.SEMIBOLD)


def _label_on_line(phase: Phase, value: float, text: str, area: PlotArea, size: Size, room: Room) -> Text | None:
    width = text_width(text, size.note)
    height = (CAP_HEIGHT + DESCENT) * size.note
    y = area.scale.at(value)
    left, right = area.edge(phase.first - 1) + size.gap * 0.5, area.edge(phase.last) - width - size.gap * 0.5
    box = room.first_free(
        Box(x, row, width, height)
        for row in (y - height - size.gap * 0.3, y + size.gap * 0.4)
        for x in (left, right, (left + right) / 2)
        if x >= left
    )
    if box is None:
        return None
    return Text(box.x, box.y + CAP_HEIGHT * size.note, text, size.note, Ink.MUTED)


def reserve(chart: ControlChart, area: PlotArea, size: Size, room: Room) -> None:
    """Keep labels off the lines and markers of the chart."""
    for line in data_lines(chart, area):
        room.take_line(line)
    for values in (chart.ucl, chart.lcl, chart.cl):
        for phase in chart.phases:
            for line in steps(values, phase.first - 1, phase.last - 1, area):
                room.take_line(line)
    small = marker_size(area, size) * 1.5
    for index, value in enumerate(chart.plotted):
        if value is not None:
            y = area.scale.at(value)
            room.take(Box(area.x(index) - small / 2, y - small / 2, small, small))


def reserve_texts(marks: Sequence[Mark], room: Room) -> None:
    """Keep labels off texts that are already in the plot."""
    for mark in marks:
        if isinstance(mark, Text):
            room.take(text_box(mark).grown(1.0))


def _last(values: Values) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _scaled(dash: tuple[float, ...], size: Size) -> tuple[float, ...]:
    return tuple(length * size.type_scale for length in dash)
