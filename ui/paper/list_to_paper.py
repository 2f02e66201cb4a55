"""Prints a list of the window, or saves it as a table: the selected rows, or all that match the current filter."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from incident_tracker.exports.tables import csv_file
from incident_tracker.exports.whole_file import write_file
from incident_tracker.reports.list_sheet import ListHeading, ListOnPaper
from incident_tracker.usecases.oversight.list_paper import ListKind, draw_list, recorder_of
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.wording import _, ngettext
from ui.page import Page
from ui.paper.to_paper import ToPaper
from ui.runner import Asked, asked
from ui.screen_text import number_text
from ui.widgets.record_table import RecordTable
from ui.widgets.save_dialog import ask_place


class ListToPaper(QObject):
    """Prints or saves `table` of `page`, which is a list of this kind; `heading` stands above it on paper."""

    def __init__(self, heading: str, kind: ListKind, table: RecordTable, page: Page) -> None:
        super().__init__(page)
        self._heading = heading
        self._kind = kind
        self._page, self._table = page, table
        self._saves = False
        self._file = b""
        self._rows = 0
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
            self._rows, self._file = len(rows), csv_file([one.heading for one in columns], rows)
            name = f"{self._kind.value.replace('_', '-')}.csv"
            ask_place(self._page, _("Save the list"), _("Tables (*.csv)"), "csv", name, self.save_to)
            return
        headings = tuple(ListHeading(one.heading, max(1.0, float(one.width)), one.right) for one in columns)
        shown = ListOnPaper(self._heading, headings, rows, self._table.total, ())
        make = asked(draw_list, self._kind, shown)
        self._to_paper.show(
            make, f"{self._kind.value.replace('_', '-')}.pdf", partial(note_list, self._kind, len(rows))
        )

    @Slot(str)
    def save_to(self, place: str) -> None:
        """Write the table under the chosen name, once the audit trail says so."""
        note = note_list(self._kind, self._rows, PaperAct.SAVED)
        self._page.desk.runner.run(note, owner=self, then=partial(self._write, Path(place)))

    def _write(self, place: Path, _noted: object) -> None:
        write = partial(write_file, place, self._file, force=True)
        self._page.desk.runner.call(write, owner=self, then=partial(self._written, place.name))

    def _written(self, name: str, _nothing: None) -> None:
        said = ngettext("Saved as {name}: {n} row.", "Saved as {name}: {n} rows.", self._rows)
        self._page.desk.messages.tell(said.format(name=name, n=number_text(self._rows)))


def note_list(kind: ListKind, rows: int, act: PaperAct) -> Asked[object]:
    """The use case that audits that a list leaves the program."""
    question: Asked[object] = asked(recorder_of(kind), act, rows)
    return question
