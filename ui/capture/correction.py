"""The question before a closed incident is changed: why."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.errors import Problem
from incident_tracker.usecases.support.completing import complete_closed
from incident_tracker.wording import _
from ui.asking import Asking
from ui.page import PageDesk
from ui.runner import asked


class Correction(Asking[Incident]):
    """Saves a completion of a closed incident; what the form has to say itself goes there.

    `keep_reason` is told each letter of the reason, which is kept with what is typed in the form.
    """

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        incident: Incident,
        completion: Completion,
        then: Callable[[Incident], object],
        otherwise: Callable[[Problem], object],
        reason: str,
        keep_reason: Callable[[str], object],
    ) -> None:
        text = _("It stays closed, and earlier versions are kept.")
        super().__init__(desk, parent, _("Correct a closed incident"), text, _("Save"), then)
        self._incident = incident
        self._completion = completion
        self._otherwise = otherwise
        self.reason = self.ask_reason()
        self.reason.setPlainText(reason)
        self._keep_reason = keep_reason
        self.reason.textChanged.connect(self._reason_typed)

    @Slot()
    def _reason_typed(self) -> None:
        self._keep_reason(self.reason.toPlainText())

    def send(self) -> None:
        here = self._incident
        reason = self.reason.toPlainText()
        self.run(asked(complete_closed, here.id, self._completion, here.version, reason=reason))

    def _refused(self, problem: Problem) -> None:
        if not self.form.show_problem(problem):
            self.reject()
            self._otherwise(problem)
