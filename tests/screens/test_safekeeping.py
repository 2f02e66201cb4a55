"""One-time pass phrases, backups by themselves, and an audit trail that does not fit: what the window does and says."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.accounts import add_user
from incident_tracker.usecases.clinic.sites import list_sites
from tests.screens.looking import button, keep_picture, nameless, texts
from tests.screens.own_clinic import PHRASE, sign_in, type_passphrase
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.clinic.own_passphrase import OwnPassphrase
from ui.shell.workspace import Workspace

OWN_WORDS = "a kettle sings in the kitchen"
REASON = "a new colleague starts at the desk"


def add_tom(data: Path, clock: Clock) -> str:
    """An account for tom; his one-time pass phrase."""
    door = ClinicDoor(Settings(data), clock, FLOOR)
    ctx = door.open("ada", PHRASE)
    site = list_sites(ctx)[0].id
    admitted = add_user(ctx, "tom", Role.RECEPTION, reason=REASON, sites=frozenset({site}))
    door.close(ctx)
    return admitted.passphrase


def backups(data: Path) -> list[Path]:
    return sorted((data / "backups").glob("*.itbackup"))


def close(screen: Screen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.window.closed):
        screen.window.close()
    screen.dispose()


def test_a_one_time_pass_phrase_is_replaced_before_anything_else(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot
) -> None:
    one_time = add_tom(data, clock)
    screen = open_screen(data, last_user="tom")
    type_passphrase(qtbot, one_time)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(screen.window.centralWidget(), OwnPassphrase))
    assert screen.window.workspace is None
    assert nameless(screen.window) == []
    keep_picture(screen.window, "own-passphrase")
    for refused in ("too short", one_time):
        type_passphrase(qtbot, refused)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: button(screen.window, "Keep it and go on").isEnabled())
        assert screen.window.workspace is None
        QApplication.focusWidget().clear()
    sign_in(screen, qtbot, OWN_WORDS)
    close(screen, qtbot)
    again = open_screen(data, last_user="tom")
    sign_in(again, qtbot, OWN_WORDS)


def test_leaving_without_choosing_keeps_the_one_time_pass_phrase(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot
) -> None:
    one_time = add_tom(data, clock)
    screen = open_screen(data, last_user="tom")
    type_passphrase(qtbot, one_time)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(screen.window.centralWidget(), OwnPassphrase))
    close(screen, qtbot)
    door = ClinicDoor(Settings(data), clock, FLOOR)
    door.close(door.open("tom", one_time))
    assert door.must_change_passphrase


def test_what_was_changed_is_backed_up_at_the_end_and_nothing_else(
    open_screen: Callable[..., Screen], data: Path, qtbot: QtBot
) -> None:
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    close(screen, qtbot)
    assert backups(data) == []
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    screen.runner.changed.emit(frozenset({"incidents"}))
    close(screen, qtbot)
    assert len(backups(data)) == 1


def test_a_long_day_is_backed_up_on_the_way(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot
) -> None:
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    screen.runner.changed.emit(frozenset({"incidents"}))
    screen.window.ticker.minute.emit(clock.advance(timedelta(hours=3)))
    assert backups(data) == []
    screen.window.ticker.minute.emit(clock.advance(timedelta(hours=2)))
    qtbot.waitUntil(lambda: len(backups(data)) == 1)
    qtbot.waitUntil(lambda: screen.runner.is_quiet)


def test_settings_say_where_everything_is_and_back_up_on_request(
    open_screen: Callable[..., Screen], data: Path, qtbot: QtBot
) -> None:
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    assert screen.window.workspace is not None
    screen.window.workspace.go("settings")
    qtbot.waitUntil(lambda: "No backup yet" in texts(screen.window))
    button(screen.window, "Back up now").click()
    qtbot.waitUntil(lambda: "Last backup: today" in texts(screen.window))
    assert str(data / "backups") in texts(screen.window)
    button(screen.window, "Check the records").click()
    qtbot.waitUntil(lambda: "All is well" in texts(screen.window))
    keep_picture(screen.window, "safekeeping")
    assert len(backups(data)) == 1


@pytest.mark.parametrize("told", [True, False])
def test_an_older_copy_is_said_to_those_who_can_do_something(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot, told: bool
) -> None:
    one_time = add_tom(data, clock)
    older = (data / "clinic.db").read_bytes()
    door = ClinicDoor(Settings(data), clock, FLOOR)
    door.close(door.open("ada", PHRASE))
    (data / "clinic.db").write_bytes(older)
    if told:
        screen = open_screen(data, last_user="ada")
        sign_in(screen, qtbot)
        qtbot.waitUntil(lambda: "privacy officer" in texts(screen.window))
        keep_picture(screen.window, "audit-alarm")
    else:
        screen = open_screen(data, last_user="tom")
        type_passphrase(qtbot, one_time)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: isinstance(screen.window.centralWidget(), OwnPassphrase))
        sign_in(screen, qtbot, OWN_WORDS)
        qtbot.waitUntil(lambda: isinstance(screen.window.centralWidget(), Workspace))
        assert "tom" in screen.window.workspace.sidebar.own.accessibleName()
        assert "privacy officer" not in texts(screen.window)


def test_a_lost_count_of_failed_sign_ins_is_said_when_someone_responsible_comes_in(
    open_screen: Callable[..., Screen], data: Path, clock: Clock, qtbot: QtBot
) -> None:
    door = ClinicDoor(Settings(data), clock, FLOOR)
    door.close(door.open("ada", PHRASE))
    (data / "clinic.attempts").unlink()
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    qtbot.waitUntil(lambda: "count of failed sign-ins" in texts(screen.window))
    keep_picture(screen.window, "count-lost")
