"""Logging from the tray and by `log --window`: in the window that is there, else in a small one of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.drafts import list_drafts
from incident_tracker.usecases.capture.incidents import list_incidents
from tests.screens.looking import button, clipped, nameless, texts
from tests.screens.own_clinic import sign_in, type_passphrase
from tests.storage_fixtures import CHECK_IN, PASSPHRASE
from ui.app import Screen
from ui.capture.quick_form import QuickForm
from ui.shell.small_log import SmallLog


@pytest.fixture
def screen(open_screen: Callable[..., Screen], staffed: Path) -> Screen:
    """The lock page of the computer at the check-in desk, where Rosa was last."""
    return open_screen(staffed, real=True, last_user="rosa", desk=str(CHECK_IN.id))


def choose_in_the_tray(screen: Screen) -> None:
    next(one for one in screen.window.tray.menu.actions() if one.text() == "Log an incident").trigger()


def is_logging(screen: Screen) -> bool:
    workspace = screen.window.workspace
    return workspace is not None and isinstance(workspace.page, QuickForm)


def small_of(screen: Screen) -> SmallLog:
    assert screen.log_at_once.small is not None
    return screen.log_at_once.small


def form_of(screen: Screen, qtbot: QtBot) -> QuickForm:
    qtbot.waitUntil(lambda: small_of(screen).form is not None and screen.runner.is_quiet)
    form = small_of(screen).form
    assert form is not None
    qtbot.waitUntil(lambda: form.fields.channel.isAncestorOf(QApplication.focusWidget()))
    return form


def context_of(screen: Screen) -> Context:
    assert screen.runner.context is not None
    return screen.runner.context


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)


def test_the_window_that_is_in_sight_comes_to_the_front_with_the_log(screen: Screen, qtbot: QtBot) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    choose_in_the_tray(screen)
    assert is_logging(screen)
    assert screen.log_at_once.small is None


def test_who_is_not_signed_in_signs_in_first_or_makes_a_note(screen: Screen, qtbot: QtBot) -> None:
    choose_in_the_tray(screen)
    assert not is_logging(screen)
    assert button(screen.window, "No time? Save time and desk (F9)").isEnabled()
    sign_in(screen, qtbot, PASSPHRASE)
    qtbot.waitUntil(lambda: is_logging(screen) and screen.runner.is_quiet)
    page = screen.window.workspace.page if screen.window.workspace is not None else None
    assert isinstance(page, QuickForm)
    qtbot.waitUntil(lambda: page.fields.channel.isAncestorOf(QApplication.focusWidget()))
    screen.window.lock()
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    sign_in(screen, qtbot, PASSPHRASE)
    assert is_logging(screen)  # where she was, and not because it was asked for again


def test_a_small_window_logs_while_the_whole_one_is_away(screen: Screen, qtbot: QtBot) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    screen.window.showMinimized()
    choose_in_the_tray(screen)
    choose_in_the_tray(screen)
    form = form_of(screen, qtbot)
    small = small_of(screen)
    assert small.isVisible()
    assert not screen.window.in_sight
    assert (nameless(small), clipped(small)) == ([], [])
    room = small.screen().availableSize()
    assert small.size().boundedTo(room) == small.size()
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(form.after.isVisible)
    (logged,) = list_incidents(context_of(screen), IncidentFilter()).items
    assert logged.ref in texts(small)
    assert "Take five minutes" in texts(small)
    assert small.messages.can_undo
    button(small, "Done for now").click()
    assert screen.log_at_once.small is None
    assert not screen.window.in_sight
    choose_in_the_tray(screen)  # a fresh one
    assert form_of(screen, qtbot).fields.kind.code() is None
    small_of(screen).close()


def test_undo_in_the_small_window_brings_back_what_was_typed(screen: Screen, qtbot: QtBot) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    screen.window.showMinimized()
    choose_in_the_tray(screen)
    form = form_of(screen, qtbot)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(form.after.isVisible)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(form.fields.isVisible)
    assert form.fields.kind.code() == "verbal_abuse"
    (struck,) = list_incidents(context_of(screen), IncidentFilter()).items
    assert struck.status is Status.VOID
    small_of(screen).close()


def test_locking_blanks_the_small_window_at_once_and_keeps_what_was_typed(screen: Screen, qtbot: QtBot) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    screen.window.showMinimized()
    choose_in_the_tray(screen)
    form_of(screen, qtbot).fields.note.setText("Shouted at the window.")
    press(qtbot, Qt.Key.Key_1)
    small = small_of(screen)
    with qtbot.waitSignal(screen.window.locked):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert small.form is None
        assert "Shouted" not in texts(small)
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    small.come_to_front()
    type_passphrase(qtbot, PASSPHRASE)
    with qtbot.waitSignal(screen.window.entered):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    form = small.form
    assert form is not None
    qtbot.waitUntil(lambda: form.fields.note.text() == "Shouted at the window.")
    assert not screen.window.in_sight
    small.close()
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    assert [one.draft.narrative for one in list_drafts(context_of(screen))] == ["Shouted at the window."]


def test_completing_goes_on_in_the_whole_window(screen: Screen, qtbot: QtBot) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    screen.window.showMinimized()
    choose_in_the_tray(screen)
    form = form_of(screen, qtbot)
    form.open_requested.emit("incidents", None)
    assert screen.window.in_sight
    assert screen.log_at_once.small is None


def test_a_program_that_was_started_to_log_asks_who_it_is_and_ends_after_saving(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    screen = open_screen(staffed, real=True, last_user="rosa", shown=False)
    screen.log_at_once.start()
    small = small_of(screen)
    assert button(small, "No time? Save time and desk (F9)").isEnabled()
    sign_in(screen, qtbot, PASSPHRASE)
    form = form_of(screen, qtbot)
    press(qtbot, Qt.Key.Key_1, Qt.Key.Key_3)
    form.save()
    qtbot.waitUntil(form.after.isVisible)
    assert not screen.window.isVisible()
    with qtbot.waitSignal(screen.window.closed):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert screen.runner.context is None
    screen.dispose()


def test_the_command_opens_the_window(data: Path, project: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DISPLAY", "WAYLAND", "QT_"))}
    command = [sys.executable, "-m", "incident_tracker", "log", "--window", "--data", str(data)]
    told = subprocess.run(command, cwd=project, env=bare, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 2
    assert "no display here" in told.stderr
