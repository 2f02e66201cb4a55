"""One root cause analysis on paper: its time line, whys, factors, statements, views and actions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from incident_tracker import wording
from incident_tracker.charts.layout import Size
from incident_tracker.charts.whys_scene import whys_scene
from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.whys import Why
from incident_tracker.labels.facts import Fact
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Callout, Chart, Heading, Paragraph
from incident_tracker.reports.document import PaperFrame, document_pdf
from incident_tracker.reports.flow import Block
from incident_tracker.reports.printed import printed_moment_text
from incident_tracker.reports.style import PageSize
from incident_tracker.reports.tables import PaperColumn, PaperTable
from incident_tracker.wording import _

_WIDTH = 468.0
"""About as wide as the text of a page, in points."""
_HIGHEST = 520.0
"""What surely fits on a page below a heading, in points."""


@dataclass(frozen=True, slots=True)
class AnalysisSheet:
    """An analysis in words, as its reader may see it.

    `head` says how far it is and what about; `timeline` when, what and how it is known; `statements` cause, effect
    and event; `actions` what, whose, how strong, by when and how far. `names_no_one`: for people who see no names.
    """

    site: str
    made_at: datetime
    made_by: str
    reference: str
    question: str
    head: tuple[Fact, ...]
    timeline: tuple[tuple[str, str, str], ...]
    whys: tuple[Why, ...]
    factors: tuple[Fact, ...]
    statements: tuple[tuple[str, str, str], ...]
    views: tuple[Fact, ...]
    actions: tuple[tuple[str, str, str, str, str], ...]
    names_no_one: bool
    audit_head: str


def render(sheet: AnalysisSheet, *, page_size: PageSize, language: str) -> bytes:
    """The sheet as PDF; the same analysis gives the same bytes."""
    with wording.speaking(language):
        frame = PaperFrame(
            title=_("Root cause analysis {ref}").format(ref=sheet.reference),
            subject=_("A root cause analysis, with all that the team found"),
            site=sheet.site,
            period=sheet.reference,
            confidentiality=_("For the safety committee · de-identified")
            if sheet.names_no_one
            else _("Contains identifying detail"),
            made_at=sheet.made_at,
            audit_head=sheet.audit_head,
            size=page_size,
        )
        return document_pdf(frame, _blocks(sheet))


def _blocks(sheet: AnalysisSheet) -> Iterator[Block]:
    yield Paragraph(sheet.site, style.OVERLINE)
    yield Heading(_("Root cause analysis {ref}").format(ref=sheet.reference), 1, "title")
    yield Paragraph(sheet.question, style.SUBTITLE)
    printed = _("Printed {moment} by {who}.").format(moment=printed_moment_text(sheet.made_at), who=sheet.made_by)
    yield Paragraph(printed, style.NOTE)
    yield _facts(sheet.head)
    if not sheet.names_no_one:
        yield Heading(_("What happened, step by step"), 2, "timeline")
        yield _table(((_("When"), 1.3), (_("What happened"), 3), (_("How we know"), 1.4)), sheet.timeline)
    yield Heading(_("Why did it come to this?"), 2, "whys")
    yield _whys(sheet)
    yield Heading(_("What contributed"), 2, "factors")
    yield _facts(sheet.factors)
    yield Heading(_("What caused it, in one sentence"), 2, "statements")
    parts = ((_("Because"), 1), (_("this led to"), 1), (_("and made it more likely that"), 1))
    yield _table(parts, sheet.statements)
    if not sheet.names_no_one:
        yield Heading(_("Three more ways to look at it"), 2, "views")
        yield _facts(sheet.views)
    yield Heading(_("Actions"), 2, "actions")
    columns = ((_("Action"), 3), (_("With"), 1.5), (_("Strength"), 1.2), (_("Due"), 1.4), (_("State"), 1.2))
    yield _table(columns, sheet.actions)


def _whys(sheet: AnalysisSheet) -> Block:
    """The tree as it is drawn on the screen; one that no page holds as numbered lines."""
    if not sheet.whys:
        return _nothing()
    scene = whys_scene(sheet.question, sheet.whys, Size(_WIDTH, 0))
    if scene.height * _WIDTH / scene.width <= _HIGHEST:
        return Chart(lambda width: whys_scene(sheet.question, sheet.whys, Size(width, 0)))
    rows, numbers = [], list[int]()
    for depth, why in whys.walk(sheet.whys):
        numbers = [*numbers[:depth], numbers[depth] + 1 if depth < len(numbers) else 1]
        rows.append((".".join(map(str, numbers)), why.text))
    return _table(((_("Number"), 0.6), (_("Whys"), 4)), rows)


def _facts(facts: tuple[Fact, ...]) -> Block:
    return _table(((_("What"), 1.4), (_("What is recorded"), 3)), facts)


def _table(columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]]) -> Block:
    if not rows:
        return _nothing()
    return PaperTable(
        tuple(PaperColumn(label, width, names_row=at == 0) for at, (label, width) in enumerate(columns)), rows
    )


def _nothing() -> Block:
    return Callout(_("Nothing was written down here."), style.BODY)
