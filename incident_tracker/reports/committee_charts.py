"""The charts of the committee report: from result objects to the scenes that the screen shows as well."""

from collections.abc import Sequence
from functools import partial

from incident_tracker.charts.bars_scene import Bar, bars_scene
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.scene import Scene
from incident_tracker.reports.blocks import Chart
from incident_tracker.reports.month_scenes import cause_scene, count_scene, most_often_text
from incident_tracker.reports.monthly import Cause
from incident_tracker.reports.printed import of_text
from incident_tracker.statistics.chart_results import ControlChart
from incident_tracker.statistics.shares import Share
from incident_tracker.wording import _

CONTROL_CHART_HEIGHT = 250.0
ROW_HEIGHT = 17.0
FRAME_HEIGHT = 84.0
"""What heading, axis, legend and sentence of a bar chart need beside its rows."""


def count_chart(chart: ControlChart, title: str, measure: str, sentence: str) -> Chart:
    """Reports over time with limits; `sentence` is the finding below."""
    return Chart(partial(_count_scene, chart, ChartText(title, measure, sentence)))


def _count_scene(chart: ControlChart, text: ChartText, width: float) -> Scene:
    return count_scene(chart, text, Size(width, CONTROL_CHART_HEIGHT))


def cause_chart(title: str, causes: Sequence[Cause]) -> Chart:
    """Triggers or factors as a Pareto chart, with the sentence that names the first."""
    return Chart(partial(_cause_scene, causes, ChartText(title, _("incidents"), most_often_text(causes))))


def _cause_scene(causes: Sequence[Cause], text: ChartText, width: float) -> Scene:
    return cause_scene(causes, text, Size(width, FRAME_HEIGHT + ROW_HEIGHT * len(causes)))


def promise_chart(rows: Sequence[tuple[str, Share]]) -> Chart:
    """The promises of support, and the one that was kept least often."""
    counted = [row for row in rows if row[1].share is not None]
    if not counted:
        sentence = _("Nothing to count yet.")
    elif all(share.share == 1 for _label, share in counted):
        sentence = _("Every promise counted here was kept.")
    else:
        label, share = min(counted, key=_share_of)
        sentence = _("Kept least often: {label} ({count}).").format(label=label, count=of_text(share))
    return share_chart(_("Promises kept"), _("share of all, %"), rows, sentence)


def _share_of(row: tuple[str, Share]) -> float:
    return row[1].share or 0.0


def share_chart(title: str, measure: str, rows: Sequence[tuple[str, Share]], sentence: str) -> Chart:
    """Shares in percent with their intervals, in the order given; `sentence` is the finding below."""
    bars = tuple(
        Bar(label, _percent(share.share), _percent(share.lower), _percent(share.upper), _("none"))
        for label, share in rows
    )
    return Chart(partial(_share_scene, bars, ChartText(title, measure, sentence)))


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share)


def _share_scene(bars: Sequence[Bar], text: ChartText, width: float) -> Scene:
    return bars_scene(bars, text, Size(width, FRAME_HEIGHT + ROW_HEIGHT * len(bars)))
