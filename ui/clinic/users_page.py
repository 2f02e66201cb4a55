"""People: who works here, where, and who may lead a debrief."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.absences import away_now
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _
from ui.clinic.staff_panel import StaffPanel
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.widgets.layout import PageFrame, frame


class UsersPage(PrintedListPage):
    """`open(id)` comes to the row of a person."""

    areas = frozenset({Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.staff = StaffPanel(desk)
        note_text = _("Who works here. Many people need no account.")
        self._frame = frame(self, PageFrame(_("People"), note_text, scrolls=False, tools=self.staff.filter))
        for button in (self.staff.away, self.staff.hours, self.staff.edit, self.staff.add):
            self._frame.buttons.addWidget(button)
        self._paper = ListToPaper(_("People"), ListKind.STAFF, self.staff.table, self)
        self.staff.print_wanted.connect(self.print_paper)
        self._wanted: UUID | None = None
        self._frame.body.addWidget(self.staff, 1)

    def open(self, argument: object) -> None:
        self._wanted = argument if isinstance(argument, UUID) else None
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read), owner=self, then=self._show)

    def search(self) -> None:
        self.staff.filter.search()

    def narrow(self) -> None:
        self.staff.filter.narrow()

    def first_focus(self) -> QWidget | None:
        return self.staff.table

    def _show(self, found: tuple[ClinicChoices, Mapping[UUID, date]]) -> None:
        names, away = found
        self.staff.show_people(names, away)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.staff.go_to(wanted)


def _read(ctx: Context) -> tuple[ClinicChoices, Mapping[UUID, date]]:
    return read_clinic(ctx), away_now(ctx)
