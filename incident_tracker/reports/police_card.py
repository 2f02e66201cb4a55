"""The clinic's table for the police on one page, with who can be called instead: to hang at a desk."""

from collections.abc import Iterator, Mapping, Sequence

from incident_tracker import wording
from incident_tracker.domain.clinic.directory import DirectoryEntry
from incident_tracker.domain.clinic.police_table import PoliceAnswer
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.labels.clinic.directory import entry_text
from incident_tracker.labels.clinic.police_table import police_answer_text
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Bullets, Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.list_sheet import PaperHead
from incident_tracker.reports.printed import printed_moment_text
from incident_tracker.reports.style import PageSize
from incident_tracker.wording import _


def police_card_pdf(
    head: PaperHead,
    table: Mapping[PoliceAnswer, Sequence[Term]],
    help_instead: Sequence[DirectoryEntry],
    *,
    page_size: PageSize = PageSize.LETTER,
    language: str = "en",
) -> bytes:
    """The card as PDF; the same table gives the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("When the police are called"),
            subject=_("The clinic's decision table"),
            site=head.site,
            period=printed_moment_text(head.made_at),
            confidentiality=head.mark,
            made_at=head.made_at,
            audit_head=head.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(head, table, help_instead, language))


def _blocks(
    head: PaperHead,
    table: Mapping[PoliceAnswer, Sequence[Term]],
    help_instead: Sequence[DirectoryEntry],
    language: str,
) -> Iterator[Block]:
    yield Paragraph(head.site, style.OVERLINE)
    yield Heading(_("When the police are called"), 1, "title")
    yield Paragraph(_("Decided beforehand, and the same for every patient."), style.SUBTITLE)
    for answer, lines in table.items():
        yield Heading(police_answer_text(answer), 2, answer.value)
        yield Bullets(tuple(_line(term, language) for term in lines))
    if help_instead:
        yield Heading(_("Help instead of the police"), 2, "instead")
        yield Bullets(tuple(entry_text(one) for one in help_instead))


def _line(term: Term, language: str) -> str:
    advice = term.explained(language)
    label = term.labeled(language)
    return _("{situation}: {advice}").format(situation=label, advice=advice) if advice else label
