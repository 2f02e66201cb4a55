"""Keeps the mouse wheel from changing a field: it scrolls the page, wherever the pointer is."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QTabBar

from ui.window_filter import WindowFilter

_FIELDS = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelGuard(WindowFilter):
    """Qt lets a turn of the wheel change the box under the pointer, which a person who scrolls a form does not notice.

    Here the turn goes to what the field is in: before a window passes a turn on, the fields under the pointer are told
    to leave it alone. The open list of a box is a separate window and turns as before.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._leaves_it_alone = _Ignored(self)

    def sees(self, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            widget = QApplication.widgetAt(event.globalPosition().toPoint())
            while widget is not None and not widget.isWindow():
                if isinstance(widget, _FIELDS) and not isinstance(widget, QScrollBar):
                    widget.installEventFilter(self._leaves_it_alone)
                widget = widget.parentWidget()
        return False


class _Ignored(QObject):
    """A filter for one field."""

    def eventFilter(self, _field: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            event.ignore()  # so that Qt offers it to the parent
            return True
        return False
