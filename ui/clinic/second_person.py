"""Asks a second person to agree; they confirm with their own name and pass phrase."""

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Problem, SecondNeeded
from incident_tracker.labels.clinic.permissions import permission_text
from incident_tracker.ports.context import Agreement, Context
from incident_tracker.usecases.clinic.second_person import agree, agree_by_recovery_key
from incident_tracker.wording import _, problem_text
from ui.clinic.passphrase_field import PassphraseField
from ui.runner import Runner, asked
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.text import text_label


class SecondPerson(Question):
    """Signals: `agreed(Context)` with a context that carries the agreement, for one act."""

    agreed = Signal(object)

    def __init__(self, needed: SecondNeeded, runner: Runner, context: Context, parent: QWidget) -> None:
        super().__init__(parent, _("It takes two"), _explanation(needed), _("Agree"))
        self._permission = Permission(needed.permission)
        self._runner = runner
        self._context = context
        self._form = Form()
        self._name, self._key = QLineEdit(), QLineEdit()
        self._passphrase = PassphraseField(_("Their pass phrase"))
        if needed.recovery_key:
            self._form.add("recovery_key", _("&Recovery key"), self._key)
        else:
            self._form.add("second_name", _("&Name of the second person"), self._name)
            self._form.add("passphrase", _("Their &pass phrase"), self._passphrase)
        self._by_key = needed.recovery_key
        self._problem = text_label("", "error")
        self._problem.hide()
        self.body.addWidget(self._form)
        self.body.addWidget(self._problem)
        (self._key if self._by_key else self._name).setFocus()

    @Slot()
    def accept(self) -> None:
        """Have name and pass phrase checked; the dialog closes only if that person may agree."""
        self.verb.setEnabled(False)
        self._problem.hide()
        self._form.clear_problems()
        question = (
            asked(agree_by_recovery_key, self._permission, self._key.text())
            if self._by_key
            else asked(agree, self._permission, self._name.text().strip(), self._passphrase.text())
        )
        self._runner.run(question, owner=self, then=self._right, otherwise=self._wrong)

    def _right(self, agreement: Agreement) -> None:
        self._forget()
        super().accept()
        self.agreed.emit(replace(self._context, agreement=agreement))

    def _wrong(self, problem: Problem) -> None:
        self.verb.setEnabled(True)
        self._passphrase.clear()
        if not self._form.show_problem(problem):
            self._problem.setText(problem_text(problem))
            self._problem.show()
            (self._key if self._by_key else self._passphrase).setFocus()

    def _forget(self) -> None:
        self._passphrase.clear()
        self._key.clear()


def _explanation(needed: SecondNeeded) -> str:
    what = permission_text(Permission(needed.permission))
    if needed.recovery_key:
        return _(
            "“{what}” takes two people, and no one else here may agree to it. So the recovery key is "
            "used in place of the second person. Everyone is told at their next sign-in."
        ).format(what=what)
    return _(
        "“{what}” takes two people. Someone else whose role includes it agrees here with their "
        "own name and pass phrase. Both names go into the audit trail."
    ).format(what=what)
