"""Tab goes as one reads, whatever was made first."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.layout import column
from ui.widgets.reading_order import in_reading_order, step
from ui.widgets.two_columns import TwoColumns


class Window(QWidget):
    """A window in which Tab goes as in the program's own."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward)


def test_chips_that_are_offered_late_are_reached_where_they_stand(qtbot: QtBot) -> None:
    window = Window()
    above, chips, below = QLineEdit(), ChoiceChips("Kind"), QLineEdit()
    layout = QVBoxLayout(window)
    for child in (above, chips, below):
        layout.addWidget(child)
    chips.offer([Choice("a", "First"), Choice("b", "Second")])
    qtbot.addWidget(window)
    window.show()
    above.setFocus()
    qtbot.waitUntil(above.hasFocus)
    qtbot.keyClick(above, Qt.Key.Key_Tab)
    first = QApplication.focusWidget()
    assert first is chips.focusProxy()
    qtbot.keyClick(first, Qt.Key.Key_1)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is below


def test_tab_comes_round_past_what_hands_its_focus_on(qtbot: QtBot) -> None:
    window, field = Window(), QWidget()
    sites, desks, below = QComboBox(), QComboBox(), QLineEdit()
    field.setLayout(column(sites, desks))
    field.setFocusProxy(desks)
    window.setLayout(column(field, below))
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    qtbot.waitUntil(desks.hasFocus)
    for expected in (below, sites, desks, below):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    for expected in (desks, sites, below):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is expected


def test_rows_come_before_columns_inside_them(qtbot: QtBot) -> None:
    window = QWidget()
    low, tall, last = QCheckBox("low"), QPushButton("tall"), QLineEdit()
    tall.setMinimumHeight(60)
    left, upper, lower = QPlainTextEdit(), QLineEdit(), QLineEdit()
    lower.setFixedWidth(50)
    layout = QVBoxLayout(window)
    line = QHBoxLayout()
    line.addWidget(low)
    line.addWidget(tall)
    layout.addWidget(last)
    layout.insertLayout(0, line)
    layout.addWidget(TwoColumns(left, column(upper, lower), least=60))
    qtbot.addWidget(window)
    window.resize(900, 400)
    window.show()
    qtbot.waitUntil(lambda: lower.y() > 0)
    assert list(in_reading_order(window)) == [low, tall, last, left, upper, lower]
    last.hide()
    assert last not in in_reading_order(window)
