"""One incident to read: a calm summary, the folded description with what was added, people, support, and its life."""

from collections.abc import Iterator, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.life_cycle import OPEN, Status
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.police_table import POLICE
from incident_tracker.labels.capture.telling import tell_incident
from incident_tracker.labels.clinic.police_table import police_table_lines
from incident_tracker.labels.learning.analyses import analysis_sentence
from incident_tracker.labels.support.answers import offers_sentence
from incident_tracker.labels.support.debriefs import debrief_status_sentence
from incident_tracker.labels.support.outreach import outreach_lines
from incident_tracker.ports.learning import AnalysisRow
from incident_tracker.usecases.support.owed import SupportFile
from incident_tracker.wording import _
from ui.capture.due_lines import DueLines
from ui.capture.fact_list import FactList
from ui.capture.incident_tones import level_tone, status_tone
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.screen_text import moments_at, near_text
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.guidance import Guidance
from ui.widgets.layout import Card, column, empty_out, row
from ui.widgets.text import Badge, Look, note, text_label
from ui.widgets.veil import Veil

_Line = tuple[str, Look, UUID | None]
"""What is said of support, in which rank, and the debrief that it leads to."""


class IncidentView(QWidget):
    """Signals: `confirmed(str)` with a correction or ""; `added(str)` an addendum; `asked_for(str, object)` a page."""

    confirmed = Signal(str)
    added = Signal(str)
    asked_for = Signal(str, object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._incident_id: UUID | None = None
        self._summary, self._level, self._status = text_label("", "heading"), Badge(""), Badge("")
        self._facts = FactList()
        top = Card()
        top.add(row(self._summary, self._level, self._status, None, gap=10), self._facts)
        self._correction = QPlainTextEdit()
        self._ask = Card(
            _("Is this written down right?"),
            _("Someone wrote this down for you. You may confirm it, say what was different, or leave it."),
        )
        self._build_question()
        self.veil = Veil(_("Description"), open_at_first=desk.settings.veil == "show")
        self._more = QPlainTextEdit()
        self._add_button = Button(_("&Add this"), "small", Icon.NEW, self._add)
        self._description = Card(_("In their words"))
        self._build_description()
        self._details = Card(_("What is known"))
        self._known = FactList()
        self._unknown = note(_("Nothing has been completed yet. It can wait until there is time."))
        self._details.add(self._known, self._unknown)
        self._support = Card(_("Support"))
        self._support_lines = QVBoxLayout()
        self._support_lines.setSpacing(px(8))
        self._support_said: tuple[_Line, ...] = ()
        self._due = DueLines()
        self._offers = Button(_("&Offers and first minutes"), "small", Icon.SUPPORT, self._open_offers)
        self._support.add(column(self._support_lines, self._due, row(self._offers, None)))
        self._causes = Card(_("Causes"))
        self._analysis_lines = QVBoxLayout()
        self._analysis_lines.setSpacing(px(8))
        self._causes.add(self._analysis_lines)
        self._causes.hide()
        self._police = Guidance()
        self._life = Card(_("History"))
        self._life_lines = FactList()
        self._changes = Button(_("See what was changed"), "small", Icon.RIGHT, self._open_changes)
        self._life.add(self._life_lines, row(self._changes, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(16))
        for card in (
            self._ask,
            top,
            self._description,
            self._details,
            self._support,
            self._causes,
            self._police,
            self._life,
        ):
            layout.addWidget(card)

    def show_file(self, file: IncidentFile, terms: ClinicChoices) -> None:
        """Show an incident with its addenda and changes of status."""
        incident, desk = file.incident, self._desk
        self._incident_id, self._duplicate = incident.id, incident.status is Status.DUPLICATE
        told = tell_incident(file, terms, moments_at(desk.zone))
        self._summary.setText(told.kind)
        self._level.say(told.level, level_tone(incident.severity))
        self._status.say(told.status, status_tone(incident.status))
        self._facts.show_facts(told.head)
        awaited = incident.confirmation is Confirmation.AWAITED
        self._ask.setVisible(awaited and incident.told_by_id == desk.actor.person_id)
        said = [told.narrative] if told.narrative else []
        said += [f"{addendum.heading}:\n{addendum.text}" for addendum in told.addenda]
        self.veil.setVisible(bool(said))
        self._no_words.setVisible(not said)
        self.veil.set_text("\n\n".join(said))
        adding = desk.may(Permission.ADD_ADDENDUM) and incident.status is not Status.VOID
        self._more.setVisible(adding)
        self._add_button.setVisible(adding)
        self._known.show_facts(told.known)
        self._unknown.setVisible(not told.known)
        self._life_lines.show_facts(told.life)
        lines = police_table_lines(terms.offered(POLICE))
        undecided = incident.status in OPEN and incident.details.police is None
        self._police.say(_("When the police are called"), lines)
        self._police.setVisible(undecided and bool(lines) and desk.may_at(Permission.EDIT_SUBMITTED, incident.site_id))

    @property
    def tells_more(self) -> bool:
        """Is more known than the quick log asks?"""
        return self._unknown.isHidden()

    def show_support(self, file: SupportFile | None) -> None:
        """Show what is due; None if this person may not see it or nothing is owed."""
        self._support.setVisible(file is not None)
        if file is None:
            return
        now, zone = self._desk.now(), self._desk.zone
        ahead = [due for due in file.due if due.by > now and file.case.ended_at is None]
        self._due.show_due(ahead, now, zone)
        self._offers.setVisible(self._desk.may_at(Permission.OFFER_SUPPORT, file.case.site_id))
        said = tuple(self._supported(file, bool(ahead)))
        if said == self._support_said:
            return
        self._support_said = said
        empty_out(self._support_lines)
        for text, look, debrief_id in said:
            if debrief_id is None:
                self._support_lines.addWidget(text_label(text, look))
                continue
            button = Button(_("Open the debrief"), "small", Icon.RIGHT, partial(self._open_debrief, debrief_id))
            line = row(text_label(text), button)
            line.setStretch(0, 1)
            self._support_lines.addLayout(line)

    def _supported(self, file: SupportFile, more: bool) -> Iterator[_Line]:
        """What is said of support, with the debrief to open; `more` follows below."""
        now, zone = self._desk.now(), self._desk.zone
        for debrief in file.debriefs:
            moment = near_text(debrief.starts_at or debrief.ended_at or debrief.by, now, zone)
            status = debrief_status_sentence(debrief.status)
            yield _("{status} – {moment}").format(status=status, moment=moment), "", debrief.id
        if file.offers:
            yield offers_sentence(file.offers), "", None
        for line in outreach_lines(file.outreach):
            yield line, "", None
        ended = file.case.ended_at
        if ended is not None:
            said = _("Canceled {moment}, because the report was struck out. What someone accepted stays.")
            if self._duplicate:
                said = _("Since {moment} support goes on under the other report, because this one is a duplicate.")
            yield said.format(moment=near_text(ended, now, zone)), "note", None
        elif not file.debriefs and not more and not file.offers and not file.outreach:
            yield _("Nothing is owed anymore."), "note", None

    def show_analyses(self, rows: Sequence[AnalysisRow]) -> None:
        """Show the analyses of its causes."""
        empty_out(self._analysis_lines)
        for one in rows:
            text = analysis_sentence(one.ref, closed=one.closed_at is not None)
            button = Button(_("Open the analysis"), "small", Icon.RIGHT, partial(self._open_analysis, one.id))
            line = row(text_label(text), button)
            line.setStretch(0, 1)
            self._analysis_lines.addLayout(line)
        self._causes.setVisible(bool(rows))

    def _build_question(self) -> None:
        self._correction.setAccessibleName(_("What was different"))
        self._correction.setPlaceholderText(_("What was different"))
        self._correction.setTabChangesFocus(True)
        self._correction.setMaximumHeight(px(80))
        self._ask.add(
            row(Button(_("Yes, &that is right"), "primary", Icon.DONE, self._confirm), None),
            self._correction,
            row(Button(_("Add what was &different"), "", None, self._correct), None),
        )

    def _build_description(self) -> None:
        self._no_words = note(_("No words were written. That is fine."))
        self._more.setAccessibleName(_("Add to the description"))
        self._more.setPlaceholderText(_("Add something. What is written stays as it is."))
        self._more.setTabChangesFocus(True)
        self._more.setMaximumHeight(px(72))
        self._description.add(self.veil, self._no_words, self._more, row(self._add_button, None))

    @Slot()
    def _confirm(self) -> None:
        self.confirmed.emit("")

    @Slot()
    def _correct(self) -> None:
        if self._correction.toPlainText().strip():
            self.confirmed.emit(self._correction.toPlainText())
        else:
            self._correction.setFocus()

    @Slot()
    def _add(self) -> None:
        if self._more.toPlainText().strip():
            self.added.emit(self._more.toPlainText())
        else:
            self._more.setFocus()

    def clear_typed(self) -> None:
        """Empty the two fields after their text was saved."""
        self._more.clear()
        self._correction.clear()

    @Slot()
    def _open_changes(self) -> None:
        self.asked_for.emit("changes", self._incident_id)

    def _open_analysis(self, analysis_id: UUID) -> None:
        self.asked_for.emit("analysis", analysis_id)

    @Slot()
    def _open_offers(self) -> None:
        self.asked_for.emit("incident_support", self._incident_id)

    def _open_debrief(self, debrief_id: UUID) -> None:
        self.asked_for.emit("debrief", debrief_id)
