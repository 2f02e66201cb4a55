"""The debriefs to plan, one below the other, each with what tells it from the others and its last moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from incident_tracker.wording import _
from ui.support.week_board import carrying
from ui.theme.palettes import Tones
from ui.theme.spacing import px

_ID, _LINES, _LATE = (Qt.ItemDataRole.UserRole + n for n in range(1, 4))
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One debrief to plan: for whom, what tells it from others, and its last moment."""

    debrief_id: UUID
    who: str
    what: str
    limit: str
    late: bool = False


class PlanList(QListWidget):
    """The row with the mark is the one whose times are on the board.

    Signals: `chosen(UUID)` when another row is marked; `taken(UUID)` for Enter or a double click: on to the board.
    """

    chosen = Signal(object)
    taken = Signal(object)

    def __init__(self, tones: Tones, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "plan")
        self.setAccessibleName(_("To plan"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self._cards = _Cards(self, tones)
        self.setItemDelegate(self._cards)
        self.currentItemChanged.connect(self._tell)
        self.itemDoubleClicked.connect(self._take)

    def show_rows(self, rows: Sequence[PlanRow], tones: Tones, chosen: UUID | None) -> None:
        """Show these; the mark stays on `chosen` and nothing is told of that."""
        self._cards.tones = tones
        self.blockSignals(True)
        self.clear()
        for row in rows:
            item = QListWidgetItem()
            item.setData(_ID, str(row.debrief_id))
            item.setData(_LINES, (row.who, row.what, row.limit))
            item.setData(_LATE, row.late)
            spoken = _("{who}, {what}, {limit}").format(who=row.who, what=row.what, limit=row.limit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setToolTip(f"{row.who}\n{row.what}\n{row.limit}")
            self.addItem(item)
        self.mark(chosen)
        self.blockSignals(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(160), px(80))

    def mark(self, debrief_id: UUID | None) -> None:
        """Mark this one, or none."""
        items = [self.item(number) for number in range(self.count())]
        found = next((one for one in items if one.data(_ID) == str(debrief_id)), None)
        if found is None:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.setCurrentItem(found)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        return carrying(UUID(items[0].data(_ID))) if items else QMimeData()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self._take(item)
        else:
            super().keyPressEvent(event)

    def _tell(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(UUID(item.data(_ID)))

    def _take(self, item: QListWidgetItem) -> None:
        self.taken.emit(UUID(item.data(_ID)))


class _Cards(QStyledItemDelegate):
    """Paints the three lines of a row."""

    def __init__(self, view: QListWidget, tones: Tones) -> None:
        super().__init__(view)
        self._view = view
        self.tones = tones

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        metrics = self._view.fontMetrics()
        room = max(px(80), self._view.viewport().width() - px(22))
        high = metrics.height() + sum(self._height(metrics, text, room) for text in index.data(_LINES)[1:])
        return QSize(px(100), high + px(18))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        tones, card = self.tones, option.rect.adjusted(px(2), px(2), -px(2), -px(2))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 3 if focused else 2 if chosen else 1
        painter.setPen(QPen(QColor(tones.focus if focused else tones.accent if chosen else tones.border), width))
        painter.setBrush(QColor(tones.accent_soft if chosen else tones.surface))
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), px(6), px(6))
        inner = card.adjusted(px(10), px(6), -px(8), -px(4))
        heavy = QFont(option.font)
        heavy.setWeight(QFont.Weight.DemiBold)
        who, what, limit = index.data(_LINES)
        metrics = option.fontMetrics
        inks = (
            tones.on_accent_soft if chosen else tones.ink,
            tones.on_accent_soft if chosen else tones.muted,
            tones.on_accent_soft if chosen else tones.word_of_care if index.data(_LATE) else tones.ink,
        )
        y = inner.top()
        wraps = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        for number, (text, ink) in enumerate(zip((who, what, limit), inks, strict=True)):
            painter.setPen(QColor(ink))
            painter.setFont(heavy if number == 0 else option.font)
            if number == 0:
                text = QFontMetrics(heavy).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            high = metrics.height() if number == 0 else self._height(metrics, text, inner.width())
            painter.drawText(QRect(inner.left(), y, inner.width(), high), wraps, text)
            y += high
        painter.restore()

    def _height(self, metrics: QFontMetrics, text: str, room: int) -> int:
        """Pixels that a text needs in this room, with all of its lines."""
        return metrics.boundingRect(QRect(0, 0, room, 10_000), int(Qt.TextFlag.TextWordWrap), text).height()
