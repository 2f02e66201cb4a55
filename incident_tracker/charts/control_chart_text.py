"""The words on a control chart: signals, lines, rule sets, what the callout says and what the table holds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from incident_tracker.charts.figures import decimals_for, figure_text
from incident_tracker.charts.layout import LegendItem
from incident_tracker.charts.period_labels import period_name
from incident_tracker.charts.scene import Cell, ChartTable, Ink, Shape
from incident_tracker.statistics.chart_results import ChartKind, ControlChart, Phase, RuleSet, Signal, Variation
from incident_tracker.statistics.sentences import chart_sentence
from incident_tracker.wording import _, ngettext


def signal_shape(signal: Signal) -> Shape:
    """The marker of a signal."""
    match signal:
        case Signal.ABOVE_UCL:
            return Shape.TRIANGLE_UP
        case Signal.BELOW_LCL:
            return Shape.TRIANGLE_DOWN
        case Signal.SHIFT_HIGH | Signal.SHIFT_LOW:
            return Shape.DIAMOND
        case Signal.TWO_OF_THREE_HIGH | Signal.TWO_OF_THREE_LOW:
            return Shape.RING
        case Signal.TREND_UP | Signal.TREND_DOWN | Signal.FOUR_OF_FIVE_HIGH | Signal.FOUR_OF_FIVE_LOW:
            return Shape.SQUARE


def signal_ink(variation: Variation) -> Ink:
    """Blue where a signal is an improvement, rust for any other special cause."""
    match variation:
        case Variation.IMPROVEMENT:
            return Ink.IMPROVEMENT
        case Variation.CONCERN | Variation.HIGH | Variation.LOW | Variation.UNSTABLE | Variation.COMMON_CAUSE:
            return Ink.SIGNAL


def signal_word(signal: Signal, center: str) -> str:
    """A signal in a few words; `center` is what the center line is called."""
    match signal:
        case Signal.ABOVE_UCL:
            return _("Above the upper limit")
        case Signal.BELOW_LCL:
            return _("Below the lower limit")
        case Signal.TREND_UP:
            return _("Rising trend")
        case Signal.TREND_DOWN:
            return _("Falling trend")
        case Signal.TWO_OF_THREE_HIGH:
            return _("Two of three near the upper limit")
        case Signal.TWO_OF_THREE_LOW:
            return _("Two of three near the lower limit")
        case Signal.FOUR_OF_FIVE_HIGH:
            return _("Four of five well above the center")
        case Signal.FOUR_OF_FIVE_LOW:
            return _("Four of five well below the center")
        case Signal.SHIFT_HIGH:
            return _("Shift above the {center}").format(center=center.lower())
        case Signal.SHIFT_LOW:
            return _("Shift below the {center}").format(center=center.lower())


def center_word(kind: ChartKind) -> str:
    """What the center line is: a median on run charts, a transformed center on g and t charts, else a mean."""
    if kind is ChartKind.RUN:
        return _("Median")
    if kind in {ChartKind.G, ChartKind.T}:
        return _("Center line")
    return _("Mean")


def rule_set_name(rules: RuleSet) -> str:
    """The name of a rule set, as on the chart."""
    match rules:
        case RuleSet.ANHOEJ:
            return _("Anhøj rules")
        case RuleSet.NHS:
            return _("NHS Making Data Count rules")
        case RuleSet.WESTERN_ELECTRIC:
            return _("Western Electric rules")


@dataclass(frozen=True, slots=True)
class Decimals:
    """Decimals of the points, of the lines around them, of the counts and of the denominators of one chart."""

    points: int
    lines: int
    counts: int
    denominators: int

    @classmethod
    def of(cls, chart: ControlChart) -> "Decimals":
        return cls(
            decimals_for(chart.plotted),
            decimals_for((*chart.plotted, *chart.cl, *chart.ucl, *chart.lcl)),
            decimals_for(chart.series.y),
            decimals_for(chart.series.n or ()),
        )


def legend(chart: ControlChart) -> tuple[LegendItem, ...]:
    """One item for every shape or line on the chart that needs a word, in the order of first use."""
    center = center_word(chart.kind)
    items: dict[LegendItem, None] = {}
    for signal, variation in zip(chart.signals, chart.variations, strict=True):
        if signal:
            items[LegendItem(signal_word(signal, center), signal_ink(variation), signal_shape(signal))] = None
    if any(has_unusual_run(chart, phase) for phase in chart.phases):
        items[LegendItem(_("{center}: unusual run").format(center=center), Ink.SIGNAL, dash=UNUSUAL_DASH)] = None
    if any(chart.excluded):
        items[LegendItem(_("Left out of the limits"), Ink.EXCLUDED, Shape.CROSS)] = None
    return tuple(items)


def has_unusual_run(chart: ControlChart, phase: Phase) -> bool:
    """Whether the chart's own rules find an unusual run, or too few crossings, in a phase."""
    return chart.rules is RuleSet.ANHOEJ and phase.runs.runs_signal


UNUSUAL_DASH = (2.0, 2.5)
"""Dash of a center line in a phase with an unusual run: seen without color."""


def notes(chart: ControlChart) -> tuple[str, ...]:
    """The rule set and the sample sizes, in one line."""
    count = sum(value is not None for value in chart.plotted)
    parts = [rule_set_name(chart.rules), ngettext("{n} point", "{n} points", count).format(n=count)]
    if chart.series.n:
        present = [n for n in chart.series.n if n is not None]
        low, high = min(present, default=0), max(present, default=0)
        decimals = decimals_for(present)
        texts = (figure_text(low, decimals), figure_text(high, decimals))
        if texts[0] == texts[1]:
            parts.append(_("n = {n} each").format(n=texts[0]))
        else:
            parts.append(_("n from {low} to {high}").format(low=texts[0], high=texts[1]))
    for phase in chart.phases:
        if phase.baseline_last < phase.last:
            parts.append(
                _("limits from {first} to {last}").format(
                    first=period_name(chart.series.x[phase.first - 1]),
                    last=period_name(chart.series.x[phase.baseline_last - 1]),
                )
            )
    return (" · ".join(parts),)


def finding(chart: ControlChart) -> str:
    """The chart's own sentence, with its periods called by their full names."""
    named = replace(chart.series, x=tuple(period_name(label) for label in chart.series.x))
    return chart_sentence(replace(chart, series=named))


def status_word(chart: ControlChart, index: int) -> str:
    """What is special about a point: its signal, that it was left out or is missing; "" for an ordinary one."""
    if chart.plotted[index] is None:
        return _("no figure")
    words = []
    if signal := chart.signals[index]:
        words.append(signal_word(signal, center_word(chart.kind)))
    if chart.excluded[index]:
        words.append(_("Left out of the limits"))
    return ", ".join(words)


def callout(
    chart: ControlChart, index: int, measure: str, precision: Decimals, remarks: Sequence[str] = ()
) -> tuple[str, ...]:
    """The lines of a point's callout: its figure, its parts, the lines around it, what is special."""
    value = chart.plotted[index]
    if value is None:
        return (_("no figure"), *remarks)
    lines = [f"{figure_text(value, precision.points)} {measure}".rstrip()]
    if chart.series.n:
        count = figure_text(chart.series.y[index], precision.counts)
        n = figure_text(chart.series.n[index], precision.denominators)
        lines.append(_("{count} of {n}").format(count=count, n=n))
    if (cl := chart.cl[index]) is not None:
        lines.append(f"{center_word(chart.kind)} {figure_text(cl, precision.lines)}")
    lcl, ucl = chart.lcl[index], chart.ucl[index]
    if lcl is not None and ucl is not None:
        low, high = figure_text(lcl, precision.lines), figure_text(ucl, precision.lines)
        lines.append(_("Limits {low} to {high}").format(low=low, high=high))
    elif ucl is not None:
        lines.append(_("Upper limit {high}").format(high=figure_text(ucl, precision.lines)))
    if status := status_word(chart, index):
        lines.append(status)
    return (*lines, *remarks)


def table(chart: ControlChart, measure: str, precision: Decimals) -> ChartTable:
    """The chart as a table: one row a point; columns that would be empty throughout are left out."""
    rows = range(len(chart.series))
    columns: list[tuple[str, list[Cell]]] = [
        (_("Period"), [Cell(period_name(label), label) for label in chart.series.x]),
        (
            measure[:1].upper() + measure[1:] or _("Value"),
            _figures(chart.plotted, precision.points),
        ),
    ]
    if chart.series.n:
        columns.append((_("Count"), _figures(chart.series.y, precision.counts)))
        columns.append((_("n"), _figures(chart.series.n, precision.denominators)))
    for header, values in (
        (center_word(chart.kind), chart.cl),
        (_("Lower limit"), chart.lcl),
        (_("Upper limit"), chart.ucl),
    ):
        if any(value is not None for value in values):
            columns.append((header, _figures(values, precision.lines)))
    statuses = [status_word(chart, row) for row in rows]
    if any(statuses):
        columns.append((_("Remark"), [Cell(status, status) for status in statuses]))
    return ChartTable(
        tuple(header for header, _cells in columns),
        tuple(tuple(cells[row] for _header, cells in columns) for row in rows),
    )


def _figures(values: Sequence[float | None], decimals: int) -> list[Cell]:
    return [Cell(figure_text(value, decimals), value) for value in values]
