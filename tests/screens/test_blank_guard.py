"""A blank in what is typed goes on with the name; by itself it opens the list."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice

PLACES = ("Bay Hill", "Bay View", "Baywater")


def plain() -> QComboBox:
    box = QComboBox()
    box.addItems(["–", *PLACES])
    return box


def numbered() -> QComboBox:
    return ChoiceBox("Where", [Choice(one, one) for one in PLACES])


@pytest.mark.parametrize("make", [plain, numbered])
def test_a_name_of_two_words_is_typed_and_the_list_stays_closed(
    qtbot: QtBot, theme: Theme, make: Callable[[], QComboBox]
) -> None:
    box = make()
    qtbot.addWidget(box)
    box.show()
    box.setFocus()
    qtbot.waitExposed(box)
    told: list[int] = []
    box.activated.connect(told.append)

    QTest.keyClicks(box, "bay v")

    assert not box.view().isVisible()
    assert (box.currentText(), told[-1]) == ("Bay View", 2)


def test_a_blank_by_itself_opens_the_list(qtbot: QtBot, theme: Theme) -> None:
    box = plain()
    qtbot.addWidget(box)
    box.show()
    qtbot.waitExposed(box)
    QTest.keyClick(box, Qt.Key.Key_Home)
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(box.view().isVisible)
    box.hidePopup()
