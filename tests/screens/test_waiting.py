"""Waiting for an answer ends when it can be seen, not one turn of Qt's loop before."""

from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.screens.looking import texts


def test_what_came_in_the_last_turn_is_on_the_screen(qapp: QApplication, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    lines = QVBoxLayout(page)
    page.show()
    qapp.processEvents()

    def the_answer_comes() -> bool:
        lines.addWidget(QLabel("A debrief needs planning"))
        return True

    qtbot.waitUntil(the_answer_comes)
    assert texts(page) == "A debrief needs planning"
