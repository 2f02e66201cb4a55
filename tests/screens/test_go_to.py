"""Ctrl+K by keyboard: incidents, people, words, settings, commands and the manual, as far as each role has them."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextBrowser
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Role
from tests.bare_incidents import log_incident
from tests.screens.looking import texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage.saver import draft
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.clinic.accounts_page import AccountsPage
from ui.clinic.settings_page import SettingsPage
from ui.clinic.users_page import UsersPage
from ui.shell.destinations import Destination, Group, matching
from ui.shell.go_to import GoTo
from ui.shell.term_card import TermCard

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic; nobody is signed in."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


def open_it(window: Window) -> GoTo:
    """Ctrl+K."""
    QTest.keyClick(QApplication.focusWidget() or window.screen.window, Qt.Key.Key_K, CTRL)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), GoTo))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GoTo)
    arrive(window)
    return dialog


def type_in(window: Window, dialog: GoTo, text: str) -> list[str]:
    """Type, wait until everything is answered, and read the lines."""
    dialog._field.clear()
    if text.isascii():
        window.qtbot.keyClicks(dialog._field, text)
    else:  # Qt's test keys know no others
        dialog._field.insert(text)
    window.qtbot.waitUntil(lambda: not dialog._finder.waits)
    arrive(window)
    return lines(dialog)


def lines(dialog: GoTo) -> list[str]:
    """What the list says; headings in capitals."""
    items = [dialog._list.item(row) for row in range(dialog._list.count())]
    return [item.text() if item.flags() else item.text().upper() for item in items]


def leave(window: Window, dialog: GoTo, key: Qt.Key = Qt.Key.Key_Escape) -> None:
    """Press a key that closes it."""
    QTest.keyClick(dialog._field, key)
    window.screen.window.activateWindow()  # off screen no window manager does it
    arrive(window)


def enter(window: Window, dialog: GoTo) -> None:
    leave(window, dialog, Qt.Key.Key_Return)


def logged(window: Window, role: Role = Role.SUPERVISOR, narrative: str = "shouted about marmalade") -> Incident:
    return log_incident(window.clinic.as_role(role), draft(narrative)).incident


def test_an_incident_is_found_by_a_part_of_its_number_and_by_its_words(window: Window) -> None:
    window.come_in("maria")
    incident = logged(window)
    dialog = open_it(window)
    assert type_in(window, dialog, incident.ref[3:].lower())[:2] == ["INCIDENTS WITH THIS NUMBER", incident.ref]
    assert type_in(window, dialog, "marmalade") == ["INCIDENTS WITH THESE WORDS", incident.ref]
    enter(window, dialog)
    assert window.workspace.here == ("incident", incident.id)


def test_enter_before_the_answer_goes_to_the_incident_as_soon_as_it_is_there(window: Window) -> None:
    window.come_in("maria")
    incident = logged(window)
    QTest.keyClick(window.screen.window, Qt.Key.Key_K, CTRL)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GoTo)
    QTest.keyClicks(dialog._field, incident.ref)
    QTest.keyClick(dialog._field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.workspace.here == ("incident", incident.id))


def test_the_answer_to_an_older_text_is_dropped(window: Window, qtbot: QtBot) -> None:
    window.come_in("maria")
    incident = logged(window)
    dialog = open_it(window)
    hold = Event()
    window.screen.runner.call(hold.wait, owner=None)
    try:
        qtbot.keyClicks(dialog._field, incident.ref)
        qtbot.waitUntil(lambda: not dialog._finder._pause.isActive())
        dialog._field.setText("support")
    finally:
        hold.set()
    qtbot.waitUntil(lambda: not dialog._finder.waits)
    arrive(window)
    assert incident.ref not in lines(dialog)
    assert "Support list" in lines(dialog)


def test_at_the_desk_one_finds_ones_own_reports_and_nothing_by_words_or_names(window: Window) -> None:
    window.come_in("rosa")
    mine, other = logged(window, Role.RECEPTION), logged(window)
    before = len(window.acts_of("rosa"))
    dialog = open_it(window)
    assert mine.ref in type_in(window, dialog, mine.ref)
    assert type_in(window, dialog, other.ref) == []
    assert dialog._says.text().startswith("Nothing found for")
    assert not dialog._list.isVisible(), "no empty frame stands above the sentence"
    assert type_in(window, dialog, "marmalade") == []
    assert type_in(window, dialog, "Maria") == []
    assert len(window.acts_of("rosa")) == before  # nothing was refused, and no view was noted


def test_people_are_found_by_who_has_their_page(window: Window) -> None:
    window.come_in("maria")
    dialog = open_it(window)
    assert "PEOPLE" in type_in(window, dialog, "rosa")
    enter(window, dialog)
    assert isinstance(window.page, UsersPage)
    assert window.page.staff.table.current().name.startswith("Rosa")
    dialog = open_it(window)
    assert "ACCOUNTS" in type_in(window, dialog, "rosa")
    QTest.keyClick(dialog._field, Qt.Key.Key_Down)
    enter(window, dialog)
    assert isinstance(window.page, AccountsPage)
    assert window.page.accounts.table.current().name == "rosa"


def test_a_setting_opens_at_its_field(window: Window) -> None:
    window.come_in("rosa")
    for typed, name in (
        ("lock when", "Lock when no one is here, after"),
        ("size of", "100%"),
        ("high contrast", "Same"),
    ):
        dialog = open_it(window)
        assert type_in(window, dialog, typed)[0] == "SETTINGS"
        enter(window, dialog)
        assert isinstance(window.page, SettingsPage)
        focused = QApplication.focusWidget()
        assert focused is not None
        assert window.page.isAncestorOf(focused)
        assert name in f"{focused.accessibleName()} {getattr(focused, 'text', str)()}"
    dialog = open_it(window)
    assert "New recovery key" not in type_in(window, dialog, "recovery")


def test_a_word_of_the_clinic_is_explained_in_either_language(window: Window) -> None:
    window.come_in("ada")
    dialog = open_it(window)
    for typed in ("city police", "polic\u00eda municipal", "policia municipal"):
        assert type_in(window, dialog, typed)[:2] == ["WORDS OF THE CLINIC", "City police"], typed
    enter(window, dialog)
    card = QApplication.activeModalWidget()
    assert isinstance(card, TermCard)
    assert "Who was called" in texts(card)
    QTest.keyClick(card, Qt.Key.Key_Escape)


def test_a_chapter_of_the_manual_is_opened_at_its_heading(window: Window) -> None:
    window.come_in("ada")
    dialog = open_it(window)
    found = type_in(window, dialog, "to look things up")
    assert found == ["MANUAL", "To look things up"]
    enter(window, dialog)
    assert window.workspace.here == ("manual", ("README", "To look things up"))
    assert window.page.findChild(QTextBrowser).verticalScrollBar().value() > 0


def test_commands_go_by_the_arrows_past_the_headings(window: Window) -> None:
    window.come_in("rosa")
    dialog = open_it(window)
    assert dialog._list.destination().label == "Today"  # type: ignore[union-attr]  # there are pages
    type_in(window, dialog, "save time")
    for _step in range(dialog._list.number()):
        QTest.keyClick(dialog._field, Qt.Key.Key_Down)
        assert dialog._list.destination() is not None
    assert dialog._list.spoken() == "Save time and desk, F9, Commands, 1 of 1"
    leave(window, dialog)
    assert window.workspace.here == ("today", None)


def test_what_was_opened_last_comes_first_until_one_signs_out(window: Window) -> None:
    window.come_in("maria")
    first, second = logged(window), logged(window)
    for incident in (first, second, first):
        window.workspace.go("incident", incident.id)
        arrive(window)
    dialog = open_it(window)
    assert lines(dialog)[:3] == ["OPENED LAST", first.ref, second.ref]
    leave(window, dialog)
    window.lock()
    window.come_in("maria")
    dialog = open_it(window)
    assert lines(dialog)[0] == "OPENED LAST"
    leave(window, dialog)
    window.lock()
    window.come_in("rosa")
    dialog = open_it(window)
    assert lines(dialog)[0] == "PAGES"
    leave(window, dialog)
    window.lock()
    window.come_in("maria")
    dialog = open_it(window)
    assert lines(dialog)[0] == "PAGES"  # someone else was here
    leave(window, dialog)
    window.workspace.go("incident", first.id)
    with window.qtbot.waitSignal(window.screen.window.locked):
        window.screen.window.sign_out()
    window.come_in("maria")
    dialog = open_it(window)
    assert lines(dialog)[0] == "PAGES"
    leave(window, dialog)


def test_the_likeliest_comes_first_within_its_group() -> None:
    names = ["Start a report", "Art", "Department", "Reports of art", "Smart"]
    every = [Destination(Group.COMMAND, name, "chevron-right", list) for name in names]  # type: ignore[arg-type]
    assert [one.label for one in matching(every, "art")] == [
        "Art",
        "Reports of art",
        "Start a report",
        "Department",
        "Smart",
    ]
    assert [one.label for one in matching(every, "a rep")] == ["Start a report", "Reports of art"]
    assert matching(every, "?!") == []
    assert matching(every, " ") == []
