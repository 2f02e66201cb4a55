"""What the tests of the board do: press keys where the focus is, click and drop on half hours, read the sheets."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.support.support_at_desk import dialog_of, settle
from tests.storage_fixtures import Clinic
from tests.support_people import accepted, logged, tomorrow_at_ten
from ui.support.booking_sheet import BookingSheet
from ui.support.week_page import WeekPage

Open = Callable[..., WeekPage]
PLACE = "Private room"


class Keys:
    """Types into whatever has the focus, and counts."""

    def __init__(self, qtbot: QtBot, page: WeekPage) -> None:
        self.pressed = 0
        self._qtbot, self._page = qtbot, page

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.pressed += 1
            QTest.keyClick(QApplication.focusWidget(), key)
            settle(self._qtbot, self._page)
            in_front(self._page)


def in_front(page: WeekPage) -> None:
    """Give the window the focus back after a sheet: off screen no window manager does it."""
    if no_dialog(page):
        page.activateWindow()
        QApplication.processEvents()


def sheet(page: WeekPage) -> BookingSheet:
    found = dialog_of(page)
    assert isinstance(found, BookingSheet)
    return found


def no_dialog(page: WeekPage) -> bool:
    return not any(one.isVisible() for one in page.findChildren(QDialog))


def booked(clinic: Clinic) -> Debrief:
    """Rosa's debrief, tomorrow at ten."""
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    return book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))


def choose_cell(qtbot: QtBot, page: WeekPage, row: int, column: int) -> None:
    """Click on a half hour."""
    place = page.board.visualRect(page.board.model().index(row, column)).center()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, page)


def drop(page: WeekPage, data: QMimeData, row: int, column: int) -> None:
    """Let go of what is dragged over a half hour."""
    target = page.board.viewport()
    place = page.board.visualRect(page.board.model().index(row, column)).center()
    pressed, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(place, copy, data, pressed, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, data, pressed, none))
