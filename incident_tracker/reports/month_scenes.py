"""The two charts of a month that both the screen and paper show, laid out for any size."""

from collections.abc import Sequence

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.pareto_scene import Category, pareto_scene
from incident_tracker.charts.ranking_scene import Ranked, ranking_scene
from incident_tracker.charts.scene import Scene
from incident_tracker.reports.monthly import Cause
from incident_tracker.statistics.chart_results import ControlChart
from incident_tracker.wording import _


def count_scene(chart: ControlChart, text: ChartText, size: Size) -> Scene:
    """Reports over time with limits."""
    return control_chart_scene(chart, text, size)


def cause_scene(causes: Sequence[Cause], text: ChartText, size: Size) -> Scene:
    """Triggers or factors, the most frequent first."""
    return pareto_scene(tuple(Category(cause.label, cause.count) for cause in causes), text, size)


def ranked_causes_scene(causes: Sequence[Cause], text: ChartText, size: Size) -> Scene:
    """Some of the factors, the most frequent first: without shares, which would be those of the shown ones alone."""
    return ranking_scene(tuple(Ranked(cause.label, cause.count) for cause in causes), text, size)


def most_often_text(causes: Sequence[Cause]) -> str:
    """The one that is named most often, of at least one."""
    first = max(causes, key=_count)
    return _("Most often: {label} ({count} of {total} mentions).").format(
        label=first.label, count=first.count, total=sum(cause.count for cause in causes)
    )


def _count(cause: Cause) -> int:
    return cause.count
