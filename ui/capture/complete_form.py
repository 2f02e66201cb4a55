"""The long form: all panels of one incident, saved together, and two versions brought together where needed."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS
from incident_tracker.domain.errors import Problem
from incident_tracker.wording import _
from ui.capture.around_panel import AroundPanel
from ui.capture.basics_panel import BasicsPanel
from ui.capture.causes_panel import CallPanel, CausesPanel
from ui.capture.course_panel import CoursePanel
from ui.capture.details_words import details_facts, part_text
from ui.capture.help_panel import HelpPanel
from ui.capture.panel import Panel
from ui.capture.people_panel import PeoplePanel
from ui.capture.statutory_panel import StatutoryPanel
from ui.capture.three_versions import merge, take
from ui.clinic_words import ClinicWords
from ui.page import Desk
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, empty_out, row
from ui.widgets.text import note, words


class CompleteForm(QWidget):
    """Signals: `changed()` when anything was answered or typed."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._words = ClinicWords()
        self.base: Incident | None = None
        self.basics = BasicsPanel(desk)
        self.people = PeoplePanel()
        self.course = CoursePanel()
        self.call = CallPanel()
        self.statutory = StatutoryPanel(desk)
        self.panels: tuple[Panel, ...] = (
            self.basics, self.people, self.course, self.call, AroundPanel(), HelpPanel(desk), CausesPanel(),
            self.statutory,
        )  # fmt: skip
        self._clash_card = Card(
            _("Somebody else changed this meanwhile"), _("Nothing of yours is lost. Choose for each part.")
        )
        self._clashes = QVBoxLayout()
        self._clashes.setSpacing(px(12))
        self._clash_card.add(self._clashes)
        self._clash_card.hide()
        self._open_clashes: set[str] = set()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(16))
        layout.addWidget(self._clash_card)
        for panel in self.panels:
            layout.addWidget(panel)
            panel.changed.connect(self._panel_changed)

    def offer(self, terms: ClinicWords) -> None:
        """Offer the clinic's words."""
        self._words = terms
        for panel in self.panels:
            panel.offer(terms)

    def show_incident(self, incident: Incident) -> None:
        """Start from this incident."""
        self.blockSignals(True)
        self.base = incident
        self.basics.show_incident(incident)
        self._show_details(incident.details)
        self.call.setVisible(incident.channel in PHONE_CHANNELS)
        self.statutory.suggest(incident)
        self._clash_card.hide()
        self._open_clashes = set()
        for panel in self.panels:
            panel.form.clear_problems()
        self.blockSignals(False)

    def details(self) -> Details:
        """The details as they stand in the panels. Errors: Refused at a field."""
        details = self.base.details if self.base else Details()
        for panel in self.panels:
            details = panel.completed(details)
        return details

    def completion(self) -> Completion:
        """What is to be saved. Errors: Refused at a field."""
        assert self.base is not None
        return self.basics.completion(self.base, self.details())

    @property
    def is_settled(self) -> bool:
        """No part waits for a choice between two versions."""
        return not self._open_clashes

    def show_problem(self, problem: Problem) -> bool:
        """Say a refusal at its field; False if it is about none of these."""
        return any(panel.show_problem(problem) for panel in self.panels)

    def meet(self, theirs: Incident) -> bool:
        """Bring what is typed here together with what somebody else saved; True if nothing is left to choose."""
        assert self.base is not None
        mine = self.details()
        merged = merge(self.base.details, mine, theirs.details)
        corrected = self.basics.completion(self.base, mine)
        untouched = (corrected.occurred, corrected.desk_id, corrected.channel, corrected.kind, corrected.severity) == (
            self.base.occurred, self.base.desk_id, self.base.channel, self.base.kind, self.base.severity
        )  # fmt: skip
        self.base = theirs
        if untouched:
            self.basics.show_incident(theirs)
        self._show_details(merged.details)
        self._open_clashes = set(merged.clashes)
        empty_out(self._clashes)
        for name in merged.clashes:
            self._clashes.addWidget(self._clash(name, mine, theirs.details))
        self._clash_card.setVisible(bool(merged.clashes))
        return not merged.clashes

    def _show_details(self, details: Details) -> None:
        for panel in self.panels:
            panel.show_details(details)

    def _clash(self, name: str, mine: Details, theirs: Details) -> QWidget:
        piece = Card(look="sunken")
        piece.add(words(part_text(name), "label"))
        sides: tuple[tuple[str, Details, str, Callable[[], object]], ...] = (
            (_("Yours"), mine, _("Keep mine"), partial(self._choose, name, mine, piece)),
            (_("Theirs"), theirs, _("Take theirs"), partial(self._choose, name, theirs, piece)),
        )
        buttons = []
        for heading, details, verb, chosen in sides:
            facts = details_facts(name, details, self._words, self._desk.zone)
            said = "\n".join(f"{fact}: {text}" for fact, text in facts) or _("nothing")
            piece.add(note(heading), words(said))
            button = Button(verb, "", None, chosen)
            button.setAccessibleName(_("{verb}: {part}").format(verb=verb, part=part_text(name)))
            buttons.append(button)
        piece.add(row(*buttons, None))
        return piece

    def _choose(self, name: str, side: Details, piece: QWidget) -> None:
        self._show_details(take(self.details(), side, name))
        self._open_clashes.discard(name)
        piece.hide()
        self._clash_card.setVisible(bool(self._open_clashes))
        self.changed.emit()

    @Slot()
    def _panel_changed(self) -> None:
        self.changed.emit()
