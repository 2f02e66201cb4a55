"""The clinic says how soon a window locks at the latest, and its windows do, whatever a computer allows."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.clinic.settings import clinic_settings
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.screens.looking import clipped, nameless, texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_go_to import enter, open_it, type_in
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.clinic.lock_card import ClinicLock

WHY = "People walk past the front desk"
SAID = "In this clinic, every window locks after 3 minutes at the latest."


def test_a_window_locks_when_the_clinic_says(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    dialog = open_it(window)
    assert type_in(window, dialog, "every window locks")[0] == "SETTINGS"
    enter(window, dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClinicLock))
    arrive(window)
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, ClinicLock)
    assert (nameless(asking), clipped(asking)) == ([], [])
    assert asking.minutes.currentData() == 15, "nobody has limited it yet"
    asking.minutes.setCurrentIndex(2)
    asking.findChildren(QPlainTextEdit)[0].setPlainText(WHY)
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.settle()
    assert texts(window.page).count(SAID) == 2  # in the clinic's part, and beside the longer time of this computer
    lines = list_audit(window.clinic.as_role(Role.PRIVACY), AuditFilter()).lines
    (line,) = [one for one in lines if (one.act, one.kind) == ("changed", "clinic")]
    assert (dict(line.facts), line.reason) == ({"idle_minutes": 3}, WHY)

    clock.advance(timedelta(minutes=2, seconds=50))
    window.screen.window.ticker.minute.emit(clock())
    assert window.screen.window.workspace is not None
    with qtbot.waitSignal(window.screen.window.locked):
        clock.advance(timedelta(seconds=20))
        window.screen.window.ticker.minute.emit(clock())


def test_a_time_chosen_by_mistake_is_taken_back(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    window.workspace.go("settings", "clinic_lock")
    arrive(window)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ClinicLock))
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, ClinicLock)
    asking.minutes.setCurrentIndex(2)
    asking.findChildren(QPlainTextEdit)[0].setPlainText(WHY)
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.settle()
    assert clinic_settings(window.clinic.as_role(Role.ADMINISTRATOR)).idle_minutes == 3
    window.workspace.messages.undo()
    window.settle()
    assert clinic_settings(window.clinic.as_role(Role.ADMINISTRATOR)).idle_minutes == 15
    assert SAID not in texts(window.page)
