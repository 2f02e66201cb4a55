"""Lays out a short list of counts, each label above its bar: for a narrow column, where labels at the side wrap."""

from collections.abc import Sequence
from dataclasses import dataclass

from incident_tracker.charts.figures import figure_text
from incident_tracker.charts.layout import Box, ChartText, Size, chart_frame, middle_baseline, point_of, scene_in
from incident_tracker.charts.scene import Cell, ChartTable, Ink, Mark, MarkGroup, MarkRole, Rect, Scene, Text, Weight
from incident_tracker.charts.type_metrics import text_width, wrap_words
from incident_tracker.wording import _

_LINE, _BAR, _APART = 1.35, 0.95, 0.65
"""Heights of a line of a label, of a bar, and of what is between two rows, in heights of its letters."""
_SPREAD = 1.6
"""Rows are drawn apart by at most so much where there is more room than they need."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One row, in the order given."""

    label: str
    count: int


def ranking_scene(ranked: Sequence[Ranked], text: ChartText, size: Size) -> Scene:
    """The rows from the top down, with bars on a common scale from 0 and the count at the end of each."""
    letters = size.label
    labels = [wrap_words(one.label, max(size.width, letters * 10), letters) for one in ranked]
    needed = [(len(lines) * _LINE + _BAR + _APART) * letters for lines in labels]
    body = chart_frame(size, text, least_plot=sum(needed) / size.type_scale)
    spread = min(body.plot.height / sum(needed), _SPREAD) if needed else 1.0
    figures = max((text_width(figure_text(one.count), letters, Weight.SEMIBOLD) for one in ranked), default=0.0)
    longest = body.width - figures - size.gap
    most = max((one.count for one in ranked), default=0) or 1
    bars: list[Mark] = []
    words: list[Mark] = []
    boxes: list[Box] = []
    top = body.plot.y
    for one, lines, need in zip(ranked, labels, needed, strict=True):
        y = top
        for line in lines:
            y += _LINE * letters
            words.append(Text(0.0, y - 0.35 * letters, line, letters))
        length = longest * one.count / most
        if one.count:
            bars.append(Rect(0.0, y, length, _BAR * letters, fill=Ink.BAR))
        baseline = middle_baseline(y + _BAR * letters / 2, letters)
        words.append(Text(length + size.gap, baseline, figure_text(one.count), letters, weight=Weight.SEMIBOLD))
        boxes.append(Box(0.0, top, body.width, need))
        top += need * spread
    points = tuple(
        point_of(index, box, one.label, (figure_text(one.count),), told=True)
        for index, (one, box) in enumerate(zip(ranked, boxes, strict=True))
    )
    rows = tuple((Cell(one.label, one.label), Cell(figure_text(one.count), one.count)) for one in ranked)
    groups = (MarkGroup(MarkRole.DATA, tuple(bars)), MarkGroup(MarkRole.LABELS, tuple(words)))
    return scene_in(body, text, groups, points, ChartTable((_("Category"), _("Count")), rows))
