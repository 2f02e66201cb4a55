"""The table for the police and the list of help by keyboard: changed by an administrator, read and printed by all."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.police_table import POLICE, PoliceAnswer, answer_of
from incident_tracker.usecases.clinic.directory import list_directory
from incident_tracker.usecases.clinic.vocabulary import list_terms
from tests.screens.looking import clipped, texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.asking import Asking
from ui.capture.help_panel import HelpPanel
from ui.clinic.help_dialogs import EndEntry, EntryDialog, PoliceLineDialog
from ui.clinic.help_page import HelpPage
from ui.clinic_choices import read_clinic
from ui.paper.paper_preview import PaperPreview

WHY = "The board decided it at its meeting in February."


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


def come(window: Window, user: str, key: str) -> HelpPage:
    window.come_in(user)
    return turn(window, key)


def turn(window: Window, key: str) -> HelpPage:
    window.workspace.go("police", key)
    arrive(window)
    page = window.page
    assert isinstance(page, HelpPage)
    return page


def press(window: Window, words: str, kind: type[QWidget], *, forward: bool = False) -> QWidget:
    """Come to the button with these words by Tab, and press it."""
    key = Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab
    for _step in range(40):
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton) and focused.text().replace("&", "") == words:
            break
        shift = Qt.KeyboardModifier.NoModifier if forward else Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(focused or window.page, key, shift)
    else:
        pytest.fail(f"Tab does not come to {words}")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    arrive(window)
    front = QApplication.activeModalWidget()
    assert front is not None
    return front


def enter(window: Window, dialog: Asking[object]) -> None:
    QTest.keyClick(dialog.verb, Qt.Key.Key_Space)
    window.settle()
    if QApplication.activeModalWidget() is None:
        window.screen.window.activateWindow()  # off screen no window manager does it
    arrive(window)


def write(dialog: Asking[object], name: str, words: str) -> None:
    field = dialog.form.field(name)
    if isinstance(field, QComboBox):
        field.setCurrentIndex(field.findText(words))
    elif isinstance(field, QLineEdit | QPlainTextEdit):
        field.clear()
        QTest.keyClicks(field, words)


def answer(window: Window, code: str) -> PoliceAnswer | None:
    terms = list_terms(window.clinic.as_role(Role.RECEPTION), POLICE)
    return next(answer_of(term) for term in terms if term.code == code)


def test_an_administrator_changes_the_table_takes_it_back_and_adds_a_situation(window: Window) -> None:
    page = come(window, "ada", "police")
    page.police.list.go_to((POLICE, "property_damage"))
    dialog = press(window, "Change", PoliceLineDialog)
    assert isinstance(dialog, PoliceLineDialog)
    assert "Situation in English" not in texts(dialog)  # it came with the program, and records have it
    write(dialog, "answer", "Call after a second person agrees")
    enter(window, dialog)
    assert "Please write the reason in a sentence" in texts(dialog)
    write(dialog, "reason", WHY)
    assert clipped(dialog) == []
    enter(window, dialog)
    assert answer(window, "property_damage") is PoliceAnswer.SECOND_PERSON
    window.workspace.messages.undo()
    window.settle()
    assert answer(window, "property_damage") is PoliceAnswer.CLINICAL

    dialog = press(window, "Add a situation", PoliceLineDialog)
    assert isinstance(dialog, PoliceLineDialog)
    QTest.keyClicks(QApplication.focusWidget(), "Follows a colleague to the bus")
    write(dialog, "advice", "Call, and walk with them.")
    write(dialog, "reason", WHY)
    enter(window, dialog)
    assert answer(window, "own_follows_a_colleague_to_the_bus") is PoliceAnswer.CALL
    panel = HelpPanel(page.desk)  # the form shows it at once
    window.qtbot.addWidget(panel)
    panel.offer(read_clinic(window.clinic.as_role(Role.RECEPTION)))
    panel.considered.choose("called")
    panel.show()
    panel._show_what_matters()
    assert "Follows a colleague to the bus" in texts(panel.table)
    panel.criterion.choose("own_follows_a_colleague_to_the_bus")
    panel._show_answer()
    assert "Call at once. Call, and walk with them." in texts(panel.answer)


def test_help_is_listed_shown_on_the_form_and_on_the_card_of_everyone(window: Window) -> None:
    page = come(window, "ada", "directory")
    assert "No help is listed yet" in texts(page)
    QTest.keyClick(page.directory.national, Qt.Key.Key_Space)
    window.settle()
    dialog = press(window, "Add help", EntryDialog)
    assert isinstance(dialog, EntryDialog)
    QTest.keyClicks(QApplication.focusWidget(), "County mobile crisis")
    enter(window, dialog)
    assert "Please fill this in" in texts(dialog)
    write(dialog, "phone", "555-0100")
    write(dialog, "hours", "8 to 8")
    enter(window, dialog)
    context = window.clinic.as_role(Role.RECEPTION)
    assert {one.name for one in list_directory(context)} == {
        "988 Suicide & Crisis Lifeline",
        "211",
        "County mobile crisis",
    }
    assert "County mobile crisis: 555-0100 (8 to 8)" in read_clinic(context).help_lines(None)
    dialog = press(window, "Retire …", EndEntry)
    assert isinstance(dialog, EndEntry)
    enter(window, dialog)  # says first what uses it
    enter(window, dialog)
    assert [one.last_day is not None for one in list_directory(context)].count(True) == 1
    window.workspace.messages.undo()
    window.settle()
    assert all(one.last_day is None for one in list_directory(context))


def test_the_front_desk_reads_both_and_prints_the_card_and_changes_nothing(window: Window) -> None:
    page = come(window, "rosa", "police")
    names = {button.text().replace("&", "") for button in page.findChildren(QPushButton) if button.isVisible()}
    assert "Card for the desk" in names
    assert not names & {"Change", "Add a situation", "Retire …", "Order of this list …"}
    preview = press(window, "Card for the desk", PaperPreview, forward=True)
    assert isinstance(preview, PaperPreview)
    preview.reject()
    window.settle()
    page = turn(window, "directory")
    names = {button.text().replace("&", "") for button in page.findChildren(QPushButton) if button.isVisible()}
    assert not names & {"Change", "Add help", "Add the national lines", "Retire …"}
