"""One incident to read: a calm summary, the folded description with what was added, people, support, and its life."""

from collections.abc import Sequence
from dataclasses import fields
from functools import partial
from operator import itemgetter
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.ports.learning import AnalysisRow
from incident_tracker.usecases.support.owed import SupportFile
from incident_tracker.wording import _, ngettext
from ui.capture.details_words import Fact, details_facts
from ui.capture.due_lines import DueLines
from ui.capture.incident_words import level_text, level_tone, occurred_text, place_text, status_text, status_tone
from ui.clinic_words import ClinicWords
from ui.icons import Icon
from ui.page import Desk
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, column, empty_out, row
from ui.widgets.text import Badge, note, words
from ui.widgets.veil import Veil
from ui.words import moment_text, near_text


class IncidentView(QWidget):
    """Signals: `confirmed(str)` with a correction or ""; `added(str)` an addendum; `asked_for(str, object)` a page."""

    confirmed = Signal(str)
    added = Signal(str)
    asked_for = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._summary, self._level, self._status = words("", "heading"), Badge(""), Badge("")
        self._facts = _Facts()
        top = Card()
        top.add(row(self._summary, self._level, self._status, None, gap=10), self._facts)
        self._correction = QPlainTextEdit()
        self._ask = Card(
            _("Is this written down right?"),
            _("Somebody wrote this down for you. You may confirm it, say what was different, or leave it."),
        )
        self._build_question()
        self.veil = Veil(_("Description"), open_at_first=desk.settings.veil == "show")
        self._more = QPlainTextEdit()
        self._add_button = Button(_("&Add this"), "small", Icon.NEW, self._add)
        self._description = Card(_("In their words"))
        self._build_description()
        self._details = Card(_("What is known"))
        self._known = _Facts()
        self._unknown = note(_("Nothing has been completed yet. It can wait until there is time."))
        self._details.add(self._known, self._unknown)
        self._support = Card(_("Support"))
        self._support_lines = QVBoxLayout()
        self._support_lines.setSpacing(px(8))
        self._support.add(self._support_lines)
        self._causes = Card(_("Causes"))
        self._analysis_lines = QVBoxLayout()
        self._analysis_lines.setSpacing(px(8))
        self._causes.add(self._analysis_lines)
        self._causes.hide()
        self._life = Card(_("Its life so far"))
        self._life_lines = _Facts()
        self._life.add(self._life_lines)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(16))
        for card in (self._ask, top, self._description, self._details, self._support, self._causes, self._life):
            layout.addWidget(card)

    def show_file(self, file: IncidentFile, terms: ClinicWords) -> None:
        """Show an incident with its addenda and changes of status."""
        incident = file.incident
        desk = self._desk
        self._summary.setText(terms.label("kind", incident.kind))
        self._level.say(level_text(incident.severity, terms), level_tone(incident.severity))
        self._status.say(status_text(incident.status), status_tone(incident.status))
        self._facts.show_facts(self._head(incident, terms))
        awaited = incident.confirmation is Confirmation.AWAITED
        self._ask.setVisible(awaited and incident.told_by_id == desk.actor.person_id)
        said = [incident.narrative] if incident.narrative else []
        for addendum in file.addenda:
            said.append(_("Added {moment}:").format(moment=moment_text(addendum.at, desk.zone)) + "\n" + addendum.text)
        self.veil.setVisible(bool(said))
        self._no_words.setVisible(not said)
        self.veil.set_text("\n\n".join(said))
        adding = desk.may(Permission.ADD_ADDENDUM) and incident.status is not Status.VOID
        self._more.setVisible(adding)
        self._add_button.setVisible(adding)
        known = [
            fact
            for name in (column.name for column in fields(Details))
            for fact in details_facts(name, incident.details, terms, desk.zone)
        ]
        self._known.show_facts(known)
        self._unknown.setVisible(not known)
        self._life_lines.show_facts(self._steps(file, terms))

    def show_support(self, file: SupportFile | None) -> None:
        """Show what is due; None where this person may not see it or nothing is owed."""
        empty_out(self._support_lines)
        self._support.setVisible(file is not None)
        if file is None:
            return
        now, zone = self._desk.now(), self._desk.zone
        for debrief in file.debriefs:
            text = _("{status} – {moment}").format(
                status=debrief_text(debrief),
                moment=near_text(debrief.starts_at or debrief.by, now, zone),
            )
            button = Button(_("Open the debrief"), "small", Icon.RIGHT, partial(self._open_debrief, debrief.id))
            line = row(words(text), button)
            line.setStretch(0, 1)
            self._support_lines.addLayout(line)
        accepted = sum(offer.answer.value == "accepted" for offer in file.offers)
        if file.offers:
            made = len(file.offers)
            text = ngettext("{n} offer of support made", "{n} offers of support made", made).format(n=made)
            self._support_lines.addWidget(words(_("{made}, {n} accepted").format(made=text, n=accepted)))
        ahead = [due for due in file.due if due.by > now]
        lines = DueLines()
        self._support_lines.addWidget(lines)
        lines.show_due(ahead, now, zone)
        if not file.debriefs and not ahead and not file.offers:
            self._support_lines.addWidget(note(_("Nothing is owed any more.")))

    def show_analyses(self, rows: Sequence[AnalysisRow]) -> None:
        """Show where its causes are looked into."""
        empty_out(self._analysis_lines)
        for one in rows:
            state = _("closed") if one.closed_at else _("open")
            text = _("Root cause analysis {reference}, {state}").format(reference=one.ref, state=state)
            button = Button(_("Open the analysis"), "small", Icon.RIGHT, partial(self._open_analysis, one.id))
            line = row(words(text), button)
            line.setStretch(0, 1)
            self._analysis_lines.addLayout(line)
        self._causes.setVisible(bool(rows))

    def _build_question(self) -> None:
        self._correction.setAccessibleName(_("What was different"))
        self._correction.setPlaceholderText(_("What was different"))
        self._correction.setTabChangesFocus(True)
        self._correction.setMaximumHeight(px(80))
        self._ask.add(
            row(Button(_("Yes, that is ri&ght"), "primary", Icon.DONE, self._confirm), None),
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

    def _head(self, incident: Incident, terms: ClinicWords) -> list[Fact]:
        occurred = incident.occurred
        facts = [
            (_("When"), occurred_text(occurred.at, occurred.precision, self._desk.zone)),
            (_("Where"), place_text(incident.site_id, incident.desk_id, terms)),
            (_("How it reached us"), terms.label("channel", incident.channel)),
        ]
        if incident.reporter_id is not None:
            facts.append((_("Written down by"), terms.person(incident.reporter_id)))
        if incident.told_by_id is not None:
            facts.append((_("Told by"), _told_text(incident, terms)))
        return facts

    def _steps(self, file: IncidentFile, terms: ClinicWords) -> list[Fact]:
        incident, zone = file.incident, self._desk.zone
        steps = [(incident.logged_at, _("Written down"))]
        for change in file.status_changes:
            text = status_text(change.status)
            steps.append((change.at, f"{text}: {change.reason}" if change.reason else text))
        steps += [(addendum.at, _("Something was added")) for addendum in file.addenda]
        if incident.relief is not None:
            n = incident.relief.answered
            steps.append((incident.relief.at, _("First minutes: {n} of 5 seen to").format(n=n)))
        return [(moment_text(at, zone), text) for at, text in sorted(steps, key=itemgetter(0))]

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

    def _open_analysis(self, analysis_id: UUID) -> None:
        self.asked_for.emit("analysis", analysis_id)

    def _open_debrief(self, debrief_id: UUID) -> None:
        self.asked_for.emit("debrief", debrief_id)


class _Facts(QWidget):
    """Headings at the left, what there is to say at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnMinimumWidth(0, px(190))
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: list[Fact]) -> None:
        """Show these instead."""
        empty_out(self._grid)
        for line, (heading, text) in enumerate(facts):
            self._grid.addLayout(column(note(heading), None), line, 0)
            self._grid.addWidget(words(text), line, 1)
        self.setVisible(bool(facts))


def debrief_text(debrief: Debrief) -> str:
    """Where a debrief stands."""
    return {
        DebriefStatus.TO_PLAN: _("A debrief is to be planned"),
        DebriefStatus.PLANNED: _("A debrief is planned"),
        DebriefStatus.HELD: _("A debrief was held"),
        DebriefStatus.DECLINED_BY_ALL: _("A debrief was offered and not wanted"),
        DebriefStatus.NOT_HELD: _("No debrief was held"),
    }[debrief.status]


def _told_text(incident: Incident, terms: ClinicWords) -> str:
    state = {
        Confirmation.AWAITED: _("not confirmed yet"),
        Confirmation.CONFIRMED: _("confirmed"),
        Confirmation.CORRECTED: _("confirmed with a correction"),
    }.get(incident.confirmation, "")
    name = terms.person(incident.told_by_id)
    return f"{name}, {state}" if state else name
