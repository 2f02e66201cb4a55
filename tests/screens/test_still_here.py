"""A person who does something in any window of the program is still at the desk: nothing locks under their hands."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.shell.commands import show_about


class SlowDesk(Window):
    """A window at a desk where little is done: it locks after three minutes."""

    def two_minutes_pass(self) -> None:
        self.screen.window.ticker.minute.emit(self._clock.advance(timedelta(minutes=2)))

    @property
    def is_open(self) -> bool:
        return self.screen.window.workspace is not None


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> SlowDesk:
    """The whole program, with someone who is signed in."""
    window = SlowDesk(open_screen(staffed, real=True, lock_after=3), qtbot, clock)
    window.come_in("maria")
    return window


def in_front(window: SlowDesk) -> QWindow:
    """The dialog that has just opened, once it has the keyboard."""
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget().windowHandle()
    window.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog)
    return dialog


def test_a_click_in_the_window_a_key_in_a_dialog_and_a_click_in_an_open_list(window: SlowDesk) -> None:
    box = QComboBox(window.page)
    box.addItems(["one", "two", "three"])
    box.show()
    window.two_minutes_pass()
    QTest.mouseClick(window.screen.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))

    window.two_minutes_pass()
    show_about(window.screen.window)
    about = in_front(window)
    QTest.keyClick(about, Qt.Key.Key_Tab)
    window.two_minutes_pass()
    assert window.is_open
    QTest.keyClick(about, Qt.Key.Key_Escape)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)

    window.two_minutes_pass()
    main = window.screen.window
    QTest.mouseClick(
        main.windowHandle(), Qt.MouseButton.LeftButton, pos=box.mapTo(main, QPoint(box.width() - 8, box.height() // 2))
    )
    window.qtbot.waitUntil(box.view().isVisible)
    arrive(window)
    window.two_minutes_pass()
    listed = box.view().window()
    QTest.mousePress(listed.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    window.two_minutes_pass()
    assert window.is_open
    QTest.mouseRelease(listed.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    box.hidePopup()

    with window.qtbot.waitSignal(window.screen.window.locked):
        window.two_minutes_pass()
        window.two_minutes_pass()


def test_ctrl_l_locks_from_a_dialog(window: SlowDesk) -> None:
    show_about(window.screen.window)
    about = in_front(window)
    with window.qtbot.waitSignal(window.screen.window.locked):
        QTest.keyClick(about, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
