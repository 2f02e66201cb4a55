"""A long list shown in parts: knows how many rows there are, keeps the pages last viewed, and asks for the others."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

PAGE = 100  # rows asked for at a time
PAGES_KEPT = 24

_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
RECORD_ROLE = int(Qt.ItemDataRole.UserRole) + 2


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column. `text` makes the words of a record's cell; `width` is in letters; `sort` is the word for
    sorting by it.

    `tone` makes the cell a badge ("good", "notice", "care", "accent", "quiet"; "" is plain text). A column with
    `stretch` takes the room that is left, and gives way down to `least` letters where there is too little; `short` says
    the same in fewer letters for then. A `spare` one is left out where the others need its room, sooner while no row
    says anything in it, and where there is too little even so, those of the least `weight`. `samples` are texts that
    are never cut. Where it `falls`, the greatest is first when someone begins to sort by it. A list that is here
    as a whole is sorted by `rank`, or by the words where there is none.
    """

    key: str
    heading: str
    text: Callable[[Any], str]
    width: int = 16
    stretch: bool = False
    right: bool = False
    sort: str = ""
    tone: Callable[[Any], str] | None = None
    least: int = 0
    short: Callable[[Any], str] | None = None
    spare: bool = False
    weight: int = 5
    samples: Sequence[str] = ()
    falls: bool = False
    rank: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which rows the table would like: `first` counts from 0; `sort` is a column's word, "" for the natural order."""

    first: int
    count: int
    sort: str = ""
    descending: bool = False
    generation: int = 0


@dataclass(slots=True)
class _Line:
    """A record and its cells, which are worded when the row is first looked at: most rows of a page never are."""

    record: Any
    cells: Sequence["Cell"] = ()


Cell = tuple[str, str, bool, str]
"""The words, the tone of their badge, whether they stand at the right, and shorter words for a narrow column."""
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NOT_HERE: Cell = ("…", "", False, "")


class RecordModel(QAbstractTableModel):
    """Signals: `wanted(PageRequest)` when rows are looked at that are not here; answer with `put`."""

    wanted = Signal(object)

    def __init__(self, columns: Sequence[ListColumn]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.total = 0
        self.hint: Callable[[int], str] = _no_hint
        self.sort_word = ""
        self.descending = False
        self._generation = 0
        self._pages: OrderedDict[int, list[_Line]] = OrderedDict()
        self._latest = -1  # the page viewed last
        self._asked: set[int] = set()

    def start(self) -> None:
        """Forget all rows and ask for the first page; the old ones stay visible until it comes."""
        self._generation += 1
        self._asked.clear()
        self._ask(0)

    def waits_for(self, request: PageRequest) -> bool:
        """Nobody asked for another list since."""
        return request.generation == self._generation

    def put(self, request: PageRequest, total: int, records: Sequence[Any]) -> bool:
        """The answer to `request`; True if the whole list was read again for it."""
        if not self.waits_for(request):
            return False
        number = request.first // PAGE
        self._asked.discard(number)
        self._latest = number
        lines = [_Line(record) for record in records]
        if number == 0 or total != self.total:
            self.beginResetModel()
            self._pages.clear()
            self._pages[number] = lines
            self.total = total
            self.endResetModel()
            return True
        self._pages[number] = lines
        while len(self._pages) > PAGES_KEPT:
            self._pages.popitem(last=False)
        last = min(request.first + PAGE, self.total) - 1
        self.dataChanged.emit(self.index(request.first, 0), self.index(last, len(self.columns) - 1))
        return False

    def record(self, row: int) -> Any | None:
        """The record in that row, or None while it is not loaded."""
        line = self._line(row)
        return line.record if line is not None else None

    def loaded(self) -> Iterator[tuple[int, Any]]:
        """The rows that are here, with their records."""
        for number, page in self._pages.items():
            for offset, line in enumerate(page):
                yield number * PAGE + offset, line.record

    def ask_for_pages(self, numbers: Iterable[int]) -> bool:
        """Ask for those of these parts that are not here; True if all of them are, also if that is answered at once."""
        wanted = list(numbers)
        for number in [one for one in wanted if one not in self._pages]:
            self._ask(number)
        return all(number in self._pages for number in wanted)

    def cell(self, row: int, column: int) -> Cell:
        """What is painted."""
        line = self._line(row)
        return line.cells[column] if line is not None else _NOT_HERE

    def ask_for(self, rows: int) -> bool:
        """Ask for those of the first `rows` rows that are not loaded; True if all of them are."""
        return self.ask_for_pages(range(-(-min(rows, self.total) // PAGE)))

    def is_all_here(self) -> bool:
        """Every row is loaded."""
        return sum(len(page) for page in self._pages.values()) >= self.total

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self.total

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        role = int(role)
        if role == _DISPLAY:
            return self.cell(index.row(), index.column())[0]
        if role == TONE_ROLE:
            return self.cell(index.row(), index.column())[1]
        if role == RECORD_ROLE:
            return self.record(index.row())
        if role == _ACCESSIBLE:
            text = self.cell(index.row(), index.column())[0]
            return text if text == _NOT_HERE[0] else f"{self.columns[index.column()].heading}: {text}"
        if role == _TOOL_TIP:
            text = self.cell(index.row(), index.column())[0]
            return text if len(text) > 24 else None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if int(role) in (_DISPLAY, _ACCESSIBLE):
                return self.columns[section].heading
            if int(role) == _ALIGNMENT:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            if int(role) == _TOOL_TIP:
                return self.hint(section) or None
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        word = self.columns[column].sort if 0 <= column < len(self.columns) else ""
        descending = order == Qt.SortOrder.DescendingOrder
        if word and (word, descending) != (self.sort_word, self.descending):
            self.sort_word, self.descending = word, descending
            self.start()

    def _line(self, row: int) -> "_Line | None":
        number, offset = divmod(row, PAGE)
        page = self._pages.get(number)
        if page is None:
            self._ask(number)
            page = self._pages.get(number)  # who has them all answers at once
            if page is None:
                return None
        if number != self._latest:
            self._latest = number
            self._pages.move_to_end(number)
        if offset >= len(page):
            return None
        line = page[offset]
        if not line.cells:
            line.cells = [
                (
                    column.text(line.record),
                    column.tone(line.record) if column.tone else "",
                    column.right,
                    column.short(line.record) if column.short else "",
                )
                for column in self.columns
            ]
        return line

    def _ask(self, number: int) -> None:
        if number not in self._asked:
            self._asked.add(number)
            self.wanted.emit(PageRequest(number * PAGE, PAGE, self.sort_word, self.descending, self._generation))


def _no_hint(_section: int) -> str:
    return ""
