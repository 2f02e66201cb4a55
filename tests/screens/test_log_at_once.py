"""Logging from the tray and by `log --window`: at once if someone is signed in, else right after signing in."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screens.looking import button
from tests.screens.own_clinic import sign_in
from tests.storage_fixtures import CHECK_IN, PASSPHRASE
from ui.app import Screen
from ui.capture.quick_form import QuickForm


@pytest.fixture
def screen(open_screen: Callable[..., Screen], staffed: Path) -> Screen:
    """The lock page of the computer at the check-in desk, where Rosa was last."""
    return open_screen(staffed, real=True, last_user="rosa", desk=str(CHECK_IN.id))


def choose_in_the_tray(screen: Screen) -> None:
    next(one for one in screen.window.tray.menu.actions() if one.text() == "Log an incident").trigger()


def is_logging(screen: Screen) -> bool:
    workspace = screen.window.workspace
    return workspace is not None and isinstance(workspace.page, QuickForm)


def test_the_tray_brings_the_quick_log_to_the_front(screen: Screen, qtbot: QtBot) -> None:
    sign_in(screen, qtbot, PASSPHRASE)
    screen.window.hide()
    choose_in_the_tray(screen)
    assert screen.window.isVisible()
    assert is_logging(screen)


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


def test_the_command_opens_the_window(data: Path, project: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DISPLAY", "WAYLAND", "QT_"))}
    command = [sys.executable, "-m", "incident_tracker", "log", "--window", "--data", str(data)]
    told = subprocess.run(command, cwd=project, env=bare, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 2
    assert "no display here" in told.stderr
