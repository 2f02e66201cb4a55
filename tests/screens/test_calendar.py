"""A day is chosen from a month by keyboard alone, month and year included."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.looking import button, spoken_name
from tests.storage_fixtures import HARBOUR, Clock
from ui.theme.theme import Theme
from ui.widgets.calendar import Calendar
from ui.widgets.day_field import DayField
from ui.widgets.moment_field import MomentField

BUTTONS = ("The month before", "Month", "Year", "The month after")


def moment_field(clock: Clock) -> QWidget:
    field = MomentField(clock, HARBOUR.time_zone)
    field.set_now()
    return field


def day_field(clock: Clock) -> QWidget:
    return DayField(clock().date())


@pytest.mark.parametrize("made", [moment_field, day_field])
def test_tab_comes_to_month_and_year(
    made: Callable[[Clock], QWidget], theme: Theme, qtbot: QtBot, clock: Clock
) -> None:
    field = made(clock)
    qtbot.addWidget(field)
    field.show()
    opener = button(field, "Choose a day")
    opener.setFocus()
    QTest.keyClick(opener, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    calendar = QApplication.activePopupWidget().findChild(Calendar)
    reached = set()
    for _stop in range(8):
        QTest.keyClick(QApplication.focusWidget() or QApplication.activePopupWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if isinstance(focused, QToolButton):
            reached.add(spoken_name(focused))
            if spoken_name(focused) == "The month after":
                before = calendar.monthShown()
                QTest.keyClick(focused, Qt.Key.Key_Space)
                assert calendar.monthShown() == before + 1
    assert reached == set(BUTTONS)
    QApplication.activePopupWidget().close()
    assert field.isVisible()
