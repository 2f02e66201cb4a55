"""Asks for the pass phrase again before a serious step."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Context
from incident_tracker.wording import _, problem_text
from ui.clinic.door import Door
from ui.clinic.passphrase_field import PassphraseField
from ui.runner import Runner
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.text import text_label


class PassphraseQuestion(Question):
    """Signals: `confirmed(Context)` with a context that carries the fresh confirmation."""

    confirmed = Signal(object)

    def __init__(self, door: Door, runner: Runner, context: Context, parent: QWidget) -> None:
        super().__init__(
            parent,
            _("Is it you?"),
            _("This needs your pass phrase again. It then holds for five minutes."),
            _("Confirm"),
        )
        self._door = door
        self._runner = runner
        self._context = context
        self._passphrase = PassphraseField(_("Pass phrase"))
        form = Form()
        form.add("passphrase", _("&Pass phrase"), self._passphrase)
        self._problem = text_label("", "error")
        self._problem.hide()
        self.body.addWidget(form)
        self.body.addWidget(self._problem)
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def accept(self) -> None:
        """Have the pass phrase checked; the dialog closes only if it is right."""
        self.verb.setEnabled(False)
        confirm = partial(self._door.confirm, self._context, self._passphrase.text())
        self._runner.call(confirm, owner=self, then=self._right, otherwise=self._wrong)

    def _right(self, context: Context) -> None:
        self._passphrase.clear()
        super().accept()
        self.confirmed.emit(context)

    def _wrong(self, problem: Problem) -> None:
        self.verb.setEnabled(True)
        self._passphrase.clear()
        self._problem.setText(problem_text(problem))
        self._problem.show()
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
