"""Where the keyboard is can be seen: on every kind of widget of every page, in every palette."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QTabBar,
    QTimeEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from incident_tracker.charts.scene import Cell, ChartTable
from tests.screens.focus_ring import kind_of, ring_share
from tests.screens.test_focus_after_commands import an_action, arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from tests.support_people import accepted, logged
from ui.app import Screen
from ui.learning.whys_outline import WhyField
from ui.theme.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.calendar import Calendar
from ui.widgets.chart_table import ChartTableView
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.layout import column
from ui.widgets.reading_order import tab_stops
from ui.widgets.tile import Tile
from ui.widgets.veil import Veil


def rings(root: QWidget, known: dict[str, float]) -> None:
    """Measure every kind of stop in a window that is not known yet."""
    for stop in list(tab_stops(root)):
        if stop.isVisible() and stop.isEnabled() and kind_of(stop) not in known:
            known[kind_of(stop)] = ring_share(stop)


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_the_focus_is_seen_on_every_kind_of_widget(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock, appearance: str
) -> None:
    window = Window(open_screen(staffed, real=True, appearance=appearance), qtbot, clock)
    found: dict[str, float] = {}
    for user in ("maria", "ada"):
        window.come_in(user)
        if user == "maria":
            an_action(window)
            incident = logged(window.clinic)[0].incident
            debrief = accepted(window.clinic, logged(window.clinic)[1])
        visits: list[tuple[str, object]] = [(key, None) for key in window.workspace.entries]
        if user == "maria":
            visits += [("incident", incident.id), ("incident", ("complete", incident.id)), ("debrief", debrief.id)]
        for visit in visits:
            window.workspace.go(*visit)
            arrive(window)
            rings(window.workspace, found)
        window.lock()
    assert {kind: round(share, 2) for kind, share in found.items() if share < 1} == {}


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
def test_so_it_is_on_what_comes_only_later(qtbot: QtBot, theme: Theme, appearance: str, size: int) -> None:
    theme.choose(appearance, size)
    refused: list[QWidget] = [QLineEdit(), QPlainTextEdit(), QComboBox(), QSpinBox()]
    for field in refused:
        field.setProperty("refused", True)
    veil = Veil("Description", open_at_first=True)
    veil.set_text("Shouted at the window.")
    table = ChartTableView()
    table.show_table("Reports", ChartTable(("Month", "Reports"), ((Cell("May"), Cell("4", 4)),)))
    chips = ChoiceChips("Kind", [Choice("a", "First"), Choice("b", "Second")])
    chips.choose("a")
    dropped = QTabBar()
    for name in ("One", "Two"):
        dropped.addTab(name)
    children = [QTimeEdit(), QDateEdit(), QDoubleSpinBox(), QRadioButton("One"), WhyField(), veil, table, chips,
              dropped, Tile("Set up", "A clinic of your own"), Button("Send", "primary"), Calendar()]  # fmt: skip
    window = QWidget()
    window.setProperty("look", "page")
    window.setLayout(column(*refused, *children))
    qtbot.addWidget(window)
    window.resize(900, 1400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    found: dict[str, float] = {}
    rings(window, found)
    assert len(found) > len(refused) + len(children)
    assert {kind: round(share, 2) for kind, share in found.items() if share < 1} == {}
    theme.choose("light", 100)
