"""A narrow column at the left and a wide one at the right, or one below the other if there is no room for both."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from ui.theme.spacing import px
from ui.widgets.flow_layout import flowing_policy


class TwoColumns(QWidget):
    """`least` is the width in pixels of the design that the right column needs; without room for both, the right one
    comes first, or with `left_first` the left one.
    """

    def __init__(self, left: QWidget, right: QLayout, least: int = 320, left_first: bool = False) -> None:
        super().__init__()
        self._left, self._right, self._least, self._gap = left, right, px(least), px(24)
        down, up = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop
        self._under = down if left_first else up
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(self._gap)
        self._box.addWidget(left)
        self._box.addLayout(right, 1)
        self.setSizePolicy(flowing_policy())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Their size at that width, however they are placed now."""
        left, right = self._box.itemAt(0), self._right
        if not self._has_room(width):
            return _height(left, width) + self._gap + _height(right, width)
        beside = self._left.sizeHint().width()
        return max(_height(left, beside), _height(right, width - beside - self._gap))

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width()))

    def minimumSizeHint(self) -> QSize:
        width = max(self._left.minimumSizeHint().width(), self._right.minimumSize().width())
        return QSize(width, min(self._left.minimumSizeHint().height(), self._right.minimumSize().height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        direction = QBoxLayout.Direction.LeftToRight if self._has_room(self.width()) else self._under
        if self._box.direction() != direction:
            self._box.setDirection(direction)

    def _has_room(self, width: int) -> bool:
        return width >= self._left.sizeHint().width() + self._gap + self._least


def _height(item: QLayoutItem | None, width: int) -> int:
    if item is None:
        return 0
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
