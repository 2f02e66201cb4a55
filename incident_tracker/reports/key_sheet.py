"""The recovery key on one page, to be locked away: the key in large groups, what it is for, and lines to fill in."""

from collections.abc import Iterator
from datetime import UTC, datetime

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Callout, Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.style import Color, PageSize
from incident_tracker.wording import _

GROUPS_A_LINE = 4
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""The page says no day: anyone who finds it learns nothing but the key."""


def key_sheet_pdf(key: str, *, page_size: PageSize = PageSize.LETTER, language: str = "en") -> bytes:
    """The page as PDF. It names no clinic: the line for its name is filled in by hand."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("Recovery key"),
            subject=_("Opens the clinic if every pass phrase is lost"),
            site="Incident Tracker",
            period="",
            confidentiality=_("Keep it locked away"),
            made_at=NO_MOMENT,
            size=page_size,
        )
        return document_pdf(frame, _blocks(key))


def _blocks(key: str) -> Iterator[Block]:
    yield Paragraph("Incident Tracker", style.OVERLINE)
    yield Heading(_("Recovery key"), 1, "title")
    groups = key.split("-")
    for first in range(0, len(groups), GROUPS_A_LINE):
        yield Paragraph("   ".join(groups[first : first + GROUPS_A_LINE]), style.TITLE)
    yield Callout(
        _("It opens the clinic if every pass phrase is lost. Lock this page away, not beside the computer."),
        style.BODY,
        Color.RUST,
    )
    for line in (_("Clinic"), _("Day"), _("Where it is kept")):
        yield Paragraph(f"{line}: {'_' * 40}")
