"""What an administrator adds, or takes up again, by mistake: Ctrl+Z takes it back, and the trail tells both."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.police_table import POLICE
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.directory import add_entry, list_directory, show_entry_until
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.clinic.sites import list_desks, list_site_sheets, list_sites, retire_desk
from incident_tracker.usecases.clinic.vocabulary import list_terms, retire_term
from incident_tracker.usecases.oversight.audit_trail import list_audit
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_sites_and_hours import asked_for, enter, field
from tests.screens.who_comes_in import Window
from tests.storage_fixtures import CHECK_IN, MONDAY_NINE, ROSA, Clock
from ui.app import Screen
from ui.asking import Asking
from ui.clinic.help_dialogs import EntryDialog, PoliceLineDialog
from ui.clinic.help_page import HelpPage
from ui.clinic.person_dialogs import PersonDialog
from ui.clinic.place_dialogs import DeskDialog, LineDialog, SiteDialog
from ui.clinic.users_page import UsersPage
from ui.clinic.word_dialogs import AddWord, OfferAgain

CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = MONDAY_NINE.date()
LONG_AGO = TODAY - timedelta(days=40)
WHY = "The team asked for it at the meeting on Monday."


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic, with the administrator."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    return window


def used(ctx: Context) -> set[str]:
    """What is offered in the clinic today, by its name."""
    sheets = list_site_sheets(ctx)
    places = [one for sheet in sheets for one in (sheet.site, *sheet.desks, *sheet.lines) if one.in_use(TODAY)]
    helps = [one for one in list_directory(ctx) if one.in_use(TODAY)]
    return {
        *(one.name for one in (*places, *helps)),
        *(one.name for one in list_people(ctx) if one.active),
        *(one.label for one in list_terms(ctx) if one.valid_on(TODAY)),
    }


def fill(dialog: Asking[object], said: dict[str, str]) -> None:
    for name, words in said.items():
        into = field(dialog, name)
        if isinstance(into, QComboBox):
            into.setCurrentIndex(into.findText(words))
        elif isinstance(into, QLineEdit | QPlainTextEdit):
            QTest.keyClicks(into, words)


def undo(window: Window) -> None:
    """Ctrl+Z, with the keyboard wherever it is after the dialog."""
    assert window.workspace.messages.can_undo
    QTest.keyClick(QApplication.focusWidget() or window.page, Qt.Key.Key_Z, CTRL)
    window.settle()
    arrive(window)


def newest(window: Window, count: int) -> list[tuple[str, str]]:
    """The newest acts of the trail, oldest first."""
    lines = list_audit(window.clinic.as_role(Role.PRIVACY), AuditFilter()).lines
    return [(line.act, line.kind) for line in reversed(lines) if line.who == "ada"][-count:]


Added = tuple[str, str, type[Asking[object]], str, dict[str, str], str]
ADDED: tuple[Added, ...] = (
    ("places", "sites", SiteDialog, "Add a site", {"name": "Bay View"}, "site"),
    ("places", "desks", DeskDialog, "Add a desk", {"name": "Second desk"}, "desk"),
    ("places", "lines", LineDialog, "Add a phone line", {"name": "Refills"}, "phone_line"),
    ("words", "trigger", AddWord, "Add a word", {"label": "Fire drill", "reason": WHY}, "term"),
    ("police", "police", PoliceLineDialog, "Add a situation", {"label": "Flood", "reason": WHY}, "term"),
    (
        "police",
        "directory",
        EntryDialog,
        "Add help",
        {"name": "Crisis team", "phone": "555 0142"},
        "directory_entry",
    ),
    ("users", "", PersonDialog, "Add a person", {"name": "Noor Newcomer", "job": "Nurse"}, "person"),
)


def test_what_was_added_is_taken_back_by_ctrl_z(window: Window) -> None:
    ada = window.clinic.as_role(Role.ADMINISTRATOR)
    before = used(ada)
    for page, argument, kind, words, said, noted in ADDED:
        window.workspace.go(page, argument or None)
        arrive(window)
        dialog = asked_for(window, kind, words)
        fill(dialog, said)
        enter(window, dialog)
        (name,) = used(ada) - before
        assert name in window.workspace.messages.text
        undo(window)
        assert used(ada) == before
        assert newest(window, 2) == [("created", noted), ("retired", noted)]
    page = window.page
    assert isinstance(page, UsersPage)
    assert page.staff.table.current().name == "Noor Newcomer"  # where the keyboard was
    window.workspace.go("police", "directory")
    arrive(window)
    helps = window.page
    assert isinstance(helps, HelpPage)
    QTest.keyClick(helps.directory.national, Qt.Key.Key_Space)
    window.settle()
    assert len(used(ada) - before) == 2
    undo(window)
    assert used(ada) == before


def test_a_site_far_away_is_taken_back_since_its_own_yesterday(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    clock.advance(timedelta(hours=14))  # Monday 23:00 here, Tuesday in New York
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    window.workspace.go("places", "sites")
    arrive(window)
    dialog = asked_for(window, SiteDialog, "Add a site")
    fill(dialog, {"name": "East"})
    zone = field(dialog, "zone")
    assert isinstance(zone, QComboBox)
    zone.setCurrentText("America/New_York")
    enter(window, dialog)
    undo(window)
    (east,) = (one for one in list_sites(window.clinic.as_role(Role.ADMINISTRATOR)) if one.name == "East")
    assert east.last_day == TODAY


def retired_long_ago(window: Window) -> None:
    """A desk, a word, a line of the table and help that ended in January."""
    then = MONDAY_NINE - timedelta(days=40)
    ada = replace(window.clinic.as_role(Role.ADMINISTRATOR), now=lambda: then, confirmed_at=then)
    desk = next(one for one in list_desks(ada) if one.id == CHECK_IN.id)
    retire_desk(ada, desk, LONG_AGO)
    retire_term(ada, "trigger", "wait_in_room", LONG_AGO, reason=WHY)
    retire_term(ada, POLICE, "weapon", LONG_AGO, reason=WHY)
    entry = add_entry(ada, DirectoryEntry(ROSA.id, "Crisis team", HelpKind.MOBILE_CRISIS, "555 0142"))
    show_entry_until(ada, entry, LONG_AGO)


def last_days(ctx: Context) -> Collection[object]:
    desk = next(one for one in list_desks(ctx) if one.id == CHECK_IN.id)
    words = [one.valid_to for one in list_terms(ctx) if (one.vocabulary, one.code) in AGAIN_WORDS]
    return [desk.last_day, *words, *(one.last_day for one in list_directory(ctx))]


AGAIN_WORDS = {("trigger", "wait_in_room"), (POLICE, "weapon")}
AGAIN: tuple[tuple[str, str | None, str, object, str, str], ...] = (
    ("places", "desks", "desks", CHECK_IN.id, "Use it again", "desk"),
    ("words", None, "", ("trigger", "wait_in_room"), "Offer it again …", "term"),
    ("police", "police", "police", (POLICE, "weapon"), "Offer it again …", "term"),
    ("police", "directory", "directory", None, "Show it again", "directory_entry"),
)


def test_what_is_used_again_by_mistake_ends_on_its_old_day(window: Window) -> None:
    retired_long_ago(window)
    ada = window.clinic.as_role(Role.ADMINISTRATOR)
    assert set(last_days(ada)) == {LONG_AGO}
    for page, argument, panel, id, words, noted in AGAIN:
        window.workspace.go(page, argument)
        arrive(window)
        listed = (getattr(window.page, panel) if panel else window.page).list
        listed.go_to(id or list_directory(ada)[0].id)
        listed.table.setFocus()
        if words.endswith("…"):
            dialog = asked_for(window, OfferAgain, words)
            fill(dialog, {"reason": WHY})
            enter(window, dialog)
        else:
            button = next(one for one in listed.buttons if one.text().replace("&", "") == words)
            QTest.keyClick(button, Qt.Key.Key_Space)
            window.settle()
            arrive(window)
        assert sum(day is None for day in last_days(ada)) == 1
        undo(window)
        assert set(last_days(ada)) == {LONG_AGO}
        assert newest(window, 2) == [("changed", noted), ("retired", noted)]
