"""Words at the left and their buttons at the right; below each other if there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.theme.spacing import px
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import LayoutItem


class Beside(QWidget):
    """`least` is the width in pixels of the design that the left side needs to be read with ease."""

    def __init__(self, left: LayoutItem, *right: QWidget, least: int = 260, gap: int = 12, edge: int = 6) -> None:
        super().__init__()
        self._left, self._right = _holder(left), QWidget()
        self._children = right
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._right)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(px(gap))
        for child in right:
            self._line.addWidget(child)
        if not right:
            self._right.hide()
        self._least, self._gap, self._edge = px(least), px(gap), px(edge)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, self._edge, 0, self._edge)
        self._box.setSpacing(self._gap)
        self._box.addWidget(self._left, 1)
        self._box.addWidget(self._right)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if not self._children:
            return self._words_height(width) + 2 * self._edge
        if self._has_room(width):
            tallest = max(child.sizeHint().height() for child in self._children)
            return max(self._words_height(width - self._across() - self._gap), tallest) + 2 * self._edge
        heights = [child.sizeHint().height() for child in self._children]
        in_line = self._across() <= width
        right = max(heights) if in_line else sum(heights) + self._gap * (len(heights) - 1)
        return self._words_height(width) + self._gap // 2 + right + 2 * self._edge

    def sizeHint(self) -> QSize:
        width = self._least + (self._across() + self._gap if self._children else 0)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widths = [child.minimumSizeHint().width() for child in self._children]
        return QSize(max(self._left.minimumSizeHint().width(), *widths, 0), px(20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self._has_room(self.width())
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if wide or self._across() <= self.width() else down)
        if (self._box.direction() == across) != wide:
            self._box.setDirection(across if wide else down)
            self._box.setSpacing(self._gap if wide else self._gap // 2)
            left, whole = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag(0)
            self._box.setAlignment(self._right, whole if wide else left)  # a button is as wide as its words

    def _has_room(self, width: int) -> bool:
        return not self._children or width >= self._least + self._gap + self._across()

    def _across(self) -> int:
        """How wide the right side is in one line."""
        return sum(child.sizeHint().width() for child in self._children) + self._line.spacing() * (
            len(self._children) - 1
        )

    def _words_height(self, width: int) -> int:
        if self._left.hasHeightForWidth():
            return self._left.heightForWidth(width)
        return self._left.sizeHint().height()


def buttons(*children: QWidget) -> QWidget:
    """Buttons side by side, in as many lines as they need."""
    holder = QWidget()
    flow = FlowLayout(holder, px(10))
    for child in children:
        flow.addWidget(child)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder


def _holder(child: LayoutItem) -> QWidget:
    if isinstance(child, QLabel):
        child.setWordWrap(True)  # Qt gives no height to a layout in which nothing has a height for its width
    if isinstance(child, QWidget):
        return child
    holder = QWidget()
    if isinstance(child, int) or child is None:
        child = QHBoxLayout()
    child.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(child)
    return holder
