"""Saves a person's own protected time for their calendar, which says no more than that."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from incident_tracker.labels.support.calendar_file import exported_text
from incident_tracker.security.cabinet import write_whole
from incident_tracker.usecases.support.calendar import ExportedCalendar, export_calendar
from incident_tracker.wording import _
from ui.page import Page
from ui.runner import asked
from ui.widgets.save_dialog import ask_place


class OwnCalendar(QObject):
    """Belongs to a page."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._page = page

    @Slot()
    def ask(self) -> None:
        """Ask where to."""
        name = _("Calendar (*.ics)")
        ask_place(self._page, _("Save your protected time"), name, "ics", "protected-time.ics", self.save_to)

    @Slot(str)
    def save_to(self, place: str) -> None:
        """Write the actor's protected time to this file."""
        self._page.desk.runner.run(asked(export_calendar), owner=self, then=partial(self._write, Path(place)))

    def _write(self, place: Path, exported: ExportedCalendar | None) -> None:
        if exported is None:
            self._page.desk.messages.tell(exported_text(0, 0, place.name))
            return
        write = partial(_write_calendar, place, exported.content)
        self._page.desk.runner.call(write, owner=self, then=partial(self._written, place), long=True)

    def _written(self, place: Path, written: bool) -> None:
        if written:
            said = _("Saved as {name}. It says only “Protected time”.")
            self._page.desk.messages.tell(said.format(name=place.name))
        else:
            self._page.desk.messages.warn(
                _("The file could not be written there, and nothing was left behind. Please choose another place.")
            )


def _write_calendar(place: Path, content: bytes) -> bool:
    """Write a file completely or not at all; False if the place cannot be written to."""
    try:
        write_whole(place, content)
    except OSError:
        return False
    return True
