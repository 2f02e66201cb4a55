"""Whether promises of support were kept, debrief by debrief: on time, protected, paid, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Heading, Paragraph
from incident_tracker.reports.committee_incidents import nothing_to_show
from incident_tracker.reports.committee_support import support_blocks
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.monthly import Debriefs
from incident_tracker.reports.printed import NOTHING, printed_moment_text, short_day_text
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class DebriefLine:
    """One debrief without names: its incident, tier, last day of its window, day held, and the answers in words.

    `held` is None where it did not take place; `remark` is then the reason ("declined" is a choice and a full answer).
    """

    reference: str
    tier: str
    due_by: date
    held: date | None
    protected: str
    paid: str
    remark: str


@dataclass(frozen=True, slots=True)
class DebriefCompliance:
    """The figures of `debriefs` and the lines behind them, for `period` (words, such as "October 2026")."""

    site: str
    period: str
    made_at: datetime
    made_by: str
    debriefs: Debriefs | None
    lines: tuple[DebriefLine, ...]
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
    yield from support_blocks(report.debriefs)
    yield Heading(_("Debrief by debrief"), 2, "lines", room=160)
    if not report.lines:
        yield nothing_to_show(_("No debrief was due in this period."))
        return
    yield PaperTable(
        (
            PaperColumn(_("Reference"), 1.4, names_row=True),
            PaperColumn(_("Tier"), 0.7),
            PaperColumn(_("Window until"), 1.4),
            PaperColumn(_("Held"), 1.4),
            PaperColumn(_("Protected"), 1.1),
            PaperColumn(_("Paid"), 0.9),
            PaperColumn(_("Remark"), 2.4),
        ),
        [
            (
                line.reference,
                line.tier,
                short_day_text(line.due_by),
                NOTHING if line.held is None else short_day_text(line.held),
                line.protected,
                line.paid,
                line.remark,
            )
            for line in report.lines
        ],
    )
