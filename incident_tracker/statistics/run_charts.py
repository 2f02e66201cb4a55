"""The run chart: the points around their median, without limits; a first look at any series."""

from incident_tracker.statistics.limits import Limits, Line, Subgroups, constant, median


def run_chart(subgroups: Subgroups) -> Limits:
    """Median of the baseline as center line; no limits. With denominators the rates y/n are drawn.

    Source: Anhøj & Olesen 2014, "Run charts revisited", PLoS ONE 9(11):e113825.
    """
    plotted = subgroups.ratios()
    center = median(subgroups.of_baseline(plotted))

    def at(_k: float) -> Line:
        return constant(None, plotted)

    return Limits(plotted, constant(center, plotted), at)
