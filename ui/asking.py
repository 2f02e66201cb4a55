"""A dialog that calls a use case: it closes only when that has worked, and shows refusals at their field."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.errors import Problem, Refused
from incident_tracker.wording import _, problem_text
from ui.page import PageDesk
from ui.reason_help import reason_help
from ui.runner import Asked
from ui.theme.spacing import px
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.text import text_label

R = TypeVar("R")


class Asking(Question, Generic[R]):
    """Fill in `form` and call `send`; `then` gets the answer after the dialog has closed."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        heading: str,
        text: str,
        verb: str,
        then: Callable[[R], object],
        care: bool = False,
    ) -> None:
        super().__init__(parent, heading, text, verb, care)
        self.desk = desk
        self.form = Form()
        self._then = then
        self._why_field: QPlainTextEdit | None = None
        self._problem = text_label("", "error")
        self._problem.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self._problem)

    def ask_reason(self) -> QPlainTextEdit:
        """Add the field for a written reason, which goes into the audit trail."""
        reason = QPlainTextEdit()
        reason.setTabChangesFocus(True)
        reason.setFixedHeight(reason.fontMetrics().lineSpacing() * 3 + px(16))
        self.form.add("reason", _("&Why"), reason, reason_help())
        self._why_field = reason
        return reason

    def send(self) -> None:
        """Run the use case with `self.run`."""
        raise NotImplementedError

    def run(self, question: Asked[R]) -> None:
        """Run the use case for this question."""
        self.desk.runner.run(question, owner=self, then=self._done, otherwise=self._refused)

    @Slot()
    def accept(self) -> None:
        """Try it; the dialog stays open if it is refused."""
        self._problem.hide()
        self.form.clear_problems()
        if self._why_field is not None:
            try:  # before asking for a pass phrase in vain
                accept_reason(self._why_field.toPlainText())
            except Refused as refused:
                self._refused(refused)
                return
        self.send()

    def _done(self, answer: R) -> None:
        super().accept()
        self._then(answer)

    def _refused(self, problem: Problem) -> None:
        if not self.form.show_problem(problem):
            self._problem.setText(problem_text(problem))
            self._problem.show()
