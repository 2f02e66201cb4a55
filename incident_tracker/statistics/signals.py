"""The three rule sets that find special cause in a phase of a control chart: Anhøj, NHS, Western Electric."""

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise
from math import log2, sqrt

from incident_tracker.statistics.chart_results import Assurance, Improvement, RunsAnalysis, Signal, Variation
from incident_tracker.statistics.limits import Limits, Line, side
from incident_tracker.statistics.quantiles import binomial_cdf


def outside(plotted: Line, lcl: Line, ucl: Line) -> tuple[int, ...]:
    """1 where a point is above its ucl, -1 where it is below its lcl, else 0."""
    return tuple(
        0
        if y is None
        else 1
        if high is not None and y > high and side(y, high)
        else -1
        if low is not None and y < low and side(y, low)
        else 0
        for y, low, high in zip(plotted, lcl, ucl, strict=True)
    )


@cache
def longest_run_max(n_useful: int) -> int:
    """The longest run that chance explains: round(log₂ n) + 3 (Schilling 2012)."""
    return round(log2(n_useful)) + 3


@cache
def n_crossings_min(n_useful: int) -> int:
    """The fewest crossings that chance explains: the 5 % quantile of Binomial(n − 1, ½) (Chen 2010).

    In whole numbers, so exactly, up to 1,000 trials; beyond, from a normal guess with the cumulative distribution.
    """
    trials = max(n_useful - 1, 0)
    if trials > 1000:
        crossings = int(trials / 2 - 0.85 * sqrt(trials))
        while binomial_cdf(crossings, trials, 0.5) < 0.05:
            crossings += 1
        return crossings
    term = cumulated = 1
    crossings = 0
    while cumulated * 20 < 2**trials:
        term = term * (trials - crossings) // (crossings + 1)
        crossings += 1
        cumulated += term
    return crossings


def analyze_runs(plotted: Line, cl: Line, included: Sequence[bool], *, first: int = 1) -> RunsAnalysis:
    """The Anhøj analysis of one phase that begins at the 1-based point `first`.

    Useful points are there, not excluded, and not on the center line. A signal is a longest run above its maximum or
    fewer crossings than the minimum; valid for about 10 to 100 useful points. Source: Anhøj & Olesen 2014, PLoS ONE
    9(11):e113825; Anhøj 2015, PLoS ONE 10(3):e0121349.
    """
    sides = [each for each in _sides(plotted, cl, included) if each]
    last = first + len(plotted) - 1
    if not sides:
        return RunsAnalysis(first, last, sum(included), 0, None, None, None, None, False)
    runs = [len(list(run)) for _, run in groupby(sides)]
    longest, crossings = max(runs), len(runs) - 1
    longest_max, crossings_min = longest_run_max(len(sides)), n_crossings_min(len(sides))
    signal = longest > longest_max or crossings < crossings_min
    return RunsAnalysis(first, last, sum(included), len(sides), longest, longest_max, crossings, crossings_min, signal)


def anhoej_signals(
    limits: Limits, included: Sequence[bool], beyond: Sequence[int], runs: RunsAnalysis
) -> tuple[Signal | None, ...]:
    """Points `beyond` the limits, and the members of every run that is longer than chance explains."""
    found: list[Signal | None] = [None] * len(limits.plotted)
    if runs.runs_signal and runs.longest_run_max is not None:
        places = [(index, each) for index, each in enumerate(_sides(limits.plotted, limits.cl, included)) if each]
        for where, members in groupby(places, key=lambda place: place[1]):
            run = [index for index, _ in members]
            if len(run) > runs.longest_run_max:
                for index in run:
                    found[index] = Signal.SHIFT_HIGH if where > 0 else Signal.SHIFT_LOW
    _mark(found, beyond, Signal.ABOVE_UCL, Signal.BELOW_LCL)
    return tuple(found)


def nhs_signals(limits: Limits, included: Sequence[bool], beyond: Sequence[int]) -> tuple[Signal | None, ...]:
    """The rules of NHS England's Making Data Count, by weight: outside, trend of 7, 2 of 3 near a limit, 7 on a side.

    "Near" is between two thirds of the way to a limit and the limit; all three points must be on one side. A missing
    or excluded point ends a run or trend. Source: NHSRplotthedots, R/ptd_calculate_point_type.R.
    """
    y = [value if counts else None for value, counts in zip(limits.plotted, included, strict=True)]
    sides = _sides(limits.plotted, limits.cl, included)
    found: list[Signal | None] = [None] * len(y)
    _mark(found, _members_of_runs(sides, 7), Signal.SHIFT_HIGH, Signal.SHIFT_LOW)
    near = [0 if out else close for close, out in zip(_zone(limits, included, 2), beyond, strict=True)]
    together = [0] * len(y)
    for start in range(len(y) - 2):
        window = slice(start, start + 3)
        if abs(sum(sides[window])) == 3 and sum(map(bool, near[window])) >= 2:
            together[window] = near[window]
    _mark(found, together, Signal.TWO_OF_THREE_HIGH, Signal.TWO_OF_THREE_LOW)
    _mark(found, _members_of_trends(y), Signal.TREND_UP, Signal.TREND_DOWN)
    _mark(found, beyond, Signal.ABOVE_UCL, Signal.BELOW_LCL)
    return tuple(found)


def western_electric_signals(
    limits: Limits, included: Sequence[bool], beyond: Sequence[int]
) -> tuple[Signal | None, ...]:
    """1 beyond 3σ; 2 of 3 beyond 2σ on one side; 4 of 5 beyond 1σ on one side; 8 on one side of the center line.

    A missing or excluded point ends a run. Source: Western Electric, Statistical Quality Control Handbook, 1956, p. 25.
    """
    sides = _sides(limits.plotted, limits.cl, included)
    found: list[Signal | None] = [None] * len(limits.plotted)
    _mark(found, _members_of_runs(sides, 8), Signal.SHIFT_HIGH, Signal.SHIFT_LOW)
    _mark(found, _some_of(_zone(limits, included, 1), 4, 5), Signal.FOUR_OF_FIVE_HIGH, Signal.FOUR_OF_FIVE_LOW)
    _mark(found, _some_of(_zone(limits, included, 2), 2, 3), Signal.TWO_OF_THREE_HIGH, Signal.TWO_OF_THREE_LOW)
    _mark(found, beyond, Signal.ABOVE_UCL, Signal.BELOW_LCL)
    return tuple(found)


def variation_of(signal: Signal | None, improvement: Improvement, *, reporting_build_up: bool) -> Variation:
    """What a signal means in the direction of improvement.

    While reporting builds up more reports (and shorter gaps between them) are expected: HIGH or LOW, never CONCERN.
    """
    if signal is None:
        return Variation.COMMON_CAUSE
    neutral = Variation.HIGH if signal.high else Variation.LOW
    match improvement:
        case Improvement.NEITHER:
            return neutral
        case Improvement.HIGHER:
            better = signal.high
        case Improvement.LOWER:
            better = not signal.high
    if better:
        return Variation.IMPROVEMENT
    return neutral if reporting_build_up else Variation.CONCERN


def assurance_of(
    target: float | None, lcl: float | None, ucl: float | None, improvement: Improvement
) -> Assurance | None:
    """Whether a process within these limits can be expected to meet the target; None without target or direction.

    Source: NHSRplotthedots, R/ptd_calculate_assurance_type.R.
    """
    if target is None or lcl is None or ucl is None or improvement is Improvement.NEITHER:
        return None
    wants_more = improvement is Improvement.HIGHER
    if target > ucl:
        return Assurance.CONSISTENTLY_FAILING if wants_more else Assurance.CONSISTENTLY_PASSING
    if target < lcl:
        return Assurance.CONSISTENTLY_PASSING if wants_more else Assurance.CONSISTENTLY_FAILING
    return Assurance.HIT_AND_MISS


def _sides(plotted: Line, line: Line, included: Sequence[bool]) -> tuple[int, ...]:
    return tuple(
        side(y, center) if counts and y is not None and center is not None else 0
        for y, center, counts in zip(plotted, line, included, strict=True)
    )


def _zone(limits: Limits, included: Sequence[bool], k: float) -> list[int]:
    """On which side each point is beyond k standard deviations: 1 above, -1 below, 0 within, missing or left out."""
    beyond = outside(limits.plotted, limits.at(-k), limits.at(k))
    return [where if counts else 0 for where, counts in zip(beyond, included, strict=True)]


def _mark(found: list[Signal | None], where: Sequence[int], high: Signal, low: Signal) -> None:
    """Write the signal over weightier-last: each call replaces what a lighter rule found."""
    for index, each in enumerate(where):
        if each:
            found[index] = high if each > 0 else low


def _members_of_runs(sides: Sequence[int], least: int) -> list[int]:
    members = [0] * len(sides)
    start = 0
    for where, run in groupby(sides):
        length = len(list(run))
        if where and length >= least:
            members[start : start + length] = [where] * length
        start += length
    return members


def _members_of_trends(y: Sequence[float | None], least: int = 7) -> list[int]:
    """The members of `least` or more points that all rise or all fall; a turning point belongs to what follows it."""
    steps = [0 if before is None or after is None else side(after, before) for before, after in pairwise(y)]
    members = [0] * len(y)
    start = 0
    for where, run in groupby(steps):
        length = len(list(run))
        if where and length >= least - 1:
            members[start : start + length + 1] = [where] * (length + 1)
        start += length
    return members


def _some_of(sides: Sequence[int], least: int, window: int) -> list[int]:
    members = [0] * len(sides)
    for start in range(len(sides) - window + 1):
        among = sides[start : start + window]
        for where in (1, -1):
            if among.count(where) >= least:
                for index in range(start, start + window):
                    if sides[index] == where:
                        members[index] = where
    return members
