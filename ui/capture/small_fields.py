"""Two small fields of the long form: a number that may be empty, and yes or no that may be left open."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator, QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import px
from ui.widgets.choice_chips import Choice, ChoiceChips


class NumberField(QLineEdit):
    """A whole number from 0 to `most`; empty means not known.

    Signals: `changed()` when it was edited.
    """

    changed = Signal()

    def __init__(self, name: str, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setValidator(_UpTo(0, most, self))
        self.setPlaceholderText(_("not known"))
        least = self.fontMetrics().horizontalAdvance(self.placeholderText()) + px(28)
        self.setMinimumWidth(least)
        self.setMaximumWidth(max(px(120), least))
        self.textEdited.connect(self._tell)

    def number(self) -> int | None:
        """The number, or None while it is empty."""
        text = self.text().strip()
        return int(text) if text.isdigit() else None

    def set_number(self, number: int | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if number is None else str(number))

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


class _UpTo(QIntValidator):
    """Qt lets a number be typed that is too large and has no more figures: it could not be saved."""

    def validate(self, typed: str, at: int) -> object:
        if typed.isdigit() and int(typed) > self.top():
            return QValidator.State.Invalid, typed, at
        return super().validate(typed, at)


class YesNo(ChoiceChips):
    """Yes, no, or not said: nothing is chosen at first, and "not known" takes an answer back."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        choices = [Choice("yes", _("Yes")), Choice("no", _("No")), Choice("open", _("Not known"))]
        super().__init__(name, choices, parent=parent)

    def answer(self) -> bool | None:
        """True, False, or None if it is open."""
        return {"yes": True, "no": False}.get(str(self.code()))

    def set_answer(self, answer: bool | None) -> None:
        """Show an answer; nothing is chosen if it is open."""
        self.choose(*([] if answer is None else ["yes" if answer else "no"]))
