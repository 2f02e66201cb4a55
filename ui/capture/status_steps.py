"""The possible changes of an incident's status, and the questions that some of them ask."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status, following
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.errors import NotAllowed, NotFound, Problem, Refused
from incident_tracker.labels.capture.incidents import status_meaning
from incident_tracker.usecases.capture.review import (
    ask_for_update,
    close_incident,
    mark_not_reportable,
    start_review,
)
from incident_tracker.usecases.support.duplicates import mark_duplicate, reopen_incident
from incident_tracker.usecases.support.striking_out import void_incident
from incident_tracker.wording import _, problem_text
from ui.page import PageDesk
from ui.reason_help import reason_help
from ui.runner import Asked, asked
from ui.theme.spacing import px
from ui.widgets.dialogs import Question
from ui.widgets.form import Form, focus_on
from ui.widgets.text import text_label


@dataclass(frozen=True, slots=True)
class StatusStep:
    """One change: the new status, its verb, who may make it, and whether a written reason is needed."""

    status: Status
    verb: str
    permission: Permission
    asks_reason: bool = False
    care: bool = False


def steps_from(status: Status, site_id: UUID, desk: PageDesk) -> tuple[StatusStep, ...]:
    """The steps that this person may take next with an incident of this site."""
    every = (
        StatusStep(Status.IN_REVIEW, _("Start the review"), Permission.REVIEW_INCIDENT),
        StatusStep(Status.NEEDS_UPDATE, _("Ask for an update"), Permission.REVIEW_INCIDENT),
        StatusStep(Status.CLOSED, _("Close it"), Permission.CLOSE_INCIDENT),
        StatusStep(Status.REOPENED, _("Reopen it"), Permission.REOPEN_INCIDENT, True),
        StatusStep(Status.DUPLICATE, _("It is a duplicate"), Permission.CLOSE_INCIDENT, True),
        StatusStep(Status.NOT_REPORTABLE, _("Not reportable"), Permission.CLOSE_INCIDENT, True),
        StatusStep(Status.VOID, _("Strike it out"), Permission.VOID_INCIDENT, True, True),
    )
    open_now = (step for step in every if step.status in following(status))
    return tuple(step for step in open_now if desk.may_at(step.permission, site_id))


class StatusReasonQuestion(Question):
    """Asks why, and for a duplicate of what; stays open, with what is typed, until the change is made.

    `ask` makes the question to the records out of the reason and the reference number of the other one.
    """

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        step: StatusStep,
        ask: Callable[[str, str], Asked[Incident]],
        then: Callable[[Incident], object],
    ) -> None:
        super().__init__(parent, step.verb, status_meaning(step.status), step.verb, step.care)
        self._desk = desk
        self._ask = ask
        self._then = then
        self._names_another = step.status is Status.DUPLICATE
        self._asks_reason = step.asks_reason
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._reason.setMaximumHeight(px(90))
        self._original = QLineEdit()
        self._form = Form()
        if self._names_another:
            self._form.add("duplicate_of", _("Reference &number of the other one"), self._original)
        label = _("&Reason") if step.asks_reason else _("&What is missing")
        help_text = reason_help() if step.asks_reason else ""
        self._form.add("reason", label, self._reason, help_text, optional=not step.asks_reason)
        self._problem = text_label("", "error")
        self._problem.hide()
        self.body.addWidget(self._form)
        self.body.addWidget(self._problem)

    @Slot()
    def accept(self) -> None:
        self._problem.hide()
        self._form.clear_problems()
        reason = self._reason.toPlainText().strip()
        if self._asks_reason:
            try:  # before someone is asked for a pass phrase in vain
                accept_reason(reason)
            except Refused as refused:
                self._refused(refused)
                return
        question = self._ask(reason, self._original.text().strip().upper())
        self._desk.runner.run(question, owner=self, then=self._done, otherwise=self._refused)

    def _done(self, incident: Incident) -> None:
        super().accept()
        self._then(incident)

    def _refused(self, problem: Problem) -> None:
        if self._names_another and isinstance(problem, NotFound | NotAllowed):
            self._form.show_message("duplicate_of", problem_text(NotFound("incident")))
            focus_on(self._original)
        elif not self._form.show_problem(problem):
            self._problem.setText(problem_text(problem))
            self._problem.show()


def asked_for(status: Status, here: Incident, reason: str, original: str) -> Asked[Incident]:
    """The question to the records that leads to a status."""
    match status:
        case Status.IN_REVIEW:
            return asked(start_review, here.id, here.version)
        case Status.NEEDS_UPDATE:
            return asked(ask_for_update, here.id, here.version, reason)
        case Status.CLOSED:
            return asked(close_incident, here.id, here.version)
        case Status.NOT_REPORTABLE:
            return asked(mark_not_reportable, here.id, here.version, reason)
        case Status.REOPENED:
            return asked(reopen_incident, here.id, here.version, reason)
        case Status.VOID:
            return asked(void_incident, here.id, here.version, reason)
        case Status.DUPLICATE:
            return asked(mark_duplicate, here.id, here.version, original, reason)
        case Status.SUBMITTED:
            raise ValueError("no incident becomes submitted again")
