"""The entries of the sidebar as one list: arrows move, Enter, Space or a click opens, and numbers say what waits."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from incident_tracker.wording import _, ngettext
from ui.icons import Icon, paint_icon
from ui.shell.navigation import PageGroup
from ui.theme.spacing import px

_KEY, _COUNT, _NAME, _MEANING = (Qt.ItemDataRole.UserRole + n for n in range(1, 5))
_ROW, _LOWEST, _ICON, _EDGE, _GAP, _NARROW_EDGE = 36, 26, 18, 11, 10, 7
MOST_COUNTED = 99
"""What is more is said as "99+"."""

_Index = QModelIndex | QPersistentModelIndex


class SectionList(QListWidget):
    """What is selected is the entry of the page in front; the row with the focus is only where the arrows are.

    Signals: `asked(key)` when an entry is opened.
    """

    asked = Signal(str)

    def __init__(self, shown: Sequence[PageGroup], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "sections")
        self.setAccessibleName(_("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSpacing(0)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)
        for number, section in enumerate(shown, 1):
            item = QListWidgetItem(section.label)
            item.setData(_KEY, section.key)
            item.setData(_NAME, section.label)
            item.setData(_MEANING, section.meaning.value)
            keys = _("Ctrl+{n}").format(n=number)
            item.setToolTip(f"{section.label}  {keys}")
            self.addItem(item)
        self.itemClicked.connect(self._open)
        self.currentItemChanged.connect(self._show_name)
        self.tell({})

    def be_narrow(self, narrow: bool) -> None:
        """Show only icons, or the names too."""
        self._rows.narrow = narrow
        self.scheduleDelayedItemsLayout()

    def needed_width(self) -> int:
        """So wide that no name and no number is cut."""
        self.ensurePolished()
        widths = [self.sizeHintForIndex(self.indexFromItem(item)).width() for item in self._items()]
        return max(widths, default=0) + 2 * self.frameWidth()

    def mark(self, key: str) -> None:
        """Select the entry with this key; none where there is no such entry."""
        model = self.selectionModel()
        found = next((item for item in self._items() if item.data(_KEY) == key), None)
        if found is None:
            model.clearSelection()
            return
        model.select(self.indexFromItem(found), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if not self.hasFocus():
            model.setCurrentIndex(self.indexFromItem(found), QItemSelectionModel.SelectionFlag.NoUpdate)

    def tell(self, waiting: Mapping[str, int]) -> None:
        """Say how much waits, by the entry's key."""
        for item in self._items():
            number, name = waiting.get(item.data(_KEY), 0), item.data(_NAME)
            waits = ngettext("{n} waiting", "{n} waiting", number).format(n=number)
            item.setData(_COUNT, number)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}, {waits}" if number else name)

    def selectionCommand(self, index: _Index, event: QEvent | None = None) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.NoUpdate  # only `mark` selects

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and item is not None:
            self._open(item)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if chosen := self.selectedIndexes():
            self.selectionModel().setCurrentIndex(chosen[0], QItemSelectionModel.SelectionFlag.NoUpdate)
        elif not self.currentIndex().isValid():
            self.setCurrentRow(0)
        QTimer.singleShot(0, self._show_name)  # what shows it hides itself when the focus moves

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low for its letters the rows are lower, so that all of them are seen."""
        super().resizeEvent(event)
        room = event.size().height() // max(1, self.count())
        if (row := min(px(_ROW), max(px(_LOWEST), room))) != self._rows.row:
            self._rows.row = row
            self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(px(_ROW), px(2 * _ROW))

    def sizeHint(self) -> QSize:
        return QSize(self.needed_width(), self.count() * px(_ROW) + 2 * self.frameWidth())

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        self.asked.emit(item.data(_KEY))

    @Slot()
    def _show_name(self) -> None:
        """Where there are only icons, the name stands beside the one that has the focus."""
        item = self.currentItem()
        if item is not None and self._rows.narrow and self.hasFocus():
            rect = self.visualItemRect(item)
            beside = self.viewport().mapToGlobal(QPoint(rect.right() + px(4), rect.top() - px(12)))
            QToolTip.showText(beside, item.toolTip(), self, QRect(), 4000)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]


class _Rows(QStyledItemDelegate):
    """Draws one entry: icon, name, and at the right the number of what waits."""

    narrow = False
    row = 0

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = px(_ROW)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        if self.narrow:
            return QSize(px(_ICON + 2 * _EDGE + 8), self.row)
        name = QFontMetrics(_bold(option.font)).horizontalAdvance(str(index.data(_NAME)))
        number = self._number_size(option.font, str(MOST_COUNTED)).width()
        return QSize(px(_EDGE + _ICON + _GAP) + name + px(_GAP) + number + px(_EDGE), self.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        selected = self._is_selected(index)
        blank.text = ""
        view = option.widget
        assert isinstance(view, QWidget)
        view.style().drawControl(view.style().ControlElement.CE_ItemViewItem, blank, painter, view)
        painter.save()
        palette = QApplication.palette()  # the style sheet leaves the list's own without a ground
        rect = QRect(option.rect)
        left = rect.left() + px(_NARROW_EDGE if self.narrow else _EDGE)  # beside it is room for a number
        place = QRectF(left, rect.center().y() - px(_ICON) / 2 + 1, px(_ICON), px(_ICON))
        tone = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Dark
        paint_icon(painter, Icon(index.data(_MEANING)), place, palette.color(tone))
        if not self.narrow:
            painter.setFont(_bold(blank.font) if selected else blank.font)
            painter.setPen(palette.color(QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text))
            words = rect.adjusted(px(_EDGE + _ICON + _GAP), 0, -px(_EDGE), 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data(_NAME)))
        self._paint_number(painter, blank.font, rect, int(index.data(_COUNT) or 0))
        painter.restore()

    def _paint_number(self, painter: QPainter, font: QFont, rect: QRect, number: int) -> None:
        if not number:
            return
        words = str(number) if number <= MOST_COUNTED else f"{MOST_COUNTED}+"
        size, palette = self._number_size(font, words), QApplication.palette()
        if self.narrow:
            pill = QRectF(rect.right() - size.width() - px(1), rect.top() + px(1), size.width(), size.height())
        else:
            left = rect.right() - px(_EDGE) - size.width() + 1
            pill = QRectF(left, rect.center().y() - size.height() / 2 + 1, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Link))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(palette.color(QPalette.ColorRole.Base))
        painter.setFont(_small(font))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    @staticmethod
    def _number_size(font: QFont, words: str) -> QSize:
        metrics = QFontMetrics(_small(font))
        height = metrics.height() + px(2)
        return QSize(max(height, metrics.horizontalAdvance(words) + px(10)), height)

    def _is_selected(self, index: _Index) -> bool:
        view = self.parent()
        return isinstance(view, QListWidget) and view.item(index.row()).isSelected()


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def _small(font: QFont) -> QFont:
    small = _bold(font)
    small.setPixelSize(px(12))
    return small
