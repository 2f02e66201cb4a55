"""One incident on paper, with everything that is known of it; marked as holding identifying detail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from incident_tracker import wording
from incident_tracker.reports import style
from incident_tracker.reports.blocks import Callout, Heading, Paragraph
from incident_tracker.reports.document import Frame
from incident_tracker.reports.document import render as render_document
from incident_tracker.reports.flow import Block
from incident_tracker.reports.printed import moment_text
from incident_tracker.reports.style import Colour, PageSize
from incident_tracker.reports.tables import Column, Table
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class Addendum:
    """What was added after the first account; nothing is ever overwritten. `by` is a name or a role."""

    moment: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class AffectedPerson:
    """Somebody who was affected: `who` (a name or a role), the impact in words, and what the person wished for."""

    who: str
    impact: str
    wish: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of de-escalation in its order: what was tried, by whom, and its effect in words."""

    technique: str
    by: str
    effect: str


@dataclass(frozen=True, slots=True)
class SupportLine:
    """An offer, a debrief or a follow-up: what, when, and how far it is."""

    what: str
    when: str
    state: str


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """The whole record as words in the language of the document. `occurred` may say "about".

    `facts` are (label, value) pairs such as ("Channel", "telephone"), printed in their order; empty values are left
    out. `narrative` and addenda are printed exactly as written. Sealed wellbeing notes have no place here.
    """

    site: str
    reference: str
    occurred: str
    level: str
    made_at: datetime
    made_by: str
    facts: tuple[tuple[str, str], ...]
    narrative: str
    addenda: tuple[Addendum, ...]
    affected: tuple[AffectedPerson, ...]
    steps: tuple[Step, ...]
    support: tuple[SupportLine, ...]
    audit_head: str


def render(sheet: IncidentSheet, *, page_size: PageSize = PageSize.A4, language: str = "en") -> bytes:
    """The sheet as PDF; the same record gives the same bytes."""
    with wording.speaking(language):
        frame = Frame(
            title=_("Incident {reference}").format(reference=sheet.reference),
            subject=_("One incident, with everything that is known of it"),
            site=sheet.site,
            period=sheet.occurred,
            confidentiality=_("Contains identifying detail"),
            made_at=sheet.made_at,
            audit_head=sheet.audit_head,
            size=page_size,
        )
        return render_document(frame, _blocks(sheet))


def _blocks(sheet: IncidentSheet) -> Iterator[Block]:
    yield Paragraph(sheet.site, style.OVERLINE)
    yield Heading(_("Incident {reference}").format(reference=sheet.reference), 1, "title")
    yield Paragraph(f"{sheet.occurred} · {sheet.level}", style.SUBTITLE)
    yield Callout(
        _("Contains identifying detail. Keep it where only those can read it who need it for this incident."),
        style.BODY,
        Colour.RUST,
    )
    facts = [(label, value) for label, value in sheet.facts if value]
    if facts:
        yield Table((Column(_("What is known"), 1.4, names_row=True), Column("", 3)), facts)
    yield Heading(_("What happened"), 2, "narrative")
    yield (
        Paragraph(sheet.narrative) if sheet.narrative.strip() else Callout(_("No description was written."), style.BODY)
    )
    for addendum in sheet.addenda:
        yield Heading(
            _("Added {moment} by {who}").format(moment=moment_text(addendum.moment), who=addendum.by), 3, room=70
        )
        yield Paragraph(addendum.text)
    yield Heading(_("Who was affected"), 2, "affected")
    if sheet.affected:
        yield Table(
            (Column(_("Person"), 1.6, names_row=True), Column(_("Impact"), 3), Column(_("Wish"), 2)),
            [(person.who, person.impact, person.wish or _("none said")) for person in sheet.affected],
        )
    else:
        yield Callout(_("Nobody has been recorded as affected."), style.BODY)
    if sheet.steps:
        yield Heading(_("What was tried"), 2, "steps")
        yield Table(
            (
                Column("#", 0.35, number=True),
                Column(_("Step"), 3, names_row=True),
                Column(_("By"), 2),
                Column(_("Effect"), 1.4),
            ),
            [(str(number), step.technique, step.by, step.effect) for number, step in enumerate(sheet.steps, 1)],
        )
    yield Heading(_("Support"), 2, "support")
    if sheet.support:
        yield Table(
            (Column(_("What"), 2.6, names_row=True), Column(_("When"), 2), Column(_("State"), 2)),
            [(line.what, line.when, line.state) for line in sheet.support],
        )
    else:
        yield Callout(_("No support has been recorded yet."), style.BODY)
    yield Paragraph(
        _("Printed {moment} by {who}.").format(moment=moment_text(sheet.made_at), who=sheet.made_by), style.NOTE
    )
