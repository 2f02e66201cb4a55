"""A table of records over a list of any length, by keyboard, by screen reader, and into the clipboard."""

from collections.abc import Sequence
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
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.theme.spacing import px
from ui.theme.theme import Theme
from ui.widgets.record_delegate import RecordDelegate, row_height
from ui.widgets.record_model import ListColumn, PageRequest, RecordModel

_ROWS_ASKED_FOR = 2

MOST_GATHERED = 1000
"""Rows that leave a list on paper at most: as many as the model keeps with ease, and forty pages."""


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
        self._rows = RecordModel(columns)
        self._rows.setParent(self)
        self._rows.wanted.connect(self.wanted)
        self._gathering = False
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
        """The columns in the order in which they stand, and the rows as texts: the selected ones where these are
        several, else all, up to a thousand.
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
        """Select every row where all are loaded; longer lists leave as an export, not through the clipboard."""
        if self._rows.total and self._rows.is_all_here():
            last = self._rows.index(self._rows.total - 1, len(self._rows.columns) - 1)
            every = QItemSelection(self._rows.index(0, 0), last)
            self.selectionModel().select(every, self.selectionModel().SelectionFlag.ClearAndSelect)

    def sizeHint(self) -> QSize:
        """Two rows; it takes what room there is, and asks for no more where a page is short of it."""
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
        if event.type() == QEvent.Type.FontChange:
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
        self._delegate.use(self._theme.tones)
        self.verticalHeader().setDefaultSectionSize(row_height(self.fontMetrics()))
        header = self.horizontalHeader()
        for section, column in enumerate(self._rows.columns):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, round(column.width * self._letter()) + px(24))
        self._stretch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    def _stretch(self) -> None:
        """Give the free room to the column that wants it; never less than its own width, so that large text scrolls."""
        header = self.horizontalHeader()
        wide = next((at for at, column in enumerate(self._rows.columns) if column.stretch), None)
        if wide is not None:
            others = header.length() - header.sectionSize(wide)
            least = round(self._rows.columns[wide].width * self._letter()) + px(24)
            header.resizeSection(wide, max(least, self.viewport().width() - others))

    def _letter(self) -> float:
        return float(max(1, self.fontMetrics().horizontalAdvance("0")))


def _cell(text: str) -> str:
    return " ".join(text.split())
