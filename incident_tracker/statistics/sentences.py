"""A control chart in one or two plain sentences, made from its signals alone, and the words of its warnings."""

from collections.abc import Callable
from enum import StrEnum

from incident_tracker.statistics.chart_results import (
    Assurance,
    ChartKind,
    ChartWarning,
    ControlChart,
    Signal,
    Variation,
    WarningCode,
)
from incident_tracker.statistics.figures import figure
from incident_tracker.wording import _, ngettext


class Subject(StrEnum):
    """What the figures are: reports (never "incidents": what is not reported is not seen), shares, gaps, or values."""

    REPORTS = "reports"
    SHARES = "shares"
    GAPS = "gaps"
    VALUES = "values"


_LABELS_NAMED = 3
"""Up to this many earlier points are named; more are only counted."""


def chart_sentence(chart: ControlChart, subject: Subject | None = None, name_of: Callable[[str], str] = str) -> str:
    """What the chart says, in the present language: the finding, what it means, the target, and how sure it is.

    Without `subject` it is taken from the kind of chart; `name_of` turns a label of `series.x` into words. It says
    "usual variation" without a "but" only if the chart has no signal at all.
    """
    about = subject or _subject_of(chart.kind)
    parts = [_finding(chart, about, name_of), _meaning(chart, about), _target(chart), _certainty(chart)]
    return " ".join(part for part in parts if part)


def _subject_of(kind: ChartKind) -> Subject:
    match kind:
        case ChartKind.C | ChartKind.U | ChartKind.UP:
            return Subject.REPORTS
        case ChartKind.P | ChartKind.PP:
            return Subject.SHARES
        case ChartKind.G | ChartKind.T:
            return Subject.GAPS
        case ChartKind.RUN | ChartKind.I | ChartKind.MR | ChartKind.IP:
            return Subject.VALUES


def latest_position(chart: ControlChart) -> int:
    """Index of the latest point that has a value."""
    return max((index for index, value in enumerate(chart.plotted) if value is not None), default=0)


def _finding(chart: ControlChart, about: Subject, name_of: Callable[[str], str]) -> str:
    latest = latest_position(chart)
    label = name_of(chart.series.x[latest])
    signal = chart.signals[latest]
    if signal is not None:
        amount = _amount(about, high=signal.high)
        return _latest_text(signal).format(label=label, amount=amount)
    if chart.variation is Variation.UNSTABLE:
        return _unstable(chart)
    if chart.has_signal:
        return _earlier(chart, label, name_of)
    if all(phase.runs.n_useful == 0 for phase in chart.phases):
        return _("There is no variation to judge: every figure is on the center line.")
    match about:
        case Subject.REPORTS:
            return _("Reports are within usual variation: nothing points to a change.")
        case Subject.SHARES:
            return _("The share is within usual variation: nothing points to a change.")
        case Subject.GAPS:
            return _("The gaps between reports are within usual variation: nothing points to a change.")
        case Subject.VALUES:
            return _("The figures are within usual variation: nothing points to a change.")


def _latest_text(signal: Signal) -> str:
    match signal:
        case Signal.ABOVE_UCL:
            return _("The latest figure ({label}) is above the upper limit: {amount} than chance explains.")
        case Signal.BELOW_LCL:
            return _("The latest figure ({label}) is below the lower limit: {amount} than chance explains.")
        case Signal.TREND_UP:
            return _("At least seven points up to {label} rise one after another: {amount} than before.")
        case Signal.TREND_DOWN:
            return _("At least seven points up to {label} fall one after another: {amount} than before.")
        case Signal.TWO_OF_THREE_HIGH:
            return _(
                "The latest points, up to {label}, are unusually close to the upper limit: {amount} than chance "
                "explains."
            )
        case Signal.TWO_OF_THREE_LOW:
            return _(
                "The latest points, up to {label}, are unusually close to the lower limit: {amount} than chance "
                "explains."
            )
        case Signal.FOUR_OF_FIVE_HIGH:
            return _("Four of five points up to {label} are well above the center line: {amount} than chance explains.")
        case Signal.FOUR_OF_FIVE_LOW:
            return _("Four of five points up to {label} are well below the center line: {amount} than chance explains.")
        case Signal.SHIFT_HIGH:
            return _(
                "The points up to {label} stay above the center line for unusually long: {amount} than chance explains."
            )
        case Signal.SHIFT_LOW:
            return _(
                "The points up to {label} stay below the center line for unusually long: {amount} than chance explains."
            )


def _amount(about: Subject, *, high: bool) -> str:
    match about:
        case Subject.REPORTS:
            return _("more reports") if high else _("fewer reports")
        case Subject.SHARES:
            return _("a larger share") if high else _("a smaller share")
        case Subject.GAPS:
            return _("longer gaps between reports") if high else _("shorter gaps between reports")
        case Subject.VALUES:
            return _("higher figures") if high else _("lower figures")


def _unstable(chart: ControlChart) -> str:
    runs = chart.phases[-1].runs
    longest, most = runs.longest_run, runs.longest_run_max
    if longest is not None and most is not None and longest > most:
        return _(
            "A run of {longest} points is on one side of the center line (by chance at most {most}): the level has "
            "probably shifted."
        ).format(longest=longest, most=most)
    return _(
        "The line rarely crosses the center ({crossings} times; by chance at least {least}): the level has "
        "probably shifted."
    ).format(crossings=runs.n_crossings, least=runs.n_crossings_min)


def _earlier(chart: ControlChart, label: str, name_of: Callable[[str], str]) -> str:
    labels = [name for name, signal in zip(chart.series.x, chart.signals, strict=True) if signal is not None]
    if not labels:
        return _(
            "The latest figure ({label}) is within usual variation, but an earlier phase was less steady than chance "
            "explains."
        ).format(label=label)
    if len(labels) > _LABELS_NAMED:
        return _("The latest figure ({label}) is within usual variation, but {n} earlier points are not.").format(
            label=label, n=len(labels)
        )
    return ngettext(
        "The latest figure ({label}) is within usual variation, but an earlier point is not ({labels}).",
        "The latest figure ({label}) is within usual variation, but {n} earlier points are not ({labels}).",
        len(labels),
    ).format(label=label, n=len(labels), labels=", ".join(map(name_of, labels)))


def _meaning(chart: ControlChart, about: Subject) -> str:
    if chart.variation in {Variation.COMMON_CAUSE, Variation.UNSTABLE}:
        return ""
    more_reports = chart.signals[latest_position(chart)] in _HIGH
    if about is Subject.GAPS:
        more_reports = not more_reports
    if about in {Subject.REPORTS, Subject.GAPS} and chart.reporting_build_up and more_reports:
        return _("More reports are expected while reporting builds up.")
    if about in {Subject.REPORTS, Subject.GAPS} and not more_reports:
        return _("This can mean that less happens, or that less is reported.")
    if chart.variation is Variation.IMPROVEMENT:
        return _("This is the direction hoped for.")
    return _("It is worth asking what has changed.")


_HIGH = frozenset(signal for signal in Signal if signal.high)


def _target(chart: ControlChart) -> str:
    if chart.assurance is None or chart.target is None:
        return ""
    return _assurance(chart.assurance).format(target=figure(chart.target))


def _assurance(assurance: Assurance) -> str:
    match assurance:
        case Assurance.CONSISTENTLY_PASSING:
            return _("As it runs now, the target of {target} can be expected to be met each time.")
        case Assurance.CONSISTENTLY_FAILING:
            return _("As it runs now, the target of {target} cannot be expected to be met.")
        case Assurance.HIT_AND_MISS:
            return _("As it runs now, the target of {target} is sometimes met and sometimes not.")


def _certainty(chart: ControlChart) -> str:
    points = chart.phases[-1].baseline_points
    if not chart.phases[-1].trial:
        return ""
    return ngettext(
        "With only {n} point to judge by, this is provisional.",
        "With only {n} points to judge by, this is provisional.",
        points,
    ).format(n=points)


def warning_text(warning: ChartWarning) -> str:
    """The warning as one sentence in the present language."""
    return _warning(warning.code).format(**_worded(warning))


def _warning(code: WarningCode) -> str:
    match code:
        case WarningCode.TRIAL_LIMITS:
            return _(
                "Trial limits: only {points} points made the limits from point {first}; from 12 points on they can be "
                "relied on."
            )
        case WarningCode.FEW_POINTS_FOR_RUNS:
            return _(
                "Only {points} points from point {first} are off the center line; runs can be judged from 10 points on."
            )
        case WarningCode.MEDIAN_IS_ZERO:
            return _(
                "The median is zero, so runs cannot be judged. A g or t chart of the gaps between events shows more."
            )
        case WarningCode.MOSTLY_ZERO:
            return _(
                "{zeros} of {points} points are zero. For events this rare, a g or t chart of the gaps between them "
                "shows more."
            )
        case WarningCode.POINTS_MISSING:
            return _("Points without a figure: {missing}. They stay empty and are not counted as zero.")
        case WarningCode.NO_VARIATION:
            return _("Nothing varies from point {first} to {last}, so there are no limits.")
        case WarningCode.TOO_SHORT_FOR_LIMITS:
            return _("There are too few points from point {first} to {last} to draw limits.")
        case WarningCode.OVERDISPERSED:
            return _(
                "The points vary much more than these limits expect (large subgroups). The {instead} chart allows for "
                "that."
            )
        case WarningCode.NO_USEFUL_POINTS:
            return _("No point from {first} to {last} is off the center line: no runs to judge.")


def _worded(warning: ChartWarning) -> dict[str, object]:
    names = {"up": "u′", "pp": "p′"}
    return {name: names.get(str(value), value) for name, value in warning.values.items()}
