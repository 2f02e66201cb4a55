"""One key keeps time and desk: locked, in a dialog, in any page; after signing in it is a line on Today."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.drafts import list_drafts
from tests.screens.looking import button, clipped, nameless, spoken_name, texts
from tests.screens.own_clinic import sign_in
from tests.storage_fixtures import CHECK_IN, PASSPHRASE, Clock, RunningTime
from ui.app import Screen
from ui.capture.quick_form import QuickForm
from ui.clinic.sign_in import SignIn
from ui.oversight.today_line import TodayLine
from ui.oversight.today_page import TodayPage


@pytest.fixture
def screen(open_screen: Callable[..., Screen], staffed: Path, running: RunningTime) -> Screen:
    """The lock page of the computer at the check-in desk, where Rosa was last."""
    screen = open_screen(staffed, real=True, last_user="rosa", desk=str(CHECK_IN.id))
    screen.window._door.running_time = running
    return screen


def front(screen: Screen) -> QWidget:
    workspace = screen.window.workspace
    assert workspace is not None
    assert workspace.page is not None
    return workspace.page


def notes(screen: Screen) -> list[str]:
    found = [spoken_name(line) for line in front(screen).findChildren(TodayLine) if line.isVisible()]
    return [one for one in found if "note" in one]


def press(qtbot: QtBot, screen: Screen, running: RunningTime) -> None:
    """Half a minute after the last press."""
    running.seconds += 30
    with qtbot.waitSignal(screen.window._stubs.told):
        qtbot.keyClick(screen.window.windowHandle(), Qt.Key.Key_F9)


def test_a_note_made_while_locked_is_completed_after_signing_in(
    screen: Screen, qtbot: QtBot, running: RunningTime, clock: Clock
) -> None:
    pressed = clock()
    press(qtbot, screen, running)
    said = texts(screen.window)
    assert "Time and desk are saved." in said
    assert "does not call anyone" in said
    sign_in(screen, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: isinstance(front(screen), TodayPage) and len(notes(screen)) == 1)
    assert notes(screen) == ["1 note from 9:00 AM at Check-in"]
    focused = QApplication.focusWidget()
    assert isinstance(focused, TodayLine)
    qtbot.keyClick(focused, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(front(screen), QuickForm) and "Here is your draft" in texts(front(screen)))
    form = front(screen)
    assert isinstance(form, QuickForm)
    draft = form.fields.draft()
    assert (draft.occurred_at, draft.desk_id) == (pressed, CHECK_IN.id)


def test_one_key_throws_a_note_away_and_undo_brings_it_back_as_a_draft(
    screen: Screen, qtbot: QtBot, running: RunningTime
) -> None:
    press(qtbot, screen, running)
    sign_in(screen, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: len(notes(screen)) == 1 and isinstance(QApplication.focusWidget(), TodayLine))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: notes(screen) == [] and "Discarded." in texts(screen.window))
    workspace = screen.window.workspace
    assert workspace is not None
    workspace.messages.undo()
    qtbot.waitUntil(lambda: "Finish your draft" in texts(front(screen)))


def test_the_lock_page_has_a_button_that_says_what_it_is_not(
    screen: Screen, qtbot: QtBot, running: RunningTime, staffed: Path
) -> None:
    entrance = screen.window.centralWidget()
    assert isinstance(entrance, SignIn)
    assert "This is not a panic alarm. It does not call anyone." in texts(entrance)
    assert nameless(entrance) == []
    assert clipped(entrance) == []
    with qtbot.waitSignal(screen.window._stubs.told):
        button(entrance, "No time? Save time and desk (F9)").click()
    assert len(list(staffed.glob("stubs/*.stub"))) == 1
    with qtbot.waitSignal(screen.window._stubs.told):
        qtbot.keyClick(screen.window.windowHandle(), Qt.Key.Key_F9)
    assert "you pressed the key a moment ago" in texts(entrance)
    assert len(list(staffed.glob("stubs/*.stub"))) == 1


def test_the_key_works_in_every_page_and_in_a_dialog(
    screen: Screen, qtbot: QtBot, running: RunningTime, staffed: Path
) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    workspace = screen.window.workspace
    assert workspace is not None
    for number, key in enumerate(workspace.entries, 1):
        if key in ("incident", "debrief", "analysis"):
            continue  # they need a record
        workspace.go(key)
        qtbot.waitUntil(lambda: screen.runner.is_quiet)
        press(qtbot, screen, running)
        qtbot.waitUntil(lambda: "Time and desk are saved." in workspace.messages.text)
        assert len(list(staffed.glob("stubs/*.stub"))) >= 1, number
    kept = len(list(staffed.glob("stubs/*.stub")))
    qtbot.keyClick(screen.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    qtbot.waitUntil(dialog.isActiveWindow)  # before, the system gives it no key
    running.seconds += 30
    with qtbot.waitSignal(screen.window._stubs.told):
        qtbot.keyClick(dialog.windowHandle(), Qt.Key.Key_F9)
    assert dialog.isVisible()
    assert len(list(staffed.glob("stubs/*.stub"))) == kept + 1
    dialog.close()


def test_the_tray_offers_it_too(screen: Screen, qtbot: QtBot, staffed: Path) -> None:
    screen.window.hide()
    action = next(one for one in screen.window.tray.menu.actions() if one.text() == "Save time and desk now")
    with qtbot.waitSignal(screen.window._stubs.told):
        action.trigger()
    assert len(list(staffed.glob("stubs/*.stub"))) == 1
    next(one for one in screen.window.tray.menu.actions() if one.text() == "Open the window").trigger()
    assert screen.window.isVisible()


def test_without_a_desk_in_the_settings_it_says_that_the_time_alone_is_saved(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    screen = open_screen(staffed, real=True, last_user="rosa")
    with qtbot.waitSignal(screen.window._stubs.told):
        qtbot.keyClick(screen.window.windowHandle(), Qt.Key.Key_F9)
    assert "The time is saved without a desk: none is set for this computer." in texts(screen.window)
    sign_in(screen, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: notes(screen) == ["1 note from 9:00 AM"])


def test_where_nothing_can_be_kept_the_lock_page_says_what_to_do(screen: Screen, qtbot: QtBot, staffed: Path) -> None:
    (staffed / "stubs").write_text("in the way")
    with qtbot.waitSignal(screen.window._stubs.told) as told:
        qtbot.keyClick(screen.window.windowHandle(), Qt.Key.Key_F9)
    assert told.args is not None
    assert told.args[1] is False
    assert "Nothing was saved: write the time down on paper." in texts(screen.window)


def test_the_desk_of_this_computer_is_chosen_in_the_settings(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    screen = open_screen(staffed, real=True, last_user="rosa")
    sign_in(screen, qtbot, PASSPHRASE)
    workspace = screen.window.workspace
    assert workspace is not None
    workspace.go("settings")
    qtbot.waitUntil(lambda: any("Check-in, Harbour Street" in _items(box) for box in _boxes(screen)))
    box = next(box for box in _boxes(screen) if "Check-in, Harbour Street" in _items(box))
    box.setCurrentIndex(_items(box).index("Check-in, Harbour Street"))
    box.activated.emit(box.currentIndex())
    assert screen.window.settings.desk_id == CHECK_IN.id
    with qtbot.waitSignal(screen.window._stubs.told):
        qtbot.keyClick(screen.window.windowHandle(), Qt.Key.Key_F9)
    context = screen.runner.context
    assert context is not None
    assert context.actor.role is Role.RECEPTION
    with context.store.read() as unit:
        assert [one.stub.desk_id for one in unit.stubs.waiting()] == [CHECK_IN.id]
    assert list_drafts(context) == ()


def test_a_new_report_begins_at_the_desk_of_this_computer(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    """Sam has no desk of his own."""
    screen = open_screen(staffed, real=True, last_user="sam", desk=str(CHECK_IN.id))
    sign_in(screen, qtbot, PASSPHRASE)
    workspace = screen.window.workspace
    assert workspace is not None
    workspace.go("log")
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    form = front(screen)
    assert isinstance(form, QuickForm)
    qtbot.waitUntil(lambda: form.fields.draft().desk_id == CHECK_IN.id)


def _boxes(screen: Screen) -> list[QComboBox]:
    return front(screen).findChildren(QComboBox)


def _items(box: QComboBox) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]
