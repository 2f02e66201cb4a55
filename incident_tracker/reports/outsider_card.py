"""A card for someone from elsewhere who answers for a debrief: what they are asked, and not a word of what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Bullets, Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.list_sheet import PaperHead
from incident_tracker.reports.printed import printed_moment_text
from incident_tracker.reports.style import PageSize
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class OutsiderSheet:
    """What is printed: whose card it is, how the clinic reaches them, for which site, and what is asked."""

    name: str
    contact: str
    site: str
    asked: Sequence[str]


def outsider_card_pdf(
    head: PaperHead, sheet: OutsiderSheet, *, page_size: PageSize = PageSize.LETTER, language: str = "en"
) -> bytes:
    """The card as PDF; the same card gives the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("What you are asked to do"),
            subject=_("A card for someone from elsewhere"),
            site=head.site,
            period=printed_moment_text(head.made_at),
            confidentiality=head.mark,
            made_at=head.made_at,
            audit_head=head.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(sheet))


def _blocks(sheet: OutsiderSheet) -> Iterator[Block]:
    yield Paragraph(sheet.site, style.OVERLINE)
    yield Heading(_("What you are asked to do"), 1, "title")
    yield Paragraph(sheet.name, style.SUBTITLE)
    yield Bullets(tuple(sheet.asked))
    yield Paragraph(_("The clinic reaches you here: {contact}").format(contact=sheet.contact), style.BODY)
