"""Choosing another pass phrase for oneself, at any time: the present one, and the new one."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.usecases.clinic.accounts import change_own_passphrase
from incident_tracker.wording import _, problem_text
from ui.clinic.passphrase_field import PassphraseField
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.announce import announce
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.text import text_label


class ChangePassphrase(Question):
    """It closes once the new one holds, and says so."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Change your pass phrase"),
            _("The old one stops working at once. A backup still opens with the pass phrases of the day it was made."),
            _("Change it"),
        )
        self._desk = desk
        self._present = PassphraseField(_("Present pass phrase"))
        self._wanted = PassphraseField(_("New pass phrase"), judged=True)
        self._form = Form()
        self._form.add("passphrase", _("&Present pass phrase"), self._present)
        self._form.add("new_passphrase", _("&New pass phrase"), self._wanted)
        self._problem = text_label("", "error")
        self._problem.hide()
        self.body.addWidget(self._form)
        self.body.addWidget(self._problem)

    @Slot()
    def accept(self) -> None:
        """Take what is typed as the new pass phrase."""
        if self.verb.isEnabled():
            self.verb.setEnabled(False)
            self._problem.hide()
            self._form.clear_problems()
            change = asked(change_own_passphrase, self._present.text(), self._wanted.text())
            self._desk.runner.run(change, owner=self, then=self._changed, otherwise=self._refuse)

    def _changed(self, _nothing: object) -> None:
        self._present.clear()
        self._wanted.clear()
        super().accept()
        self._desk.messages.tell(_("Your new pass phrase is in use from now on."))

    def _refuse(self, problem: Problem) -> None:
        self.verb.setEnabled(True)
        if self._form.show_problem(problem):
            return
        self._present.clear()
        self._problem.setText(problem_text(problem))
        self._problem.show()
        announce(self, self._problem.text(), at_once=True)
        self._present.setFocus()
