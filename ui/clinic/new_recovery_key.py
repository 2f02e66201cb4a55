"""A new recovery key: why, the agreement of a second person, and the key itself, shown once and typed back."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.usecases.clinic.accounts import renew_recovery_key
from incident_tracker.usecases.clinic.unkept_key import keep_recovery_key
from incident_tracker.wording import _, problem_text
from ui.asking import Asking
from ui.clinic.first_steps import TypeBackStep
from ui.clinic.key_step import KeyStep
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.announce import announce
from ui.widgets.dialogs import Question
from ui.widgets.text import text_label


class RenewRecoveryKey(Asking[str]):
    """Asks why; `then` gets the new key."""

    def __init__(self, desk: PageDesk, parent: QWidget, then: Callable[[str], object]) -> None:
        text = _("The earlier key then opens only older backups. The new one is shown once: have pen and paper ready.")
        super().__init__(desk, parent, _("New recovery key"), text, _("Make it"), then, care=True)
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(asked(renew_recovery_key, reason=self._why.toPlainText()))


class KeyToKeep(Question):
    """Shows the key until it was written down; who leaves before typing it back is asked at the next sign-in."""

    def __init__(self, desk: PageDesk, parent: QWidget, key: str) -> None:
        super().__init__(
            parent,
            _("The new recovery key"),
            _("It opens the clinic if every pass phrase is lost. Write it down, and keep it locked away."),
            _("I have written it down"),
        )
        self._desk = desk
        self._shown, self._typed = KeyStep(desk.runner), TypeBackStep()
        self._shown.show_key(key)
        self._typed.expect(key)
        self._problem = text_label("", "error")
        for child in (self._shown, self._typed, self._problem):
            self.body.addWidget(child)
        self._ask_back(False)

    def first_focus(self) -> QWidget:
        return self.verb if self._typed.isHidden() else self._typed

    @Slot()
    def accept(self) -> None:
        """Hide the key and ask for it; with the right key the dialog closes."""
        if self._typed.isHidden():
            self._ask_back(True)
        elif problem := self._typed.problem():
            self._say(problem)
        else:
            self._desk.runner.run(
                asked(keep_recovery_key, self._typed.typed()), owner=self, then=self._kept, otherwise=self._refused
            )

    @Slot()
    def reject(self) -> None:
        """While it is asked for: show it again. While it is shown: later."""
        if self._typed.isHidden():
            self._desk.messages.tell(_("You will be asked for the recovery key when you sign in next time."))
            super().reject()
        else:
            self._ask_back(False)

    def _kept(self, _nothing: None) -> None:
        self._desk.messages.tell(_("The recovery key is confirmed."))
        super().accept()

    def _refused(self, problem: Problem) -> None:
        self._say(problem_text(problem))

    def _say(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.show()
        announce(self, problem, at_once=True)

    def _ask_back(self, asking: bool) -> None:
        self._shown.setVisible(not asking)
        self._typed.setVisible(asking)
        self._problem.hide()
        self.back.setText(_("Show it again") if asking else _("Later"))
        self.verb.setText(_("Keep it") if asking else _("I have written it down"))
        self.first_focus().setFocus()
