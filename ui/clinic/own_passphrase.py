"""After a one-time pass phrase: people choose their own before anything else."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.accounts import change_own_passphrase
from incident_tracker.wording import _, problem_text
from ui.clinic.entrance import EntranceFrame
from ui.clinic.passphrase_field import PassphraseField
from ui.runner import Runner, asked
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.widgets.text import text_label


class OwnPassphrase(EntranceFrame):
    """Signals: `entered(Context, zone)` when the new pass phrase is set."""

    entered = Signal(object, str)

    def __init__(
        self, runner: Runner, context: Context, zone: str, one_time: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            _("Choose your own pass phrase"),
            _(
                "The pass phrase you were given works only for this step. Only you will know your new "
                "one. Backups still open with the pass phrases of the day they were made."
            ),
            parent=parent,
        )
        self._runner = runner
        self._context = context
        self._zone = zone
        self._one_time = one_time
        self._wanted = PassphraseField(_("New pass phrase"), judged=True)
        self._wanted.entered.connect(self.keep)
        self._form = Form()
        self._form.add("new_passphrase", _("&New pass phrase"), self._wanted)
        self._problem = text_label("", "error")
        self._problem.hide()
        self._go = Button(_("Keep it and go on"), "primary", None, self.keep)
        self._go.setDefault(True)
        for child in (self._form, self._problem, self._go):
            self.body.addWidget(child)
        self.setFocusProxy(self._wanted)
        self.setAccessibleName(_("Choose your own pass phrase"))

    @Slot()
    def keep(self) -> None:
        """Take what is typed as the new pass phrase."""
        if self._go.isEnabled():
            self._problem.hide()
            self._form.clear_problems()
            self._wait(True)
            self._runner.run(
                asked(change_own_passphrase, self._one_time, self._wanted.text()),
                owner=self,
                then=self._kept,
                otherwise=self._refuse,
            )

    def _kept(self, _nothing: object) -> None:
        self._wait(False)
        self._one_time = ""
        self._wanted.clear()
        self.entered.emit(replace(self._context, one_time=False), self._zone)

    def _refuse(self, problem: Problem) -> None:
        self._wait(False)
        if not self._form.show_problem(problem):
            text = problem_text(problem)
            self._problem.setText(text)
            self._problem.show()
            announce(self, text, at_once=True)
        self._wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self, waiting: bool) -> None:
        self._go.setEnabled(not waiting)
        self.busy.show_busy(waiting)
