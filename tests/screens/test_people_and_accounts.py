"""People, working hours and accounts: who works here is kept, who may sign in is noted with a reason."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import Break
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.clinic.accounts import list_users
from incident_tracker.usecases.clinic.people import list_people, shifts_of
from incident_tracker.usecases.support.owed import show_support
from tests.bare_incidents import log_incident
from tests.screens.looking import clipped, texts
from tests.storage_fixtures import ALEX, HANNA, HARBOUR, MARIA, ROSA, USERS, Clinic
from tests.support_people import logged
from ui.clinic.account_dialogs import AddAccount, ChangeRole, CloseAccount, NewPassphrase
from ui.clinic.accounts_page import AccountsPage
from ui.clinic.person_dialogs import PersonDialog
from ui.clinic.shifts_dialog import ShiftsDialog
from ui.clinic.users_page import UsersPage
from ui.page import Page, PageDesk
from ui.runner import Runner
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Question
from ui.widgets.message_bar import MessageBar

WHY = "The clinic's director asked for it in writing."


Open = Callable[[type[Page], Role], Any]


@pytest.fixture
def opened(qtbot: QtBot, runner: Runner, desk_of: Callable[[Role], PageDesk]) -> Iterator[Open]:
    """Opens a page as a user in a role; what is still asked is let go afterwards."""
    pages: list[Page] = []

    def opened(kind: type[Page], role: Role) -> Page:
        page = kind(desk_of(role))
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page.open(None)
        qtbot.waitUntil(lambda: runner.is_quiet)
        # the workspace does this when an area changed
        runner.changed.connect(page.refresh)
        return page

    yield opened
    for page in pages:
        for dialog in page.findChildren(QDialog):
            dialog.close()


def _dialog(page: Page, kind: type[Question]) -> Question:
    return next(dialog for dialog in reversed(page.findChildren(kind)) if dialog.isVisible())


def _field(dialog: Question, name: str) -> QWidget:
    return dialog.form.field(name)  # type: ignore[attr-defined]  # every question here has a form


def _type(dialog: Question, name: str, text: str) -> None:
    field = _field(dialog, name)
    if isinstance(field, QLineEdit):
        field.setText(text)
    elif isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    elif isinstance(field, QComboBox):
        field.setCurrentIndex(field.findText(text))


def _person(clinic: Clinic, name: str) -> Person:
    return next(one for one in list_people(clinic.as_role(Role.MANAGER)) if one.name == name)


def _user(clinic: Clinic, name: str) -> User:
    return next(one for one in list_users(clinic.as_role(Role.ADMINISTRATOR)) if one.name == name)


def _choose(table: object, name: str) -> None:
    for row in range(table.total):  # type: ignore[attr-defined]  # a record table
        table.setCurrentIndex(table.model().index(row, 0))  # type: ignore[attr-defined]
        if table.current().name == name:  # type: ignore[attr-defined]
            return
    raise AssertionError(name)


def test_a_person_is_added_changed_and_changed_back(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    page = opened(UsersPage, Role.MANAGER)
    page.staff.begin()
    dialog = _dialog(page, PersonDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert "Please fill this in" in texts(dialog)
    _type(dialog, "name", "Noor Newcomer")
    _type(dialog, "job", "Nurse")
    _type(dialog, "desk_id", "Check-in")
    _type(dialog, "manager_id", MARIA.name)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    noor = _person(clinic, "Noor Newcomer")
    assert (noor.job, noor.desk_id, noor.manager_id) == ("nurse", clinic.desk.id, MARIA.id)
    assert messages.text == "Noor Newcomer is on the list."
    assert page.staff.table.current().name == "Noor Newcomer"
    page.staff.change()
    dialog = _dialog(page, PersonDialog)
    _type(dialog, "job", "Receptionist")
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _person(clinic, "Noor Newcomer").job == "receptionist"
    messages.undo()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _person(clinic, "Noor Newcomer").job == "nurse"


@pytest.mark.parametrize("person", [ROSA, HANNA], ids=lambda one: one.name)
def test_who_is_changed_in_one_thing_keeps_site_desk_and_manager(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner, person: Person
) -> None:
    page = opened(UsersPage, Role.ADMINISTRATOR)
    page.staff.go_to(person.id)
    page.staff.change()
    dialog = _dialog(page, PersonDialog)
    _type(dialog, "name", f"{person.name} Lee")
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    kept = _person(clinic, f"{person.name} Lee")
    assert (kept.site_id, kept.desk_id, kept.manager_id) == (person.site_id, person.desk_id, person.manager_id)


def test_working_hours_with_a_break_are_kept_and_taken_back(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    before = [(one.weekday, one.start, one.end, one.breaks) for one in shifts_of(clinic.as_role(Role.MANAGER), ROSA.id)]
    page = opened(UsersPage, Role.MANAGER)
    _choose(page.staff.table, ROSA.name)
    page.staff.ask_hours()
    qtbot.waitUntil(lambda: runner.is_quiet)
    dialog = _dialog(page, ShiftsDialog)
    assert isinstance(dialog, ShiftsDialog)
    assert clipped(dialog) == []
    for day in dialog.days:
        day.works.setChecked(day.weekday == 2)
    wednesday = dialog.days[2]
    wednesday.start.setTime(QTime(9, 30))
    wednesday.break_start.setTime(QTime(13, 0))
    wednesday.break_end.setTime(QTime(13, 15))
    wednesday.paid.setChecked(True)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    (shift,) = shifts_of(clinic.as_role(Role.MANAGER), ROSA.id)
    assert (shift.weekday, shift.start) == (2, time(9, 30))
    assert shift.breaks == (Break(time(13), time(13, 15), paid=True),)
    messages.undo()
    qtbot.waitUntil(lambda: runner.is_quiet)
    after = shifts_of(clinic.as_role(Role.MANAGER), ROSA.id)
    assert [(one.weekday, one.start, one.end, one.breaks) for one in after] == before


def test_who_leaves_is_told_what_ends_and_who_is_away_is_said_in_the_list(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    answer, _debrief = logged(clinic, Severity.THREAT, ROSA.id)
    today = clinic.clock().date()
    add_absence(clinic.as_role(Role.MANAGER), AbsenceDraft(ALEX.id, today, today))
    page = opened(UsersPage, Role.MANAGER)
    _choose(page.staff.table, ALEX.name)
    state = len(page.staff.table.all_columns) - 1
    shown = page.staff.table.model().index(page.staff.table.currentIndex().row(), state)
    assert shown.data(Qt.ItemDataRole.AccessibleTextRole) == "State: away until Mon 2 Mar 2026"
    _choose(page.staff.table, ROSA.name)
    page.staff.change()
    dialog = _dialog(page, PersonDialog)
    assert isinstance(dialog, PersonDialog)
    QTest.keyClick(dialog.active, Qt.Key.Key_Space)
    QTest.keyClick(dialog.helped, Qt.Key.Key_Space)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert "end. Tell them where they find help outside the clinic." in texts(dialog)
    assert "Their account stays open" in texts(dialog)
    assert _person(clinic, ROSA.name).active
    assert clipped(dialog) == []
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    checks = show_support(clinic.as_role(Role.MANAGER), answer.incident.id).follow_ups
    assert {one.outcome for one in checks} == {FollowUpOutcome.REFERRED}
    messages.undo()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _person(clinic, ROSA.name).active
    checks = show_support(clinic.as_role(Role.MANAGER), answer.incident.id).follow_ups
    assert {one.outcome for one in checks} == {FollowUpOutcome.PLANNED}


def test_people_of_another_site_are_seen_and_left_alone(opened: Open) -> None:
    page = opened(UsersPage, Role.MANAGER)
    _choose(page.staff.table, "Hanna Hill")
    assert not page.staff.edit.isEnabled()
    _choose(page.staff.table, ROSA.name)
    assert page.staff.edit.isEnabled()


def test_an_account_is_added_with_a_pass_phrase_that_is_told_once(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    wrote = IncidentDraft(clinic.clock(), site_id=HARBOUR.id, channel="letter", kind="threat", severity=Severity.THREAT)
    log_incident(clinic.as_role(Role.MANAGER), wrote)
    page = opened(AccountsPage, Role.ADMINISTRATOR)
    page.accounts.begin()
    dialog = _dialog(page, AddAccount)
    _type(dialog, "name", "alex")
    _type(dialog, "person_id", "Alex Reception")
    _type(dialog, "reason", "too short")
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert "at least 20 characters" in texts(dialog)
    _type(dialog, "reason", WHY)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    alex = _user(clinic, "alex")
    assert (alex.role, alex.sites) == (Role.RECEPTION, frozenset({HARBOUR.id, clinic.other_site.id}))
    told = _dialog(page, Question)
    assert "For alex, this once" in texts(told)
    phrase = next(label.text() for label in told.findChildren(QLabel) if label.property("look") == "group")
    with clinic.store.write() as unit:
        unit.key_slots.change("alex", phrase, "orange kites over the bay")
    told.accept()
    assert phrase not in texts(page)


def test_why_is_not_asked_for_the_first_accounts(opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner) -> None:
    page = opened(AccountsPage, Role.ADMINISTRATOR)
    page.accounts.begin()
    dialog = _dialog(page, AddAccount)
    assert dialog.findChildren(QPlainTextEdit) == []
    assert "set-up of the clinic" in texts(dialog)
    _type(dialog, "name", "alex")
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _user(clinic, "alex").role is Role.RECEPTION


def test_the_last_administrator_and_the_last_manager_stay(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = opened(AccountsPage, Role.ADMINISTRATOR)
    _choose(page.accounts.table, USERS[Role.ADMINISTRATOR].name)
    assert not page.accounts.close_it.isEnabled()
    assert not page.accounts.role.isEnabled()
    _choose(page.accounts.table, USERS[Role.MANAGER].name)
    page.accounts.close_account()
    dialog = _dialog(page, CloseAccount)
    _type(dialog, "reason", WHY)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert "last account with this role" in texts(dialog)
    assert _user(clinic, "maria").active


def test_a_role_is_changed_an_account_closed_and_opened_again(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    page = opened(AccountsPage, Role.ADMINISTRATOR)
    _choose(page.accounts.table, "sam")
    page.accounts.change_role()
    dialog = _dialog(page, ChangeRole)
    assert isinstance(dialog, ChangeRole)
    box = dialog._role.role_box
    box.setCurrentIndex(box.findData(Role.COMMITTEE))
    assert "Reads trends and reports without names." in texts(dialog)
    _type(dialog, "reason", WHY)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _user(clinic, "sam").role is Role.COMMITTEE
    assert "Safety committee" in messages.text
    messages.undo()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _user(clinic, "sam").role is Role.SUPERVISOR
    _choose(page.accounts.table, "rosa")
    page.accounts.close_account()
    dialog = _dialog(page, CloseAccount)
    assert "only backups made before" in texts(dialog)
    _type(dialog, "reason", WHY)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert not _user(clinic, "rosa").active
    _choose(page.accounts.table, "rosa")
    page.accounts.make_passphrase()
    dialog = _dialog(page, NewPassphrase)
    assert "only backups made before" in texts(dialog)
    _type(dialog, "reason", WHY)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert _user(clinic, "rosa").active


def test_a_manager_makes_pass_phrases_for_their_own_front_desk_only(opened: Open) -> None:
    page = opened(AccountsPage, Role.MANAGER)
    assert not page.accounts.add.isVisible()
    _choose(page.accounts.table, "rosa")
    assert page.accounts.reset.isEnabled()
    _choose(page.accounts.table, "chris")
    assert not page.accounts.reset.isEnabled()


def test_who_confirmed_too_long_ago_is_asked_for_the_pass_phrase(
    opened: Open, clinic: Clinic, qtbot: QtBot, runner: Runner
) -> None:
    page = opened(AccountsPage, Role.ADMINISTRATOR)
    runner.use(replace(clinic.as_role(Role.ADMINISTRATOR), confirmed_at=None))
    again: list[Callable[[], None]] = []
    runner.confirmation_needed.connect(again.append)
    _choose(page.accounts.table, "rosa")
    page.accounts.close_account()
    dialog = _dialog(page, CloseAccount)
    _type(dialog, "reason", WHY)
    dialog.accept()
    qtbot.waitUntil(lambda: bool(again) and runner.is_quiet)
    assert dialog.isVisible()
    runner.use(clinic.as_role(Role.ADMINISTRATOR))
    again[0]()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert not _user(clinic, "rosa").active


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR])
def test_everything_has_a_name_and_room(opened: Open, speaks_names: Callable[[QWidget], None], role: Role) -> None:
    for kind in (UsersPage, AccountsPage):
        page = opened(kind, role)
        speaks_names(page)
        assert clipped(page) == []


def test_a_person_is_previewed_and_changed_from_there(qtbot: QtBot, opened: Open) -> None:
    page = opened(UsersPage, Role.MANAGER)
    table = page.staff.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    name = table.current().name
    qtbot.waitUntil(lambda: name in texts(page.staff.master.pane) and "Harbour Street" in texts(page.staff.master.pane))
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert _dialog(page, PersonDialog).isVisible()


def test_people_and_accounts_are_found_by_their_words_and_by_a_view(opened: Open, qtbot: QtBot) -> None:
    page = opened(UsersPage, Role.ADMINISTRATOR)
    everyone = page.staff.table.total
    page.search()
    assert page.staff.filter.isAncestorOf(page.focusWidget())
    page.staff.filter.search_for(ROSA.name.split()[0].upper())
    qtbot.waitUntil(lambda: page.staff.table.total == 1)
    assert page.staff.table.current().name == ROSA.name
    page.staff.filter.search_for("nobody is called so")
    qtbot.waitUntil(lambda: "Nothing matches this filter" in texts(page))
    page.staff.filter.clear()
    qtbot.waitUntil(lambda: page.staff.table.total == everyone)
    accounts = opened(AccountsPage, Role.ADMINISTRATOR).accounts
    accounts.filter.choose("role", Role.PRIVACY)
    qtbot.waitUntil(lambda: {accounts.table.current().role} == {Role.PRIVACY})


def test_an_account_is_previewed_with_what_can_be_done_and_one_s_own_role_stays(opened: Open, qtbot: QtBot) -> None:
    page = opened(AccountsPage, Role.ADMINISTRATOR)
    accounts = page.accounts
    rows = range(accounts.table.total)
    for row in rows:
        accounts.table.choose(row)
        if accounts.table.current().id == page.desk.actor.user_id:
            break
    accounts.table.setFocus()
    qtbot.keyClick(accounts.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: accounts.table.current().name in texts(accounts.master.pane))

    def offered() -> list[str]:
        return [one.text() for one in accounts.master.pane.findChildren(Button)]

    assert "Change role" not in offered()
    accounts.table.choose(next(one for one in rows if one != row))
    qtbot.waitUntil(lambda: "Change role" in offered())
