"""The charts of the committee report: from result objects to the scenes that the screen shows as well."""

from collections.abc import Sequence

from incident_tracker.charts.control_chart_scene import control_chart_scene
from incident_tracker.charts.layout import Size, Words
from incident_tracker.charts.scene import Scene
from incident_tracker.reports.blocks import Chart, Gap
from incident_tracker.reports.flow import Block
from incident_tracker.reports.monthly import Cause, Causes, Technique
from incident_tracker.statistics.chart_results import ControlChart
from incident_tracker.statistics.shares import Share


def count_chart(chart: ControlChart, title: str, measure: str) -> Block:
    """Reports over time with limits and verdict."""

    def scene_for(width: float) -> Scene:
        return control_chart_scene(chart, Words(title, measure), Size(width, 250))

    return Chart(scene_for)


def cause_chart(caption: str, shown: Sequence[Cause], causes: Causes) -> Block:
    return Gap(0)


def technique_chart(techniques: Sequence[Technique]) -> Block:
    return Gap(0)


def share_chart(title: str, rows: Sequence[tuple[str, Share]]) -> Block:
    return Gap(0)
