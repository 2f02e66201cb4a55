"""One incident on paper, with everything that the record says of it; marked as holding identifying detail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from incident_tracker import wording
from incident_tracker.labels.capture.telling import IncidentTold
from incident_tracker.labels.facts import Fact
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Callout, Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.printed import printed_moment_text
from incident_tracker.reports.style import Color, PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """The whole record in words, in the language of the document.

    `told` is what the window shows as well; `support` and `causes` say what was owed and held, and where its causes are
    analyzed. The description and its additions are printed exactly as written. Sealed wellbeing notes do not belong
    here.
    """

    site: str
    made_at: datetime
    made_by: str
    told: IncidentTold
    support: tuple[Fact, ...]
    causes: tuple[str, ...]
    audit_head: str


def render(sheet: IncidentSheet, *, page_size: PageSize = PageSize.A4, language: str = "en") -> bytes:
    """The sheet as PDF; the same record gives the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("Incident {reference}").format(reference=sheet.told.reference),
            subject=_("One incident, with everything on record"),
            site=sheet.site,
            period=sheet.told.occurred,
            confidentiality=_("Contains identifying detail"),
            made_at=sheet.made_at,
            audit_head=sheet.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(sheet))


def _blocks(sheet: IncidentSheet) -> Iterator[Block]:
    told = sheet.told
    yield Paragraph(sheet.site, style.OVERLINE)
    yield Heading(_("Incident {reference}").format(reference=told.reference), 1, "title")
    yield Paragraph(f"{told.occurred} · {told.level}", style.SUBTITLE)
    # At the head, because at the end it may be all that a page holds.
    printed = _("Printed {moment} by {who}.").format(moment=printed_moment_text(sheet.made_at), who=sheet.made_by)
    yield Paragraph(printed, style.NOTE)
    yield Callout(
        _("Contains identifying detail. Keep it where only people who need it for this incident can read it."),
        style.BODY,
        Color.RUST,
    )
    captured = ((_("Kind"), told.kind), (_("Level"), told.level), (_("Status"), told.status), *told.head)
    yield Heading(_("What was captured"), 2, "captured")
    yield _table(captured)
    yield Heading(_("What happened"), 2, "narrative")
    yield Paragraph(told.narrative) if told.narrative.strip() else Callout(_("No description was written."), style.BODY)
    for addendum in told.addenda:
        yield Heading(addendum.heading, 3, room=70)
        yield Paragraph(addendum.text)
    yield Heading(_("What is known"), 2, "known")
    yield _table(told.known) if told.known else Callout(_("Nothing has been completed yet."), style.BODY)
    yield Heading(_("Support"), 2, "support")
    yield _table(sheet.support) if sheet.support else Callout(_("No support has been recorded yet."), style.BODY)
    if sheet.causes:
        yield Heading(_("Causes"), 2, "causes")
        for cause in sheet.causes:
            yield Paragraph(cause)
    yield Heading(_("History"), 2, "life")
    yield _table(told.life)


def _table(facts: tuple[Fact, ...]) -> PaperTable:
    return PaperTable((PaperColumn(_("What"), 1.4, names_row=True), PaperColumn(_("What is recorded"), 3)), facts)
