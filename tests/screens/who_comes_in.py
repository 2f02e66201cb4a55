"""The program's window, and people who sign in to it one after another."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.screens.own_clinic import type_passphrase
from tests.storage_fixtures import PASSPHRASE, Clinic, Clock
from ui.app import Screen
from ui.clinic.sign_in import SignIn
from ui.page import Page
from ui.shell.workspace import Workspace


class Window:
    """The program's window, and people who come to it and leave it."""

    def __init__(self, screen: Screen, qtbot: QtBot, clock: Clock) -> None:
        self.screen, self.qtbot, self._clock = screen, qtbot, clock

    def come_in(self, user: str) -> None:
        """Type name and pass phrase."""
        name, _passphrase = self.entrance_fields()
        self.screen.window.activateWindow()  # a dialog may have been in front before
        name.setFocus()
        name.selectAll()
        self.qtbot.keyClicks(name, user)
        self.qtbot.keyClick(name, Qt.Key.Key_Tab)
        type_passphrase(self.qtbot, PASSPHRASE)
        with self.qtbot.waitSignal(self.screen.window.entered):
            self.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        self.settle()

    def entrance_fields(self) -> tuple[QLineEdit, QLineEdit]:
        """Where name and pass phrase are typed."""
        entrance = self.screen.window.centralWidget()
        assert isinstance(entrance, SignIn)
        self.qtbot.waitUntil(entrance.isVisible)
        name, passphrase = (field for field in entrance.findChildren(QLineEdit) if field.isVisible())
        return name, passphrase

    def lock(self) -> None:
        """Ctrl+L, and everything is put away."""
        with self.qtbot.waitSignal(self.screen.window.locked):
            self.screen.window.lock()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.screen.runner.is_quiet)

    @property
    def workspace(self) -> Workspace:
        assert self.screen.window.workspace is not None
        return self.screen.window.workspace

    @property
    def page(self) -> Page:
        assert self.workspace.page is not None
        return self.workspace.page

    @property
    def clinic(self) -> Clinic:
        """The clinic as the window itself has it open."""
        context = self.screen.window._context
        assert context is not None
        return Clinic(context.store, self._clock, context.new_id)  # type: ignore[arg-type]  # ids as in the program

    def acts_of(self, user: str) -> list[str]:
        """What the audit trail says of someone, oldest first."""
        lines = list_audit(self.clinic.as_role(Role.PRIVACY), AuditFilter()).lines
        return [line.act for line in reversed(lines) if line.who == user]
