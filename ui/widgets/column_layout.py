"""The columns of a list: their widths by what they say, and their order and their widths as someone arranged them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QObject, QSize, Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QTableView

from ui.theme.spacing import px
from ui.widgets.column_memory import Arrangement, ColumnMemory
from ui.widgets.column_widths import RoomAsked, share_room
from ui.widgets.record_delegate import RecordDelegate
from ui.widgets.record_model import ListColumn, RecordModel

_LONGEST = 60  # letters that a column asks for at most: what is longer is told by the preview or when it is opened
_NARROWEST = 32  # pixels of the design


class ColumnLayout(QObject):
    """Shares the room of `table`. Signals: `arranged()` when someone moved, hid or widened a column."""

    arranged = Signal()

    def __init__(self, table: QTableView, rows: RecordModel, delegate: RecordDelegate) -> None:
        super().__init__(table)
        self._table, self._rows, self._delegate = table, rows, delegate
        self._columns: Sequence[ListColumn] = rows.columns
        self._needed = [0] * len(self._columns)
        self._kept: tuple[str, str] | None = None
        self._arrangement = Arrangement()
        self._sharing = False
        header = self._header
        header.sectionResized.connect(self._widened)
        header.sectionMoved.connect(self._moved)

    @property
    def arrangement(self) -> Arrangement:
        """How someone left the columns."""
        return self._arrangement

    def remember(self, whose: str, list_key: str) -> None:
        """Arrange the columns as this person left them, and keep what they change."""
        self._kept = (whose, list_key)
        self._arrangement = ColumnMemory.recall(whose, list_key)
        self._put_in_order()

    def in_order(self) -> list[int]:
        """The numbers of all columns, hidden ones too, in the order in which they stand."""
        return [self._header.logicalIndex(place) for place in range(self._header.count())]

    def is_shown(self, at: int) -> bool:
        """Nobody hid this column; there may be too little room for it all the same."""
        return self._columns[at].key not in self._arrangement.hidden

    def show_column(self, at: int, shown: bool) -> None:
        """Show or hide a column; the last one that is shown stays."""
        key = {self._columns[at].key}
        hidden = self._arrangement.hidden - key if shown else self._arrangement.hidden | key
        if len(hidden) < len(self._columns):
            self._change(replace(self._arrangement, hidden=hidden))

    def move(self, at: int, by: int) -> None:
        """Move a column so many places to the right, or to the left below 0."""
        place = self._header.visualIndex(at)
        if 0 <= place + by < self._header.count():
            self._header.moveSection(place, place + by)

    def sorted_by(self, word: str, descending: bool) -> None:
        """Keep what the list is sorted by."""
        self._change(replace(self._arrangement, sort=word, descending=descending))

    def start_over(self) -> None:
        """As they were before someone arranged them."""
        self._change(Arrangement())
        self._put_in_order()
        self.share_room()

    def forget_words(self) -> None:
        """The letters have another size: what the rows need is measured again."""
        self._needed = [0] * len(self._columns)

    def share_room(self) -> None:
        """Give each column its width: by what its rows say, as far as they are in sight."""
        metrics = QFontMetrics(self._table.font())
        letter = float(max(1, metrics.horizontalAdvance("0")))
        rows = self._rows_in_sight()
        shown = [at for at in range(len(self._columns)) if self.is_shown(at)]
        asked = [self._asked(at, rows, metrics, letter) for at in shown]
        widths = dict(zip(shown, share_room(asked, self._table.viewport().width()), strict=True))
        self._delegate.shortened = frozenset(
            at
            for at, one in zip(shown, asked, strict=True)
            if self._columns[at].short and widths[at] < max(one.wanted, self._needed[at])
        )
        outer, self._sharing = self._sharing, True  # a header that changes its height asks for this again meanwhile
        for at in range(len(self._columns)):
            width = widths.get(at, 0)
            self._header.setSectionHidden(at, not width)
            if width:
                self._header.resizeSection(at, width)
        self._sharing = outer
        self._keep_current_in_sight()

    def _keep_current_in_sight(self) -> None:
        """The current cell goes to the first column that is shown, when its own is left out."""
        here = self._table.currentIndex()
        if here.isValid() and self._header.isSectionHidden(here.column()):
            shown = next((at for at in self.in_order() if not self._header.isSectionHidden(at)), here.column())
            there = here.siblingAtColumn(shown)
            self._table.selectionModel().setCurrentIndex(there, QItemSelectionModel.SelectionFlag.NoUpdate)

    @property
    def _header(self) -> QHeaderView:
        return self._table.horizontalHeader()

    def _asked(self, at: int, rows: range, metrics: QFontMetrics, letter: float) -> RoomAsked:
        column = self._columns[at]
        room = self._room_of(metrics)
        heading = self._room_of_heading(at)
        cells = [self._rows.cell(row, at) for row in rows]
        samples = [(text, column.tone is not None) for text in column.samples]
        said = min(room([*((cell[0], bool(cell[1])) for cell in cells), *samples]), round(_LONGEST * letter))
        self._needed[at] = max(self._needed[at], said)  # a list that was wide enough moves nothing
        if column.key in self._arrangement.widths:
            width = max(px(_NARROWEST), px(self._arrangement.widths[column.key]))
            return RoomAsked(width, width, weight=column.weight)
        wanted = max(self._needed[at], heading)
        if not cells and not column.samples:
            wanted = max(wanted, round(column.width * letter) + px(24))
        least = wanted
        if column.short:
            least = max(heading, room((cell[3], bool(cell[1])) for cell in cells))
        elif column.least or column.stretch:
            least = max(heading, round((column.least or column.width) * letter))
        return RoomAsked(
            wanted,
            min(least, wanted),
            grows=column.stretch,
            spare=column.spare,
            empty=bool(cells) and self._needed[at] <= room([("", column.tone is not None)]),
            shortens=column.short is not None,
            weight=column.weight,
        )

    def _room_of_heading(self, at: int) -> int:
        """Room for an arrow only where there is one; Qt keeps it in every column, and none at all in one left out."""
        header = self._header
        if header.isSortIndicatorShown() and header.sortIndicatorSection() == at:
            return header.sectionSizeFromContents(at).width()
        option = QStyleOptionHeader()
        header.initStyleOption(option)
        option.text = self._columns[at].heading
        size = header.style().sizeFromContents(QStyle.ContentsType.CT_HeaderSection, option, QSize(), header)
        return size.width()

    def _room_of(self, metrics: QFontMetrics) -> Callable[[Iterable[tuple[str, bool]]], int]:
        """How wide cells are that say this, each as a badge or not."""
        font = self._table.font()

        def room(said: Iterable[tuple[str, bool]]) -> int:
            return max((self._delegate.room_for(text, font, metrics, badge=badge) for text, badge in said), default=0)

        return room

    def _rows_in_sight(self) -> range:
        first = max(0, self._table.rowAt(0))
        shown = self._table.viewport().height() // max(1, self._table.verticalHeader().defaultSectionSize()) + 1
        return range(first, min(self._rows.total, first + shown))

    def _put_in_order(self) -> None:
        keys = [column.key for column in self._columns]
        known = [keys.index(key) for key in self._arrangement.order if key in keys]
        order = [*known, *(at for at in range(len(keys)) if at not in known)]
        self._sharing = True
        for place, at in enumerate(order):
            self._header.moveSection(self._header.visualIndex(at), place)
        self._sharing = False

    @Slot(int, int, int)
    def _widened(self, at: int, _before: int, width: int) -> None:
        if not self._sharing and width:
            here = {self._columns[at].key: round(width * 100 / px(100))}
            self._change(replace(self._arrangement, widths={**self._arrangement.widths, **here}))

    @Slot(int, int, int)
    def _moved(self, _at: int, _before: int, _now: int) -> None:
        if not self._sharing:
            order = tuple(self._columns[at].key for at in self.in_order())
            self._change(replace(self._arrangement, order=order))

    def _change(self, arrangement: Arrangement) -> None:
        if arrangement == self._arrangement:
            return
        self._arrangement = arrangement
        if self._kept is not None:
            ColumnMemory.keep(*self._kept, arrangement)
        self.share_room()
        self.arranged.emit()
