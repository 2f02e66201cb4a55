"""Prints a list of the window, or saves it as a table: the selected rows, or all that match the current filter."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from incident_tracker.reports.list_sheet import ListHeading, ListOnPaper
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list, recorder_of
from ui.page import Page
from ui.paper.list_file import ListFile, note_list
from ui.paper.to_paper import ToPaper
from ui.runner import asked
from ui.widgets.record_table import RecordTable


class ListToPaper(QObject):
    """Prints or saves `table` of `page`, which is a list of this kind; `heading` stands above it on paper."""

    def __init__(self, heading: str, kind: ListKind, table: RecordTable, page: Page) -> None:
        super().__init__(page)
        self._heading = heading
        self._kind = kind
        self._table = table
        self._saves = False
        self._file = ListFile(kind, page)
        self._to_paper = ToPaper(heading, page)
        self._may = page.desk.may(recorder_of(kind).gate.permission)
        table.gathered.connect(self._show)
        table.filled.connect(page.offers_changed)

    @property
    def is_ready(self) -> bool:
        """Is there anything to print or to save, and may the role do so?"""
        return self._may and self._table.total > 0

    def show(self) -> None:
        """Get the rows, and show them as they will be on paper."""
        self._saves = False
        self._table.gather()

    def export(self) -> None:
        """Get the rows, and save them as a table for a spreadsheet: what the list shows, and no more."""
        self._saves = True
        self._table.gather()

    @Slot()
    def _show(self) -> None:
        columns, rows = self._table.for_paper()
        if self._saves:
            self._saves = False
            self._file.ask([one.heading for one in columns], rows)
            return
        headings = tuple(ListHeading(one.heading, max(1.0, float(one.width)), one.right) for one in columns)
        shown = ListOnPaper(self._heading, headings, rows, self._table.total, ())
        make = asked(draw_list, self._kind, shown)
        self._to_paper.show(
            make, f"{self._kind.value.replace('_', '-')}.pdf", partial(note_list, self._kind, len(rows))
        )
