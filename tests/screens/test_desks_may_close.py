"""An administrator lets desks close for a debrief, in the real window; the manager then books with a closed desk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from tests.screens.looking import clipped, keep_picture, nameless, texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_go_to import enter, open_it, type_in
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from tests.usecases.support.test_obstacles import booked
from ui.app import Screen
from ui.clinic.desks_may_close_card import DesksMayClose


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic with the administrator signed in."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    return window


def test_a_desk_closes_where_the_clinic_allows_it(window: Window) -> None:
    dialog = open_it(window)
    assert type_in(window, dialog, "desks during")[0] == "SETTINGS"
    enter(window, dialog)
    assert "Someone takes each desk during a debrief." in texts(window.page)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), DesksMayClose))
    arrive(window)
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, DesksMayClose)
    assert nameless(asking) == []
    assert clipped(asking) == []
    keep_picture(asking, "desks-may-close")
    asking.findChildren(QPlainTextEdit)[0].setPlainText("We are four people at the front")
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "A desk may be closed for a debrief. Its calls go to voicemail." in texts(window.page)
    keep_picture(window.page, "settings-desks")

    window.screen.window.activateWindow()  # off screen no window manager does it
    window.lock()
    window.come_in("maria")
    _answer, debrief = booked(window.clinic)
    window.workspace.go("debrief", debrief.id)
    arrive(window)
    page = window.page
    boxes = [one for one in page.findChildren(QComboBox) if one.accessibleName() == "Someone else for Rosa Reception"]
    closed = boxes[0].findText("Desk closed, calls to voicemail")
    boxes[0].setCurrentIndex(closed)
    boxes[0].activated.emit(closed)
    told = "For Rosa Reception: desk closed, calls to voicemail"
    window.qtbot.waitUntil(lambda: told in texts(page))
    keep_picture(page, "debrief-desk-closed")
    with window.clinic.store.read() as unit:
        assert unit.covers.of([debrief.id])[0].desk_is_closed
    assert window.clinic.as_role(Role.MANAGER).actor.name == "maria"
