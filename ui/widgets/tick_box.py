"""A check box whose words wrap if there is too little room for them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QWidget

from ui.widgets.check_box import CheckBox
from ui.widgets.flow_layout import flowing_policy
from ui.widgets.text import fold


class TickBox(CheckBox):
    """Qt's own box cuts long words off, or makes the page so wide that it scrolls sideways."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._words = text
        self.setAccessibleName(text.replace("&", ""))
        self.setSizePolicy(flowing_policy())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self._folded(width).count("\n") + 1
        return super().sizeHint().height() + self.fontMetrics().lineSpacing() * (lines - 1 - self.text().count("\n"))

    def sizeHint(self) -> QSize:
        width = self._beside_words() + self.fontMetrics().horizontalAdvance(self._words)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(map(self.fontMetrics().horizontalAdvance, self._words.split() or [""]))
        return QSize(self._beside_words() + longest, self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self._folded(self.width())
        if folded != self.text():
            self.setText(folded)

    def _beside_words(self) -> int:
        """What the box itself and the gap behind it take."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        return words.x() + self.fontMetrics().averageCharWidth()

    def _folded(self, width: int) -> str:
        return fold(self._words, self.fontMetrics(), width - self._beside_words())
