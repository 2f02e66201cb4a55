"""Value axes with round ticks, and category axes whose labels thin out before they touch."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.layout import Box, Size, middle_baseline
from incident_tracker.charts.period_labels import AxisLabel
from incident_tracker.charts.scene import Ink, Mark, MarkGroup, MarkRole, StraightLine, Text, TextAnchor, Weight
from incident_tracker.charts.type_metrics import fits, text_width

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_STRIDES = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear map from values `low`..`high` to positions `start`..`end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Ticks:
    """Round values from `low` to `high` inclusive, with the decimals they need."""

    values: tuple[float, ...]
    decimals: int

    @property
    def low(self) -> float:
        return self.values[0]

    @property
    def high(self) -> float:
        return self.values[-1]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(figure_text(value, self.decimals) for value in self.values)


def nice_ticks(low: float, high: float, most: int = 6, *, whole: bool = False) -> Ticks:
    """At most `most` + 1 steps of 1, 2, 2.5 or 5 × 10ⁿ that enclose low..high; whole numbers only with `whole`."""
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-3):
        spread = abs(low) * 0.5 if abs(low) > 1e-6 else 1.0
        low, high = (0.0, high + spread) if low >= 0 else (low - spread, high + spread)
    rough = (high - low) / most
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * 0.999)
    if whole:
        step = max(1.0, step if step == int(step) else ceil(step))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    decimals = max(0, -floor(log10(step) + 1e-9))
    if round(step * 10**decimals, 6) != round(step * 10**decimals):
        decimals += 1
    return Ticks(tuple(round(number * step, decimals + 2) for number in range(first, last + 1)), decimals)


def value_axis(ticks: Ticks, scale: Scale, plot: Box, size: Size) -> tuple[MarkGroup, MarkGroup]:
    """Horizontal grid lines over the plot, and the tick labels to its left."""
    grid = tuple(
        StraightLine(plot.x, scale.at(value), plot.right, scale.at(value), Ink.GRID, 0.7 * size.type_scale)
        for value in ticks.values
    )
    labels = tuple(
        Text(
            plot.x - size.gap,
            middle_baseline(scale.at(value), size.label),
            label,
            size.label,
            Ink.MUTED,
            anchor=TextAnchor.END,
        )
        for value, label in zip(ticks.values, ticks.labels, strict=True)
    )
    return MarkGroup(MarkRole.GRID, grid), MarkGroup(MarkRole.AXIS, labels)


def value_axis_width(ticks: Ticks, size: Size) -> float:
    """Room that the tick labels need left of the plot."""
    return max(text_width(label, size.label) for label in ticks.labels) + size.gap


def category_axis_height(labels: Sequence[AxisLabel], size: Size) -> float:
    """Room that the labels need below the plot: one line, or two where the labels belong to years."""
    lines = 2 if any(label.group for label in labels) else 1
    return size.gap + lines * size.label * 1.4


def category_axis(labels: Sequence[AxisLabel], centers: Sequence[float], plot: Box, size: Size) -> MarkGroup:
    """The base line, a tick at every shown label, and as many labels as fit, evenly thinned.

    `centers` are the x of all points. Groups (years) are below, where they begin, when there is room for them.
    """
    marks: list[Mark] = [StraightLine(plot.x, plot.bottom, plot.right, plot.bottom, Ink.AXIS, 0.8 * size.type_scale)]
    least_gap = size.gap * 1.2
    most_width = max(plot.width / 3, size.label * 4)
    texts = [fits(label.text, most_width, size.label) for label in labels]
    widths = [text_width(text, size.label) for text in texts]
    stride = stride_of(widths, centers, least_gap)
    baseline = plot.bottom + size.gap + size.label * 0.8
    taken = float("-inf")
    for position in range(_first_shown(labels, stride), len(labels), stride):
        x = _kept_inside(centers[position], widths[position], plot, size)
        marks.append(
            StraightLine(centers[position], plot.bottom, centers[position], plot.bottom + size.gap * 0.5, Ink.AXIS, 0.8)
        )
        if texts[position] and x - widths[position] / 2 >= taken:
            marks.append(Text(x, baseline, texts[position], size.label, Ink.MUTED, anchor=TextAnchor.MIDDLE))
            taken = x + widths[position] / 2 + least_gap * 0.5
    marks.extend(_years(labels, centers, plot, size, baseline + size.label * 1.4))
    return MarkGroup(MarkRole.AXIS, tuple(marks))


def stride_of(widths: Sequence[float], centers: Sequence[float], gap: float) -> int:
    """The smallest stride at which no label comes nearer than `gap` to the next."""
    if len(centers) < 2:
        return 1
    step = centers[1] - centers[0]
    for stride in _STRIDES:
        shown = widths[::stride]
        widest = max((a + b) / 2 for a, b in pairwise(shown)) if len(shown) > 1 else 0.0
        if step * stride >= widest + gap:
            return stride
    return len(centers)


def _first_shown(labels: Sequence[AxisLabel], stride: int) -> int:
    """Where thinning starts: at the first January if there is one near, so that years stay in step."""
    starts = [position for position, label in enumerate(labels) if label.starts_year]
    return starts[0] % stride if starts else 0


def _kept_inside(x: float, width: float, plot: Box, size: Size) -> float:
    """x moved so that a centered label stays between the scene's left edge and just right of the plot."""
    left, right = width / 2, plot.right + size.gap - width / 2
    return min(max(x, left), max(left, right))


def _years(labels: Sequence[AxisLabel], centers: Sequence[float], plot: Box, size: Size, baseline: float) -> list[Mark]:
    """The years under their first months; of two that do not fit side by side the one of which more is shown."""
    shown = Counter(label.group for label in labels)
    marks: list[Mark] = []
    before, taken = "", float("-inf")
    for position, label in enumerate(labels):
        if not label.group or (position and labels[position - 1].group == label.group):
            continue
        width = text_width(label.group, size.label, Weight.SEMIBOLD)
        x = _kept_inside(centers[position], width, plot, size)
        if x - width / 2 < taken:
            if shown[label.group] <= shown[before]:
                continue
            marks.pop()
        marks.append(Text(x, baseline, label.group, size.label, Ink.MUTED, Weight.SEMIBOLD, anchor=TextAnchor.MIDDLE))
        before, taken = label.group, x + width / 2 + size.gap
    return marks
