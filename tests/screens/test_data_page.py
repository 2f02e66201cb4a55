"""Clinic → Data and backups by keyboard: what it names, a check that is stopped, and a restore over the open clinic."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.backups import BackupKind, BackupState
from incident_tracker.ports.clinic import CheckPart
from incident_tracker.ports.context import Agreement
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.clinic.bringing_back import restore_over
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.clinic.upkeep import back_up
from tests.screens.looking import button, clipped, keep_picture, nameless, texts
from tests.screens.own_clinic import sign_in
from tests.storage_fixtures import PASSPHRASE, USERS, Clock
from tests.usecases.clinic.test_bringing_back import logged, total
from ui.app import Screen
from ui.clinic.confirmation import PassphraseQuestion
from ui.clinic.data_page import DataPage
from ui.clinic.restore_dialog import RestoreOver
from ui.clinic.second_person import SecondPerson
from ui.clinic.sign_in import SignIn

CONFIRMATION_IS_OVER = timedelta(minutes=6)
WHY = "Someone merged two sites by mistake this morning."


def come(open_screen: Callable[..., Screen], folder: Path, qtbot: QtBot, user: str) -> tuple[Screen, DataPage]:
    screen = open_screen(folder, real=True, last_user=user)
    sign_in(screen, qtbot, PASSPHRASE)
    assert screen.window.workspace is not None
    screen.window.workspace.go("data")
    page = screen.window.workspace.page
    assert isinstance(page, DataPage)
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    return screen, page


def tried(page: DataPage) -> list[tuple[BackupKind, BackupState | None]]:
    return [(row.kept.kind, row.state) for row in page.list.rows]


def dialog(kind: type[QDialog]) -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), found
    return found


def test_where_the_data_is_what_was_checked_and_which_backups_open(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    screen, page = come(open_screen, staffed, qtbot, "ada")
    assert f"Data: {staffed}, in the file clinic.db" in texts(page)
    assert "There is none yet" in texts(page)
    assert "Last check: never" in texts(page)
    QTest.keyClick(page.make, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: tried(page) == [(BackupKind.AUTOMATIC, BackupState.OPENS)])
    (staffed / "backups" / "letter.itbackup").write_text("Dear all")
    QTest.keyClick(page.check.start, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "Last check: today, 9:00 AM, in the window; all was well" in texts(page))
    qtbot.waitUntil(lambda: (BackupKind.NAMED, BackupState.DAMAGED) in tried(page))
    assert "The last one was made today" in texts(page)
    copy = next(one for one in page.findChildren(type(page.make)) if one.accessibleName() == "Copy: Last check")
    QTest.keyClick(copy, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == "Last check: today, 9:00 AM, in the window; all was well"
    assert (clipped(page), nameless(page)) == ([], [])
    keep_picture(screen.window, "data-page")
    assert screen.window.workspace is not None
    screen.window.workspace.go("settings")
    qtbot.waitUntil(lambda: "Last check: today, 9:00 AM" in texts(screen.window.workspace.page))  # type: ignore[union-attr]


def test_it_is_not_for_the_front_desk_and_without_restoring_for_the_privacy_officer(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    screen, page = come(open_screen, staffed, qtbot, "paul")
    assert not any(one.isVisible() for one in (page.make, page.file, *page.list.buttons))
    assert page.check.start.isVisible()
    screen.window.sign_out()
    qtbot.waitUntil(lambda: screen.runner.is_quiet)
    entrance = screen.window.centralWidget()
    assert isinstance(entrance, SignIn)
    qtbot.keyClicks(QApplication.focusWidget(), "rosa")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    sign_in(screen, qtbot, PASSPHRASE)
    assert screen.window.workspace is not None
    assert "data" not in screen.window.workspace.entries


def test_a_check_can_be_stopped_and_then_counts_as_not_made(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot
) -> None:
    _screen, page = come(open_screen, staffed, qtbot, "ada")
    page.check.check()
    page.check._progress.stopped = True  # before the next part
    qtbot.waitUntil(lambda: page.check.start.isEnabled())
    assert "The check was stopped" in texts(page)
    assert "Last check: never" in texts(page)
    page.check._progress.stopped = False
    page.check._progress.tell(CheckPart.RECORDS, 3, 40)
    page.check._look()
    assert page.check._at.text() == "Checking each record against its seal: 4 of 40"


def test_a_restore_over_the_open_clinic_by_keyboard(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    door = ClinicDoor(Settings(staffed), clock, FLOOR)
    maria = door.open("maria", PASSPHRASE)
    back_up(maria)
    logged(maria, 2)
    screen, page = come(open_screen, staffed, qtbot, "ada")
    qtbot.waitUntil(lambda: tried(page) == [(BackupKind.AUTOMATIC, BackupState.OPENS)])
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreOver))
    asking = dialog(RestoreOver)
    assert "2 incidents that were logged later are not in it." in texts(asking)
    assert "Restore that copy to undo this" in texts(asking)
    keep_picture(asking, "restore-over")
    assert (clipped(asking), nameless(asking)) == ([], [])
    qtbot.keyClicks(QApplication.focusWidget(), WHY)
    clock.advance(CONFIRMATION_IS_OVER)
    button(asking, "Restore it").click()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), PassphraseQuestion))
    qtbot.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), SecondPerson))
    qtbot.keyClicks(QApplication.focusWidget(), "maria")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    with qtbot.waitSignal(screen.window.locked, timeout=30_000):
        button(dialog(SecondPerson), "Agree").click()
    entrance = screen.window.centralWidget()
    assert isinstance(entrance, SignIn)
    assert "The clinic is as it was on Mon 2 Mar 2026" in texts(entrance)
    assert "before-restore-" in texts(entrance)
    keep_picture(screen.window, "restored")
    door.close(maria)
    again = door.open("maria", PASSPHRASE)
    assert total(again) == 0
    assert list_sites(again)
    door.close(again)


def restored_by_keyboard(screen: Screen, qtbot: QtBot) -> None:
    """Enter on the first backup of the list, why, and someone who agrees."""
    page = shown_page(screen)
    qtbot.waitUntil(lambda: bool(page.list.rows) and all(row.state is not None for row in page.list.rows))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.list.table)
    qtbot.keyClick(page.list.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), RestoreOver))
    qtbot.keyClicks(QApplication.focusWidget(), WHY)
    asking = dialog(RestoreOver)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() not in (None, asking))
    assert isinstance(QApplication.activeModalWidget(), SecondPerson)
    qtbot.keyClicks(QApplication.focusWidget(), "maria")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), PASSPHRASE)
    with qtbot.waitSignal(screen.window.locked, timeout=30_000):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)


def shown_page(screen: Screen) -> DataPage:
    assert screen.window.workspace is not None
    page = screen.window.workspace.page
    assert isinstance(page, DataPage)
    return page


def test_a_restore_is_undone_by_keyboard(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    door = ClinicDoor(Settings(staffed), clock, FLOOR)
    maria = door.open("maria", PASSPHRASE)
    back_up(maria)
    logged(maria, 2)
    door.close(maria)
    clock.advance(timedelta(minutes=1))
    screen, page = come(open_screen, staffed, qtbot, "ada")
    restored_by_keyboard(screen, qtbot)
    entrance = screen.window.centralWidget()
    assert isinstance(entrance, SignIn)
    assert "To undo that, restore before-restore-20260302-170100.itbackup on Data and backups." in texts(entrance)
    clock.advance(timedelta(minutes=1))
    screen.window.activateWindow()  # off screen no window manager does it
    sign_in(screen, qtbot, PASSPHRASE)  # the name is there already
    assert screen.window.workspace is not None
    screen.window.workspace.go("data")
    page = shown_page(screen)
    qtbot.waitUntil(lambda: [kind for kind, _state in tried(page)] == [BackupKind.SAFETY, BackupKind.AUTOMATIC])
    assert page.list.current().kept.kind is BackupKind.SAFETY  # type: ignore[union-attr]
    restored_by_keyboard(screen, qtbot)
    assert "The clinic is as it was on Mon 2 Mar 2026" in texts(screen.window.centralWidget())
    maria = door.open("maria", PASSPHRASE)
    assert total(maria) == 2
    with maria.store.read() as unit:
        told = [one for one in unit.audit.of_kind("backup") if one.act == "restored"]
    assert [one.facts["times"] for one in told] == [2], "the copy knows of no restore, its undoing does"
    assert not door.audit_alarm
    door.close(maria)


def test_another_window_is_asked_to_sign_in_again(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    screen, page = come(open_screen, staffed, qtbot, "paul")
    other = ClinicDoor(Settings(staffed), clock, FLOOR)
    ada = other.open("ada", PASSPHRASE)
    agreement = Agreement(Permission.RESTORE, clock(), USERS[Role.MANAGER].id)
    restore_over(replace(ada, agreement=agreement), back_up(ada).path, reason=WHY)
    other.close(ada)
    with qtbot.waitSignal(screen.window.locked):
        page.refresh()
    entrance = screen.window.centralWidget()
    assert isinstance(entrance, SignIn)
    assert "restored from a backup meanwhile" in texts(entrance)
