"""The accounts: who can sign in, with which role, and what can be done with the selected one."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.labels.clinic.roles import role_text
from incident_tracker.usecases.clinic.accounts import Admitted
from incident_tracker.wording import _, pgettext
from ui.clinic.account_dialogs import AddAccount, ChangeRole, CloseAccount, NewPassphrase, tell_passphrase
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.layout import column
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable


class AccountsPanel(QWidget):
    """Everything here asks for a reason and your own pass phrase, and is audited."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names = ClinicChoices()
        self._users: tuple[User, ...] = ()
        self._manages = desk.may(Permission.MANAGE_USERS)
        self.table = RecordTable(
            _("Accounts"),
            sorted_by_any(self._columns()),
            desk.theme,
        )
        self.table.remember(str(desk.actor.user_id), "accounts")
        self._held = HeldRows(self.table)
        self.table.opened.connect(self._open)
        self.table.selected.connect(self._follow)
        self.add = Button(_("&Add an account"), "", Icon.ADD_PERSON, self.begin)
        self.role = Button(_("Change &role"), "", Icon.EDIT, self.change_role)
        self.reset = Button(_("New &pass phrase"), "", Icon.KEY, self.make_passphrase)
        self.close_it = Button(_("Close acc&ount"), "care", None, self.close_account)
        if not self._manages:
            for button in (self.add, self.role, self.close_it):
                button.hide()
        layout = column(flowing(self.add, self.role, self.reset, self.close_it, gap=px(8)), gap=12)
        layout.addWidget(self.table, 1)
        layout.setContentsMargins(0, layout.spacing(), 0, 0)
        self.setLayout(layout)
        self._follow()

    def show_users(self, names: ClinicChoices, users: tuple[User, ...]) -> None:
        """Show all accounts; closed ones come last."""
        self._names = names
        self._users = tuple(sorted(users, key=lambda user: (not user.active, user.name.casefold())))
        self._held.show(self._users)
        self._follow()

    @Slot()
    def begin(self) -> None:
        """Ask for a new account."""
        taken = {user.person_id for user in self._users}
        free = [person for person in self._names.people if person.active and person.id not in taken]
        AddAccount(self.desk, self, self._active_sites(), free, self._admitted).open()

    @Slot()
    def change_role(self) -> None:
        """Give the current account another role."""
        if (user := self.table.current()) is not None:
            ChangeRole(self.desk, self, user, self._active_sites(), self._saved).open()

    @Slot()
    def make_passphrase(self) -> None:
        """Make a one-time pass phrase for the current account."""
        if (user := self.table.current()) is not None:
            NewPassphrase(self.desk, self, user, self._admitted).open()

    @Slot()
    def close_account(self) -> None:
        """Disable the current account."""
        if (user := self.table.current()) is not None:
            CloseAccount(self.desk, self, user, self._closed).open()

    def _active_sites(self) -> tuple[Site, ...]:
        return tuple(site for site in self._names.sites if site.active)

    def _admitted(self, admitted: Admitted) -> None:
        tell_passphrase(self, admitted)

    def _saved(self, user: User) -> None:
        self.desk.messages.tell(
            _("{name} is now: {role}. It takes effect at the next sign-in.").format(
                name=user.name, role=role_text(user.role)
            )
        )

    def _closed(self, user: User) -> None:
        self.desk.messages.tell(_("The account of {name} is closed.").format(name=user.name))

    @Slot()
    def _open(self) -> None:
        if self._manages:
            self.change_role()

    @Slot()
    def _follow(self) -> None:
        user = self.table.current()
        other = user is not None and user.id != self.desk.actor.user_id
        self.role.setEnabled(other)
        self.close_it.setEnabled(other and user is not None and user.active)
        self.reset.setEnabled(user is not None and self._may_reset(user))

    def _may_reset(self, user: User) -> bool:
        """Only for what to offer; the use case decides."""
        if grant(self.desk.actor.role, Permission.RESET_PASSPHRASE).scope is Scope.ALL:
            return True
        return user.role in (Role.RECEPTION, Role.SUPERVISOR) and user.sites <= self.desk.actor.sites

    def _columns(self) -> list[ListColumn]:
        return [
            ListColumn("name", _("Signs in as"), _name_of, 14, weight=9),
            ListColumn("person", _("Person"), self._person, 18),
            ListColumn("role", _("Role"), _role, 19),
            ListColumn("sites", _("Sites"), self._sites, 24, stretch=True, least=12),
            ListColumn("state", _("State"), _state, 8, tone=_state_tone),
        ]

    def _person(self, user: User) -> str:
        return self._names.person(user.person_id) if user.person_id else ""

    def _sites(self, user: User) -> str:
        return ", ".join(filter(None, (self._names.site(site) for site in sorted(user.sites))))


def _name_of(user: User) -> str:
    return user.name


def _role(user: User) -> str:
    return role_text(user.role)


def _state(user: User) -> str:
    return pgettext("an account", "open") if user.active else pgettext("an account", "closed")


def _state_tone(user: User) -> str:
    return "good" if user.active else "quiet"
