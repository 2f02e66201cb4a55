"""The head of a list: its title, its tools and its buttons in as little height as they need."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSpacerItem, QWidget

from ui.widgets.flow_layout import FlowLayout

_ONE_LINE = 10_000  # pixels: so wide that nothing wraps


class HeadLayout(QLayout):
    """Title, tools and buttons side by side; or title and buttons above the tools, where that is lower. A list within
    a page has no title of its own.
    """

    def __init__(self, title: QLabel | None, tools: QWidget, buttons: FlowLayout, gap: int, between: int) -> None:
        """`gap` pixels from left to right, `between` from above to below."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap, self._between, self._has = gap, between, buttons
        self.setContentsMargins(0, 0, 0, 0)
        if title is not None:
            self.addWidget(title)
        else:
            self.addItem(QSpacerItem(0, 0))
        self.addWidget(tools)
        self.addChildLayout(buttons)
        self.addItem(buttons)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _foot(self._places(width))

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items]
        width = sum(widths) + self._gap * (len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in zip(self._items, self._places(rect.width()), strict=False):
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> list[QRect]:
        above, beside = self._above(width), self._beside(width)
        return beside if beside and _foot(beside) <= _foot(above) else above

    def _beside(self, width: int) -> list[QRect]:
        """All in one line, in the middle of its first line of words; none if the tools have too little room."""
        title, tools, buttons = self._items
        needed, named = self._buttons_width(), title.sizeHint().width()
        start = named + self._gap if named else 0
        room = width - start - (needed + self._gap if needed else 0)
        if room < tools.minimumSize().width():
            return []
        line = max(title.sizeHint().height(), tools.heightForWidth(_ONE_LINE), buttons.heightForWidth(_ONE_LINE))

        def middle(item: QLayoutItem, left: int, wide: int) -> QRect:
            one = item.heightForWidth(_ONE_LINE) if item.hasHeightForWidth() else item.sizeHint().height()
            high = item.heightForWidth(wide) if item.hasHeightForWidth() else one
            return QRect(left, (line - one) // 2, wide, high)

        return [
            middle(title, 0, named),
            middle(tools, start, room),
            middle(buttons, width - needed, needed),
        ]

    def _above(self, width: int) -> list[QRect]:
        """Title and buttons first, the tools below them; the buttons in a line of their own if they have to be."""
        title, tools, buttons = self._items
        needed, named = self._buttons_width(), title.sizeHint()
        if not named.width():  # the tools come first where nothing names them
            first, high = QRect(), tools.heightForWidth(width)
            return [
                first,
                QRect(0, 0, width, high),
                QRect(0, high + self._between, width, buttons.heightForWidth(width)),
            ]
        if named.width() + self._gap + needed <= width:
            high = buttons.heightForWidth(needed) if needed else 0
            line = max(named.height(), high)
            first = QRect(0, (line - named.height()) // 2, named.width(), named.height())
            third = QRect(width - needed, (line - high) // 2, needed, high)
        else:
            first = QRect(0, 0, width, named.height())
            third = QRect(0, named.height() + self._between, width, buttons.heightForWidth(width))
            line = _foot([first, third])
        below = 0 if tools.isEmpty() else self._between
        second = QRect(0, line + below, width, 0 if tools.isEmpty() else tools.heightForWidth(width))
        return [first, second, third]

    def _buttons_width(self) -> int:
        shown = [item for at in range(self._has.count()) if (item := self._has.itemAt(at)) and not item.isEmpty()]
        return self._items[2].sizeHint().width() if shown else 0


def _foot(places: list[QRect]) -> int:
    return max(place.top() + place.height() for place in places)
