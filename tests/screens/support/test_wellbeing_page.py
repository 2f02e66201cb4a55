"""One's own sealed notes in the real window, by keyboard: written, shared, locked, read by the one who was chosen."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.clinic.accounts import reset_passphrase
from incident_tracker.wording import problem_text
from tests.screens.looking import button, keep_picture, texts
from tests.screens.who_comes_in import Window
from tests.storage_fixtures import PASSPHRASE, USERS, Clock
from ui.app import Screen
from ui.support.support_page import SupportPage
from ui.support.wellbeing_cards import SupporterQuestion
from ui.support.wellbeing_page import WellbeingPage

WORDS = "I was shaking on the way home."


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic; nobody is signed in."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


def press_key(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, modifier)


def notes_of(window: Window) -> WellbeingPage:
    """Come to the page from Support."""
    window.workspace.go("support")
    window.settle()
    button(window.page, "My notes").click()
    return notes_page(window)


def notes_page(window: Window) -> WellbeingPage:
    window.settle()
    assert isinstance(window.page, WellbeingPage)
    return window.page


def answer(window: Window, page: QWidget, words: str) -> None:
    """Press a button of the question in front."""
    dialog = next(one for one in page.findChildren(QDialog) if one.isVisible())
    button(dialog, words).click()
    window.settle()


def write(qtbot: QtBot, window: Window, page: WellbeingPage, text: str, heavy: str = "") -> None:
    """Type a note and save it with Ctrl+Enter."""
    page.text.setFocus()
    qtbot.keyClicks(page.text, text)
    press_key(qtbot, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.heavy
    if heavy:
        qtbot.keyClicks(page.heavy, heavy)
    press_key(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()


def choose(qtbot: QtBot, window: Window, page: WellbeingPage, user: User) -> None:
    """Choose who may read the notes."""
    button(page, "Choose someone").click()
    question = next(one for one in page.findChildren(SupporterQuestion) if one.isVisible())
    assert question.who.code() is None, "no one is chosen by pressing Enter"
    button(question, "Let them read").click()
    assert question.isVisible()
    assert "Please choose one." in texts(question)
    qtbot.keyClick(question.who, Qt.Key.Key_Home)
    for _line in range(question.who.count()):
        if question.who.code() != user.id:
            qtbot.keyClick(question.who, Qt.Key.Key_Down)
    assert question.who.code() == user.id
    keep_picture(question, "who-may-read")
    answer(window, page, "Let them read")


def test_a_note_is_written_shared_changed_and_deleted_by_keyboard(window: Window, qtbot: QtBot) -> None:
    window.come_in("rosa")
    page = notes_of(window)
    write(qtbot, window, page, WORDS, "8")
    assert WORDS in texts(page)
    assert "how heavy: 8 of 10" in texts(page)
    assert "You alone." in texts(page)
    write(qtbot, window, page, "Slept better.", "4")
    assert "How heavy it was, 0 to 10 – 2 Mar: 8 · 2 Mar: 4" in texts(page)
    choose(qtbot, window, page, USERS[Role.SUPERVISOR])
    assert "You and Sam Supervisor, all of them." in texts(page)
    keep_picture(window.screen.window, "my-notes")
    window.lock()

    window.come_in("maria")
    assert "Someone trusts you" not in support_texts(window)
    assert WORDS not in texts(notes_of(window))
    window.lock()

    window.come_in("sam")
    assert "Rosa Reception lets you read notes about how things are, and no one else." in support_texts(window)
    button(window.page, "Read them").click()
    theirs = notes_page(window)
    assert WORDS in texts(theirs)
    keep_picture(window.screen.window, "notes-of-rosa")
    window.lock()

    window.come_in("rosa")
    page = notes_of(window)
    changes = [one for one in page.findChildren(type(button(page, "Save the note"))) if one.text() == "Change"]
    changes[-1].click()
    assert page.text.toPlainText() == WORDS
    page.text.selectAll()
    qtbot.keyClicks(page.text, "It passed.")
    press_key(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert "It passed." in texts(page)
    assert WORDS not in texts(page)
    removes = [one for one in page.findChildren(type(changes[0])) if one.text() == "Delete" and one.isVisible()]
    removes[-1].click()
    answer(window, page, "Delete")
    assert "It passed." not in texts(page)
    button(page, "Withdraw this").click()
    answer(window, page, "Withdraw")
    assert "You alone." in texts(page)
    window.lock()

    window.come_in("sam")
    assert "Someone trusts you" not in support_texts(window)


def support_texts(window: Window) -> str:
    window.workspace.go("support")
    window.settle()
    assert isinstance(window.page, SupportPage)
    return texts(window.page)


def test_what_is_typed_is_there_after_a_lock_for_its_writer_alone(window: Window, qtbot: QtBot) -> None:
    window.come_in("rosa")
    page = notes_of(window)
    page.text.setFocus()
    qtbot.keyClicks(page.text, "half a sen")
    window.lock()
    window.come_in("sam")
    window.workspace.go("wellbeing")
    assert notes_page(window).text.toPlainText() == ""
    window.lock()
    window.come_in("rosa")
    window.workspace.go("wellbeing")
    page = notes_page(window)
    assert page.text.toPlainText() == "half a sen"
    assert "Here is what you typed and did not save." in texts(page)
    button(page, "Discard what I typed").click()
    window.settle()
    assert page.text.toPlainText() == ""
    window.workspace.messages.undo()
    window.settle()
    assert page.text.toPlainText() == "half a sen"


def test_an_empty_note_is_refused_at_its_field_and_nothing_is_lost(window: Window, qtbot: QtBot) -> None:
    window.come_in("paul")
    window.workspace.go("wellbeing")
    page = notes_page(window)
    page.text.setFocus()
    page.save()
    window.settle()
    assert problem_text(Refused(Reason.MISSING, "text")) in texts(page)
    write(qtbot, window, page, "x" * 20, "10")
    assert "how heavy: 10 of 10" in texts(page)


def test_after_a_reset_the_page_says_what_became_of_the_notes_and_the_supporter_gives_them_back(
    window: Window, qtbot: QtBot
) -> None:
    window.come_in("rosa")
    page = notes_of(window)
    write(qtbot, window, page, WORDS)
    choose(qtbot, window, page, USERS[Role.SUPERVISOR])
    window.lock()
    window.come_in("ada")
    ada = window.clinic.as_role(Role.ADMINISTRATOR)
    reset_passphrase(ada, USERS[Role.RECEPTION].id, reason="she forgot it over the summer")
    with ada.store.read() as unit:
        unit.key_slots.give("rosa", PASSPHRASE)
    window.lock()
    window.come_in("rosa")
    page = notes_of(window)
    assert "There is 1 note from before your pass phrase was made new." in texts(page)
    assert "Sam Supervisor may still be able to give them back to you." in texts(page)
    keep_picture(window.screen.window, "closed-notes")
    window.lock()
    window.come_in("sam")
    page = notes_of(window)
    assert "Ask Rosa Reception face to face" in texts(page)
    keep_picture(window.screen.window, "give-back")
    button(page, "Give them back to Rosa Reception").click()
    window.settle()
    assert "Ask Rosa Reception face to face" not in texts(page)
    window.lock()
    window.come_in("rosa")
    assert WORDS in texts(notes_of(window))
