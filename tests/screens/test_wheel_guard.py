"""The wheel scrolls the page, whatever field is under the pointer, and still turns an opened list."""

import pytest
from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QDoubleSpinBox,
    QSlider,
    QSpinBox,
    QTabBar,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.screens.wheel import what_it_shows
from ui.sheets.steps import turn_wheel
from ui.theme.theme import Theme
from ui.widgets.scrolling import ScrollingBody


def filled(kind: type[QWidget]) -> QWidget:
    """A field of this kind, in the middle of what it can take."""
    field = kind()
    if isinstance(field, QComboBox):
        field.addItems([f"Person {number}" for number in range(30)])
        field.setCurrentIndex(5)
    elif isinstance(field, QTabBar):
        for number in range(5):
            field.addTab(f"Part {number}")
        field.setCurrentIndex(2)
    elif isinstance(field, QTimeEdit):
        field.setTime(QTime(12, 0))
    elif isinstance(field, QDateTimeEdit):
        field.setDate(QDate(2026, 3, 2))
    elif isinstance(field, QSpinBox | QDoubleSpinBox | QSlider):
        field.setValue(5)
    return field


@pytest.mark.parametrize(
    "kind", [QComboBox, QSpinBox, QDoubleSpinBox, QTimeEdit, QDateEdit, QDateTimeEdit, QSlider, QTabBar]
)
@pytest.mark.parametrize("focused", [False, True])
def test_a_turn_of_the_wheel_scrolls_and_changes_nothing(qtbot: QtBot, kind: type[QWidget], focused: bool) -> None:
    inner = QWidget()
    layout = QVBoxLayout(inner)
    field = filled(kind)
    layout.addWidget(field)
    inner.setMinimumHeight(2000)
    page = ScrollingBody(inner)
    qtbot.addWidget(page)
    page.resize(300, 200)
    page.show()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    if focused:
        page.activateWindow()
        field.setFocus()
        qtbot.waitUntil(field.hasFocus)
    page.ensureWidgetVisible(field)
    before, place = what_it_shows(field), page.verticalScrollBar().value()
    turn_wheel(field)
    assert what_it_shows(field) == before
    assert page.verticalScrollBar().value() > place
    turn_wheel(field, +1)
    assert what_it_shows(field) == before
    assert page.verticalScrollBar().value() == place


def test_an_opened_list_turns_as_before(qtbot: QtBot, theme: Theme) -> None:
    box = filled(QComboBox)
    assert isinstance(box, QComboBox)
    box.setMaxVisibleItems(5)
    qtbot.addWidget(box)
    box.show()
    box.showPopup()
    bar = box.view().verticalScrollBar()
    before = bar.value()
    turn_wheel(box.view().viewport())
    assert bar.value() > before
    box.hidePopup()
