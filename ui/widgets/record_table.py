"""A table of records over a list of any length, by keyboard, by screen reader, and into the clipboard."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from incident_tracker.wording import _
from ui.theme.density import is_compact, row_height
from ui.theme.spacing import is_roomy, px
from ui.theme.theme import Theme
from ui.widgets.column_layout import ColumnLayout
from ui.widgets.column_menu import column_menu
from ui.widgets.kept_place import KeptPlace
from ui.widgets.record_delegate import RecordDelegate
from ui.widgets.record_model import ListColumn, PageRequest, RecordModel
from ui.widgets.rows_as_text import as_lines, as_texts

_ROWS_ASKED_FOR = 2, 1  # one where letters are large
_OPENING = Qt.Key.Key_Return, Qt.Key.Key_Enter
_LETTERS = 13, 15  # pixels of the design, compact and comfortable

MOST_GATHERED = 1000
"""The most rows that are printed: as many as the model keeps easily, about forty pages."""


class RecordTable(QTableView):
    """A table that asks for its rows in pages.

    Signals: `wanted(PageRequest)` – get the rows (through the runner) and hand them to `put`; `opened(record)` on Enter
    or double click; `selected(record)` when another row becomes the current one, None if it is not here;
    `menu_opens(QMenu)` before the menu of the rows is shown, so that what can be done with them is added;
    `told(str)` why it cannot be sorted by what was clicked;
    `filled(int)` with the total after the first page came; `gathered()` when the rows that `gather` asked for are here.
    """

    wanted = Signal(object)
    opened = Signal(object)
    selected = Signal(object)
    filled = Signal(int)
    gathered = Signal()
    menu_opens = Signal(object)
    told = Signal(str)

    def __init__(self, name: str, columns: Sequence[ListColumn], theme: Theme, parent: QWidget | None = None) -> None:
        """`name` is spoken."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("look", "records")
        self._rows = RecordModel(columns)
        self._rows.setParent(self)
        self._rows.wanted.connect(self.wanted)
        self._gathering = False
        self._place: KeptPlace | None = None
        self._taking = False
        self._first_sort = ("", False)
        self._compact = False
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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the columns fit by themselves
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
        header.setMinimumSectionSize(px(32))
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_columns)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.sectionClicked.connect(self._sort_by)
        self.doubleClicked.connect(self._open)
        self.why_not: Callable[[ListColumn], str] = self._why_not
        self._rows.hint = self._hint
        self.columns = ColumnLayout(self, self._rows, self._delegate)
        self._set_sizes()

    def start(self) -> None:
        """Ask for another list, from its beginning: at first, and whenever the filter changed."""
        self._keep_place(everywhere=False)
        self._rows.start()

    def refresh(self) -> None:
        """Ask for the same list again, because data changed: place and selection stay with their records."""
        self._keep_place(everywhere=True)
        self._rows.start()

    def put(self, request: PageRequest, total: int, records: Sequence[Any]) -> None:
        """The rows asked for by `request`, and how many there are in all."""
        if not self._rows.waits_for(request):
            return
        if self._place is None and (request.first == 0 or total != self._rows.total):
            self._keep_place(everywhere=True)
        outer, self._taking = self._taking, True  # a list that answers at once gives more rows while it takes these
        fresh = self._rows.put(request, total, records)
        self._taking = outer
        if fresh:
            self._go_back(beginning=True)
            if request.first == 0:
                self.columns.share_room()
                self.filled.emit(total)
        elif self._place is not None and not self._taking:
            self._go_back(beginning=False)
        if self._gathering and self._rows.ask_for(MOST_GATHERED):
            self._gathering = False
            self.gathered.emit()

    def _keep_place(self, everywhere: bool) -> None:
        scrolled, current = self.verticalScrollBar().value(), self.currentIndex().row()
        self._place = KeptPlace.of(self._rows, current, self._chosen(), scrolled, everywhere) or self._place
        if self._place is not None:
            self._place.everywhere = everywhere

    def _go_back(self, beginning: bool) -> None:
        """Find the rows again; until they are here, the same places in the list stand for them."""
        place, total = self._place, self._rows.total
        if not total:
            self._place = None
            return
        if place is None:
            self.choose(0)
            return
        all_here = self._rows.ask_for_pages(place.pages(total))
        row, chosen = place.found(self._rows)
        if row is None:
            row = min(place.row, total - 1) if place.everywhere else 0
        if beginning or all_here:
            self._choose_again(row, chosen)
            if place.everywhere:
                self.verticalScrollBar().setValue(place.scrolled + (row - place.row) * self.rowHeight(0))
        if all_here:
            self._place = None

    def _choose_again(self, row: int, chosen: Sequence[int]) -> None:
        last, flags = len(self._rows.columns) - 1, QItemSelectionModel.SelectionFlag
        selection = QItemSelection()
        for one in chosen or (row,):
            selection.select(self._rows.index(one, 0), self._rows.index(one, last))
        self.selectionModel().setCurrentIndex(self._rows.index(row, 0), flags.NoUpdate)
        self.selectionModel().select(selection, flags.ClearAndSelect)

    def gather(self) -> None:
        """Get everything that `for_paper` needs, and emit `gathered`."""
        self._gathering = not (len(self._chosen()) > 1 or self._rows.ask_for(MOST_GATHERED))
        if not self._gathering:
            self.gathered.emit()

    def for_paper(self) -> tuple[tuple[ListColumn, ...], tuple[tuple[str, ...], ...]]:
        """The columns in their current order, and the rows as texts: the selected ones if there are several, else all,
        up to a thousand.
        """
        columns = self._columns_shown()
        chosen = self._chosen()
        rows = chosen if len(chosen) > 1 else range(min(MOST_GATHERED, self._rows.total))
        records = [record for row in rows if (record := self._rows.record(row)) is not None]
        return tuple(columns), as_texts(columns, records)

    def _columns_shown(self) -> list[ListColumn]:
        return [self._rows.columns[at] for at in self.columns.in_order() if self.columns.is_shown(at)]

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

    def chosen(self) -> list[Any]:
        """The records of the selected rows, in the order of the list, as far as they are here."""
        return [record for row in self._chosen() if (record := self._rows.record(row)) is not None]

    def copy(self) -> None:
        """Put the selected rows with their headings into the clipboard, cells set apart by tabs."""
        QGuiApplication.clipboard().setText(as_lines(self._columns_shown(), self.chosen()))

    def selectAll(self) -> None:
        """Select every row where all are loaded; longer lists are exported, not copied."""
        if self._rows.total and self._rows.is_all_here():
            last = self._rows.index(self._rows.total - 1, len(self._rows.columns) - 1)
            every = QItemSelection(self._rows.index(0, 0), last)
            self.selectionModel().select(every, self.selectionModel().SelectionFlag.ClearAndSelect)

    def sizeHint(self) -> QSize:
        """Two rows, or one; it takes the room there is, and asks for no more if a page is short of it."""
        rows = _ROWS_ASKED_FOR[not is_roomy()] * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + px(4))

    def minimumSizeHint(self) -> QSize:  # no higher than it asks for: else the page scrolls, and it within the page
        return super().minimumSizeHint().boundedTo(QSize(self.maximumWidth(), self.sizeHint().height()))

    @property
    def sorting(self) -> tuple[str, bool]:
        """The word of the column that the list is sorted by, "" for its natural order, and whether it falls."""
        return self._rows.sort_word, self._rows.descending

    @property
    def all_columns(self) -> tuple[ListColumn, ...]:
        """The columns in the order in which they were stated, hidden ones too."""
        return self._rows.columns

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._place = None  # they go on from here
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._place = None
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in _OPENING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self._open_menu(self._below_current())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By the right button, or by the menu key: then it opens at the row."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._open_menu(self._below_current() if by_key else event.globalPos())

    def _below_current(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        copy = menu.addAction(_("&Copy"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(bool(self._chosen()))
        copy.triggered.connect(self.copy)
        self.menu_opens.emit(menu)
        menu.addMenu(self._columns_menu())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

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

    def remember(self, whose: str, list_key: str, sort: str = "", *, descending: bool = False) -> None:
        """Arrange and sort the list as this person left it, and keep what they change; at first it is sorted so."""
        self.columns.remember(whose, list_key)
        kept = self.columns.arrangement
        known = {column.sort for column in self._rows.columns}
        self._first_sort = (sort, descending)
        if kept.sort and kept.sort in known:
            sort, descending = kept.sort, kept.descending
        self._rows.sort_word, self._rows.descending = sort, descending
        self._point_out_sort()

    def sort_by(self, section: int, descending: bool) -> None:
        """Sort by this column, where the list can be."""
        if self.why_not(self._rows.columns[section]):
            return
        self._rows.sort(section, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        self.columns.sorted_by(self._rows.columns[section].sort, descending)
        self._point_out_sort()

    def start_over(self) -> None:
        """Columns and order as they were before someone arranged them."""
        self.columns.start_over()
        self.sort_naturally()

    def sort_naturally(self) -> None:
        """Sorted as the list is at first."""
        self._rows.sort_word, self._rows.descending = self._first_sort
        self._point_out_sort()
        self.refresh()

    @Slot(int)
    def _sort_by(self, section: int) -> None:
        column = self._rows.columns[section]
        if reason := self.why_not(column):
            self.told.emit(reason)
            return
        again = self._rows.sort_word == column.sort
        self.sort_by(section, not self._rows.descending if again else column.falls)

    def _point_out_sort(self) -> None:
        words = [column.sort for column in self._rows.columns]
        header = self.horizontalHeader()
        sorted_by = self._rows.sort_word
        header.setSortIndicatorShown(bool(sorted_by) and sorted_by in words)
        if header.isSortIndicatorShown():
            order = Qt.SortOrder.DescendingOrder if self._rows.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(words.index(sorted_by), order)

    @Slot()
    def _new_look(self) -> None:
        self._set_sizes()
        self.viewport().update()

    def _set_sizes(self) -> None:
        if not hasattr(self, "columns"):
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
        self.columns.forget_words()
        self.columns.share_room()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self.hasFocus() and event.size().height() < event.oldSize().height():
            self.scrollTo(self.currentIndex())  # a message at the foot of the window took some of the room

    def _fit(self) -> None:
        if self._compact != is_compact(self._theme.rows, self.window().height()):
            self._set_sizes()
        else:
            self.columns.share_room()

    @Slot(QPoint)
    def _ask_columns(self, place: QPoint) -> None:
        self._columns_menu().popup(self.horizontalHeader().mapToGlobal(place))

    def _columns_menu(self) -> QMenu:
        menu = column_menu(self, self._rows.columns, self.columns, self.sort_by, self.why_not, self.start_over)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _why_not(self, column: ListColumn) -> str:
        return "" if column.sort else _("This list is not sorted by this.")

    def _hint(self, section: int) -> str:
        return self.why_not(self._rows.columns[section])
