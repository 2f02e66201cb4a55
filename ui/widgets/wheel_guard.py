"""Keeps the mouse wheel from changing a field: it scrolls the page, wherever the pointer is."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QTabBar

_FIELDS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """An event filter for the whole application.

    Qt lets a turn of the wheel change the box under the pointer, which a person who scrolls a form does not notice.
    Here the turn goes to what the field is in. The open list of a box is a separate window and turns as before.

    Every event of the program passes here and through the other filters of the application. Whether it is of a class is
    asked first: that takes a third of the time that it takes to make Python's member of its type.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and isinstance(watched, _FIELDS) and not isinstance(watched, QScrollBar):
            event.ignore()  # so that Qt offers it to the parent
            return True
        return False
