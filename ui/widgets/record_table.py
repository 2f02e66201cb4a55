"""A table of records over a list of any length, by keyboard, by screen reader, and into the clipboard."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme.density import is_compact, row_height
from ui.theme.spacing import px
from ui.theme.theme import Theme
from ui.widgets.column_widths import RoomAsked, share_room
from ui.widgets.record_delegate import RecordDelegate
from ui.widgets.record_model import ListColumn, PageRequest, RecordModel

_ROWS_ASKED_FOR = 2
_LONGEST = 60  # letters that a column asks for at most: what is longer is told by the preview or when it is opened
_LETTERS = 13, 15  # pixels of the design, compact and comfortable

MOST_GATHERED = 1000
"""The most rows that are printed: as many as the model keeps easily, about forty pages."""


class RecordTable(QTableView):
    """A table that asks for its rows in pages.

    Signals: `wanted(PageRequest)` – get the rows (through the runner) and hand them to `put`; `opened(record)` on Enter
    or double click; `selected(record)` when another row becomes the current one, None if it is not here;
    `filled(int)` with the total after the first page came; `gathered()` when the rows that `gather` asked for are here.
    """

    wanted = Signal(object)
    opened = Signal(object)
    selected = Signal(object)
    filled = Signal(int)
    gathered = Signal()

    def __init__(self, name: str, columns: Sequence[ListColumn], theme: Theme, parent: QWidget | None = None) -> None:
        """`name` is spoken."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("look", "records")
        self._rows = RecordModel(columns)
        self._rows.setParent(self)
        self._rows.wanted.connect(self.wanted)
        self._gathering = False
        self._compact = False
        self._needed = [0] * len(columns)
        self._delegate = RecordDelegate(self._rows, theme.tones)
        self._delegate.setParent(self)
        self._theme = theme
        theme.changed.connect(self._new_look)
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(px(48))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(self._open)
        self._set_sizes()

    def start(self) -> None:
        """Ask for the first page again: at the beginning and whenever the filter or the data changed."""
        self._rows.start()

    def put(self, request: PageRequest, total: int, records: Sequence[Any]) -> None:
        """The rows asked for by `request`, and how many there are in all."""
        kept = self.currentIndex().row()
        if self._rows.put(request, total, records) and request.first == 0:
            if total:
                self.choose(kept if 0 <= kept < total else 0)
            self._share_room()
            self.filled.emit(total)
        if self._gathering and self._rows.ask_for(MOST_GATHERED):
            self._gathering = False
            self.gathered.emit()

    def gather(self) -> None:
        """Get everything that `for_paper` needs, and emit `gathered`."""
        self._gathering = not (len(self._chosen()) > 1 or self._rows.ask_for(MOST_GATHERED))
        if not self._gathering:
            self.gathered.emit()

    def for_paper(self) -> tuple[tuple[ListColumn, ...], tuple[tuple[str, ...], ...]]:
        """The columns in their current order, and the rows as texts: the selected ones if there are several, else all,
        up to a thousand.
        """
        header = self.horizontalHeader()
        order = [header.logicalIndex(place) for place in range(header.count())]
        columns = [self._rows.columns[place] for place in order if not header.isSectionHidden(place)]
        chosen = self._chosen()
        rows = chosen if len(chosen) > 1 else range(min(MOST_GATHERED, self._rows.total))
        records = [record for row in rows if (record := self._rows.record(row)) is not None]
        return tuple(columns), tuple(tuple(_cell(one.text(record)) for one in columns) for record in records)

    def _chosen(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, row: int) -> None:
        """Make `row` the only one that is selected, also while a key such as Ctrl is still held."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags.ClearAndSelect | flags.Rows)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._rows.total

    def current(self) -> Any | None:
        """The record of the current row, or None."""
        index = self.currentIndex()
        return self._rows.record(index.row()) if index.isValid() else None

    def copy(self) -> None:
        """Put the selected rows with their headings into the clipboard, cells set apart by tabs."""
        columns = self._rows.columns
        lines = ["\t".join(column.heading for column in columns)]
        for row in self._chosen():
            record = self._rows.record(row)
            if record is not None:
                lines.append("\t".join(_cell(column.text(record)) for column in columns))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def selectAll(self) -> None:
        """Select every row where all are loaded; longer lists are exported, not copied."""
        if self._rows.total and self._rows.is_all_here():
            last = self._rows.index(self._rows.total - 1, len(self._rows.columns) - 1)
            every = QItemSelection(self._rows.index(0, 0), last)
            self.selectionModel().select(every, self.selectionModel().SelectionFlag.ClearAndSelect)

    def sizeHint(self) -> QSize:
        """Two rows; it takes the room there is, and asks for no more if a page is short of it."""
        rows = _ROWS_ASKED_FOR * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + px(4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.selected.emit(self.current())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self._set_sizes()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        record = self._rows.record(index.row()) if index.isValid() else None
        if record is not None:
            self.opened.emit(record)

    @Slot(int)
    def _sort_by(self, section: int) -> None:
        if not self._rows.columns[section].sort:
            return
        header = self.horizontalHeader()
        again = self._rows.sort_word == self._rows.columns[section].sort
        descending = not self._rows.descending if again else False
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self._rows.sort(section, order)

    @Slot()
    def _new_look(self) -> None:
        self._set_sizes()
        self.viewport().update()

    def _set_sizes(self) -> None:
        if not hasattr(self, "_theme"):
            return
        self._compact = is_compact(self._theme.rows, self.window().height())
        font = QFont(QGuiApplication.font())
        font.setPixelSize(px(_LETTERS[0] if self._compact else _LETTERS[1]))
        self.setFont(font)
        self.horizontalHeader().setFixedHeight(px(28 if self._compact else 36))
        self._delegate.use(self._theme.tones, compact=self._compact)
        metrics = QFontMetrics(font)
        height = row_height(metrics.height(), compact=self._compact)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._needed = [0] * len(self._rows.columns)
        self._share_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._compact != is_compact(self._theme.rows, self.window().height()):
            self._set_sizes()
        else:
            self._share_room()

    def _share_room(self) -> None:
        """Give each column its width: by what its rows say, as far as they are in sight."""
        header, metrics = self.horizontalHeader(), QFontMetrics(self.font())
        letter = float(max(1, metrics.horizontalAdvance("0")))
        rows = self._rows_in_sight()
        needs = [self._need(at, column, rows, metrics, letter) for at, column in enumerate(self._rows.columns)]
        widths = share_room(needs, self.viewport().width())
        self._delegate.shortened = frozenset(
            at for at, need in enumerate(needs) if self._rows.columns[at].short and widths[at] < need.wanted
        )
        for at, width in enumerate(widths):
            header.setSectionHidden(at, not width)
            if width:
                header.resizeSection(at, width)

    def _need(self, at: int, column: ListColumn, rows: range, metrics: QFontMetrics, letter: float) -> RoomAsked:
        badge = column.tone is not None

        def room(texts: Iterable[str]) -> int:
            return max((self._delegate.room_for(text, self.font(), metrics, badge=badge) for text in texts), default=0)

        heading = self.horizontalHeader().sectionSizeHint(at)
        cells = [self._rows.cell(row, at) for row in rows]
        said = min(room((*(cell[0] for cell in cells), *column.samples)), round(_LONGEST * letter))
        self._needed[at] = max(self._needed[at], said)  # a list that was wide enough moves nothing
        wanted = max(self._needed[at], heading)
        if not cells and not column.samples:
            wanted = max(wanted, round(column.width * letter) + px(24))
        least = wanted
        if column.short:
            least = max(heading, room(cell[3] for cell in cells))
        elif column.least or column.stretch:
            least = max(heading, round((column.least or column.width) * letter))
        return RoomAsked(wanted, min(least, wanted), column.stretch, column.spare, column.short is not None)

    def _rows_in_sight(self) -> range:
        first = max(0, self.rowAt(0))
        shown = self.viewport().height() // max(1, self.verticalHeader().defaultSectionSize()) + 1
        return range(first, min(self._rows.total, first + shown))


def _cell(text: str) -> str:
    return " ".join(text.split())
