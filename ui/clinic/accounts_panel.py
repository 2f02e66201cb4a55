"""The accounts: who can sign in, with which role, and what can be done with the selected one."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.domain.clinic.access import Permission, Role, Scope, grant
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.labels.clinic.roles import role_text
from incident_tracker.usecases.clinic.accounts import Admitted, change_role
from incident_tracker.wording import _, ngettext, pgettext
from ui.clinic.account_dialogs import AddAccount, ChangeRole, CloseAccount, NewPassphrase, tell_passphrase
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import number_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.empty_state import nothing_matches
from ui.widgets.filter_bar import FilterBar
from ui.widgets.held_rows import HeldRows, sorted_by_any
from ui.widgets.kept_views import ListView
from ui.widgets.layout import column
from ui.widgets.master_detail import MasterDetail
from ui.widgets.one_in_front import OneInFront
from ui.widgets.preview import Preview, PreviewAction, facts_of
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.row_menu import fill_row_menu
from ui.widgets.view_chips import ViewChips


class AccountsPanel(QWidget):
    """Everything here asks for a reason and your own pass phrase, and is audited.

    Signals: `print_wanted()` from the menu of the rows.
    """

    print_wanted = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._names, self._set_up = ClinicChoices(), False
        self._users: tuple[User, ...] = ()
        self._manages = desk.may(Permission.MANAGE_USERS)
        self.table = RecordTable(
            _("Accounts"),
            sorted_by_any(self._columns()),
            desk.theme,
        )
        whose = str(desk.actor.user_id)
        self.filter = FilterBar(_("Search accounts"))
        states = [Choice("open", pgettext("accounts", "Open")), Choice("closed", pgettext("accounts", "Closed"))]
        self.filter.add_choice("state", _("State"), states, _("Open and closed"))
        roles = [Choice(role, role_text(role)) for role in Role]
        self.filter.add_choice("role", _("Role"), roles, _("Every role"))
        self.views = ViewChips(self.filter, [ListView(states[0].label, {"state": "open"})], whose, "accounts")
        self.views.changed.connect(self._count_views)
        self.filter.add_tool(self.views)
        self.filter.changed.connect(self._start)
        self.table.remember(whose, "accounts")
        self.table.menu_opens.connect(self._fill_menu)
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
        self.master = MasterDetail(self.table)
        self.master.remember(whose, "accounts")
        self.master.asked.connect(self._preview)
        self._nothing_found = nothing_matches(_("Try fewer words."), self.filter.clear)
        self._shown = OneInFront(self.master, self._nothing_found)
        self.setLayout(column(self._shown))
        self._follow()

    def show_users(self, names: ClinicChoices, users: tuple[User, ...], *, set_up: bool) -> None:
        """Show all accounts; closed ones come last. `set_up`: the clinic is being set up, and no one is asked why."""
        self._names, self._set_up = names, set_up
        self._users = tuple(sorted(users, key=lambda user: (not user.active, user.name.casefold())))
        self._start()

    @Slot()
    def _start(self) -> None:
        choices = self.filter.chosen()
        fitting = tuple(user for user in self._users if self._fits(user, choices))
        n = len(fitting)
        self.filter.say_count(ngettext("{n} account", "{n} accounts", n).format(n=number_text(n)))
        self._shown.bring(self._nothing_found if self._users and not n else self.master)
        self._held.show(fitting)
        self._count_views()
        self._follow()

    def go_to(self, wanted: UUID) -> None:
        """Come to the row of this account; a filter that hides it is cleared."""
        if not self._held.go_to(wanted):
            self.filter.choose_all({})
            self._start()
            self._held.go_to(wanted)

    def _fits(self, user: User, choices: Mapping[str, str]) -> bool:
        said = folded(f"{user.name} {self._person(user)} {self._sites(user)}")
        return (
            choices.get("state") in (None, "open" if user.active else "closed")
            and choices.get("role") in (None, user.role.value)
            and all(word in said for word in wanted_words(choices.get("words", "")))
        )

    @Slot()
    def _count_views(self) -> None:
        self.views.count(lambda choices: sum(self._fits(user, choices) for user in self._users))

    @Slot(object)
    def _preview(self, user: User) -> None:
        facts = facts_of(self.table.all_columns, user, without=("name", "state"))
        badges = ((_state(user), _state_tone(user)),)
        self.master.show_preview(user, Preview(user.name, badges, facts, actions=self._steps()))

    def _steps(self) -> tuple[PreviewAction, ...]:
        """What can be done with the current account: the same as by the buttons above the list."""
        offered = (
            (self.role, _("Change role"), self.change_role),
            (self.reset, _("New pass phrase"), self.make_passphrase),
            (self.close_it, _("Close account"), self.close_account),
        )
        return tuple(
            PreviewAction(words, act) for button, words, act in offered if button.isEnabled() and not button.isHidden()
        )

    @Slot(object)
    def _fill_menu(self, menu: QMenu) -> None:
        fill_row_menu(menu, self.master, self._steps(), self.print_wanted.emit, may_print=self.table.total > 0)

    @Slot()
    def begin(self) -> None:
        """Ask for a new account."""
        taken = {user.person_id for user in self._users}
        free = [person for person in self._names.people if person.active and person.id not in taken]
        AddAccount(self.desk, self, self._active_sites(), free, self._admitted, set_up=self._set_up).open()

    @Slot()
    def change_role(self) -> None:
        """Give the current account another role."""
        if (user := self.table.current()) is not None:
            ChangeRole(self.desk, self, user, self._active_sites(), partial(self._saved, user)).open()

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
        return self._names.open_sites

    def _admitted(self, admitted: Admitted) -> None:
        tell_passphrase(self, admitted)

    def _saved(self, before: User, user: User) -> None:
        text = _("{name} is now: {role}. It takes effect at the next sign-in.")
        self.desk.messages.tell(
            text.format(name=user.name, role=role_text(user.role)), undo=partial(self._role_back, before, user)
        )

    def _role_back(self, before: User, user: User) -> None:
        why = _("The role was changed by mistake.")
        question = asked(change_role, user.id, before.role, reason=why, sites=before.sites, version=user.version)
        self.desk.runner.run(question, owner=self)

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
