"""A clinic on a new computer, brought back from a backup by keyboard: by two people, or with the recovery key alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.upkeep import back_up
from tests.screens.looking import button, clipped, nameless, texts
from tests.screens.own_clinic import let_everybody_in
from tests.storage_fixtures import PASSPHRASE, Clock
from tests.usecases.clinic.new_clinic import NEW_CLINIC, PHRASE
from ui.app import Screen
from ui.clinic.bring_back import BringBack
from ui.clinic.first_start import FirstStart
from ui.clinic.sign_in import SignIn

WHY = "The disk of the front desk failed over the weekend."


@pytest.fixture
def backup(file_template: Path, tmp_path: Path, clock: Clock) -> Path:
    """Of a clinic with one user of every role."""
    let_everybody_in(file_template, tmp_path / "six")
    door = ClinicDoor(Settings(tmp_path / "six"), clock, FLOOR)
    ctx = door.open("maria", PASSPHRASE)
    made = back_up(ctx, tmp_path / "friday.itbackup")
    door.close(ctx)
    return made.path


def come(open_screen: Callable[..., Screen], folder: Path, qtbot: QtBot) -> tuple[Screen, BringBack]:
    screen = open_screen(folder, real=True)
    first = screen.window.centralWidget()
    assert isinstance(first, FirstStart)
    for _step in range(2):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Space)
    page = screen.window.centralWidget()
    assert isinstance(page, BringBack)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.file)
    return screen, page


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def fill(qtbot: QtBot, page: BringBack, **said: str) -> None:
    for name, words in said.items():
        field = getattr(page, name)
        field.setFocus()
        qtbot.keyClicks(focused(), words)


def test_two_people_bring_it_back_and_sign_in(
    open_screen: Callable[..., Screen], qtbot: QtBot, backup: Path, tmp_path: Path
) -> None:
    screen, page = come(open_screen, tmp_path / "new computer", qtbot)
    qtbot.keyClick(page.file, Qt.Key.Key_Return)
    assert "Please choose the file of the backup." in texts(page)
    fill(qtbot, page, file=str(backup), name="maria", passphrase="a wrong one entirely")
    fill(qtbot, page, second_name="ada", second_passphrase=PASSPHRASE, reason=WHY)
    button(page, "Bring it back").click()
    qtbot.waitUntil(lambda: button(page, "Bring it back").isEnabled())
    assert "Name and pass phrase do not match." in texts(page)
    page.passphrase.clear()
    fill(qtbot, page, passphrase=PASSPHRASE)
    assert clipped(page) == []
    assert nameless(page) == []
    button(page, "Bring it back").click()
    qtbot.waitUntil(lambda: isinstance(screen.window.centralWidget(), SignIn), timeout=20_000)
    door = ClinicDoor(Settings(tmp_path / "new computer"), Clock(), FLOOR)
    ctx = door.open("rosa", PASSPHRASE)
    with ctx.store.read() as unit:
        assert [one.act for one in unit.audit.of_kind("backup")][-1] == "restored"
    door.close(ctx)


def test_the_recovery_key_alone_brings_it_back_and_a_backup_that_is_none_is_named(
    open_screen: Callable[..., Screen], qtbot: QtBot, tmp_path: Path, clock: Clock
) -> None:
    door = ClinicDoor(Settings(tmp_path / "old"), clock, FLOOR)
    key = door.make_clinic(NEW_CLINIC)
    ctx = door.open(NEW_CLINIC.user_name, PHRASE)
    made = back_up(ctx, tmp_path / "friday.itbackup")
    door.close(ctx)
    (tmp_path / "letter.itbackup").write_text("Dear all")
    screen, page = come(open_screen, tmp_path / "new", qtbot)
    page.how.choose("key")
    page._ask()
    assert page.alone.isVisible()
    fill(qtbot, page, file=str(tmp_path / "letter.itbackup"), key=key)
    button(page, "Bring it back").click()
    qtbot.waitUntil(lambda: button(page, "Bring it back").isEnabled())
    assert not (tmp_path / "new" / "clinic.db").exists()
    page.file.clear()
    fill(qtbot, page, file=str(made.path))
    button(page, "Bring it back").click()
    qtbot.waitUntil(lambda: isinstance(screen.window.centralWidget(), SignIn), timeout=20_000)


def test_back_leads_to_the_first_choice(open_screen: Callable[..., Screen], qtbot: QtBot, tmp_path: Path) -> None:
    screen, page = come(open_screen, tmp_path / "new", qtbot)
    button(page, "Back").click()
    assert isinstance(screen.window.centralWidget(), FirstStart)
