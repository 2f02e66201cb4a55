"""The rules of underlined letters find what they are there for, on a window like the program's."""

import pytest
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.every_window.rules import letters_lead_there
from ui.sheets.shown import Shown
from ui.sheets.word_checks import fields_have_letters, has_letters_of_its_own
from ui.theme.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.form import Form
from ui.widgets.layout import column, row


class LetterWindow(QMainWindow):
    """A menu, a form and two buttons."""

    def __init__(self, fields: tuple[str, ...], buttons: tuple[str, ...]) -> None:
        super().__init__()
        self.menuBar().addMenu("&Help")
        self.pressed: list[str] = []
        form, body = Form(), QWidget()
        for number, label in enumerate(fields):
            form.add(f"field{number}", label, QLineEdit())
        body.setLayout(column(form, row(*(Button(text, "", None, self.close) for text in buttons))))
        self.setCentralWidget(body)


def shown(qtbot: QtBot, *fields: str, buttons: tuple[str, ...] = ("&Save", "&Back")) -> Shown:
    window = LetterWindow(fields, buttons)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return Shown(window, window.centralWidget())


def test_letters_of_their_own_lead_there_and_press_nothing(qtbot: QtBot, theme: Theme) -> None:
    window = shown(qtbot, "&Name", "&Place")
    for rule in (has_letters_of_its_own, fields_have_letters, letters_lead_there):
        assert rule(window) == []
    assert window.window.isVisible()


@pytest.mark.parametrize(
    ("fields", "buttons"),
    [
        (("&Name",), ("&Back", "&Back")),
        (("&Back",), ("&Save", "&Back")),
        (("&Name", "&Number"), ("&Save",)),
        (("&Hour",), ("&Save",)),  # the menu's
    ],
)
def test_a_letter_of_two_places_is_found(
    qtbot: QtBot, theme: Theme, fields: tuple[str, ...], buttons: tuple[str, ...]
) -> None:
    window = shown(qtbot, *fields, buttons=buttons)
    assert len(has_letters_of_its_own(window)) == 1
    assert letters_lead_there(window) != []


def test_a_field_without_a_letter_is_found_where_one_is_free(qtbot: QtBot, theme: Theme) -> None:
    window = shown(qtbot, "Name", "&Place")
    assert fields_have_letters(window) == ["'Name' has no letter; free are A E M N"]
    assert fields_have_letters(shown(qtbot, "Shb")) == []
