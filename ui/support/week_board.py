"""The days of a week in half hours, as one widget: arrows move, Enter or a click chooses, and debriefs are dragged."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from incident_tracker.domain.support.week import TimeFound
from incident_tracker.wording import _
from ui.screen_text import short_day
from ui.support.week_layout import Board
from ui.support.week_paint import WeekPainter
from ui.theme.palettes import Tones
from ui.theme.spacing import px

DEBRIEF = "application/x-incident-tracker-debrief"
_LEAST_ROW, _LEAST_DAY = 24, 112  # pixels of the design
_Index = QModelIndex | QPersistentModelIndex
_OPENING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


def carrying(debrief_id: UUID) -> QMimeData:
    """What is dragged: one debrief, within this window."""
    data = QMimeData()
    data.setData(DEBRIEF, debrief_id.bytes)
    return data


def carried(data: QMimeData) -> UUID | None:
    """The debrief that is dragged, or None for anything else."""
    raw = bytes(data.data(DEBRIEF).data())
    return UUID(bytes=raw) if len(raw) == 16 else None


class BoardModel(QAbstractTableModel):
    """Rows are half hours, columns are days. A screen reader gets each cell as a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.board: Board | None = None

    def show(self, board: Board) -> None:
        """Show this week from now on."""
        self.beginResetModel()
        self.board = board
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return len(self.board.times) if self.board is not None and not (parent and parent.isValid()) else 0

    def columnCount(self, parent: _Index | None = None) -> int:
        return len(self.board.days) if self.board is not None and not (parent and parent.isValid()) else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        spoken = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if self.board is not None and index.isValid() and role in spoken:
            return self.board.spoken(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.board is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Vertical:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if orientation is Qt.Orientation.Horizontal and section < len(self.board.days):
            day = self.board.days[section]
            name = short_day(day.day)
            return _("{day} · closed").format(day=name) if day.is_closed else name
        if orientation is Qt.Orientation.Vertical and section < len(self.board.times):
            whole = self.board.times[section].minute == 0 or role == Qt.ItemDataRole.AccessibleTextRole
            return self.board.time_text(section) if whole else ""
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.block_id(index) is not None else flags

    def block_id(self, index: _Index) -> UUID | None:
        """The debrief that is booked here."""
        if self.board is None or not index.isValid():
            return None
        block = self.board.days[index.column()].block_at(index.row())
        return block.debrief_id if block is not None else None

    def found(self, index: _Index) -> TimeFound | None:
        """The time that suits everyone here."""
        if self.board is None or not index.isValid():
            return None
        one = self.board.days[index.column()].half_hours[index.row()]
        return one if isinstance(one, TimeFound) else None

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [DEBRIEF]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        debrief_id = self.block_id(indexes[0]) if indexes else None
        return carrying(debrief_id) if debrief_id is not None else QMimeData()


class WeekBoard(QTableView):
    """Below a width it shows fewer days; the arrows go on to the others, and past an edge to the next week.

    Signals: `time_chosen(row, column)` for Enter or a click on a half hour without a booking; `block_chosen(UUID)` for
    a booked debrief; `dropped(UUID, row, column)` for one that was dragged there; `week_asked(int)` for one week more
    or less; `left()` for Esc.
    """

    time_chosen = Signal(int, int)
    block_chosen = Signal(object)
    dropped = Signal(object, int, int)
    week_asked = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = BoardModel()
        self.setModel(self._rows)
        self.setAccessibleName(_("The week"))
        self.setProperty("look", "week")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMouseTracking(True)
        days, times = self.horizontalHeader(), self.verticalHeader()
        days.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        days.setHighlightSections(False)
        days.setSectionsClickable(False)
        days.setMinimumSectionSize(1)
        times.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        times.setHighlightSections(False)
        times.setSectionsClickable(False)
        self._tones: Tones | None = None
        self._painter: WeekPainter | None = None
        self._first = 0
        self._pressed = QPersistentModelIndex()

    @property
    def board(self) -> Board | None:
        """What is shown."""
        return self._rows.board

    def show_board(self, board: Board, tones: Tones, here: tuple[int, int] | None) -> None:
        """Show this week, with the arrows at `here` (row, column), or where they were."""
        before = self.currentIndex()
        row, column = here if here is not None else (max(0, before.row()), max(0, before.column()))
        self._rows.show(board)
        self._tones = tones
        self._painter = WeekPainter(board, tones, self.font())
        self._arrange()
        self.go_to(min(row, len(board.times) - 1), min(column, len(board.days) - 1))

    def go_to(self, row: int, column: int) -> None:
        """Move the arrows to this half hour."""
        index = self._rows.index(row, column)
        self._bring_in(column)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        self.viewport().update()

    def come_to_a_time(self) -> None:
        """Move the arrows to the first time that suits, unless they are at one."""
        place = self.board.first_found() if self.board is not None else None
        if place is not None and self._rows.found(self.currentIndex()) is None:
            self.go_to(*place)

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(110))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, index = event.key(), self.currentIndex()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not plain or self.board is None:
            super().keyPressEvent(event)
        elif key in _OPENING and index.isValid():
            self._choose(index, opens_booked=key == Qt.Key.Key_Space)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(index, 1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.week_asked.emit(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_N:
            self._next_found(index)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._pressed == index:
            self._choose(index, opens_booked=self._rows.block_id(index) is not None)
        self._pressed = QPersistentModelIndex()

    def startDrag(self, actions: Qt.DropAction) -> None:
        if self._rows.block_id(self.currentIndex()) is not None:
            self._pressed = QPersistentModelIndex()
            super().startDrag(actions)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._welcome(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._welcome(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.viewport().update()

    def dropEvent(self, event: QDropEvent) -> None:
        debrief_id, index = carried(event.mimeData()), self.indexAt(event.position().toPoint())
        if debrief_id is None or not index.isValid():
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(debrief_id, index.row(), index.column())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._painter is not None and self.board is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            row = float(self.verticalHeader().defaultSectionSize())
            here = self.currentIndex()
            for number in range(len(self.board.days)):
                if not self.isColumnHidden(number):
                    self._painter.day(painter, number, self._place(number, row), row)
            if here.isValid() and not self.isColumnHidden(here.column()):
                place = self._place(here.column(), row)
                self._painter.focus(painter, here.column(), here.row(), place, row, here=self.hasFocus())
        painter.end()

    def _place(self, column: int, row: float) -> QRectF:
        left, width = self.columnViewportPosition(column), self.columnWidth(column)
        return QRectF(left, self.rowViewportPosition(0), width, row * self._rows.rowCount())

    def _welcome(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(DEBRIEF):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def _choose(self, index: _Index, *, opens_booked: bool) -> None:
        """Take the time, or open what is booked; where both are, Enter takes the time, Space or a click opens."""
        block, board = self._rows.block_id(index), self.board
        own = board is not None and board.chosen is not None and board.chosen.debrief.id == block
        takes_time = self._rows.found(index) is not None and not opens_booked
        if block is None or own or takes_time:
            self.time_chosen.emit(index.row(), index.column())
        else:
            self.block_chosen.emit(block)

    def _sideways(self, index: _Index, step: int) -> None:
        column = index.column() + step
        if 0 <= column < self._rows.columnCount():
            self.go_to(max(0, index.row()), column)
        else:
            self.week_asked.emit(step)

    def _next_found(self, index: _Index) -> None:
        """Go to the next run of times that suit, from day to day; after the last, to the first."""
        rows, columns = self._rows.rowCount(), self._rows.columnCount()
        here = index.column() * rows + index.row() if index.isValid() else -1
        in_order = [self._rows.index(number % rows, number // rows) for number in range(rows * columns)]
        after = in_order[here + 1 :] + in_order[: here + 1]
        found = next((one for one in after if self._rows.found(one) is not None), None)
        if found is not None:
            self.go_to(found.row(), found.column())

    def _room(self) -> int:
        """How many days there is room for."""
        days = self._rows.columnCount()
        width = self.width() - self.verticalHeader().width() - 2 * self.frameWidth()
        return max(1, min(days, width // px(_LEAST_DAY))) if days else 0

    def _bring_in(self, column: int) -> None:
        room = self._room()
        if not self._first <= column < self._first + room:
            self._first = column if column < self._first else column - room + 1
            self._hide_days()

    def _arrange(self) -> None:
        """Rows that fill the height, and so many days as there is room for."""
        rows = self._rows.rowCount()
        if not rows:
            return
        least = max(px(_LEAST_ROW), round(self.fontMetrics().height() * 1.05))
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(max(least, self.viewport().height() // rows))
        self._first = max(0, min(self._first, self._rows.columnCount() - self._room()))
        self._hide_days()

    def _hide_days(self) -> None:
        first, last = self._first, self._first + self._room()
        for column in range(self._rows.columnCount()):
            self.setColumnHidden(column, not first <= column < last)
