"""Lays out Pareto charts: categories from the most frequent down, with the share they make up together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from incident_tracker.charts.bars_scene import Row, lay_out_rows
from incident_tracker.charts.figures import figure_text, share_text
from incident_tracker.charts.layout import LegendItem, Size, Words
from incident_tracker.charts.scene import Cell, Ink, Point, Scene, Table
from incident_tracker.statistics.pareto import VITAL_SHARE, Pareto
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class Category:
    """One category; `count` is None where it is hidden because it is small, and `instead` stands for it."""

    label: str
    count: int | None
    key: str | None = None
    instead: str = "1–10"


def categories_of(pareto: Pareto, keys: Mapping[str, str] | None = None) -> tuple[Category, ...]:
    """The categories of a Pareto analysis; `keys` give a label's key for drill-down."""
    return tuple(Category(bar.label, bar.count, (keys or {}).get(bar.label)) for bar in pareto.bars)


def pareto_scene(categories: Sequence[Category], words: Words, size: Size) -> Scene:
    """The categories in falling order (ties as given); hidden ones last and without shares, which would reveal them."""
    ordered = sorted(categories, key=lambda category: (category.count is None, -(category.count or 0)))
    counts = [category.count or 0 for category in ordered]
    whole = all(category.count is not None for category in ordered)
    total = sum(counts)
    running = list(accumulate(counts))
    shares = [through / total if whole and total else None for through in running]
    vital = [
        whole and total > 0 and through - count < VITAL_SHARE * total
        for through, count in zip(running, counts, strict=True)
    ]
    figures = [c.instead if c.count is None else figure_text(c.count) for c in ordered]
    cumulative = whole and total > 0
    rows = [
        Row(
            category.label,
            float(count),
            (figure, share_text(share)) if share is not None else (figure,),
            Ink.BAR if is_vital or not whole else Ink.BAR_SOFT,
        )
        for category, count, figure, share, is_vital in zip(ordered, counts, figures, shares, vital, strict=True)
    ]
    legend = (
        LegendItem(_("The first {share} of all").format(share=share_text(VITAL_SHARE)), Ink.BAR, swatch=True),
        LegendItem(_("The rest"), Ink.BAR_SOFT, swatch=True),
    )
    headers = (_("Count"), _("Running share")) if cumulative else (_("Count"),)
    layout = lay_out_rows(rows, words, size, legend if cumulative and not all(vital) else (), headers=headers)
    points = tuple(
        Point(
            index,
            box.x + box.width / 2,
            box.y + box.height / 2,
            category.label,
            (figure,)
            if share is None
            else (figure, _("{share} together with those above").format(share=share_text(share))),
            category.key,
            box.width,
            box.height,
            told=True,
        )
        for index, (category, figure, share, box) in enumerate(zip(ordered, figures, shares, layout.boxes, strict=True))
    )
    table = Table(
        (_("Category"), _("Count"), _("Running share")),
        tuple(
            (
                Cell(category.label, category.label),
                Cell(figure, category.count),
                Cell("–" if share is None else share_text(share), share),
            )
            for category, figure, share in zip(ordered, figures, shares, strict=True)
        ),
    )
    return Scene(
        layout.width,
        layout.height,
        words.title,
        f"{words.title}. {words.sentence}".strip(),
        words.sentence,
        words.notes,
        layout.groups,
        points,
        table,
        layout.least_height,
    )
