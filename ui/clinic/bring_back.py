"""Bring a clinic back from a backup, on a computer that has none: with two people, or with the recovery key alone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from incident_tracker.domain.errors import Problem, SecondNeeded
from incident_tracker.wording import _, problem_text
from ui.clinic.door import Door
from ui.clinic.entrance import EntranceFrame
from ui.clinic.passphrase_field import PassphraseField
from ui.icons import Icon
from ui.runner import Runner
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import row
from ui.widgets.save_dialog import SavePlaces
from ui.widgets.text import text_label

SUFFIX = ".itbackup"


class BringBack(EntranceFrame):
    """Signals: `done()` when the clinic is here and people can sign in; `back()` to the first choice."""

    done = Signal()
    back = Signal()

    def __init__(self, door: Door, runner: Runner, parent: QWidget | None = None) -> None:
        note = _("With the names and pass phrases of the day of the backup. The backup itself stays as it is.")
        super().__init__(_("Bring our clinic back"), note, width=560, parent=parent)
        self._door, self._runner = door, runner
        self.file = QLineEdit()
        choose = Button(_("Choose a &file"), "", Icon.FOLDER, self.ask_file)
        self.how = ChoiceChips(
            _("Who brings it back"),
            [Choice("two", _("Two people")), Choice("key", _("The recovery key alone"))],
            numbered=False,
        )
        self.how.choose("two")
        self.name, self.second_name, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.key.setPlaceholderText("XXXX-XXXX-XXXX-…")
        self.passphrase = PassphraseField(_("Pass phrase"))
        self.second_passphrase = PassphraseField(_("Their pass phrase"))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * 3 + px(16))
        self.begin, self.two, self.alone, self.why = Form(), Form(), Form(), Form()
        self.begin.add("backup", _("The &backup"), self.file)
        self.begin.add_widget(choose)
        self.begin.add("how", _("&Who brings it back"), self.how)
        self.two.add("user_name", _("&Name"), self.name)
        self.two.add("passphrase", _("&Pass phrase"), self.passphrase)
        self.two.add("second_name", _("Name of the second pe&rson"), self.second_name)
        self.two.add("second_passphrase", _("&Their pass phrase"), self.second_passphrase)
        self.alone.add("recovery_key", _("Recovery &key"), self.key)
        self.why.add("reason", _("Wh&y"), self.reason, _("The privacy officer reads it in the audit trail."))
        self._problem = text_label("", "error")
        self._problem.hide()
        self._go = Button(_("Bring it back"), "primary", None, self.go)
        self._back = Button(_("Back"), "", None, self.back.emit)
        for child in (self.begin, self.two, self.alone, self.why, self._problem):
            self.body.addWidget(child)
        self.body.addLayout(row(None, self._back, self._go))
        self.how.changed.connect(self._ask)
        self.setFocusProxy(self.file)
        self.setAccessibleName(_("Bring our clinic back"))
        self._ask()

    @Slot()
    def ask_file(self) -> None:
        """Ask which file."""
        dialog = QFileDialog(self, _("Choose a backup"), SavePlaces.folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Backups ({kinds})").format(kinds=f"*{SUFFIX}"))
        dialog.fileSelected.connect(self.file.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def go(self) -> None:
        """Prove the backup, ask its gate, and move it in; nothing is here before that has worked."""
        if not self._go.isEnabled():
            return
        self._problem.hide()
        for form in (self.begin, self.two, self.alone, self.why):
            form.clear_problems()
        if not self.file.text().strip():
            self.begin.show_message("backup", _("Please choose the file of the backup."))
            return
        self._wait(True)
        self._runner.call(self._act(), owner=self, then=self._done, otherwise=self._refuse)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses that button."""
        focused = self.focusWidget()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.go()

    def _act(self) -> Callable[[], None]:
        backup, reason = Path(self.file.text().strip()), self.reason.toPlainText()
        if self._by_key:
            return partial(self._door.bring_back_alone, backup, self.key.text().strip(), reason)
        first = self.name.text().strip(), self.passphrase.text()
        second = self.second_name.text().strip(), self.second_passphrase.text()
        return partial(self._door.bring_back, backup, first, second, reason)

    @property
    def _by_key(self) -> bool:
        return self.how.code() == "key"

    @Slot()
    def _ask(self) -> None:
        self.two.setVisible(not self._by_key)
        self.alone.setVisible(self._by_key)
        self._problem.hide()

    def _done(self, _nothing: None) -> None:
        self._wait(False)
        for field in (self.passphrase, self.second_passphrase, self.key):
            field.clear()
        self.done.emit()

    def _refuse(self, problem: Problem) -> None:
        self._wait(False)
        if any(form.show_problem(problem) for form in (self.begin, self.two, self.alone, self.why)):
            return
        text = problem_text(problem)
        if isinstance(problem, SecondNeeded) and problem.recovery_key:
            text = _("No one else in this backup may agree. Please use the recovery key alone.")
        self._problem.setText(text)
        self._problem.show()
        announce(self, text, at_once=True)

    def _wait(self, waiting: bool) -> None:
        self._go.setEnabled(not waiting)
        self._back.setEnabled(not waiting)
        self.busy.show_busy(waiting)
