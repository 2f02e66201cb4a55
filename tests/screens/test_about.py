"""What support asks is in Help → About, and one button copies it; no one is named in it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker import __version__
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.clinic.upkeep import back_up
from tests.screens.looking import button, clipped, texts
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import PEOPLE, Clock
from ui.app import Screen
from ui.shell.about import About
from ui.shell.commands import show_about


def test_one_button_copies_versions_and_places_and_no_one(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("rosa")
    back_up(window.clinic.as_role(Role.MANAGER))
    show_about(window.screen.window)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), About))
    about = QApplication.activeModalWidget()
    assert isinstance(about, About)
    qtbot.waitUntil(lambda: "Backups: 1" in texts(about))
    assert "encrypted by SQLCipher" in texts(about)
    assert clipped(about) == []
    QTest.keyClick(button(about, "Copy for support"), Qt.Key.Key_Space)
    block = QGuiApplication.clipboard().text()
    assert f"program: {__version__}" in block
    assert f"data: {staffed}" in block
    assert "backups: 1" in block
    assert "rosa" not in block.casefold()
    assert not any(person.name in block for person in PEOPLE)
    about.accept()
