"""Control charts of rare events: g (opportunities or days between them) and t (time between them)."""

from math import sqrt

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.statistics.count_charts import refuse_negative
from incident_tracker.statistics.individual_charts import i_chart
from incident_tracker.statistics.limits import Limits, Line, Subgroups, constant, mean, median
from incident_tracker.statistics.series import LARGEST

EXPONENT = 3.6
"""Waiting times to the power of 1/3.6 are nearly normal (Nelson 1994; Montgomery 7.3.5 uses 0.2777)."""


def g_chart(subgroups: Subgroups) -> Limits:
    """Whole numbers of opportunities between events: x̄ ± 3√(x̄(x̄+1)), never below 0 (Montgomery 7.3.4).

    The center line is the median of the baseline, as geometric values are skewed and the runs rules need a middle.
    """
    refuse_negative(subgroups.y)
    plotted = subgroups.y
    baseline = subgroups.of_baseline(plotted)
    average = mean(baseline)

    def at(k: float) -> Line:
        if average is None:
            return constant(None, plotted)
        return constant(max(0.0, average + k * sqrt(average * (average + 1))), plotted)

    return Limits(plotted, constant(median(baseline), plotted), at)


def t_chart(subgroups: Subgroups, *, screened: bool = True) -> Limits:
    """Times between events: I chart of y^(1/3.6), brought back by ^3.6; the lower limit never below 0.

    Raises `Refused` OUT_OF_RANGE (`more_than` 0, `instead` "g") for a time of zero: two events at one moment have no
    place on this chart; the g chart takes them.
    """
    if any(value is not None and value <= 0 for value in subgroups.y):
        raise Refused(Reason.OUT_OF_RANGE, "y", more_than=0, least=0, most=LARGEST, instead="g")
    transformed = tuple(None if value is None else value ** (1 / EXPONENT) for value in subgroups.y)
    limits = i_chart(Subgroups(transformed, None, subgroups.baseline), screened=screened)

    def back(line: Line) -> Line:
        return tuple(None if value is None else max(0.0, value) ** EXPONENT for value in line)

    return Limits(subgroups.y, back(limits.cl), lambda k: back(limits.at(k)))
