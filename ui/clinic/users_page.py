"""People and accounts: who works here, and who can sign in."""

from uuid import UUID

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.users import User
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.accounts import list_users
from incident_tracker.usecases.oversight.list_paper import ListKind
from incident_tracker.wording import _
from ui.clinic.accounts_panel import AccountsPanel
from ui.clinic.staff_panel import StaffPanel
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.page import Page, PageCommand, PageDesk
from ui.paper.list_to_paper import ListToPaper
from ui.runner import asked
from ui.widgets.layout import PageFrame, frame
from ui.widgets.tabs import Tabs


class UsersPage(Page):
    """Two lists; the accounts are shown to those who may add them or make pass phrases."""

    areas = frozenset({Area.CLINIC, Area.USERS})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        note_text = _("Who works here, and who can sign in. Many people need no account.")
        self._frame = frame(self, PageFrame(_("People"), note_text, scrolls=False))
        self.staff = StaffPanel(desk, self)
        self.accounts = AccountsPanel(desk, self)
        self._papers = {
            self.staff: ListToPaper(_("People"), ListKind.STAFF, self.staff.table, self),
            self.accounts: ListToPaper(_("Accounts"), ListKind.ACCOUNTS, self.accounts.table, self),
        }
        self.staff.print_wanted.connect(self.print_paper)
        self.accounts.print_wanted.connect(self.print_paper)
        self._wanted: UUID | None = None
        self.tabs = Tabs()
        self.tabs.currentChanged.connect(self.offers_changed)
        self.tabs.setAccessibleName(_("People and accounts"))
        self.tabs.addTab(self.staff, _("Staff"))
        if desk.may(Permission.MANAGE_USERS) or desk.may(Permission.RESET_PASSPHRASE):
            self.tabs.addTab(self.accounts, _("Accounts"))
        else:
            self.accounts.hide()
        self._frame.body.addWidget(self.tabs, 1)

    def open(self, argument: object) -> None:
        """With the id of a person, at their row; with "accounts" or ("account", id of a user), at the accounts."""
        self._wanted = None
        if argument == "accounts":
            self.tabs.setCurrentWidget(self.accounts)
        elif isinstance(argument, tuple) and argument[0] == "account":
            self.tabs.setCurrentWidget(self.accounts)
            self._wanted = argument[1]
        elif isinstance(argument, UUID):
            self.tabs.setCurrentWidget(self.staff)
            self._wanted = argument
        self.refresh()

    def refresh(self) -> None:
        self.desk.runner.run(asked(_read), owner=self, then=self._show)

    def offers(self, command: PageCommand) -> bool:
        return self._paper.is_ready if command == "print_paper" else super().offers(command)

    def print_paper(self) -> None:
        self._paper.show()

    def search(self) -> None:
        self._in_front.filter.search()

    def narrow(self) -> None:
        self._in_front.filter.narrow()

    @property
    def _in_front(self) -> AccountsPanel | StaffPanel:
        return self.accounts if self.tabs.currentWidget() is self.accounts else self.staff

    @property
    def _paper(self) -> ListToPaper:
        """The list in front."""
        return self._papers[self._in_front]

    def first_focus(self) -> QWidget | None:
        return self._in_front.table

    def _show(self, found: "tuple[ClinicChoices, tuple[User, ...]]") -> None:
        names, users = found
        self.staff.show_people(names)
        self.accounts.show_users(names, users)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._in_front.go_to(wanted)


def _read(ctx: Context) -> tuple[ClinicChoices, tuple[User, ...]]:
    return read_clinic(ctx), list_users(ctx)
