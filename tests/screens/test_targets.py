"""What is pressed is large enough: the check that goes over every page finds what is not."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QListWidget, QSpinBox, QTabBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.sheets.shown import Shown
from ui.sheets.target_checks import targets_are_large_enough
from ui.theme.theme import Theme
from ui.widgets.buttons import Button


def test_a_small_target_is_found_and_what_the_program_uses_is_large_enough(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    layout = QHBoxLayout(window)
    tabs = QTabBar()
    tabs.addTab("Sites")
    rows = QListWidget()
    rows.addItem("Harbour Street")
    rows.setCurrentRow(0)
    kinds = [Button(f"Kind {kind}", kind) for kind in ("primary", "", "quiet", "care", "small", "chip")]
    for widget in (*kinds, QComboBox(), QLineEdit(), QSpinBox(), tabs, rows):
        layout.addWidget(widget)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    assert targets_are_large_enough(Shown(window, window)) == []

    speck = QToolButton()
    speck.setAccessibleName("Close")
    speck.setFixedSize(18, 30)
    layout.addWidget(speck)
    speck.show()
    assert targets_are_large_enough(Shown(window, window)) == ["QToolButton 'Close' has 18 × 30 pixels"]
    speck.setEnabled(False)
    assert targets_are_large_enough(Shown(window, window)) == []
