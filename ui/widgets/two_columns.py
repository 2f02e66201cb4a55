"""A narrow column at the left and a wide one at the right, or one under the other where there is no room for both."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.theme.spacing import px


class TwoColumns(QWidget):
    """`least` is the width in pixels of the design that the right column needs; without room for both, the right one
    comes first, or with `left_first` the left one.
    """

    def __init__(self, left: QWidget, right: QLayout, least: int = 320, left_first: bool = False) -> None:
        super().__init__()
        self._left, self._least = left, px(least)
        down, up = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop
        self._under = down if left_first else up
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(px(24))
        self._box.addWidget(left)
        self._box.addLayout(right, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._left.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._left.sizeHint().width() + px(24) + self._least
        direction = QBoxLayout.Direction.LeftToRight if wide else self._under
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self.updateGeometry()
