"""A new clinic, from the first window to the first page, by keyboard alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.looking import button, clipped, keep_picture, nameless, texts
from ui.app import Screen
from ui.clinic.first_start import FirstStart

PHRASE = "three herons above the quiet lake"


def test_a_clinic_is_made_by_keyboard_alone(open_screen: Callable[..., Screen], qtbot: QtBot) -> None:
    screen = open_screen()
    window = screen.window
    first = window.centralWidget()
    assert isinstance(first, FirstStart)
    keep_picture(window, "first-start")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert "Your site" in texts(first)
    type_words(qtbot, "Harbour Street")
    press(qtbot, Qt.Key.Key_Tab)
    type_words(qtbot, "America/Los_Angeles")
    press(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert "Desks and hours" in texts(first)
    assert nameless(first) == []
    press(qtbot, Qt.Key.Key_Return)
    button(first, "Back").setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert "Desks and hours" in texts(first)
    press(qtbot, Qt.Key.Key_Return)
    for words in ("Ada Admin", "ada", PHRASE, PHRASE):
        type_words(qtbot, words)
        tab_to_next_field(qtbot)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "The recovery key" in texts(first))
    groups = [label.text() for label in first.findChildren(QLabel) if label.property("look") == "group"]
    assert len(groups) >= 8
    keep_picture(window, "first-start-key")
    button(first, "I have written it down").click()
    type_words(qtbot, "-".join([*groups[:-1], "AAAA"]).lower())
    button(first, "Open the clinic").click()
    assert f"Group {len(groups)} is not as it was shown" in texts(first)
    focused().selectAll()
    type_words(qtbot, " ".join(groups).lower())
    with qtbot.waitSignal(window.entered):
        button(first, "Open the clinic").click()
    assert window.workspace is not None
    assert window.settings.last_user == "ada"


def test_what_is_missing_is_said_in_words(open_screen: Callable[..., Screen], qtbot: QtBot) -> None:
    first = open_screen().window.centralWidget()
    button(first, "Set up our clinic").click()
    button(first, "Continue").click()
    assert "The site needs a name." in texts(first)
    assert isinstance(focused(), QLineEdit)
    assert focused().property("refused"), "it is said at its field, and the keyboard is there"
    type_words(qtbot, "Harbour Street")
    button(first, "Continue").click()
    assert "The site needs a name." not in texts(first)


@pytest.mark.parametrize("size", [100, 200])
def test_nothing_is_cut_off(open_screen: Callable[..., Screen], qtbot: QtBot, size: int) -> None:
    window = open_screen(text_size=size).window
    first = window.centralWidget()
    assert clipped(first) == []
    button(first, "Set up our clinic").click()
    qtbot.waitUntil(lambda: clipped(first) == [])
    assert nameless(first) == []


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)


def type_words(qtbot: QtBot, words: str) -> None:
    field = focused()
    if hasattr(field, "lineEdit"):
        field.lineEdit().selectAll()
    qtbot.keyClicks(field, words)


def tab_to_next_field(qtbot: QtBot) -> None:
    """Tab on, past the buttons that show what is typed."""
    press(qtbot, Qt.Key.Key_Tab)
    if not hasattr(focused(), "setEchoMode"):
        press(qtbot, Qt.Key.Key_Tab)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
