"""The private line in the real window, by keyboard: answered by the front desk, worked on by the privacy officer."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.screens.looking import button, keep_picture, nameless, texts
from tests.screens.support.test_wellbeing_page import press_key
from tests.screens.who_comes_in import Window
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.support.private_line_cards import CaseCard
from ui.support.private_line_page import PrivateLinePage


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic; nobody is signed in."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


def line_of(window: Window) -> PrivateLinePage:
    """Come to the page."""
    window.workspace.go("private_line")
    window.settle()
    assert isinstance(window.page, PrivateLinePage)
    return window.page


def test_an_answer_is_sent_read_and_settled_by_keyboard(window: Window, qtbot: QtBot) -> None:
    window.come_in("rosa")
    page = line_of(window)
    assert "Only paul can read it" in texts(page), "who reads it is named before anything is asked"
    page.send.click()
    assert "Please choose one; every answer is fine." in texts(page)
    page.first_focus().setFocus()
    button(page, "Did anything bad come of it?: Yes").setFocus()
    press_key(qtbot, Qt.Key.Key_Space)
    page.text.setFocus()
    qtbot.keyClicks(page.text, "My shifts were cut.")
    press_key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.send
    press_key(qtbot, Qt.Key.Key_Space)
    window.settle()
    assert page.text.toPlainText() == ""
    assert "It has not been read yet." in texts(page)
    assert nameless(page) == []
    keep_picture(page, "private-line")
    window.lock()
    window.come_in("paul")
    page = line_of(window)
    assert "My shifts were cut." in texts(page)
    (card,) = page.findChildren(CaseCard)
    button(card, "What did you do?: It is settled").click()
    button(card, "Keep this step").click()
    window.settle()
    assert "Please fill this in" in texts(page)
    card.words.setFocus()
    qtbot.keyClicks(card.words, "Her shifts are back.")
    keep_picture(page, "private-line-officer")
    button(card, "Keep this step").click()
    window.settle()
    (card,) = page.findChildren(CaseCard)
    assert "Her shifts are back." in texts(page)
    assert not card.form.isVisible()
    window.lock()
    window.come_in("rosa")
    page = line_of(window)
    assert "Her shifts are back." in texts(page)
    assert page.findChildren(CaseCard) == []
