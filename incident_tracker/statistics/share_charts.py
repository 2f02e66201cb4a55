"""Control charts of shares, such as debriefs held on time of all that were due: p and p′."""

from math import sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics.count_charts import laney_sigma_z, needed_denominators, refuse_negative
from incident_tracker.statistics.limits import Limits, Line, Subgroups, constant, pooled


def p_chart(subgroups: Subgroups, *, prime: bool = False, screened: bool = True) -> Limits:
    """Shares p = y/n from 0 to 1: p̄ = Σy/Σn, limits p̄ ± 3√(p̄(1−p̄)/nᵢ) within 0 and 1 (Montgomery 7.8).

    `prime` multiplies the width by Laney's σz, for very large subgroups. Raises `Refused` OUT_OF_RANGE where y > n.
    """
    refuse_negative(subgroups.y)
    denominators = needed_denominators(subgroups)
    for y, n in zip(subgroups.y, denominators, strict=True):
        if y is not None and n is not None and y > n:
            raise Refused(Reason.OUT_OF_RANGE, "y", least=0, most=n)
    plotted = subgroups.ratios()
    center = pooled(subgroups.of_baseline(subgroups.y), subgroups.of_baseline(denominators))
    spread = tuple(
        None if center is None or share is None or not n else sqrt(max(0.0, center * (1 - center)) / n)
        for share, n in zip(plotted, denominators, strict=True)
    )
    sigma_z = laney_sigma_z(subgroups, plotted, center, spread, screened=screened)
    factor = sigma_z if prime else 1.0

    def at(k: float) -> Line:
        return tuple(
            None if center is None or each is None or factor is None else min(1.0, max(0.0, center + k * each * factor))
            for each in spread
        )

    return Limits(plotted, constant(center, plotted), at, sigma_z)
