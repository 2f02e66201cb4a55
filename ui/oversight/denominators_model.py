"""The months of one site as editable rows, like a small spreadsheet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QGuiApplication, QPalette

from incident_tracker.charts.period_labels import period_name, short_month
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight.denominators import LARGEST, Denominators
from incident_tracker.usecases.oversight.denominators import MonthEntry, MonthFigures
from incident_tracker.wording import _
from ui.screen_text import locale, number_text
from ui.theme.spacing import is_roomy

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MONTH, VISITS, CALLS, OPEN_DAYS, STAFF_HOURS, SOURCE, ESTIMATED = range(7)
FIELDS = {VISITS: "visits", CALLS: "calls", OPEN_DAYS: "open_days", STAFF_HOURS: "staff_hours", SOURCE: "source"}
_ANSWERED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.CheckStateRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One month and what is on record for it."""

    month: str
    record: Denominators | None = None

    @property
    def figures(self) -> MonthFigures:
        """What is on record, as a person types it."""
        if self.record is None:
            return MonthFigures()
        one = self.record
        return MonthFigures(one.visits, one.calls, one.open_days, one.staff_hours, one.source, one.estimated)

    def entry(self, figures: MonthFigures) -> MonthEntry:
        """These figures in place of what is on record."""
        return MonthEntry(self.month, figures, self.record.version if self.record else None)


class DenominatorsModel(QAbstractTableModel):
    """Oldest month first, as in the spreadsheets that figures are pasted from.

    Signals: `typed(tuple[MonthEntry, ...])` when cells were changed; the rows stay as they are until `keep` brings what
    was saved. `misread(month, field)` when something typed is no number.
    """

    typed = Signal(object)
    misread = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MonthRow] = []
        self._pending: dict[str, MonthFigures] = {}

    def show_rows(self, months: Sequence[str], records: Iterable[Denominators]) -> None:
        """Show these months with what is on record for them."""
        known = {record.month: record for record in records}
        rows = [MonthRow(month, known.get(month)) for month in months]
        if rows == self.rows and not self._pending:
            return
        if [row.month for row in rows] == [row.month for row in self.rows]:
            self.rows = rows
            self._pending.clear()
            self._tell(0, len(rows) - 1)
            return
        self.beginResetModel()
        self.rows = rows
        self._pending.clear()
        self.endResetModel()

    def keep(self, records: Iterable[Denominators]) -> None:
        """Show what was saved."""
        places = {row.month: place for place, row in enumerate(self.rows)}
        for record in records:
            self._pending.pop(record.month, None)
            if record.month in places:
                place = places[record.month]
                self.rows[place] = MonthRow(record.month, record)
                self._tell(place, place)

    def give_up(self) -> None:
        """Show what is on record again, because what was typed could not be saved."""
        self._pending.clear()
        self._tell(0, len(self.rows) - 1)

    def type_cells(self, row: int, column: int, cells: Sequence[Sequence[str]]) -> None:
        """Type a block of cells at once, from (`row`, `column`) on to the right and down; the rest is left out."""
        entries = []
        for place, texts in enumerate(cells[: len(self.rows) - row], row):
            figures = self._shown(place)
            for offset, text in enumerate(texts):
                field = FIELDS.get(column + offset)
                if field is None:
                    continue
                try:
                    figures = _with_cell(figures, field, text)
                except Refused:
                    self.misread.emit(self.rows[place].month, field)
                    return
            if figures != self._shown(place):
                self._pending[self.rows[place].month] = figures
                entries.append(self.rows[place].entry(figures))
        if entries:
            self._tell(row, row + len(cells) - 1)
            self.typed.emit(tuple(entries))

    def missing(self) -> tuple[str, ...]:
        """The months without any visits."""
        return tuple(row.month for place, row in enumerate(self.rows) if self._shown(place).visits is None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else ESTIMATED + 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in FIELDS:
            return usual | Qt.ItemFlag.ItemIsEditable
        if index.column() == ESTIMATED:
            return usual | Qt.ItemFlag.ItemIsUserCheckable
        return usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if int(role) not in _ANSWERED:  # most of what a table asks
            return None
        column, figures = index.column(), self._shown(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(index.row(), column)
            case Qt.ItemDataRole.EditRole:
                value = getattr(figures, FIELDS[column]) if column in FIELDS else None
                return "" if value is None else str(value).removesuffix(".0")
            case Qt.ItemDataRole.CheckStateRole if column == ESTIMATED:
                return Qt.CheckState.Checked if figures.estimated else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.TextAlignmentRole:
                right = column in (VISITS, CALLS, OPEN_DAYS, STAFF_HOURS)
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ForegroundRole if column == SOURCE and not figures.source:
                return QBrush(QGuiApplication.palette().color(QPalette.ColorRole.PlaceholderText))
            case Qt.ItemDataRole.AccessibleTextRole:
                text = self._text(index.row(), column) or _("Not entered yet")
                if column == MONTH:
                    text = period_name(self.rows[index.row()].month)
                if column == ESTIMATED:
                    text = _("yes") if figures.estimated else _("no")
                return _("{column}, {month}: {text}").format(
                    column=headings()[column], month=period_name(self.rows[index.row()].month), text=text
                )
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.EditRole and column in FIELDS:
            self.type_cells(row, column, [[str(value)]])
            return True
        if role == Qt.ItemDataRole.CheckStateRole and column == ESTIMATED:
            figures = replace(self._shown(row), estimated=not self._shown(row).estimated)
            self._pending[self.rows[row].month] = figures
            self._tell(row, row)
            self.typed.emit((self.rows[row].entry(figures),))
            return True
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal:
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return headings()[section].replace(" ", "\n", 1)  # two short lines leave room for the figures
            if role == Qt.ItemDataRole.TextAlignmentRole:
                right = section in (VISITS, CALLS, OPEN_DAYS, STAFF_HOURS)
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _shown(self, row: int) -> MonthFigures:
        return self._pending.get(self.rows[row].month, self.rows[row].figures)

    def _text(self, row: int, column: int) -> str:
        figures = self._shown(row)
        if column == MONTH:
            month = self.rows[row].month
            return period_name(month) if is_roomy() else f"{short_month(int(month[5:7]))} {month[:4]}"
        if column == SOURCE:
            return figures.source or _open_words(figures)
        value = getattr(figures, FIELDS[column]) if column in FIELDS else None
        if value is None:
            return ""
        if isinstance(value, float):
            return number_text(value, 0 if value == int(value) else 1)
        return value if isinstance(value, str) else number_text(value)

    def _tell(self, first: int, last: int) -> None:
        last = min(last, len(self.rows) - 1)
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, ESTIMATED))


def headings() -> tuple[str, ...]:
    """What the columns are called."""
    return (
        _("Month"),
        _("Visits"),
        _("Calls answered"),
        _("Open days"),
        _("Staff hours"),
        _("Where from"),
        _("Estimated"),
    )


def _with_cell(figures: MonthFigures, field: str, text: str) -> MonthFigures:
    """The figures with one cell typed again. Errors: Refused at `field`."""
    typed: dict[str, Any] = {field: text.strip() if field == "source" else figure_of(text, field)}
    return replace(figures, **typed)


def figure_of(text: str, field: str) -> float | int | None:
    """A typed figure, with separators of thousands or without; None for an empty cell. Errors: Refused at `field`."""
    plain = text.strip().replace("\u00a0", "").replace("\u202f", "").replace(" ", "")
    if plain in ("", "-", "–"):
        return None
    number, fits = locale().toDouble(plain)
    if not fits or not abs(number) <= LARGEST:
        raise Refused(Reason.NOT_A_NUMBER, field)
    if field == "staff_hours":
        return number
    if number != int(number):
        raise Refused(Reason.NOT_A_NUMBER, field)
    return int(number)


def _open_words(figures: MonthFigures) -> str:
    known = [figures.visits, figures.calls, figures.staff_hours]
    if all(figure is None for figure in known):
        return _("Not entered yet")
    if figures.visits is None:
        return _("Visits not known")
    return ""
