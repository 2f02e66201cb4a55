"""The one entrance to all control charts."""

from collections.abc import Collection, Sequence

from incident_tracker.statistics.chart_results import ChartKind, ControlChart, Improvement, RuleSet, Split
from incident_tracker.statistics.series import Series


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
    """The control chart of `series`."""
    raise NotImplementedError
