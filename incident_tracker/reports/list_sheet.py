"""A list or charts on paper: what was on the screen, under its headings, and how many rows there are in all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from incident_tracker import wording
from incident_tracker.charts.scene import Scene
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Callout, Chart, Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.printed import printed_moment_text
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _, ngettext


@dataclass(frozen=True, slots=True)
class ListHeading:
    """A column: its heading, its share of the width, and whether it holds figures."""

    heading: str
    share: float
    number: bool


@dataclass(frozen=True, slots=True)
class PaperChart:
    """A chart with its heading; its table comes with it."""

    heading: str
    note: str
    scene: Scene


@dataclass(frozen=True, slots=True)
class ListOnPaper:
    """The rows of a list as texts. `total` is how many rows the list has, of which these may be the first or chosen.

    `charts` take the place of rows if it is not a list.
    """

    title: str
    columns: tuple[ListHeading, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    charts: tuple[PaperChart, ...]


@dataclass(frozen=True, slots=True)
class PaperHead:
    """Whose it is, and what is printed around it on every page. `mark` says who may read it."""

    site: str
    mark: str
    made_at: datetime
    made_by: str
    audit_head: str


def render(
    head: PaperHead, shown: ListOnPaper, *, page_size: PageSize = PageSize.LETTER, language: str = "en"
) -> bytes:
    """The list as PDF; the same rows give the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=shown.title,
            subject=_("What was on the screen"),
            site=head.site,
            period=printed_moment_text(head.made_at),
            confidentiality=head.mark,
            made_at=head.made_at,
            audit_head=head.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(head, shown))


def _blocks(head: PaperHead, shown: ListOnPaper) -> Iterator[Block]:
    yield Paragraph(head.site, style.OVERLINE)
    yield Heading(shown.title, 1, "title")
    if shown.charts:
        for place, chart in enumerate(shown.charts):
            yield from _chart(chart, f"chart{place}")
    else:
        yield Paragraph(_count(shown), style.SUBTITLE)
        yield PaperTable(_columns(shown.columns), shown.rows) if shown.rows else _nothing()
    yield Paragraph(
        _("Printed {moment} by {who}.").format(moment=printed_moment_text(head.made_at), who=head.made_by), style.NOTE
    )


def _nothing() -> Callout:
    return Callout(_("Nothing is in this list."), style.BODY)


def _chart(chart: PaperChart, key: str) -> Iterator[Block]:
    table = chart.scene.table
    yield Heading(chart.heading, 2, key, room=chart.scene.height)
    if chart.note:
        yield Paragraph(chart.note)
    yield Chart(partial(_as_laid_out, chart.scene))
    if table.rows:
        rows = tuple(tuple(cell.text for cell in row) for row in table.rows)
        yield PaperTable(_columns([ListHeading(header, 1.0, False) for header in table.headers]), rows)


def _as_laid_out(scene: Scene, _width: float) -> Scene:
    return scene


def _columns(columns: Sequence[ListHeading]) -> tuple[PaperColumn, ...]:
    return tuple(
        PaperColumn(column.heading, column.share, number=column.number, names_row=place == 0)
        for place, column in enumerate(columns)
    )


def _count(shown: ListOnPaper) -> str:
    if len(shown.rows) == shown.total:
        return ngettext("{n} row", "{n} rows", shown.total).format(n=shown.total)
    return _("{n} of {total} rows").format(n=len(shown.rows), total=shown.total)
