"""Dialogs at every size of text and window: all their words can be read, the cursor is where one types, keys scroll."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from tests.screens.looking import clipped, keep_picture
from tests.screens.own_clinic import sign_in
from ui.app import Screen
from ui.shell.commands import show_about, show_keys
from ui.shell.key_list import KeyList
from ui.shell.main_window import MainWindow
from ui.widgets.buttons import Button
from ui.widgets.dialogs import Question, confirm, inform
from ui.widgets.form import Form


@pytest.fixture
def window(open_screen: Callable[..., Screen], data: Path, qtbot: QtBot) -> MainWindow:
    """The program with ada at her desk, as small as a reception's screen."""
    screen = open_screen(data, last_user="ada")
    sign_in(screen, qtbot)
    screen.window.resize(1024, 700)
    return screen.window


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_of_keys_can_be_read(window: MainWindow, qtbot: QtBot, language: str) -> None:
    for appearance, size in product(("light", "dark", "contrast"), (100, 150, 200)):
        wanted = replace(window.settings, language=language, appearance=appearance, text_size=size)
        window.change_settings(wanted)
        qtbot.waitUntil(lambda: window.workspace is not None and window.workspace.desk.settings == wanted)  # noqa: B023
        show_keys(window)
        dialog = open_dialog(window, qtbot)
        qtbot.waitUntil(lambda: clipped(dialog) == [])  # noqa: B023
        if size == 100:
            qtbot.waitUntil(lambda: scrolled(dialog) == (False, False))  # noqa: B023
        keep_picture(dialog, f"keys-{language}-{appearance}-{size}")
        assert dialog.width() <= window.width()
        assert dialog.height() <= window.height()
        assert len([label for label in dialog.findChildren(QLabel) if label.property("look") == "key"]) > 15
        dialog.reject()


def test_no_title_says_what_a_question_is_about(window: MainWindow, qtbot: QtBot) -> None:
    inform(window, "What Rosa Reception answered", "Only what she said herself.")
    dialog = open_dialog(window, qtbot)
    assert dialog.windowTitle() == window.windowTitle() == "Incident Tracker", "titles are seen on the task bar"
    assert dialog.accessibleName() == "What Rosa Reception answered"
    dialog.reject()


def test_a_list_longer_than_the_window_is_turned_by_page_keys(window: MainWindow, qtbot: QtBot) -> None:
    KeyList([(f"Command {number}", "Ctrl+X") for number in range(80)], window).open()
    dialog = open_dialog(window, qtbot)
    bar = dialog.findChildren(QScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.waitUntil(dialog.verb.hasFocus)
    qtbot.keyClick(dialog.verb, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_about_can_be_read(window: MainWindow, qtbot: QtBot) -> None:
    show_about(window)
    dialog = open_dialog(window, qtbot)
    qtbot.waitUntil(lambda: clipped(dialog) == [])
    qtbot.waitUntil(lambda: scrolled(dialog) == (False, False))
    keep_picture(dialog, "about")


def test_typing_begins_in_the_first_field_and_an_error_makes_room_for_itself(window: MainWindow, qtbot: QtBot) -> None:
    question = Question(window, "A question", "One sentence that explains it.", "Answer it")
    form, name, reason = Form(), QLineEdit(), QLineEdit()
    form.add("name", "&Name", name)
    form.add("reason", "&Why", reason)
    question.body.addWidget(form)
    question.open()
    qtbot.waitUntil(name.hasFocus)
    before = question.height()
    form.show_message("name", "Please write a name that everybody here knows, " * 4)
    qtbot.waitUntil(lambda: question.height() > before)
    qtbot.waitUntil(lambda: clipped(question) == [])
    question.reject()


def test_where_nothing_is_to_be_filled_in_enter_answers(window: MainWindow, qtbot: QtBot) -> None:
    question = inform(window, "That is so", "Nothing needs to be typed.")
    qtbot.waitUntil(question.verb.hasFocus)
    with qtbot.waitSignal(question.accepted):
        qtbot.keyClick(question.verb, Qt.Key.Key_Return)


def test_enter_presses_the_button_that_has_the_keyboard_and_not_the_default(window: MainWindow, qtbot: QtBot) -> None:
    """In a question and outside one, once however long the key is held."""
    pressed: list[str] = []
    question = confirm(window, "That is so", "Nothing needs to be typed.", "Do it", lambda: pressed.append("verb"))
    question.back.setFocus()
    with qtbot.waitSignal(question.rejected):
        qtbot.keyClick(question.back, Qt.Key.Key_Return)
    assert pressed == []

    button = Button("Once", "", None, lambda: pressed.append("once"))
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    for held in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, autorep=held)
        QApplication.sendEvent(button, event)
    assert pressed == ["once"]


def scrolled(dialog: Question) -> tuple[bool, bool]:
    """Has the body of the dialog a scroll bar at its side, and one at its foot?"""
    area = dialog.findChildren(QScrollArea)[0]
    return area.verticalScrollBar().maximum() > 0, area.horizontalScrollBar().maximum() > 0


def open_dialog(window: MainWindow, qtbot: QtBot) -> Question:
    """The dialog in front."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in window.findChildren(Question)))
    return next(one for one in window.findChildren(Question) if one.isVisible())


@pytest.mark.parametrize("place", [0, 1, 2])
def test_ctrl_enter_presses_the_button_from_every_field(window: MainWindow, qtbot: QtBot, place: int) -> None:
    question = Question(window, "Why?", "", "Save it")
    fields = (QLineEdit(), QPlainTextEdit(), QComboBox())
    for field in fields:
        question.body.addWidget(field)
    question.open()
    qtbot.waitUntil(question.isVisible)
    fields[place].setFocus()
    qtbot.keyClick(fields[place], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert question.result() == QDialog.DialogCode.Accepted
    assert "\n" not in fields[1].toPlainText()
