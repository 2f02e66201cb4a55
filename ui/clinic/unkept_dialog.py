"""At the sign-in of an administrator: the recovery key was shown once, and nobody has typed it back yet."""

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.recovery_keys import RecoveryKeyState
from incident_tracker.usecases.clinic.unkept_key import keep_recovery_key, recovery_key_state, replace_unkept_key
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic.new_recovery_key import KeyToKeep
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Question


def ask_about_key(desk: PageDesk, workspace: QWidget) -> None:
    """Ask an administrator who has just signed in, if nobody has typed the present key back."""
    if desk.may(Permission.REPLACE_UNKEPT_KEY):
        desk.runner.run(asked(recovery_key_state), owner=workspace, then=partial(_ask, desk, workspace))


def _ask(desk: PageDesk, workspace: QWidget, state: RecoveryKeyState) -> None:
    if state.unkept and workspace.isVisible():
        UnkeptKey(desk, state, workspace).open()


class UnkeptKey(Question):
    """Three ways on: type it back, make another one, or later. Nothing else waits for it."""

    def __init__(self, desk: PageDesk, state: RecoveryKeyState, parent: QWidget) -> None:
        text = _(
            "The recovery key was shown once, and nobody has confirmed that it was written down. If every pass phrase "
            "is lost, only this key opens the clinic."
        )
        super().__init__(parent, _("Is the recovery key written down?"), text, _("Make a new key"))
        self._desk = desk
        self._around = parent
        self.type_back = Button(_("I have it: type it back"), "", Icon.KEY, self._type_back)
        self.body.addWidget(self.type_back)
        self.back.setText(_("Later"))
        self.verb.setVisible(state.replaceable)
        self.back.setDefault(True)

    @Slot()
    def accept(self) -> None:
        """Make another key, and show it."""
        self._desk.runner.run(
            asked(replace_unkept_key), owner=self._around, then=partial(_show, self._desk, self._around)
        )
        super().accept()

    @Slot()
    def _type_back(self) -> None:
        around, desk = self._around, self._desk
        super().accept()
        KeptKey(desk, around).open()


class KeptKey(Asking[None]):
    """The key that someone wrote down, typed back."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(desk, parent, _("Type the recovery key back"), "", _("Confirm"), self._say_thanks)
        self._typed = QLineEdit()
        self.form.add(
            "recovery_key", _("&Recovery key"), self._typed, _("Small letters and missing dashes do not matter.")
        )

    def send(self) -> None:
        self.run(asked(keep_recovery_key, self._typed.text()))

    def _say_thanks(self, _nothing: None) -> None:
        self.desk.messages.tell(_("The recovery key is confirmed."))


def _show(desk: PageDesk, window: QWidget, key: str) -> None:
    KeyToKeep(desk, window, key).open()
