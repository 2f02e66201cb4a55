"""Turns the mouse wheel over a widget as the system does it: Qt offers the turn to one parent after the other."""

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QComboBox, QDateTimeEdit, QDoubleSpinBox, QSpinBox, QTabBar, QWidget

NOTCH = 120  # of a usual wheel, in eighths of a degree


def turn_wheel(widget: QWidget, direction: int = -1) -> None:
    """One notch over the middle of a shown widget: -1 as one scrolls down, +1 as one scrolls up."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, direction * NOTCH))


def what_it_shows(field: QWidget) -> object:
    """The value of a field that Qt would let the wheel change."""
    if isinstance(field, QComboBox | QTabBar):
        return field.currentIndex()
    if isinstance(field, QDateTimeEdit):
        return field.dateTime()
    assert isinstance(field, QSpinBox | QDoubleSpinBox | QAbstractSlider)
    return field.value()
