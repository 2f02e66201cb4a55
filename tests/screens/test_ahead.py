"""What a person comes to next is made while no one works, a part at a time; who comes before gets it whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.screens.own_clinic import sign_in
from tests.storage_fixtures import PASSPHRASE
from ui.app import Screen
from ui.capture.complete_form import CompleteForm
from ui.capture.incident_page import IncidentPage
from ui.shell import ahead
from ui.shell.ahead import Ahead
from ui.shell.workspace import Workspace


@pytest.fixture
def screen(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot) -> Screen:
    """A manager has just come in."""
    screen = open_screen(staffed, real=True, last_user="maria")
    screen.ahead = Ahead(screen.window, screen.runner)
    sign_in(screen, qtbot, PASSPHRASE)
    return screen


def workspace_of(screen: Screen) -> Workspace:
    assert screen.window.workspace is not None
    return screen.window.workspace


def test_every_page_is_there_after_a_pause_and_opens_as_it_would_have(screen: Screen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: screen.ahead._parts is None)
    workspace = workspace_of(screen)
    made = {key: workspace._pages.get(key) for key in workspace.entries}
    assert None not in made.values()
    form = made["incident"].findChild(CompleteForm) if made["incident"] is not None else None
    assert form is not None
    assert len(form.panels) == 8
    for key in ("places", "trends", "log"):
        workspace.go(key)
        qtbot.waitUntil(lambda: screen.runner.is_quiet)
        assert workspace.page is made[key]
        assert workspace.page.isVisible()


def test_a_page_that_is_half_made_is_whole_for_who_comes_to_it(screen: Screen, qtbot: QtBot) -> None:
    workspace = workspace_of(screen)
    qtbot.waitUntil(lambda: workspace._pages.get("incident") is not None)
    page = workspace._pages.get("incident")
    assert isinstance(page, IncidentPage)
    assert len(page.form.panels) < 8
    workspace.go("incident")
    assert workspace.page is page
    qtbot.waitUntil(lambda: screen.ahead._parts is None)
    assert len(page.form.panels) == 8


def test_nothing_is_made_while_someone_works(screen: Screen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = workspace_of(screen)
    monkeypatch.setattr(ahead, "PAUSE", 60_000)
    QTest.keyClick(screen.window.windowHandle(), Qt.Key.Key_Shift)
    assert screen.ahead._timer.remainingTime() > 50_000
    before = len(workspace._pages)
    workspace.go("settings")
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    assert len(workspace._pages) == before + 1


def test_a_lock_ends_it(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.window.locked):
        screen.window.lock()
    assert screen.ahead._parts is None


def test_the_next_person_gets_pages_of_their_own_made_ready(
    screen: Screen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PAUSE", 0)
    first = workspace_of(screen)
    qtbot.waitUntil(lambda: len(first._pages) > 1)
    others = set(map(id, first._pages.values()))
    with qtbot.waitSignal(screen.window.locked):
        screen.window.sign_out()
    assert screen.ahead._parts is None
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "rosa")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    sign_in(screen, qtbot, PASSPHRASE)
    second = workspace_of(screen)
    assert second is not first
    qtbot.waitUntil(lambda: len(second._pages) > 1)  # the one that she came in to, and one that no one asked for
    assert set(second._pages) <= set(second.entries)
    assert "users" not in second.entries
    assert not others & set(map(id, second._pages.values()))
