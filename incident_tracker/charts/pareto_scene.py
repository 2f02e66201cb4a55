"""Lays out Pareto charts: categories from the most frequent down, with the share they make up together."""

from collections.abc import Sequence
from dataclasses import dataclass

from incident_tracker.charts.bars_scene import Row, lay_out_rows
from incident_tracker.charts.figures import figure_text, share_text
from incident_tracker.charts.layout import Box, ChartText, LegendItem, Size, point_of, scene_in
from incident_tracker.charts.scene import Cell, ChartTable, Ink, Point, Scene
from incident_tracker.statistics.pareto import VITAL_SHARE
from incident_tracker.wording import _

_HIDDEN = "1–10"


@dataclass(frozen=True, slots=True)
class Category:
    """One category; `count` is None if it is hidden because it is small."""

    label: str
    count: int | None


def pareto_scene(categories: Sequence[Category], text: ChartText, size: Size) -> Scene:
    """The categories in falling order (ties as given); hidden ones last and without shares, which would reveal them."""
    shown = _in_order(categories)
    cumulative = any(one.share is not None for one in shown)
    rows = [Row(one.label, float(one.count or 0), one.texts, one.ink) for one in shown]
    legend = (
        LegendItem(_("The first {share} of all").format(share=share_text(VITAL_SHARE)), Ink.BAR, swatch=True),
        LegendItem(_("The rest"), Ink.BAR_SOFT, swatch=True),
    )
    told_apart = cumulative and any(one.ink is Ink.BAR_SOFT for one in shown)
    headers = (_("Count"), _("Running share")) if cumulative else (_("Count"),)
    layout = lay_out_rows(rows, text, size, legend if told_apart else (), headers=headers)
    points = tuple(_point(index, one, box) for index, (one, box) in enumerate(zip(shown, layout.boxes, strict=True)))
    table = ChartTable((_("Category"), _("Count"), _("Running share")), tuple(_cells(one) for one in shown))
    return scene_in(layout.body, text, layout.groups, points, table)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A category in its place: `share` is what it makes up with those before it, None where that would reveal some."""

    label: str
    count: int | None
    figure: str
    share: float | None
    ink: Ink

    @property
    def texts(self) -> tuple[str, ...]:
        """The text at the right of its bar."""
        return (self.figure,) if self.share is None else (self.figure, share_text(self.share))


def _in_order(categories: Sequence[Category]) -> list[_Shown]:
    """The most frequent first; darker up to the one with which the vital share is reached, all if any is hidden."""
    ordered = sorted(categories, key=lambda category: (category.count is None, -(category.count or 0)))
    total = sum(category.count or 0 for category in ordered)
    whole = all(category.count is not None for category in ordered)
    through = 0
    shown = []
    for category in ordered:
        vital = total > 0 and through < VITAL_SHARE * total
        through += category.count or 0
        shown.append(
            _Shown(
                category.label,
                category.count,
                _HIDDEN if category.count is None else figure_text(category.count),
                through / total if whole and total else None,
                Ink.BAR if vital or not whole else Ink.BAR_SOFT,
            )
        )
    return shown


def _point(index: int, one: _Shown, box: Box) -> Point:
    spoken: tuple[str, ...] = (one.figure,)
    if one.share is not None:
        spoken += (_("{share} together with those above").format(share=share_text(one.share)),)
    return point_of(index, box, one.label, spoken, told=True)


def _cells(one: _Shown) -> tuple[Cell, ...]:
    share = "–" if one.share is None else share_text(one.share)
    return (Cell(one.label, one.label), Cell(one.figure, one.count), Cell(share, one.share))
