"""Whether promises of support were kept: offered, held, on time, protected, paid, covered, and why not; no single
debrief is told, because its day and its answers would lead to a person.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Heading, Paragraph
from incident_tracker.reports.committee_support import support_blocks
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.monthly import Debriefs, YearOfPeople
from incident_tracker.reports.printed import printed_moment_text
from incident_tracker.reports.style import PageSize
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class DebriefCompliance:
    """The figures of `debriefs`, for `period` (words, such as "October 2026"); None where nothing was owed.

    `year` is what is told of the last whole year, None before there is one.
    """

    site: str
    period: str
    made_at: datetime
    made_by: str
    debriefs: Debriefs | None
    year: YearOfPeople | None
    audit_head: str


def render(report: DebriefCompliance, *, page_size: PageSize = PageSize.A4, language: str = "en") -> bytes:
    """The report as PDF; the same figures give the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("Support for the people affected"),
            subject=_("Debriefs on time, protected and paid, and the reasons where not"),
            site=report.site,
            period=report.period,
            confidentiality=_("For the safety committee · de-identified"),
            made_at=report.made_at,
            audit_head=report.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(report))


def _blocks(report: DebriefCompliance) -> Iterator[Block]:
    yield Paragraph(report.site, style.OVERLINE)
    yield Heading(_("Support for the people affected"), 1, "title")
    yield Paragraph(report.period, style.SUBTITLE)
    yield Paragraph(
        _("Prepared {moment} by {role}.").format(moment=printed_moment_text(report.made_at), role=report.made_by),
        style.NOTE,
    )
    yield Heading(_("Promises kept"), 2, "promises")
    yield from support_blocks(report.debriefs, report.year)
