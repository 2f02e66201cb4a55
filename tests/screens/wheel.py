"""Turns the mouse wheel over a widget as the system does it: Qt offers the turn to one parent after the other."""

from PySide6.QtWidgets import QAbstractSlider, QComboBox, QDateTimeEdit, QDoubleSpinBox, QSpinBox, QTabBar, QWidget


def what_it_shows(field: QWidget) -> object:
    """The value of a field that Qt would let the wheel change."""
    if isinstance(field, QComboBox | QTabBar):
        return field.currentIndex()
    if isinstance(field, QDateTimeEdit):
        return field.dateTime()
    assert isinstance(field, QSpinBox | QDoubleSpinBox | QAbstractSlider)
    return field.value()
