"""The list under the field of Ctrl+K: lines in groups, each with what tells it from others at the right."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from incident_tracker.wording import _
from ui.icons import Icon, paint_icon
from ui.shell.destinations import Destination, GroupName, Line
from ui.theme.spacing import px

_DETAIL, _MEANING = (Qt.ItemDataRole.UserRole + n for n in range(1, 3))
_ROW, _HEAD, _ICON, _EDGE, _GAP = 34, 28, 17, 10, 10
_Index = QModelIndex | QPersistentModelIndex


class FoundList(QListWidget):
    """Headings are passed over. The focus stays in the field, which says what is current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "found")
        self.setAccessibleName(_("Found"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line], stays: bool) -> None:
        """Show these; `stays`: what is current stays so if it is still here, else the first is."""
        if list(lines) == self._lines:
            return
        before = self.destination() if stays else None
        self.clear()
        self._lines = list(lines)
        heading = ""
        for line in lines:
            if isinstance(line, GroupName):
                heading = line.text
                item = QListWidgetItem(line.text)
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                item = QListWidgetItem(line.label)
                right = line.keys or line.detail
                item.setData(_DETAIL, right)
                item.setData(_MEANING, line.meaning.value)
                item.setToolTip(f"{line.label}  {right}" if right else line.label)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, (line.label, right, heading))))
            self.addItem(item)
        places = self._places()
        kept = next((place for place in places if before is not None and self._lines[place] == before), None)
        if places:
            self.setCurrentRow(places[0] if kept is None else kept)
            if kept is None:
                self.scrollToTop()

    def destination(self) -> Destination | None:
        """The current one."""
        row = self.currentRow()
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Destination) else None

    def destination_of(self, item: QListWidgetItem) -> Destination | None:
        """That of a line; None for a heading."""
        line = self._lines[self.row(item)]
        return line if isinstance(line, Destination) else None

    def step(self, by: int) -> None:
        """Go on by so many lines, from the last one to the first and back."""
        places = self._places()
        if not places:
            return
        here = places.index(self.currentRow()) if self.currentRow() in places else 0
        target = (here + by) % len(places) if abs(by) == 1 else min(max(0, here + by), len(places) - 1)
        self.setCurrentRow(places[target])
        if target == 0:
            self.scrollToTop()  # with its heading

    def a_page(self) -> int:
        """So many lines are seen at once."""
        return max(1, self.viewport().height() // px(_ROW) - 1)

    def spoken(self) -> str:
        """The current line and where it stands, for a screen reader."""
        places, item = self._places(), self.currentItem()
        if item is None or self.currentRow() not in places:
            return ""
        return _("{line}, {n} of {total}").format(
            line=item.data(Qt.ItemDataRole.AccessibleTextRole),
            n=places.index(self.currentRow()) + 1,
            total=len(places),
        )

    def number(self) -> int:
        """How many lines one can go to."""
        return len(self._places())

    def _places(self) -> list[int]:
        return [place for place, line in enumerate(self._lines) if isinstance(line, Destination)]


class _Rows(QStyledItemDelegate):
    """Draws a heading, or a line: icon, name, and at the right in quiet letters what tells it from others."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(px(120), px(_HEAD if _is_heading(index) else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        view = option.widget
        assert isinstance(view, QWidget)
        palette, rect = QApplication.palette(), QRect(option.rect)
        painter.save()
        if _is_heading(index):
            painter.setFont(_heavy(blank.font))
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            words = rect.adjusted(px(_EDGE), px(4), -px(_EDGE), 0)
            painter.drawText(words, _MIDDLE, _cut(painter, str(index.data()), words.width()))
            painter.restore()
            return
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, view)
        chosen = bool(blank.state & QStyle.StateFlag.State_Selected)
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        icon = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Dark)
        place = QRectF(rect.left() + px(_EDGE), rect.center().y() - px(_ICON) / 2 + 1, px(_ICON), px(_ICON))
        paint_icon(painter, Icon(index.data(_MEANING)), place, icon)
        inner = rect.adjusted(px(_EDGE + _ICON + _GAP), 0, -px(_EDGE), 0)
        painter.setFont(blank.font)
        metrics, label, detail = QFontMetrics(blank.font), str(index.data()), str(index.data(_DETAIL) or "")
        least = inner.width() * 2 // 5 if detail else 0
        label_room = min(metrics.horizontalAdvance(label) + 1, inner.width() - min(least, _width(metrics, detail)))
        painter.setPen(ink)
        name_place = QRect(inner.left(), inner.top(), label_room, inner.height())
        painter.drawText(name_place, _MIDDLE, _cut(painter, label, label_room))
        rest = inner.adjusted(label_room + px(_GAP), 0, 0, 0)
        painter.setPen(ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(rest, _RIGHT, _cut(painter, detail, rest.width()))
        painter.restore()


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def _is_heading(index: _Index) -> bool:
    return index.data(_MEANING) is None


def _width(metrics: QFontMetrics, detail: str) -> int:
    return metrics.horizontalAdvance(detail) + px(_GAP) + 1 if detail else 0


def _cut(painter: QPainter, words: str, room: int) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)


def _heavy(font: QFont) -> QFont:
    heavy = QFont(font)
    heavy.setBold(True)
    heavy.setPixelSize(px(13))
    return heavy
