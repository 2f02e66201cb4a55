"""A few choices where there is little room: a box that opens, with nothing chosen at first, and a digit for each."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme.spacing import px
from ui.widgets.choice_chips import Choice

_USUAL = 130
"""Pixels of the design for the words; a longer choice gets more room once it is chosen."""


class ShortBox(QComboBox):
    """A box as wide as its choices, or, where some are long, as the one that is chosen."""

    def __init__(self, usual: int = _USUAL, parent: QWidget | None = None) -> None:
        """`usual`: pixels of the design that it has for words in any case, if there are so long ones."""
        super().__init__(parent)
        self._usual = px(usual)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentIndexChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        widest = max((metrics.horizontalAdvance(self.itemText(at)) for at in range(self.count())), default=0)
        words = max(metrics.horizontalAdvance(self.currentText()), min(widest, self._usual))
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        inside = QSize(words + px(6), max(metrics.height(), px(14)) + px(2))
        return self.style().sizeFromContents(QStyle.ContentsType.CT_ComboBox, option, inside, self)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(px(120), self.sizeHint().width()), self.sizeHint().height())

    def showPopup(self) -> None:
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + px(40))
        super().showPopup()

    @Slot(int)
    def _fit(self, _at: int) -> None:
        self.updateGeometry()


class ChoiceBox(ShortBox):
    """A digit chooses: the place of a choice, or the choice itself where the choices are numbers.

    Signals: `changed()` when the person chose another line; `gone_on()` after a digit chose, as soon as no other choice
    begins with what was typed (1 waits where there is a 10).
    """

    changed = Signal()
    gone_on = Signal()

    def __init__(
        self, name: str, choices: Sequence[Choice] = (), open_text: str = "–", parent: QWidget | None = None
    ) -> None:
        """`name` is spoken; `open_text` is the line of "nothing chosen", empty if something is always chosen."""
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self._open_text = open_text
        self._codes: list[Hashable | None] = []
        self._keys: list[str] = []  # what is typed for each line
        self._begun = ""
        self.setItemDelegate(_Numbered(self))
        self.offer(choices)
        self.activated.connect(self._tell)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what was chosen stays chosen if it is still offered."""
        chosen = self.code()
        self.clear()
        self._codes = [None] if self._open_text else []
        self._keys = [""] if self._open_text else []
        if self._open_text:
            self.addItem(self._open_text)
        for place, choice in enumerate(choices, 1):
            self._codes.append(choice.code)
            self._keys.append(choice.label if choice.label.isdigit() else str(place))
            self.addItem(choice.label)
            self.setItemData(self.count() - 1, choice.meaning, Qt.ItemDataRole.ToolTipRole)
        self.choose(chosen)

    def code(self) -> Hashable | None:
        """The one chosen, or None."""
        here = self.currentIndex()
        return self._codes[here] if 0 <= here < len(self._codes) else None

    def choose(self, code: Hashable | None = None) -> None:
        """Choose this one."""
        self.setCurrentIndex(self._codes.index(code) if code in self._codes else 0)

    def key_of(self, line: int) -> str:
        """What is typed for a line that does not say it itself; empty for the others."""
        return "" if self._keys[line] == self.itemText(line) else self._keys[line]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.text() and event.text() in "0123456789" and self._press(event.text()):
            return
        self._begun = ""
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._begun = ""
        super().focusOutEvent(event)

    def _press(self, digit: str) -> bool:
        """Choose by what was typed so far; False if no choice has this number."""
        typed = self._begun + digit if self._begun + digit in self._keys else digit
        if typed not in self._keys:
            return False
        line = self._keys.index(typed)
        changes = line != self.currentIndex()
        self.setCurrentIndex(line)
        if changes:
            self._tell()
        waits = any(key != typed and key.startswith(typed) for key in self._keys)
        self._begun = typed if waits else ""
        if not waits:
            self.gone_on.emit()
        return True

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


class _Numbered(QStyledItemDelegate):
    """Says in the open list which digit chooses a line."""

    def __init__(self, box: ChoiceBox) -> None:
        super().__init__(box)
        self._box = box

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        key = self._box.key_of(index.row())
        if key:
            option.text = f"{key}  {option.text}"
