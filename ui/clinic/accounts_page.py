"""Accounts: who can sign in, in which role, and at which sites."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.users import User
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.accounts import list_users
from incident_tracker.usecases.clinic.first_run import is_being_set_up
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _
from ui.clinic.accounts_panel import AccountsPanel
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.page import PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.paper.printed_list_page import PrintedListPage
from ui.runner import asked
from ui.widgets.layout import PageFrame, frame


class AccountsPage(PrintedListPage):
    """`open(id)` comes to the row of an account."""

    areas = frozenset({Area.CLINIC, Area.USERS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        panel = self.accounts = AccountsPanel(desk)
        note_text = _("Who can sign in. Many people need no account.")
        self._frame = frame(self, PageFrame(_("Accounts"), note_text, scrolls=False, tools=panel.filter))
        for button in (panel.close_it, panel.role, panel.reset, panel.add):
            self._frame.buttons.addWidget(button)
        self._paper = ListToPaper(_("Accounts"), ListKind.ACCOUNTS, panel.table, self)
        panel.print_wanted.connect(self.print_paper)
        self._wanted: UUID | None = None
        self._frame.body.addWidget(panel, 1)

    def open(self, argument: object) -> None:
        self._wanted = argument if isinstance(argument, UUID) else None
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read), owner=self, then=self._show)

    def search(self) -> None:
        self.accounts.filter.search()

    def narrow(self) -> None:
        self.accounts.filter.narrow()

    def first_focus(self) -> QWidget | None:
        return self.accounts.table

    def _show(self, found: tuple[ClinicChoices, tuple[User, ...], bool]) -> None:
        names, users, set_up = found
        self.accounts.show_users(names, users, set_up=set_up)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.accounts.go_to(wanted)


def _read(ctx: Context) -> tuple[ClinicChoices, tuple[User, ...], bool]:
    return read_clinic(ctx), list_users(ctx), is_being_set_up(ctx)
