"""Finding one's way: six entries with what waits in each, their tabs, one's own menu, and what is heard of them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTabBar, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role, Scope, grant
from incident_tracker.usecases.capture.review import start_review
from tests.screens.looking import button, spoken_name
from tests.screens.test_focus_after_commands import arrive, focused
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import PASSPHRASE, Clock
from tests.support_people import HOUR, logged
from ui.app import Screen
from ui.clinic.change_passphrase import ChangePassphrase
from ui.shell.commands import commands_of, own_commands
from ui.shell.menus import keys_text, other_keys
from ui.shell.navigation import MOST_SECTIONS, entries, first_page, sections, visible_entries
from ui.shell.reminder_center import SHOWN
from ui.shell.section_list import SectionList
from ui.support.plan_list import PlanList
from ui.widgets.buttons import Button

CTRL = Qt.KeyboardModifier.ControlModifier
NEW = "nine pelicans under the pier"


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic; nobody is signed in."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


def names_in(window: Window) -> list[str]:
    """The entries of the sidebar, as they are read."""
    entries = window.workspace.sidebar.list
    return [entries.item(row).text() for row in range(entries.count())]


def marked(window: Window) -> str:
    """The entry that is shown as the one in front."""
    return ", ".join(item.text() for item in window.workspace.sidebar.list.selectedItems())


def tabs_of(window: Window) -> QTabBar | None:
    """The tabs above the page."""
    bars = [bar for bar in window.workspace.findChildren(QTabBar) if not window.page.isAncestorOf(bar)]
    return next((bar for bar in bars if bar.isVisible()), None)


def press(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is, and let everything arrive."""
    QTest.keyClick(QApplication.focusWidget() or window.screen.window, key, modifier)
    arrive(window)


def spoken(widget: QWidget) -> Iterator[tuple[str, QAccessible.Role]]:
    """Name and role of everything around a widget, from itself outwards, as a screen reader finds it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    while interface is not None and interface.isValid():
        yield interface.text(QAccessible.Text.Name), interface.role()
        interface = interface.parent()


def everything_in(window: QWidget) -> Iterator[QWidget]:
    """Every widget that a screen reader comes to from the window down."""
    waiting = [QAccessible.queryAccessibleInterface(window)]
    while waiting:
        one = waiting.pop()
        if isinstance(one.object(), QWidget):
            yield one.object()
            waiting += [one.child(n) for n in range(one.childCount()) if one.child(n) is not None]


@pytest.mark.parametrize(
    ("user", "entries"),
    [
        ("rosa", ["Today", "Incidents", "Support", "Actions", "Police and help"]),
        ("maria", ["Today", "Incidents", "Support", "Improve", "Trends and reports", "Clinic"]),
        ("ada", ["Today", "Support", "Promises kept", "Clinic"]),
        ("chris", ["This month", "Today", "Incidents", "Support", "Improve", "Trends and reports"]),
    ],
)
def test_each_role_has_the_entries_that_lead_somewhere(window: Window, user: str, entries: list[str]) -> None:
    window.come_in(user)
    assert names_in(window) == entries
    for number, name in enumerate(entries, 1):
        press(window, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert marked(window) == name
        bar = tabs_of(window)
        assert bar is None or bar.count() > 1
        focused(window)


def test_the_committee_comes_in_to_this_month_and_goes_back_to_it(window: Window) -> None:
    window.come_in("chris")
    assert window.workspace.here == ("month", None)
    assert marked(window) == "This month"
    assert tabs_of(window) is None
    press(window, Qt.Key.Key_3, CTRL)
    assert window.workspace.here == ("incidents", None)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.here == ("month", None)
    window.workspace._visited.clear()
    window.workspace.go("trends")
    window.workspace._visited.clear()
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.here == ("month", None)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.here == ("month", None)


def test_the_committee_finds_whom_to_call_beside_support(window: Window) -> None:
    """An entry of its own would be the seventh."""
    window.come_in("chris")
    window.workspace.go("police")
    arrive(window)
    bar = tabs_of(window)
    assert bar is not None
    tabs = [bar.tabText(n) for n in range(bar.count())]
    assert tabs == ["Support list", "Help for staff", "My notes", "Private line", "My time", "Police and help"]
    assert marked(window) == "Support"


@pytest.mark.parametrize("role", list(Role))
def test_no_role_has_more_than_six_entries(role: Role) -> None:
    pages = visible_entries(entries(), lambda one: grant(role, one).scope is not Scope.NONE, first_page(role))
    assert 1 < len(sections(pages)) <= MOST_SECTIONS == 6
    assert {page.section for page in pages if page.is_tab} == {group.key for group in sections(pages)}


def test_after_a_change_of_the_language_no_command_keeps_its_words(window: Window, qtbot: QtBot) -> None:
    window.come_in("maria")
    program = window.screen.window
    english = [keys_text(command) for command in commands_of(program)]
    spoken = {command.label.replace("&", "") for command in commands_of(program)}
    wanted = replace(program.settings, language="es")
    program.change_settings(wanted)
    qtbot.waitUntil(lambda: program.workspace is not None and program.workspace.desk.settings == wanted)
    arrive(window)
    commands = commands_of(program)
    assert len(commands) == len(english)
    assert {command.label.replace("&", "") for command in commands} & spoken == {"Manual"}, "the same in both"
    assert "Hoy" in [command.label for command in commands if keys_text(command) == "Control+1"]
    assert [name.split(" ")[0] for name in names_in(window)][:2] == ["Hoy", "Incidentes"]
    shown = [*commands, *own_commands(program)]
    assert not [one.label for one in shown if one.menu.replace("&", "") in ("Incident", "Edit", "Go", "View", "Help")]
    assert not [how for _what, how in other_keys() if "Shift" in how], "Qt says Mayúsculas in the same list"


def test_others_find_this_month_beside_trends_and_reports(window: Window) -> None:
    window.come_in("maria")
    assert window.workspace.here == ("today", None)
    window.workspace.go("month")
    arrive(window)
    bar = tabs_of(window)
    assert bar is not None
    tabs = ["This month", "Trends", "Level 3 or more", "Reports", "Promises kept"]
    assert [bar.tabText(n) for n in range(bar.count())] == tabs
    assert marked(window) == "Trends and reports"


def test_pages_that_share_an_entry_are_its_tabs(window: Window) -> None:
    window.come_in("maria")
    press(window, Qt.Key.Key_4, CTRL)
    assert window.workspace.here == ("analyses", None)
    bar = tabs_of(window)
    assert bar is not None
    assert [bar.tabText(n) for n in range(bar.count())] == ["Root causes", "Actions"]
    press(window, Qt.Key.Key_PageDown, CTRL)
    assert window.workspace.here == ("actions", None)
    assert bar.tabText(bar.currentIndex()) == "Actions"
    assert marked(window) == "Improve"
    press(window, Qt.Key.Key_PageDown, CTRL)
    assert window.workspace.here == ("analyses", None)
    press(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.here == ("actions", None)
    press(window, Qt.Key.Key_1, CTRL)
    assert tabs_of(window) is None
    press(window, Qt.Key.Key_4, CTRL)
    assert window.workspace.here == ("actions", None)  # where one was


def test_the_arrows_turn_the_tabs_and_go_on_turning(window: Window) -> None:
    window.come_in("maria")
    window.workspace.go("users")
    arrive(window)
    bar = tabs_of(window)
    assert bar is not None
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Right)
    assert window.workspace.here == ("accounts", None)
    assert bar.hasFocus()
    press(window, Qt.Key.Key_Left)
    assert window.workspace.here == ("users", None)
    assert bar.hasFocus()


def test_the_list_of_entries_is_gone_through_by_arrows_and_opened_by_enter(window: Window) -> None:
    window.come_in("maria")
    entries = window.workspace.sidebar.list
    entries.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Down)
    assert marked(window) == "Today"  # the arrows only look
    assert entries.currentItem().text() == "Support"
    press(window, Qt.Key.Key_Return)
    assert window.workspace.here == ("week", None)
    assert marked(window) == "Support"


def test_no_entry_is_shown_as_the_one_in_front_while_one_logs(window: Window) -> None:
    window.come_in("maria")
    window.workspace.go("incidents")
    press(window, Qt.Key.Key_N, CTRL)
    assert marked(window) == ""
    window.workspace.go("settings")
    assert marked(window) == ""
    window.workspace.go("incident", logged(window.clinic)[0].incident.id)
    arrive(window)
    assert marked(window) == "Incidents"


def test_a_screen_reader_finds_a_list_and_hears_which_page_it_is_on(window: Window) -> None:
    window.come_in("maria")
    window.workspace.go("actions")
    arrive(window)
    assert ("Actions", QAccessible.Role.Border) in list(spoken(focused(window)))
    entries = QAccessible.queryAccessibleInterface(window.workspace.sidebar.list)
    assert entries.role() == QAccessible.Role.List
    items = [entries.child(n) for n in range(entries.childCount())]
    assert {item.role() for item in items} == {QAccessible.Role.ListItem}
    chosen = [item.text(QAccessible.Text.Name) for item in items if item.state().selected]
    assert len(chosen) == 1
    assert chosen[0].startswith("Improve")


def test_a_screen_reader_is_not_told_of_pages_behind(window: Window) -> None:
    window.come_in("maria")
    logged(window.clinic)
    for key in ("incidents", "users", "today"):
        window.workspace.go(key)
        arrive(window)
    behind = [window.workspace._pages[key] for key in ("incidents", "users")]
    found = set(everything_in(window.screen.window))
    assert window.page in found
    assert not [widget for widget in found if any(widget is page or page.isAncestorOf(widget) for page in behind)]
    window.workspace.go("incidents")
    arrive(window)
    assert window.page is behind[0]
    assert window.page in set(everything_in(window.screen.window))


def test_behind_the_name_is_the_way_out_for_someone_else(window: Window) -> None:
    window.come_in("maria")
    window.workspace.go("incidents")
    arrive(window)
    own = window.workspace.sidebar.own
    assert spoken_name(own) == "Maria Manager, Manager"
    own.setFocus(Qt.FocusReason.TabFocusReason)
    menu = opened_menu(window, Qt.Key.Key_Return)
    assert [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()] == [
        "Settings",
        "Manual",
        "Change my pass phrase",
        "Lock now",
        "Sign out",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Up)
    with window.qtbot.waitSignal(window.screen.window.locked):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    name, _passphrase = window.entrance_fields()
    assert name.text() == ""
    assert name.window().focusWidget() is name
    window.screen.window.activateWindow()  # off screen no window manager does it
    window.come_in("maria")
    assert window.workspace.here == ("today", None)


def test_anyone_can_change_their_own_pass_phrase(window: Window) -> None:
    window.come_in("rosa")
    window.workspace.sidebar.own.setFocus(Qt.FocusReason.TabFocusReason)
    menu = opened_menu(window, Qt.Key.Key_Space)
    for _line in range(2):
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ChangePassphrase))
    window.qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    QTest.keyClicks(QApplication.focusWidget(), "not what it is, by any means")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(QApplication.focusWidget(), NEW)
    press(window, Qt.Key.Key_Return)
    question = QApplication.activeModalWidget()
    assert isinstance(question, ChangePassphrase)  # the present one was wrong
    QTest.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    press(window, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "new pass phrase" in window.workspace.messages.text
    window.lock()
    _name, passphrase = window.entrance_fields()
    QTest.keyClicks(passphrase, NEW)
    with window.qtbot.waitSignal(window.screen.window.entered):
        QTest.keyClick(passphrase, Qt.Key.Key_Return)
    window.settle()


def opened_menu(window: Window, key: Qt.Key) -> QMenu:
    """One's own menu, opened by this key."""
    QTest.keyClick(window.workspace.sidebar.own, key)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_a_narrow_window_has_icons_that_say_their_names(window: Window) -> None:
    window.come_in("maria")
    sidebar = window.workspace.sidebar
    wide = sidebar.width()
    window.screen.window.resize(1024, 700)
    window.qtbot.waitUntil(lambda: sidebar.width() < wide / 2)
    assert {item_name(sidebar.list, row) for row in range(3)} >= {"Support"}
    sidebar.list.setFocus(Qt.FocusReason.TabFocusReason)
    press(window, Qt.Key.Key_Down)
    window.qtbot.waitUntil(lambda: QToolTip.text().startswith("Incidents"))
    window.screen.window.resize(1240, 820)
    window.qtbot.waitUntil(lambda: sidebar.width() == wide)
    QToolTip.hideText()


def item_name(entries: SectionList, row: int) -> str:
    """What a screen reader says an entry is called."""
    interface = QAccessible.queryAccessibleInterface(entries)
    return str(interface.child(row).text(QAccessible.Text.Name))


def test_the_number_at_an_entry_is_what_waits_there(window: Window) -> None:
    window.come_in("maria")
    entries = window.workspace.sidebar.list
    assert item_name(entries, 1) == "Incidents"
    incident = logged(window.clinic)[0].incident
    window.screen.window.ticker.look()
    arrive(window)
    assert item_name(entries, 1) == "Incidents, 1 waiting"
    start_review(window.clinic.as_role(Role.MANAGER), incident.id, incident.version)
    window.screen.window.ticker.look()
    arrive(window)
    assert item_name(entries, 1) == "Incidents"


def test_a_bar_is_there_only_for_what_is_due_within_the_hour(window: Window, clock: Clock) -> None:
    window.come_in("maria")
    _answer, debrief = logged(window.clinic)
    window.workspace.look()
    arrive(window)
    bar = window.workspace.reminders
    assert bar is not None
    assert not bar.isVisible()
    clock.advance(debrief.offer_by - clock() - HOUR / 2)
    window.workspace.look()
    arrive(window)
    assert bar.isVisible()
    line = next(button for button in bar.findChildren(Button) if spoken_name(button).startswith("Open: "))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    arrive(window)
    assert window.workspace.here == ("week", debrief.id)
    marked_row = focused(window)
    assert isinstance(marked_row, PlanList)
    assert "Rosa" in marked_row.currentItem().data(Qt.ItemDataRole.AccessibleTextRole)


def test_reminders_beyond_the_first_few_are_one_press_away_and_told_apart(window: Window, clock: Clock) -> None:
    window.come_in("maria")
    many = [logged(window.clinic) for _incident in range(SHOWN + 2)]
    clock.advance(many[0][1].offer_by - clock() - HOUR / 2)
    window.workspace.look()
    arrive(window)
    bar = window.workspace.reminders
    assert bar is not None
    button(bar, "Show").click()
    opens = [one for one in bar.findChildren(Button) if one.isVisible() and spoken_name(one).startswith("Open: ")]
    assert len(opens) == SHOWN
    more = next(one for one in bar.findChildren(Button) if one.text().startswith("Show ") and one.isVisible())
    more.click()
    arrive(window)
    opens = [one for one in bar.findChildren(Button) if one.isVisible() and spoken_name(one).startswith("Open: ")]
    assert len(opens) > SHOWN
    assert {answer.incident.ref for answer, _debrief in many} <= {
        part for one in opens for part in spoken_name(one).split()
    }
