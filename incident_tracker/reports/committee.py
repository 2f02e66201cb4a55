"""The monthly safety committee report: cover, contents and 14 parts, as a tagged PDF."""

from collections.abc import Callable, Iterator

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Callout, Contents, Heading, KeyFigure, KeyFigures, Paragraph
from incident_tracker.reports.committee_incidents import (
    causes_part,
    counts_part,
    deescalation_part,
    equity_part,
    police_part,
    serious_part,
)
from incident_tracker.reports.committee_support import (
    actions_part,
    answers_part,
    debriefs_part,
    quality_part,
    reviews_part,
    statutory_part,
    uptake_part,
)
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.month_figures import month_figures, verdict_text
from incident_tracker.reports.month_standing import month_standing_text
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.printed import printed_moment_text, report_month_text
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.summary import summary
from incident_tracker.wording import _

Part = Callable[[MonthlyReport], list[Block]]


def render(report: MonthlyReport, *, page_size: PageSize = PageSize.A4, language: str = "en") -> bytes:
    """The report as PDF; the same report, size and language give the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("Safety committee report"),
            subject=_("Escalations at the front desk, the support given, and what is being changed"),
            site=report.site,
            period=report_month_text(report),
            confidentiality=_confidentiality(report),
            made_at=report.made_at,
            audit_head=report.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(report))


def _confidentiality(report: MonthlyReport) -> str:
    if report.invented:
        return _("Invented example – no one in it is real")
    return _("For the safety committee · de-identified")


def _blocks(report: MonthlyReport) -> Iterator[Block]:
    parts = [(title, part(report), room) for title, part, room in _parts()]
    headings = tuple(
        Heading(title, 2, f"part-{number}", room if len(body) > 1 else 0, str(number))
        for number, (title, body, room) in enumerate(parts, 1)
    )
    yield from _cover(report, headings)
    for heading, (_title, body, _room) in zip(headings, parts, strict=True):
        yield heading
        yield from body


def _parts() -> tuple[tuple[str, Part, float], ...]:
    """Title, contents and, unless these are a single block, the height that a page must have left for the part."""
    return (
        (_("The month in one paragraph"), _summary_part, 150),
        (_("How much was reported, and how serious it was"), counts_part, 330),
        (_("Incidents of level 3 or more"), serious_part, 190),
        (_("Causes and triggers"), causes_part, 300),
        (_("De-escalation"), deescalation_part, 300),
        (_("Police and security"), police_part, 240),
        (_("Fairness"), equity_part, 240),
        (_("Support for the people affected"), debriefs_part, 300),
        (_("How soon reports were taken up"), uptake_part, 150),
        (_("Root cause analyses"), reviews_part, 170),
        (_("Actions"), actions_part, 220),
        (_("Statutory log"), statutory_part, 170),
        (_("How complete the records are"), quality_part, 190),
        (_("You said, we did"), answers_part, 170),
    )


def _summary_part(report: MonthlyReport) -> list[Block]:
    return [Callout(summary(report))]


def _cover(report: MonthlyReport, headings: tuple[Heading, ...]) -> Iterator[Block]:
    yield Paragraph(report.site, style.OVERLINE)
    yield Heading(_("Safety committee report"), 1, "title")
    yield Paragraph(report_month_text(report), style.SUBTITLE)
    yield KeyFigures(tuple(_key_figures(report)))
    prepared = _("Prepared {moment} by {role}. Descriptions and the names of staff are left out.").format(
        moment=printed_moment_text(report.made_at), role=report.made_by
    )
    yield Paragraph(f"{month_standing_text(report)} {prepared}", style.NOTE)
    if report.invented:
        yield Callout(_("Everything in this document is invented, to show what the report looks like."), style.BODY)
    yield Paragraph(_("Contents"), style.CONTENTS_TITLE, holds_next=True)
    yield Contents(headings)


def _key_figures(report: MonthlyReport) -> Iterator[KeyFigure]:
    """The four figures that are read first, as the screen shows them."""
    for figure in month_figures(report):
        yield KeyFigure(figure.value, figure.caption, f"{figure.detail} · {verdict_text(figure.verdict)}")
