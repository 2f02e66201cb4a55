"""Saves what a list shows as a table for a spreadsheet, once the audit trail says so."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from incident_tracker.exports.tables import csv_file
from incident_tracker.exports.whole_file import write_file
from incident_tracker.usecases.oversight.list_paper import ListKind, recorder_of
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.wording import _, ngettext
from ui.page import Page
from ui.runner import Asked, asked
from ui.screen_text import number_text
from ui.widgets.save_dialog import ask_place


class ListFile(QObject):
    """Belongs to a page, which shows a list of this kind."""

    def __init__(self, kind: ListKind, page: Page) -> None:
        super().__init__(page)
        self._kind, self._page = kind, page
        self._file, self._rows = b"", 0

    def ask(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Ask where to, and save what the list shows, and no more."""
        self._rows, self._file = len(rows), csv_file(list(headings), rows)
        name = f"{self._kind.value.replace('_', '-')}.csv"
        ask_place(self._page, _("Save the list"), _("Tables (*.csv)"), "csv", name, self.save_to)

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
