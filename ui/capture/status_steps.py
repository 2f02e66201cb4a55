"""What may be done with an incident's status now, and the questions that some of it asks."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from incident_tracker.domain.capture.life_cycle import Status, following
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.errors import Refused
from incident_tracker.labels.capture.incidents import status_meaning
from incident_tracker.wording import _
from ui.page import Desk
from ui.reason_words import reason_help
from ui.theme.spacing import px
from ui.widgets.dialogs import Question
from ui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One step: where it leads, its verb, who may take it, and whether a written reason is asked."""

    status: Status
    verb: str
    permission: Permission
    asks_reason: bool = False
    care: bool = False


def steps_from(status: Status, desk: Desk) -> tuple[StatusStep, ...]:
    """The steps that may come next for this person."""
    every = (
        StatusStep(Status.IN_REVIEW, _("Start the review"), Permission.EDIT_SUBMITTED),
        StatusStep(Status.NEEDS_UPDATE, _("Ask for an update"), Permission.EDIT_SUBMITTED),
        StatusStep(Status.CLOSED, _("Close it"), Permission.CLOSE_INCIDENT),
        StatusStep(Status.REOPENED, _("Reopen it"), Permission.REOPEN_INCIDENT, True),
        StatusStep(Status.DUPLICATE, _("It is a duplicate"), Permission.CLOSE_INCIDENT, True),
        StatusStep(Status.NOT_REPORTABLE, _("Not reportable"), Permission.CLOSE_INCIDENT, True),
        StatusStep(Status.VOID, _("Strike it out"), Permission.VOID_INCIDENT, True, True),
    )
    return tuple(step for step in every if step.status in following(status) and desk.may(step.permission))


class ReasonQuestion(Question):
    """Asks why, and for a duplicate of what; stays open until it is said."""

    def __init__(self, parent: QWidget, step: StatusStep, then: Callable[[str, str], object]) -> None:
        super().__init__(parent, step.verb, status_meaning(step.status), step.verb, step.care)
        self._then = then
        self._asks_reason = step.asks_reason
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(px(90))
        self._original = QLineEdit()
        self._form = Form()
        if step.status is Status.DUPLICATE:
            self._form.add("original", _("Reference number of the other one"), self._original)
        label = _("Reason") if step.asks_reason else _("What is missing")
        help_text = reason_help() if step.asks_reason else ""
        self._form.add("reason", label, self._reason, help_text, optional=not step.asks_reason)
        self.body.addWidget(self._form)

    @Slot()
    def accept(self) -> None:
        reason = self._reason.toPlainText().strip()
        if self._asks_reason:
            try:
                accept_reason(reason)
            except Refused as refused:
                self._form.show_problem(refused)
                return
        super().accept()
        self._then(reason, self._original.text().strip().upper())
