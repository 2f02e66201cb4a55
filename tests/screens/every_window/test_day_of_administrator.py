"""An administrator's morning by keys alone: an account for someone new, a backup, and whether the records are whole."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.clinic.accounts import list_users
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture, texts
from ui.clinic.accounts_page import AccountsPage
from ui.clinic.settings_page import SettingsPage
from ui.tour.walker import WalkClock

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_the_administrator_lets_someone_in_and_keeps_the_data_safe(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.ADMINISTRATOR])
        keep_picture(walker.window, "administrator-today")
        walker.enter("Clinic", "Accounts")
        page = you.page
        assert isinstance(page, AccountsPage)
        keep_picture(walker.window, "administrator-accounts")

        walker.press("Add an account")
        QTest.keyClicks(QApplication.focusWidget(), "lupe")  # the first field has the keyboard
        walker.write("Why", "Begins at the front desk on Monday")
        keep_picture(you.front, "administrator-new-account")
        walker.press("Add")
        admitted = next(one for one in list_users(you.ctx) if one.name == "lupe")
        assert admitted.role is Role.RECEPTION
        keep_picture(you.front, "administrator-pass-phrase")
        walker.press("I have passed it on")
        walker.window.activateWindow()  # off screen no window manager does it
        walker.settle()
        assert page.accounts.table.total == len(list_users(you.ctx))

        settings = you.go(SettingsPage, "settings")
        walker.press("Back up now")
        walker.wait(lambda: "Backed up" in walker.screen.window.workspace.messages.text)
        walker.press("Check the records")
        walker.wait(lambda: "All is well" in texts(settings))
        keep_picture(walker.window, "administrator-checked")
