"""Control charts of single values: I (XmR), its moving ranges MR, and I′ for values with unequal denominators."""

from math import pi, sqrt

from incident_tracker.statistics.count_charts import needed_denominators
from incident_tracker.statistics.limits import (
    MOVING_RANGE_UCL,
    Limits,
    Line,
    Subgroups,
    constant,
    mean,
    mean_moving_range,
    moving_ranges,
    pooled,
)

WIDTH = 2.66
"""Half the width of the limits in mean moving ranges: 3/1.128, rounded as in every XmR text and by the NHS."""


def i_chart(subgroups: Subgroups, *, screened: bool = True) -> Limits:
    """Single values: x̄ ± 2.66·MR̄ (Wheeler; Montgomery 6.33). The lower limit may be negative.

    `screened` leaves out extreme moving ranges once (see `mean_moving_range`); a constant series then has no limits.
    """
    plotted = subgroups.ratios()
    baseline = subgroups.of_baseline(plotted)
    center = mean(baseline)
    average = mean_moving_range(moving_ranges(baseline), screened=screened)

    def at(k: float) -> Line:
        return constant(None if center is None or average is None else center + k / 3 * WIDTH * average, plotted)

    return Limits(plotted, constant(center, plotted), at)


def mr_chart(subgroups: Subgroups) -> Limits:
    """Moving ranges, the first of a phase missing: center M̄R̄, limits 0 and 3.267·M̄R̄ (Montgomery 6.4)."""
    ranges: Line = (None, *moving_ranges(subgroups.ratios()))
    center = mean(subgroups.of_baseline(ranges))

    def at(k: float) -> Line:
        if center is None:
            return constant(None, ranges)
        height = MOVING_RANGE_UCL - 1 if k > 0 else 1.0
        return constant(center * (1 + k / 3 * height), ranges)

    return Limits(ranges, constant(center, ranges), at)


def ip_chart(subgroups: Subgroups, *, screened: bool = True) -> Limits:
    """Values y/n with unequal n: center Σy/Σn, limits center ± 3·s̄/√nᵢ.

    s̄ is the mean of s = √(π/2)·|Δ(y/n)| / √(1/nᵢ₋₁ + 1/nᵢ) over neighbors. `screened` leaves out s of 3.267 times the
    mean or more, once. Source: Taylor 2017, "Normalized individuals (I_N) chart"; Anhøj 2025, "The I prime chart".
    """
    denominators = needed_denominators(subgroups)
    plotted = subgroups.ratios()
    baseline = subgroups.of_baseline(plotted)
    sizes = subgroups.of_baseline(denominators)
    center = pooled(subgroups.of_baseline(subgroups.y), sizes)
    deviations = tuple(
        None if range_ is None or not before or not after else sqrt(pi / 2) * range_ / sqrt(1 / before + 1 / after)
        for range_, before, after in zip(moving_ranges(baseline), sizes, sizes[1:], strict=False)
    )
    average = mean_moving_range(deviations, screened=screened)

    def at(k: float) -> Line:
        return tuple(
            None if center is None or average is None or value is None or not n else center + k * average / sqrt(n)
            for value, n in zip(plotted, denominators, strict=True)
        )

    return Limits(plotted, constant(center, plotted), at)
