"""Control charts of counted events: c (equal exposure), u (rates) and u′ (rates that vary more than Poisson)."""

from math import sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics.limits import (
    D2,
    Limits,
    Line,
    Subgroups,
    constant,
    mean,
    mean_moving_range,
    moving_ranges,
    pooled,
)
from incident_tracker.statistics.series import LARGEST


def c_chart(subgroups: Subgroups) -> Limits:
    """Counts: c̄ ± 3√c̄, never below 0 (Montgomery 7.17). Denominators are not looked at."""
    refuse_negative(subgroups.y)
    plotted = subgroups.y
    center = mean(subgroups.of_baseline(plotted))

    def at(k: float) -> Line:
        return constant(None if center is None else max(0.0, center + k * sqrt(center)), plotted)

    return Limits(plotted, constant(center, plotted), at)


def u_chart(subgroups: Subgroups, *, prime: bool = False, screened: bool = True) -> Limits:
    """Rates u = c/n: ū = Σc/Σn, limits ū ± 3√(ū/nᵢ), never below 0 (Montgomery 7.19).

    `prime` multiplies the width by σz, the variation between subgroups (Laney 2002, "Improved control charts for
    attributes", Quality Engineering 14:531): mean moving range of z = (u − ū)/√(ū/n), divided by 1.128.
    """
    refuse_negative(subgroups.y)
    denominators = needed_denominators(subgroups)
    plotted = subgroups.ratios()
    center = pooled(subgroups.of_baseline(subgroups.y), subgroups.of_baseline(denominators))
    spread = tuple(
        None if center is None or rate is None or not n else sqrt(center / n)
        for rate, n in zip(plotted, denominators, strict=True)
    )
    sigma_z = laney_sigma_z(subgroups, plotted, center, spread, screened=screened)
    factor = sigma_z if prime else 1.0

    def at(k: float) -> Line:
        return tuple(
            None if center is None or each is None or factor is None else max(0.0, center + k * each * factor)
            for each in spread
        )

    return Limits(plotted, constant(center, plotted), at, sigma_z)


def laney_sigma_z(
    subgroups: Subgroups, plotted: Line, center: float | None, spread: Line, *, screened: bool
) -> float | None:
    """Laney's σz of the baseline: 1 where the points vary as expected, more where they are overdispersed.

    None where fewer than two neighboring points have a value, or nothing varies.
    """
    z = tuple(
        None if center is None or value is None or not width else (value - center) / width
        for value, width in zip(plotted, spread, strict=True)
    )
    average = mean_moving_range(moving_ranges(subgroups.of_baseline(z)), screened=screened)
    return None if average is None else average / D2


def needed_denominators(subgroups: Subgroups) -> Line:
    """The denominators; raises `Refused` MISSING where the chart has none."""
    if subgroups.n is None or not any(subgroups.n):
        raise Refused(Reason.MISSING, "n")
    return subgroups.n


def refuse_negative(y: Line) -> None:
    """Raises `Refused` OUT_OF_RANGE where something was counted fewer than zero times."""
    if any(value is not None and value < 0 for value in y):
        raise Refused(Reason.OUT_OF_RANGE, "y", least=0, most=LARGEST)
