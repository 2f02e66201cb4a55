"""The single entry point for all control charts: phases, limits, signals and warnings of a series."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics.chart_results import (
    ChartKind,
    ChartWarning,
    ControlChart,
    Improvement,
    Phase,
    RuleSet,
    Signal,
    Split,
    Variation,
    WarningCode,
)
from incident_tracker.statistics.count_charts import c_chart, u_chart
from incident_tracker.statistics.individual_charts import i_chart, ip_chart, mr_chart
from incident_tracker.statistics.limits import Limits, Line, Subgroups
from incident_tracker.statistics.rare_event_charts import g_chart, t_chart
from incident_tracker.statistics.run_charts import run_chart
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.share_charts import p_chart
from incident_tracker.statistics.signals import (
    analyze_runs,
    anhoej_signals,
    assurance_of,
    nhs_signals,
    outside,
    variation_of,
    western_electric_signals,
)

TRIAL_BELOW = 12
"""Limits of fewer points are called trial limits (NHS Making Data Count)."""

RUNS_NEED = 10
"""The runs analysis is valid from so many useful points (Anhøj 2014)."""

OVERDISPERSED_FROM = 1.5
"""From this σz on, u and p charts say that their limits are too narrow and offer the prime chart; our own choice."""

SCREENABLE = frozenset({ChartKind.I, ChartKind.IP, ChartKind.UP, ChartKind.PP, ChartKind.T})
"""The charts whose limits come from moving ranges."""


def control_chart(
    series: Series,
    kind: ChartKind,
    *,
    rules: RuleSet = RuleSet.ANHOEJ,
    freeze: int | None = None,
    exclude: Collection[int] = (),
    splits: Sequence[Split] = (),
    multiply: float = 1.0,
    screen_moving_ranges: bool = True,
    improvement: Improvement = Improvement.NEITHER,
    target: float | None = None,
    reporting_build_up: bool = False,
) -> ControlChart:
    """The control chart of `series`.

    `freeze`: limits are made by the first so many points of each phase. `exclude`: 1-based points that are drawn, but
    are not judged, and make no limits and no runs. `splits`: where new phases with their own limits begin. `multiply`:
    the base of a rate, such as 1000; figures and lines are in that unit. `screen_moving_ranges`: leave out extreme
    moving ranges once, where the chart uses them. `target` is in the unit of what is drawn.

    Raises `Refused` in the field freeze, exclude, splits, multiply or target (OUT_OF_RANGE), y or n (see the charts).
    """
    _check_options(len(series), freeze, exclude, splits, multiply, target)
    excluded = tuple(position in exclude for position in range(1, len(series) + 1))
    parts = [
        _part(series, kind, excluded, span, freeze, screened=screen_moving_ranges)
        for span in _spans(len(series), splits)
    ]
    plotted = _drawn((part.limits.plotted for part in parts), multiply)
    cl = _drawn((part.limits.cl for part in parts), multiply)
    lcl = _drawn((part.limits.at(-3) for part in parts), multiply)
    ucl = _drawn((part.limits.at(3) for part in parts), multiply)
    signals = tuple(signal for part in parts for signal in part.signals(rules))
    phases = tuple(part.phase for part in parts)
    variations = tuple(variation_of(signal, improvement, reporting_build_up=reporting_build_up) for signal in signals)
    latest = _latest(tuple(None if out else value for value, out in zip(plotted, excluded, strict=True)))
    variation = variations[latest]
    if rules is RuleSet.ANHOEJ and signals[latest] is None and phases[-1].runs.runs_signal:
        variation = Variation.UNSTABLE
    return ControlChart(
        series=series,
        kind=kind,
        rules=rules,
        multiply=multiply,
        moving_ranges_screened=screen_moving_ranges if kind in SCREENABLE else None,
        plotted=plotted,
        cl=cl,
        lcl=lcl,
        ucl=ucl,
        outside=tuple(where != 0 for part in parts for where in part.beyond),
        excluded=excluded,
        signals=signals,
        variations=variations,
        variation=variation,
        assurance=assurance_of(target, lcl[latest], ucl[latest], improvement),
        improvement=improvement,
        target=target,
        reporting_build_up=reporting_build_up,
        phases=phases,
        warnings=(
            *(warning for part in parts for warning in _warnings_of_phase(kind, part.limits, part.phase)),
            *_warnings_of_series(kind, plotted),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """A phase with its limits; `included` are the points that make runs, `beyond` the side on which a point is out."""

    phase: Phase
    limits: Limits
    included: tuple[bool, ...]
    beyond: tuple[int, ...]

    def signals(self, rules: RuleSet) -> tuple[Signal | None, ...]:
        """What the rules say to each point."""
        match rules:
            case RuleSet.ANHOEJ:
                return anhoej_signals(self.limits, self.included, self.beyond, self.phase.runs)
            case RuleSet.NHS:
                return nhs_signals(self.limits, self.included, self.beyond)
            case RuleSet.WESTERN_ELECTRIC:
                return western_electric_signals(self.limits, self.included, self.beyond)


def _spans(length: int, splits: Sequence[Split]) -> Iterator[tuple[int, int, str]]:
    """For each phase the place of its first point, the place after its last, and why it began."""
    ordered = sorted(splits, key=lambda split: split.after)
    starts, reasons = [0, *(split.after for split in ordered)], ["", *(split.reason for split in ordered)]
    return zip(starts, [*starts[1:], length], reasons, strict=True)


def _part(
    series: Series,
    kind: ChartKind,
    excluded: Sequence[bool],
    span: tuple[int, int, str],
    freeze: int | None,
    *,
    screened: bool,
) -> _Part:
    start, end, reason = span
    included = tuple(not each for each in excluded[start:end])
    baseline_end = end if freeze is None else min(end, start + freeze)
    baseline = tuple(counts and start + index < baseline_end for index, counts in enumerate(included))
    subgroups = Subgroups(series.y[start:end], None if series.n is None else series.n[start:end], baseline)
    limits = _limits(kind, subgroups, screened=screened)
    runs = analyze_runs(limits.plotted, limits.cl, included, first=start + 1)
    if kind is ChartKind.MR:
        runs = replace(runs, runs_signal=False)  # neighboring ranges share a point: runs of them mean nothing
    points = sum(value is not None for value in subgroups.of_baseline(limits.plotted))
    phase = Phase(start + 1, end, baseline_end, points, points < TRIAL_BELOW, reason, runs)
    beyond = outside(limits.plotted, limits.at(-3), limits.at(3))
    judged = tuple(where if counts else 0 for where, counts in zip(beyond, included, strict=True))
    return _Part(phase, limits, included, judged)


def _latest(plotted: Line) -> int:
    """The place of the last point."""
    return max((index for index, value in enumerate(plotted) if value is not None), default=len(plotted) - 1)


def _drawn(lines: Iterable[Line], multiply: float) -> tuple[float | None, ...]:
    """The line of all phases in the unit of what is drawn."""
    return tuple(None if value is None else value * multiply for line in lines for value in line)


def _check_options(
    length: int,
    freeze: int | None,
    exclude: Collection[int],
    splits: Sequence[Split],
    multiply: float,
    target: float | None,
) -> None:
    if freeze is not None and not 1 <= freeze <= length:
        raise Refused(Reason.OUT_OF_RANGE, "freeze", least=1, most=length)
    if any(not 1 <= position <= length for position in exclude):
        raise Refused(Reason.OUT_OF_RANGE, "exclude", least=1, most=length)
    places = [split.after for split in splits]
    if any(not 1 <= place < length for place in places) or len(set(places)) < len(places):
        raise Refused(Reason.OUT_OF_RANGE, "splits", least=1, most=length - 1)
    if not isfinite(multiply) or not 0 < multiply <= 1e12:
        raise Refused(Reason.OUT_OF_RANGE, "multiply", more_than=0, least=0, most=10**12)
    if target is not None and not isfinite(target):
        raise Refused(Reason.NOT_A_NUMBER, "target")


def _limits(kind: ChartKind, subgroups: Subgroups, *, screened: bool) -> Limits:
    match kind:
        case ChartKind.RUN:
            return run_chart(subgroups)
        case ChartKind.I:
            return i_chart(subgroups, screened=screened)
        case ChartKind.MR:
            return mr_chart(subgroups)
        case ChartKind.C:
            return c_chart(subgroups)
        case ChartKind.U | ChartKind.UP:
            return u_chart(subgroups, prime=kind is ChartKind.UP, screened=screened)
        case ChartKind.P | ChartKind.PP:
            return p_chart(subgroups, prime=kind is ChartKind.PP, screened=screened)
        case ChartKind.IP:
            return ip_chart(subgroups, screened=screened)
        case ChartKind.G:
            return g_chart(subgroups)
        case ChartKind.T:
            return t_chart(subgroups, screened=screened)


def _warnings_of_phase(kind: ChartKind, limits: Limits, phase: Phase) -> list[ChartWarning]:
    where: dict[str, object] = {"first": phase.first, "last": phase.last}
    found: list[ChartWarning] = []
    has_limits = any(value is not None for value in limits.at(3))
    if kind is not ChartKind.RUN:
        if not has_limits:
            varies = len({value for value in limits.plotted if value is not None}) > 1
            code = WarningCode.TOO_SHORT_FOR_LIMITS if varies or phase.baseline_points < 2 else WarningCode.NO_VARIATION
            found.append(ChartWarning(code, where))
        elif phase.trial:
            found.append(ChartWarning(WarningCode.TRIAL_LIMITS, {**where, "points": phase.baseline_points}))
    if phase.runs.n_useful == 0:
        found.append(ChartWarning(WarningCode.NO_USEFUL_POINTS, where))
    elif phase.runs.n_useful < RUNS_NEED:
        found.append(ChartWarning(WarningCode.FEW_POINTS_FOR_RUNS, {**where, "points": phase.runs.n_useful}))
    if (
        kind in {ChartKind.U, ChartKind.P}
        and limits.sigma_z is not None
        and limits.sigma_z >= OVERDISPERSED_FROM
        and not phase.trial
    ):
        found.append(
            ChartWarning(WarningCode.OVERDISPERSED, {**where, "instead": "up" if kind is ChartKind.U else "pp"})
        )
    if kind is ChartKind.RUN and any(value == 0 for value in limits.cl):
        found.append(ChartWarning(WarningCode.MEDIAN_IS_ZERO, where))
    return found


def _warnings_of_series(kind: ChartKind, plotted: Line) -> list[ChartWarning]:
    present = [value for value in plotted if value is not None]
    zeros = sum(value == 0 for value in present)
    missing = len(plotted) - len(present) - (1 if kind is ChartKind.MR else 0)
    found = []
    if kind not in {ChartKind.G, ChartKind.T, ChartKind.MR} and zeros * 2 > len(present):
        found.append(ChartWarning(WarningCode.MOSTLY_ZERO, {"zeros": zeros, "points": len(present)}))
    if missing > 0:
        found.append(ChartWarning(WarningCode.POINTS_MISSING, {"missing": missing}))
    return found
