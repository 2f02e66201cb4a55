"""A field for a time of day, as the clock at the desk shows it."""

from datetime import time

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QAbstractSpinBox, QTimeEdit, QWidget

from ui.screen_text import locale
from ui.theme.spacing import px


class TimeField(QTimeEdit):
    """Hours and minutes, with am and pm where the language has them. `name` is what a screen reader says."""

    def __init__(self, at: time, name: str, parent: QWidget | None = None) -> None:
        super().__init__(QTime(at.hour, at.minute), parent)
        twelve = "A" in locale().timeFormat(locale().FormatType.ShortFormat).upper()
        self.setDisplayFormat("h:mm Ap" if twelve else "HH:mm")
        self.setAccessibleName(name)
        indent(self)
        widest = "12:00 PM" if twelve else "00:00"
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(widest) + px(32))

    def chosen(self) -> time:
        """What it shows."""
        return time(self.time().hour(), self.time().minute())


def indent(field: QAbstractSpinBox) -> None:
    """Keep the text off the edge: a style sheet reaches the field, and not the line of text in it."""
    field.lineEdit().setTextMargins(px(9), 0, px(9), 0)
