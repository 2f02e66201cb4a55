"""A list that is here as a whole: it answers its table by itself, and is sorted by any column."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Slot

from incident_tracker.domain.searching import folded
from ui.widgets.kept_place import identity
from ui.widgets.record_model import ListColumn, PageRequest
from ui.widgets.record_table import RecordTable


class HeldRows(QObject):
    """Gives `table` its rows. Its columns come from `sorted_by_any`."""

    def __init__(self, table: RecordTable) -> None:
        super().__init__(table)
        self._table = table
        self._natural: Sequence[Any] = ()
        self._sorted: tuple[tuple[str, bool], Sequence[Any]] = (("", False), ())
        table.wanted.connect(self._give)

    def show(self, rows: Sequence[Any]) -> None:
        """Show these, as they come unless someone sorted them; who was at a row stays there."""
        self._natural = rows
        self._sorted = (("", False), rows)
        self._table.refresh()

    def go_to(self, wanted: Any) -> bool:
        """Make the row of the record with this id the current one; False if it is not in the list."""
        rows = self.in_order(*self._table.sorting)
        at = next((place for place, one in enumerate(rows) if identity(one) == wanted), None)
        if at is not None:
            self._table.choose(at)
        return at is not None

    def in_order(self, sort: str, descending: bool) -> Sequence[Any]:
        """The rows sorted by a column; as they came, without one."""
        if self._sorted[0] != (sort, descending):
            self._sorted = ((sort, descending), in_order(self._natural, self._table.all_columns, sort, descending))
        return self._sorted[1]

    @Slot(object)
    def _give(self, request: PageRequest) -> None:
        rows = self.in_order(request.sort, request.descending)
        self._table.put(request, len(rows), rows[request.first : request.first + request.count])


def sorted_by_any(columns: Sequence[ListColumn]) -> list[ListColumn]:
    """The same columns, each of which can be sorted by."""
    return [column if column.sort else replace(column, sort=column.key) for column in columns]


def in_order(rows: Sequence[Any], columns: Sequence[ListColumn], sort: str, descending: bool) -> Sequence[Any]:
    """The rows sorted by the column with this word; those that are equal stay in their natural order."""
    column = next((one for one in columns if sort and one.sort == sort), None)
    if column is None:
        return rows
    rank: Callable[[Any], Any] = column.rank or _by_words(column)
    return sorted(rows, key=rank, reverse=descending)


def _by_words(column: ListColumn) -> Callable[[Any], object]:
    def rank(record: Any) -> tuple[bool, str]:
        words = folded(column.text(record))
        return not words, words  # what says nothing comes last

    return rank
