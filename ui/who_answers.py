"""Who answers for a debrief for which everyone who could had a part: someone else here, or someone from outside."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QWidget

from incident_tracker.domain.errors import ChangedMeanwhile, Problem
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.usecases.support.debriefs import choose_manager
from incident_tracker.usecases.support.naming import ToName
from incident_tracker.wording import _, problem_text
from ui.outsider_fields import OutsiderFields
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.dialogs import Question
from ui.widgets.form import Form


class NameManagerQuestion(Question):
    """Names one person and saves it."""

    def __init__(self, desk: PageDesk, parent: QWidget, waiting: ToName, then: Callable[[Debrief], object]) -> None:
        super().__init__(
            parent,
            _("Name who answers for a debrief"),
            _("No one at this site who can act is free to answer for it. Name someone who had no part in it."),
            _("Keep"),
        )
        self._desk, self._waiting = desk, waiting
        self._then = then
        self.manager = QComboBox()
        self.manager.addItem(_("Choose a person"), None)
        for person in waiting.people:
            self.manager.addItem(person.name, str(person.id))
        self.form = Form()
        self.form.add("manager", _("Who &answers for it"), self.manager)
        self.outside = OutsiderFields(self.form)
        self.outside.offer(waiting.outsiders)
        self.body.addWidget(self.form)
        self.verb.clicked.disconnect()
        self.verb.clicked.connect(self._keep)

    @Slot()
    def _keep(self) -> None:
        chosen, waiting = self.manager.currentData(), self._waiting
        manager = UUID(chosen) if chosen else None
        self._desk.runner.run(
            asked(choose_manager, waiting.debrief_id, waiting.version, manager, None, self.outside.value()),
            owner=self,
            then=self._kept,
            otherwise=self._refused,
        )

    def _kept(self, debrief: Debrief) -> None:
        self._desk.messages.tell(_("Saved: someone answers for it."))
        self.accept()
        self._then(debrief)

    def _refused(self, problem: Problem) -> None:
        if self.form.show_problem(problem):
            return
        self._desk.messages.warn(problem_text(problem))
        if isinstance(problem, ChangedMeanwhile):
            self.reject()
