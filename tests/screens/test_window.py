"""Signing in, locking with the draft kept, moving between pages, and leaving: the window as a whole."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSettings, Qt
from PySide6.QtGui import QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QMenu, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.cli.session import settings_of
from incident_tracker.settings import Settings, keep_settings
from tests.screens.looking import button, clipped, keep_picture, nameless, texts
from tests.screens.own_clinic import sign_in
from tests.screens.plain_pages import KEPT, DraftPage, PeoplePage
from tests.storage_fixtures import Clock
from ui.app import Screen, missing_display
from ui.clinic.sign_in import SignIn
from ui.shell.window_place import WindowPlace


@pytest.fixture
def signed_in(open_screen: Callable[..., Screen], data: Path, qtbot: QtBot) -> Iterator[Screen]:
    """The program with ada at her desk."""
    KEPT.clear()
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    yield screen
    KEPT.clear()


def page_of(screen: Screen) -> QWidget:
    assert screen.window.workspace is not None
    assert screen.window.workspace.page is not None
    return screen.window.workspace.page


def test_signing_in_takes_a_name_and_a_pass_phrase_and_no_mouse(
    open_screen: Callable[..., Screen], data: Path, qtbot: QtBot
) -> None:
    screen = open_screen(data)
    entrance = screen.window.centralWidget()
    assert isinstance(entrance, SignIn)
    assert nameless(entrance) == []
    keep_picture(screen.window, "sign-in")
    qtbot.keyClicks(QApplication.focusWidget(), "ada")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), "not the right words at all")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(w.property("look") == "error" and w.isVisible() for w in entrance.findChildren(QWidget))
    )
    sign_in(screen, qtbot)
    qtbot.waitUntil(lambda: isinstance(page_of(screen), PeoplePage))
    assert screen.window.windowTitle() == "Incident Tracker"


@pytest.mark.parametrize(("size", "fills"), [((1366, 768), True), ((1920, 1080), False)])
def test_at_its_first_start_the_window_fills_a_small_screen(
    open_screen: Callable[..., Screen],
    data: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    fills: bool,
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, *size))
    screen = open_screen(data)
    screen.window.hide()
    screen.window.place.appear()
    assert screen.window.isMaximized() is fills
    assert screen.window.normalGeometry().width() <= size[0]
    screen.window.place.remember()
    other = QMainWindow()
    qtbot.addWidget(other)
    WindowPlace(other, QSettings(str(Settings(data).window_file), QSettings.Format.IniFormat)).appear()
    assert other.isMaximized() is fills, "as it was left"


def test_a_clinic_in_another_folder_keeps_its_own_look_and_lock(
    open_screen: Callable[..., Screen], data: Path, qtbot: QtBot
) -> None:
    wanted = Settings(data, appearance="contrast", text_size=150, lock_after=1, language="en")
    keep_settings(wanted)
    read = settings_of(Namespace(data=data, database=None))
    assert read == wanted
    screen = open_screen(data, **{field.name: getattr(read, field.name) for field in fields(read)[1:]})
    qtbot.keyClicks(QApplication.focusWidget(), "ada")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    sign_in(screen, qtbot)
    assert settings_of(Namespace(data=data, database=None)) == replace(wanted, last_user="ada")


def test_caps_lock_is_noticed(open_screen: Callable[..., Screen], data: Path, qtbot: QtBot) -> None:
    screen = open_screen(data, last_user="ada")
    qtbot.waitUntil(lambda: hasattr(QApplication.focusWidget(), "setEchoMode"))
    field = QApplication.focusWidget()
    qtbot.keyClick(field, "A")
    assert "Caps Lock" in texts(screen.window)
    qtbot.keyClick(field, "b")
    assert "Caps Lock" not in texts(screen.window)


def test_locking_blanks_at_once_keeps_the_draft_and_comes_back_to_it(signed_in: Screen, qtbot: QtBot) -> None:
    window = signed_in.window
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(page_of(signed_in), DraftPage))
    page = page_of(signed_in)
    assert isinstance(page, DraftPage)
    qtbot.keyClicks(page.field, "half a sentence")
    with qtbot.waitSignal(window.locked):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert isinstance(window.centralWidget(), SignIn)
        assert window.workspace is None
        assert "half a sentence" not in texts(window)
    assert KEPT == ["half a sentence"]
    sign_in(signed_in, qtbot)
    page = page_of(signed_in)
    assert isinstance(page, DraftPage)
    assert page.field.text() == "half a sentence"


def test_a_computer_that_slept_wakes_up_locked(signed_in: Screen, qtbot: QtBot, clock: Clock) -> None:
    clock.advance(timedelta(hours=1))
    with qtbot.waitSignal(signed_in.window.locked):
        signed_in.window.ticker.look()


def test_a_desk_that_is_left_is_locked_by_the_clock_of_the_window_alone(
    signed_in: Screen, qtbot: QtBot, clock: Clock
) -> None:
    window = signed_in.window

    def says_soon() -> bool:
        assert window.workspace is not None
        return "lock" in window.workspace.messages.text

    clock.advance(timedelta(minutes=-2))  # two minutes behind the computer's own, as after two slow ones
    window.ticker.look()
    clock.advance(timedelta(minutes=6, seconds=20))
    window.ticker.look()
    assert not says_soon()
    clock.advance(timedelta(seconds=20))
    window.ticker.look()
    assert says_soon()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)  # someone is back
    clock.advance(timedelta(minutes=4, seconds=20))
    window.ticker.look()
    assert window.workspace is not None
    clock.advance(timedelta(seconds=40))
    with qtbot.waitSignal(window.locked):
        window.ticker.look()


def test_a_page_asks_again_when_what_it_shows_has_changed(signed_in: Screen, qtbot: QtBot) -> None:
    page = page_of(signed_in)
    assert isinstance(page, PeoplePage)
    asked = page.asked
    signed_in.runner.changed.emit(frozenset({"support"}))
    assert page.asked == asked
    signed_in.runner.changed.emit(frozenset({"clinic"}))
    assert page.asked == asked + 1


def test_the_way_back_leads_through_the_pages_that_were_seen(signed_in: Screen, qtbot: QtBot) -> None:
    workspace = signed_in.window.workspace
    assert workspace is not None
    workspace.go("settings")
    workspace.go("manual")
    qtbot.keyClick(signed_in.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert workspace.here == ("settings", None)
    workspace.back()
    assert workspace.here == ("today", None)


def test_a_message_whose_time_is_over_moves_nothing_under_the_pointer(signed_in: Screen, qtbot: QtBot) -> None:
    workspace = signed_in.window.workspace
    assert workspace is not None
    workspace.go("log")
    page, bar = page_of(signed_in), workspace.messages
    assert isinstance(page, DraftPage)
    before = page.height()
    workspace.messages.tell("Saved.")
    qtbot.waitUntil(lambda: page.height() < before)
    with_it = page.height()
    bar._time_over()
    QApplication.processEvents()
    assert bar.text == ""
    assert page.height() == with_it, "its room is kept"
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: page.height() == before)
    bar.tell("Saved again.")
    qtbot.waitUntil(lambda: page.height() == with_it)
    bar.clear()
    qtbot.waitUntil(lambda: page.height() == before)


def test_typing_is_undone_and_redone_and_the_menu_offers_only_what_is_possible(signed_in: Screen, qtbot: QtBot) -> None:
    window = signed_in.window
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = page_of(signed_in)
    assert isinstance(page, DraftPage)
    edit = next(menu for menu in window.findChildren(QMenu) if menu.title() == "&Edit")

    def offered() -> dict[str, bool]:
        edit.aboutToShow.emit()
        now = {action.text(): action.isEnabled() for action in edit.actions() if action.text()}
        edit.aboutToHide.emit()
        return now

    page.field.setFocus()
    qtbot.waitUntil(page.field.hasFocus)
    assert not any(offered().values())
    qtbot.keyClicks(page.field, "half")
    assert {words for words, can in offered().items() if can} == {"&Undo the last step"}
    qtbot.keyClick(page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == ""
    assert {words for words, can in offered().items() if can} == {"&Redo what you typed"}
    qtbot.keyClick(page.field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert page.field.text() == "half"


def test_every_page_and_dialog_speaks_its_names(signed_in: Screen, qtbot: QtBot) -> None:
    window = signed_in.window
    assert window.workspace is not None
    for key in window.workspace.entries:
        window.workspace.go(key)
        qtbot.waitUntil(lambda: window.isVisible())
        assert nameless(window) == [], key
        keep_picture(window, key)
    for keys in (Qt.Key.Key_K,):
        qtbot.keyClick(window, keys, Qt.KeyboardModifier.ControlModifier)
        dialog = next(d for d in window.findChildren(QDialog) if d.isVisible())
        assert nameless(dialog) == []
        keep_picture(dialog, "go-to")
        dialog.close()


def test_any_page_can_be_come_to_by_a_few_letters(signed_in: Screen, qtbot: QtBot) -> None:
    window = signed_in.window
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in window.findChildren(QDialog)))
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    qtbot.keyClicks(QApplication.focusWidget(), "sett")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert window.workspace is not None
    assert window.workspace.here == ("settings", None)


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_larger_text_builds_the_pages_again_and_cuts_nothing_off(
    signed_in: Screen, qtbot: QtBot, appearance: str
) -> None:
    window = signed_in.window
    assert window.workspace is not None
    window.workspace.go("settings")
    from dataclasses import replace

    window.change_settings(replace(window.settings, text_size=200, appearance=appearance))
    qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.desk.settings.text_size == 200)
    qtbot.waitUntil(page_of(signed_in).isVisible)
    qtbot.waitUntil(lambda: clipped(window) == [])
    keep_picture(window, f"settings-200-{appearance}")


def test_the_language_changes_without_a_restart(signed_in: Screen, qtbot: QtBot) -> None:
    from dataclasses import replace

    from incident_tracker import wording

    window = signed_in.window
    window.change_settings(replace(window.settings, language="es"))
    assert wording.language() == "es"


def test_without_a_display_there_is_a_sentence_instead_of_an_abort() -> None:
    assert "no display" in missing_display({}, "linux")
    assert missing_display({"WAYLAND_DISPLAY": "wayland-0"}, "linux") == ""
    assert missing_display({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""
    assert missing_display({}, "win32") == ""


def test_moments_are_utc(signed_in: Screen) -> None:
    assert page_of(signed_in).desk.now() == datetime(2026, 3, 2, 17, tzinfo=UTC)  # type: ignore[attr-defined]


@pytest.mark.expects_log_entries
def test_something_unexpected_is_said_once_and_calmly(signed_in: Screen, qtbot: QtBot) -> None:
    signed_in.say_bug(ZeroDivisionError("he shouted"))
    signed_in.say_bug(ZeroDivisionError("he shouted"))
    dialogs = [dialog for dialog in signed_in.window.findChildren(QDialog) if dialog.isVisible()]
    assert len(dialogs) == 1
    assert "shouted" not in texts(dialogs[0])
    button(dialogs[0], "Understood").click()


def test_the_invented_clinic_is_looked_around_in_and_come_back_to(
    open_screen: Callable[..., Screen], qtbot: QtBot
) -> None:
    window = open_screen().window
    with qtbot.waitSignal(window.entered, timeout=100_000):
        button(window, "Look around in an invented clinic").click()
    qtbot.waitUntil(lambda: "Invented clinic" in texts(window))
    keep_picture(window, "invented")
    with qtbot.waitSignal(window.locked):
        window.lock()
    with qtbot.waitSignal(window.entered, timeout=100_000):
        button(window, "Look around in an invented clinic").click()
