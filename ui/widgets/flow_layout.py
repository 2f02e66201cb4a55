"""A layout that sets its widgets in lines, like words, and starts a new line where the old one is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme.spacing import px

_WIDEST = 480
"""Up to this width a line asks not to wrap; beyond it, it asks for no more room and wraps."""


class FlowLayout(QLayout):
    """`gap` in pixels, between widgets and between lines; `centered`: low widgets are in the middle of their line;
    `reserves`: hidden widgets keep their room, so that nothing below moves when they are shown. Up to the width
    `widest` it asks for one line.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        gap: int = 8,
        centered: bool = False,
        reserves: bool = False,
        widest: int = _WIDEST,
    ) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}  # by width: Qt asks for the same again and again until something changes
        self._centered = centered
        self._reserves = reserves
        self._widest = widest
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._heights.clear()

    def insertWidget(self, index: int, widget: QWidget) -> None:
        """Put `widget` before the one at `index`."""
        self.addWidget(widget)
        self._items.insert(index, self._items.pop())

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        """Where hidden widgets keep their room it is measured each time, because Qt does not tell when these change."""
        height = None if self._reserves else self._heights.get(width)
        if height is None:
            height = self._arrange(QRect(0, 0, width, 0), only_measure=True, hidden_too=self._reserves)
            self._heights[width] = height
        return height

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, only_measure=False)

    def sizeHint(self) -> QSize:
        """One line, as long as that is no wider than a field usually is."""
        shown = [item.sizeHint().width() for item in self._items if not _is_hidden(item)]
        one_line = sum(shown) + self.spacing() * max(0, len(shown) - 1)
        width = max(min(one_line, px(self._widest)), self.minimumSize().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, only_measure: bool, hidden_too: bool = False) -> int:
        y = rect.y()
        for line in self._lines(rect.width(), hidden_too):
            sizes = [_size(item, rect.width()) for item in line]
            tallest = max(size.height() for size in sizes)
            x = rect.x()
            for item, size in zip(line, sizes, strict=True):
                if not only_measure:
                    top = y + (tallest - size.height()) // 2 if self._centered else y
                    item.setGeometry(QRect(QPoint(x, top), size))
                x += size.width() + self.spacing()
            y += tallest + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int, hidden_too: bool) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._items:
            if _is_hidden(item) and not hidden_too:
                continue
            needed = _hint(item).width()
            if lines and used + needed <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
                used = 0
            used += needed + self.spacing()
        return lines


def _is_hidden(item: QLayoutItem) -> bool:
    widget = item.widget()
    return widget is not None and widget.isHidden()


def _hint(item: QLayoutItem) -> QSize:
    """What it asks for, hidden or not: Qt says nothing at all of what is hidden."""
    widget = item.widget()
    if widget is None or not widget.isHidden():
        return item.sizeHint()
    return widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())


def _size(item: QLayoutItem, room: int) -> QSize:
    """The size of an item at this width: narrower widgets may grow taller."""
    hint = _hint(item)
    width = min(hint.width(), room)
    return QSize(width, item.heightForWidth(width) if item.hasHeightForWidth() else hint.height())


def flowing(*children: QWidget, gap: int, centered: bool = False, reserves: bool = False) -> QWidget:
    """A widget with `widgets` side by side if there is room, else on more lines; the rest as in `FlowLayout`."""
    holder = QWidget()
    flow = FlowLayout(holder, gap, centered, reserves)
    for child in children:
        flow.addWidget(child)
    holder.setSizePolicy(flowing_policy())
    return holder


def flowing_policy() -> QSizePolicy:
    """The size policy of a widget that grows taller as it gets narrower."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
