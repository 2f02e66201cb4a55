"""A list within a question: as high as its lines, and never a scroll bar within what scrolls."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QListWidget, QScrollArea

from ui.theme.spacing import is_roomy, px

_FEWEST = 2
_Index = QModelIndex | QPersistentModelIndex


class ShortList(QListWidget):
    """`lines` are shown at most; a question that has one lets it give way with `shrink`, down to two.

    With `whole` it shows all of its lines where letters are large, and what is around it scrolls instead.
    """

    def __init__(self, lines: int, whole: bool = False) -> None:
        super().__init__()
        self._lines = lines
        self._whole = whole and not is_roomy()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model().rowsInserted.connect(self.updateGeometry)
        self.model().rowsRemoved.connect(self.updateGeometry)
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        lines = max(_FEWEST, self.count() if self._whole else min(self._lines, self.count()))
        return QSize(super().sizeHint().width(), self._height_of(lines))

    def minimumSizeHint(self) -> QSize:
        lines = max(_FEWEST, self.count()) if self._whole else _FEWEST
        return QSize(super().minimumSizeHint().width(), self._height_of(lines))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if self._whole and current.isValid() and around is not None and (inner := around.widget()) is not None:
            line = self.visualRect(current)
            there = self.viewport().mapTo(inner, line.center())
            around.ensureVisible(there.x(), there.y(), 0, line.height())

    def _height_of(self, lines: int) -> int:
        line = max(self.sizeHintForRow(0), self.fontMetrics().lineSpacing() + px(12))
        return line * lines + 2 * self.frameWidth() + px(2)
