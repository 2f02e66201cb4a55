"""People who use one window after each other: nothing of the one before reaches the next one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.drafts import list_drafts
from tests.bare_incidents import log_incident
from tests.screens.looking import texts
from tests.screens.who_comes_in import Window
from tests.storage.saver import draft
from tests.storage_fixtures import PASSPHRASE, Clock
from ui.app import Screen
from ui.capture.incidents_page import IncidentsPage
from ui.capture.quick_form import QuickForm
from ui.clinic.sign_in import SignIn
from ui.shell.commands import show_keys

TYPED = "he said he waits outside"


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic; nobody is signed in."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


@pytest.fixture
def report(window: Window) -> Iterator[Event]:
    """Something that takes long; it is over when the event is set, at the latest at the end."""
    over = Event()
    yield over
    over.set()


def test_the_next_person_begins_on_their_own_first_page(window: Window, qtbot: QtBot) -> None:
    window.come_in("maria")
    incident = log_incident(window.clinic.as_role(Role.SUPERVISOR), draft()).incident
    window.workspace.go("incidents")
    window.settle()
    before = window.page
    assert isinstance(before, IncidentsPage)
    before.filter.search_for("elephants")
    window.settle()
    window.workspace.go("log")
    window.settle()
    form = window.page
    assert isinstance(form, QuickForm)
    qtbot.keyClicks(form.fields.note, TYPED)
    window.workspace.messages.warn(f"about {incident.ref}")
    window.workspace.go("incident", incident.id)
    window.settle()
    assert incident.ref in texts(window.workspace)
    window.lock()

    window.come_in("rosa")
    assert window.workspace.here == ("today", None)
    assert incident.ref not in texts(window.workspace)
    assert window.acts_of("rosa") == ["signed_in"]
    window.workspace.back()
    assert window.workspace.here == ("today", None)
    window.workspace.go("log")
    window.settle()
    form = window.page
    assert isinstance(form, QuickForm)
    assert form.fields.note.text() == ""
    window.lock()

    window.come_in("maria")
    window.workspace.go("incidents")
    window.settle()
    after = window.page
    assert isinstance(after, IncidentsPage)
    assert not after.filter.is_filtering


def test_the_same_person_comes_back_to_where_they_were(window: Window, qtbot: QtBot) -> None:
    window.come_in("maria")
    incident = log_incident(window.clinic.as_role(Role.SUPERVISOR), draft()).incident
    window.workspace.go("incident", incident.id)
    window.settle()
    window.lock()
    window.come_in("maria")
    assert window.workspace.here == ("incident", incident.id)
    window.settle()
    assert incident.ref in texts(window.workspace)


def test_who_comes_in_early_waits_until_the_one_before_is_put_away(window: Window, report: Event, qtbot: QtBot) -> None:
    window.come_in("maria")
    window.workspace.go("log")
    window.settle()
    form = window.page
    assert isinstance(form, QuickForm)
    qtbot.keyClick(form.fields.channel, Qt.Key.Key_1)
    window.screen.runner.call(report.wait, owner=None, long=True)
    window.screen.window.lock()
    name, passphrase = window.entrance_fields()
    name.setText("rosa")
    passphrase.setText(PASSPHRASE)
    qtbot.keyClick(passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: passphrase.text() == "")  # it was right
    assert window.screen.window.workspace is None
    with qtbot.waitSignal(window.screen.window.entered):
        report.set()
    window.settle()
    assert window.workspace.desk.actor.name == "rosa"
    assert window.acts_of("rosa") == ["signed_in"]
    assert len(list_drafts(window.clinic.as_role(Role.MANAGER))) == 1
    assert list_drafts(window.clinic.as_role(Role.RECEPTION)) == ()


def test_closing_while_the_one_before_is_put_away_ends_in_order(window: Window, report: Event, qtbot: QtBot) -> None:
    window.come_in("maria")
    window.workspace.go("log")
    window.settle()
    form = window.page
    assert isinstance(form, QuickForm)
    qtbot.keyClick(form.fields.channel, Qt.Key.Key_1)
    window.screen.runner.call(report.wait, owner=None, long=True)
    window.screen.window.lock()
    window.screen.window.close()
    with qtbot.waitSignal(window.screen.window.closed):
        report.set()
    window.screen.dispose()


@pytest.mark.parametrize("opened", ["a dialog", "a list", "a menu"])
def test_ctrl_l_locks_whatever_is_open(window: Window, qtbot: QtBot, opened: str) -> None:
    window.come_in("maria")
    if opened == "a dialog":
        show_keys(window.screen.window)
    elif opened == "a list":
        window.workspace.go("incidents")
        window.settle()
        window.page.findChildren(QComboBox)[0].showPopup()
    else:
        window.screen.window.menuBar().actions()[0].menu().popup(window.screen.window.pos())
    front = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    assert front is not None
    with qtbot.waitSignal(window.screen.window.locked):
        qtbot.keyClick(front.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None
    assert QApplication.activeModalWidget() is None
    assert isinstance(window.screen.window.centralWidget(), SignIn)


def test_escape_goes_back_and_never_locks(window: Window, qtbot: QtBot) -> None:
    window.come_in("maria")
    window.workspace.go("incidents")
    window.workspace.go("settings")
    for _ in range(4):
        qtbot.keyClick(window.screen.window.windowHandle(), Qt.Key.Key_Escape)
    assert window.workspace.here == ("today", None)


def test_an_escape_that_closed_something_counts_no_further(window: Window, qtbot: QtBot) -> None:
    window.come_in("maria")
    window.workspace.go("incidents")
    window.settle()
    box = window.page.findChildren(QComboBox)[0]
    box.showPopup()
    popup = QApplication.activePopupWidget()
    assert popup is not None
    qtbot.keyClick(popup.windowHandle(), Qt.Key.Key_Escape)
    assert window.workspace.here == ("incidents", None)
    show_keys(window.screen.window)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    assert window.workspace.here == ("incidents", None)
    page = window.page
    assert isinstance(page, IncidentsPage)
    window.screen.window.activateWindow()  # off screen no window manager does it
    page.search()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "refill")
    qtbot.keyClick(window.screen.window.windowHandle(), Qt.Key.Key_Escape)
    assert window.workspace.here == ("incidents", None)
    assert not page.filter.is_filtering
