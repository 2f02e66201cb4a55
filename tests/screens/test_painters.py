"""Code that borrows a painter gives it back as it was, and no cell of a list loses its words to another's colors."""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from incident_tracker.charts.heat_map_scene import HeatMap, heat_map_scene
from incident_tracker.charts.layout import ChartText, Size
from incident_tracker.charts.palette import LIGHT as PAPER
from incident_tracker.charts.scene import Point, Weight
from incident_tracker.domain.support.week import HALF_HOUR, Hindrance, TimeFound, TimeHindered
from ui.clinic.entrance import paint_mark
from ui.icons import Icon, icon, paint_icon
from ui.sheets.pixels import unreadable_cells
from ui.shell.destinations import Destination, Group, GroupName
from ui.shell.found_list import FoundList
from ui.shell.navigation import PageGroup
from ui.shell.section_list import SectionList
from ui.support.plan_list import PlanList, PlanRow
from ui.support.week_layout import Board, BoardDay, BookedBlock
from ui.support.week_names import WeekNames
from ui.support.week_paint import WeekPainter
from ui.theme.theme import Theme
from ui.widgets.chart_callout import paint_callout, paint_choice
from ui.widgets.record_delegate import RecordDelegate
from ui.widgets.record_model import ListColumn, PageRequest, RecordModel
from ui.widgets.record_table import RecordTable
from ui.widgets.scene_painter import paint_scene, paint_text

DEBRIEF = UUID(int=0xD)
NINE = datetime(2026, 3, 3, 9, tzinfo=UTC)
POINT = Point(0, 20, 20, "November", ("4 reports",), None, 10, 10)
SCENE = heat_map_scene(
    HeatMap(("Mon", "Tue"), ("9:00", "10:00"), ((1, 2), (3, 4))), ChartText("When", "reports"), Size(300, 200)
)


_CHOSEN = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus


def paint_cell(theme: Theme, painter: QPainter) -> None:
    """The cell that showed it: a pill, chosen and with the focus."""
    model = RecordModel([ListColumn("a", "A", str, tone=lambda _record: "good")])
    model.wanted.connect(partial(_answer, model, 1))
    model.start()
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 200, 40)
    option.state = _CHOSEN
    RecordDelegate(model, theme.tones).paint(painter, option, model.index(0, 0))


def paint_sidebar_entry(_theme: Theme, painter: QPainter) -> None:
    """The entry of the page in front, with a number beside it."""
    shown = SectionList([PageGroup("today", "Today", Icon.TODAY, ())])
    shown.mark("today")
    shown.tell({"today": 4})
    option = QStyleOptionViewItem()
    option.initFrom(shown)
    option.widget = shown
    option.rect = QRect(0, 0, 160, 36)
    option.state = _CHOSEN
    shown.itemDelegate().paint(painter, option, shown.model().index(0, 0))


def paint_found(_theme: Theme, painter: QPainter) -> None:
    """A heading, and the line below it, which is the current one."""
    shown = FoundList()
    shown.show_lines([GroupName("Pages"), Destination(Group.PAGE, "Today", Icon.TODAY, go=list)], stays=False)
    option = QStyleOptionViewItem()
    option.initFrom(shown)
    option.widget = shown
    option.rect = QRect(0, 0, 200, 34)
    option.state = _CHOSEN
    for row in range(2):
        shown.itemDelegate().paint(painter, option, shown.model().index(row, 0))


def paint_plan(theme: Theme, painter: QPainter) -> None:
    """A debrief to plan, chosen and with the focus."""
    shown = PlanList(theme.tones)
    shown.show_rows([PlanRow(DEBRIEF, "Rosa", "Threat, today", "hold by Friday", late=True)], theme.tones, DEBRIEF)
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, 200, 80)
    option.state = _CHOSEN
    shown.itemDelegate().paint(painter, option, shown.model().index(0, 0))


def week_painter(theme: Theme) -> WeekPainter:
    """A Tuesday on which one half hour suits, one is a break, and one is booked twice."""
    starts = tuple(NINE + n * HALF_HOUR for n in range(3))
    halves = (TimeFound(NINE, NINE + HALF_HOUR, None), TimeHindered(starts[1], Hindrance.IN_A_BREAK), None)
    booked = BookedBlock(
        DEBRIEF, starts[2], starts[2] + HALF_HOUR, "10:00 AM Rosa", "Sam leads", "booked", clashes=True
    )
    day = BoardDay(NINE.date(), is_closed=False, half_hours=halves, starts=starts, blocks=(booked,))
    times = tuple(start.timetz() for start in starts)
    return WeekPainter(Board(ZoneInfo("UTC"), NINE, times, (day,), WeekNames()), theme.tones, QApplication.font())


def paint_week_focus(theme: Theme, painter: QPainter) -> None:
    """Where the arrows are: on a time that suits, on a break, on what is booked."""
    for row in range(3):
        week_painter(theme).focus(painter, 0, row, QRectF(0, 0, 120, 90), 30, here=True)


def paint_through_icon(_theme: Theme, painter: QPainter) -> None:
    icon(Icon.SEARCH).paint(painter, QRect(0, 0, 20, 20))


PAINTERS: dict[str, Callable[[Theme, QPainter], object]] = {
    "clinic/entrance.py: paint_mark": lambda _, painter: paint_mark(painter, 60.0, QApplication.palette()),
    "icons.py: paint": paint_through_icon,
    "icons.py: paint_icon": lambda _, painter: paint_icon(painter, Icon.SEARCH, QRectF(0, 0, 20, 20), QColor("red")),
    "shell/found_list.py: paint": paint_found,
    "shell/section_list.py: paint": paint_sidebar_entry,
    "support/plan_list.py: paint": paint_plan,
    "support/week_paint.py: day": lambda theme, p: week_painter(theme).day(p, 0, QRectF(0, 0, 120, 90), 30),
    "support/week_paint.py: focus": paint_week_focus,
    "widgets/chart_callout.py: paint_callout": lambda _, p: paint_callout(p, POINT, QSizeF(300, 200), PAPER, 1.0),
    "widgets/chart_callout.py: paint_choice": lambda _, painter: paint_choice(painter, POINT, PAPER, 1.0),
    "widgets/record_delegate.py: paint": paint_cell,
    "widgets/scene_painter.py: paint_scene": lambda _, painter: paint_scene(painter, SCENE, PAPER),
    "widgets/scene_painter.py: paint_text": lambda _, p: paint_text(p, 9.0, 9.0, "w", 12.0, Weight.BOLD, QColor("red")),
}


@pytest.mark.parametrize("name", sorted(PAINTERS))
def test_a_painter_is_given_back_as_it_was(theme: Theme, name: str) -> None:
    canvas = QImage(400, 300, QImage.Format.Format_ARGB32)
    painter = QPainter(canvas)
    painter.setPen(QPen(QColor("blue"), 3))
    painter.setBrush(QBrush(QColor("yellow")))
    painter.setFont(QFont("Open Sans", 17))
    painter.translate(3, 4)
    before = _state(painter)
    PAINTERS[name](theme, painter)
    after = _state(painter)
    painter.end()
    assert after == before


def test_everything_that_is_lent_a_painter_is_tried(project: Path) -> None:
    lent = {
        f"{file.relative_to(project / 'ui').as_posix()}: {node.name}"
        for file in (project / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and any(isinstance(one.annotation, ast.Name) and one.annotation.id == "QPainter" for one in node.args.args)
    }
    assert lent == set(PAINTERS)


@pytest.mark.parametrize("appearance", ["light", "dark", "contrast"])
@pytest.mark.parametrize("tone", ["good", "notice", "care", "accent", "quiet"])
def test_every_cell_can_be_read_after_moving_on(qtbot: QtBot, theme: Theme, appearance: str, tone: str) -> None:
    theme.choose(appearance, 100)
    columns = [ListColumn(key, key, _record_text, tone=partial(_tone, tone, key)) for key in ("plain", "pill", "more")]
    table = RecordTable("Numbers", columns, theme)
    qtbot.addWidget(table)
    table.wanted.connect(partial(_answer, table, 6))
    table.resize(700, 320)
    table.show()
    table.start()
    table.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(table, key)
        assert unreadable_cells(table) == []
    theme.choose("light", 100)


def _state(painter: QPainter) -> tuple[object, ...]:
    return (
        painter.pen(),
        painter.brush(),
        painter.font(),
        painter.background(),
        painter.transform(),
        painter.opacity(),
        painter.renderHints(),
        painter.hasClipping(),
        painter.compositionMode(),
    )


def _answer(asker: RecordModel | RecordTable, total: int, request: PageRequest) -> None:
    last = min(request.first + request.count, total)
    asker.put(request, total, range(request.first, last))


def _record_text(record: int) -> str:
    return f"Row {record}"


def _tone(tone: str, key: str, _record: int) -> str:
    return tone if key == "pill" else ""
