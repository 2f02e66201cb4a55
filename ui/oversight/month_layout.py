"""Places the parts of "This month": figures in a row, then the chart beside its causes, as far as the width allows."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme.spacing import px

FIGURES = 5
_ALL_ABREAST, _THREE_ABREAST, _TWO_ABREAST, _TWO_COLUMNS = 900, 640, 400, 820
"""Pixels of the design from which on there is room for so many."""
_LEFT = 0.62
"""What the left one of two columns has of the width."""


class MonthLayout(QLayout):
    """In this order: five figures, chart, decisions, causes, support.

    Beside each other are chart over decisions, and causes over support; chart and causes grow into the height that is
    left. In a narrow window everything is below each other.
    """

    def __init__(self, parent: QWidget, gap: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(gap)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), only_measure=True)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, only_measure=False)

    def sizeHint(self) -> QSize:
        width = max(px(_ALL_ABREAST), self.minimumSize().width())
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        return QSize(max((item.minimumSize().width() for item in self._items), default=0), 0)

    def _arrange(self, rect: QRect, only_measure: bool) -> int:
        """Give every part its place, and answer with the height that all of them need."""
        gap, figures, parts = self.spacing(), self._items[:FIGURES], self._items[FIGURES:]
        top = rect.y() + self._place_figures(figures, rect, only_measure)
        chart, decisions, causes, support = parts
        columns: list[tuple[int, int, tuple[QLayoutItem, ...]]]
        if rect.width() >= px(_TWO_COLUMNS):
            left = round((rect.width() - gap) * _LEFT)
            columns = [
                (rect.x(), left, (chart, decisions)),
                (rect.x() + left + gap, rect.width() - gap - left, (causes, support)),
            ]
        else:
            columns = [(rect.x(), rect.width(), (chart, decisions, causes, support))]
        needed = [sum(_least(one, width) for one in held) + gap * (len(held) - 1) for _x, width, held in columns]
        if not only_measure:
            for (x, width, held), least in zip(columns, needed, strict=True):
                y, spare = top, max(0, rect.bottom() + 1 - top - least)
                for one in held:
                    height = _least(one, width) + (spare if one is held[0] else 0)
                    one.setGeometry(QRect(x, y, width, height))
                    y += height + gap
        return top - rect.y() + max(needed)

    def _place_figures(self, figures: list[QLayoutItem], rect: QRect, only_measure: bool) -> int:
        """The height of the figures with the gap below them."""
        gap, y = self.spacing(), rect.y()
        room = ((_ALL_ABREAST, FIGURES), (_THREE_ABREAST, 3), (_TWO_ABREAST, 2))
        abreast = next((number for least, number in room if rect.width() >= px(least)), 1)
        width = (rect.width() - gap * (abreast - 1)) // abreast
        for first in range(0, len(figures), abreast):
            line = figures[first : first + abreast]
            height = max(_least(one, width) for one in line)
            if not only_measure:
                for place, one in enumerate(line):
                    one.setGeometry(QRect(rect.x() + place * (width + gap), y, width, height))
            y += height + gap
        return y - rect.y()


def _least(item: QLayoutItem, width: int) -> int:
    """The least height at this width: what can grow takes what is left over."""
    widget = item.widget()
    layout = widget.layout() if widget is not None else None
    if layout is None:
        return item.minimumSize().height()
    if layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(width)
    return layout.totalMinimumSize().height()
