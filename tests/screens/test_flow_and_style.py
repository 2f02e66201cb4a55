"""What Qt is told once and remembers: how high a flow of widgets is, and how the list of a box opens."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QStyle, QStyleOptionComboBox, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.flow_layout import FlowLayout

WIDTH = 120


@pytest.fixture
def flow(qtbot: QtBot, theme: Theme) -> FlowLayout:
    """Three words in a window in which two of them have room beside each other."""
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window, 8)
    for word in ("one", "two", "three"):
        label = QLabel(word)
        label.setFixedWidth(50)
        flow.addWidget(label)
    window.resize(WIDTH, 200)
    window.show()
    return flow


def grow(flow: FlowLayout) -> None:
    label_of(flow, 1).setFixedWidth(WIDTH)


def write_more(flow: FlowLayout) -> None:
    label_of(flow, 2).setText("three\nand more")


def add(flow: FlowLayout) -> None:
    label = QLabel("four")
    label.setFixedWidth(WIDTH)
    flow.addWidget(label)
    label.show()


def insert(flow: FlowLayout) -> None:
    label = QLabel("four")
    label.setFixedWidth(WIDTH)
    flow.insertWidget(0, label)
    label.show()


def enlarge(flow: FlowLayout) -> None:
    label_of(flow, 0).setStyleSheet("font-size: 40px")


@pytest.mark.parametrize("change", [grow, write_more, add, insert, enlarge])
def test_a_flow_is_higher_after_what_it_holds_has_grown(flow: FlowLayout, change: Callable[[FlowLayout], None]) -> None:
    before = flow.heightForWidth(WIDTH)
    assert flow.heightForWidth(WIDTH) == before
    change(flow)
    assert flow.heightForWidth(WIDTH) > before


def test_a_flow_is_lower_after_something_is_hidden_or_gone_and_higher_when_it_is_back(flow: FlowLayout) -> None:
    before = flow.heightForWidth(WIDTH)
    label_of(flow, 2).hide()
    hidden = flow.heightForWidth(WIDTH)
    label_of(flow, 2).show()
    assert hidden < before == flow.heightForWidth(WIDTH)
    flow.removeWidget(label_of(flow, 2))
    assert flow.heightForWidth(WIDTH) == hidden
    window = flow.parentWidget()
    assert window is not None
    window.hide()
    before_it_is_shown = flow.heightForWidth(WIDTH)
    label_of(flow, 0).hide()
    label_of(flow, 1).hide()
    assert flow.heightForWidth(WIDTH) < before_it_is_shown


def test_the_list_of_a_box_opens_under_its_field(qtbot: QtBot, theme: Theme) -> None:
    box, option = QComboBox(), QStyleOptionComboBox()
    qtbot.addWidget(box)
    box.addItems([str(number) for number in range(30)])
    box.setCurrentIndex(20)
    box.show()
    box.initStyleOption(option)
    assert box.style().styleHint(QStyle.StyleHint.SH_ComboBox_Popup, option, box) == 0
    box.showPopup()
    assert box.view().window().pos().y() >= box.mapToGlobal(box.rect().bottomLeft()).y()
    box.hidePopup()


def label_of(flow: FlowLayout, number: int) -> QLabel:
    """One of the words."""
    item = flow.itemAt(number)
    label = item.widget() if item is not None else None
    assert isinstance(label, QLabel)
    return label
