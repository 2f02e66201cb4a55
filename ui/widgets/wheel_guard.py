"""Keeps the mouse wheel from changing a field: it scrolls the page, wherever the pointer is."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QTabBar, QWidget

from ui.theme.style import Style

_FIELDS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(QObject):
    """Filters the events of every field in the application.

    Qt lets a turn of the wheel change the box under the pointer, which a person who scrolls a form does not notice.
    Here the turn goes to what the field is in. The open list of a box is a separate window and turns as before.
    """

    def __init__(self, style: Style, parent: QObject) -> None:
        super().__init__(parent)
        style.polished.connect(self._guard)

    @Slot(QWidget)
    def _guard(self, widget: QWidget) -> None:
        if isinstance(widget, _FIELDS) and not isinstance(widget, QScrollBar):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            event.ignore()  # so that Qt offers it to the parent
            return True
        return False
