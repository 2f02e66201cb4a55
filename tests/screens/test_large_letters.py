"""With letters twice as large a list keeps its rows: the filter gives way, and nothing scrolls within what scrolls."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidgetItem, QMenu, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ui.oversight.denominators_model import ESTIMATED, MONTH, DenominatorsModel
from ui.oversight.denominators_page import _Sheet
from ui.sheets.shown import has_bar
from ui.theme.spacing import px
from ui.theme.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.choices_popup import ChoicesButton
from ui.widgets.dialogs import Question
from ui.widgets.filter_bar import FilterBar
from ui.widgets.kept_views import ListView
from ui.widgets.layout import PageFrame
from ui.widgets.record_model import ListColumn
from ui.widgets.record_table import RecordTable
from ui.widgets.short_list import ShortList
from ui.widgets.view_chips import ViewChips
from ui.widgets.whole_list import WholeList


@pytest.fixture
def large(theme: Theme) -> Iterator[None]:
    theme.choose("light", 200)
    yield
    theme.choose("light", 100)


def desk_filter() -> FilterBar:
    bar = FilterBar("Search incidents")
    bar.add_choice("status", "Status", [Choice("open", "Open"), Choice("closed", "Closed")], "Every status")
    bar.add_choice("level", "Level", [Choice("3", "Threat")], "Every level")
    return bar


def shown(qtbot: QtBot, widget: QWidget, width: int = 860, height: int = 600) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_the_choices_of_a_filter_are_behind_one_button(qtbot: QtBot, large: None) -> None:
    bar = desk_filter()
    shown(qtbot, bar)
    changes: list[object] = []
    bar.changed.connect(lambda: changes.append(bar.code("status")))
    status, level = bar.findChildren(QComboBox)
    assert not status.isVisible()

    bar.narrow()
    assert status.isVisible()
    assert level.isVisible()
    assert status.hasFocus()
    QTest.keyClick(status, Qt.Key.Key_Down)
    QTest.keyClick(status, Qt.Key.Key_Return)

    assert not status.isVisible()
    assert changes == ["open"]
    assert bar.is_filtering


def test_the_choices_open_within_the_window(qtbot: QtBot, large: None) -> None:
    bar = desk_filter()
    shown(qtbot, bar, height=120)
    bar.narrow()
    popup = bar.findChildren(QComboBox)[0].window()
    assert popup.frameGeometry().top() >= bar.mapToGlobal(bar.rect().topLeft()).y()
    popup.close()


def test_usual_letters_keep_the_choices_in_sight(qtbot: QtBot, theme: Theme) -> None:
    bar = desk_filter()
    shown(qtbot, bar)
    assert all(box.isVisible() for box in bar.findChildren(QComboBox))
    assert not bar.findChildren(ChoicesButton)


def test_views_are_lines_of_a_menu(qtbot: QtBot, large: None) -> None:
    bar = desk_filter()
    views = ViewChips(bar, [ListView("All open", {"status": "open"})], "rosa", "incidents")
    bar.add_tool(views)
    shown(qtbot, bar)
    views.say_counts([7])
    chips = [one for one in views.findChildren(Button) if one.isVisible()]
    assert [one.text() for one in chips] == ["Views"]

    chips[0].click()
    menu = next(one for one in views.findChildren(QMenu) if one.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    assert menu.actions()[0].text() == "All open 7"
    assert bar.code("status") == "open"


def areas(frame: PageFrame, tools: QWidget, button: QWidget) -> tuple[QRect, QRect, QRect]:
    def area(widget: QWidget) -> QRect:
        return QRect(widget.mapTo(frame, widget.rect().topLeft()), widget.size())

    return area(frame.title), area(tools), area(button)


@pytest.mark.parametrize("width", [500, 700, 900, 1400])
def test_the_head_of_a_list_is_as_low_as_it_can_be(qtbot: QtBot, theme: Theme, width: int) -> None:
    tools = desk_filter()
    frame = PageFrame("Accounts", scrolls=False, tools=tools)
    buttons = [Button(words) for words in ("Close account", "Change role", "Add an account")]
    for one in buttons:
        frame.buttons.addWidget(one)
    shown(qtbot, frame, width)
    title, filters, first = areas(frame, tools, buttons[0])
    last = areas(frame, tools, buttons[-1])[2]

    assert not title.intersects(filters)
    assert not filters.intersects(first)
    assert not title.intersects(first)
    assert last.right() <= width
    assert abs(title.center().y() - first.center().y()) <= 2 or first.top() > title.bottom()
    if width == 1400:
        assert filters.left() > title.right()  # all in one line
        assert filters.height() < 50
    if width == 700:
        assert filters.top() > title.bottom()  # else the filter would need three lines beside the buttons


def test_a_page_that_its_tab_names_gives_the_room_of_its_title_to_the_rows(qtbot: QtBot, large: None) -> None:
    frame = PageFrame("People", scrolls=False, tools=desk_filter())
    shown(qtbot, frame)
    before = frame.title.isVisible()
    frame.is_named_by_tab()
    assert (before, frame.title.isVisible()) == (True, False)
    whole = PageFrame("Today")
    shown(qtbot, whole)
    whole.is_named_by_tab()
    assert whole.title.isVisible()


def test_a_list_in_a_question_scrolls_or_the_question_does_but_not_both(qtbot: QtBot, large: None) -> None:
    window = shown(qtbot, QWidget(), 1024, 700)
    for whole in (True, False):
        question = Question(window, "Public holidays", "Untick the days on which you are open.", "Close")
        days = ShortList(5, whole=whole)
        for number in range(1, 15):
            days.addItem(QListWidgetItem(f"Holiday {number}"))
        question.body.addWidget(days)
        question.body.addWidget(QLabel("Both sites"))
        if not whole:
            question.shrink()
        question.open()
        qtbot.waitExposed(question)
        bars = [has_bar(days.verticalScrollBar()), has_bar(question._sight.verticalScrollBar())]
        assert bars == ([False, True] if whole else [True, False])

        days.setFocus()
        for _press in range(13):
            QTest.keyClick(days, Qt.Key.Key_Down)
        QApplication.processEvents()
        line = days.visualItemRect(days.currentItem())
        assert days.viewport().visibleRegion().contains(line.center())
        question.reject()


def test_a_table_scrolls_or_its_page_does_but_not_both(qtbot: QtBot, large: None, theme: Theme) -> None:
    table = RecordTable("Lines", [ListColumn("n", "Number", str)], theme)
    table.wanted.connect(lambda request: table.put(request, 9, range(9)))
    frame = PageFrame("Clinic")
    frame.body.addWidget(table, 1)
    shown(qtbot, frame, 860, 600)
    table.start()
    for height in range(600, 160, -10):
        frame.resize(860, height)
        QApplication.processEvents()
        if table.height() > table.sizeHint().height():
            assert not has_bar(frame.findChildren(QScrollArea)[0].verticalScrollBar()), height


def test_a_short_list_shows_all_its_rows_and_the_page_follows_the_keyboard(
    qtbot: QtBot, large: None, theme: Theme
) -> None:
    table = RecordTable("Backups", [ListColumn("n", "Number", str)], theme)
    table.wanted.connect(lambda request: table.put(request, 14, range(14)))
    WholeList(table)
    frame = PageFrame("Data", scrolls=False)
    for words in ("Where the data is", "Where the backups are"):
        frame.body.addWidget(QLabel(words))
    frame.body.addWidget(table, 1)
    shown(qtbot, frame, 860, 400)
    table.start()
    qtbot.waitUntil(lambda: table.height() > frame.height())
    bar = frame.findChildren(QScrollArea)[0].verticalScrollBar()
    assert (has_bar(bar), table.verticalScrollBar().maximum()) == (True, 0)

    table.setFocus()
    QApplication.processEvents()
    assert bar.value() == 0  # its first row is in sight
    for _press in range(13):
        QTest.keyClick(table, Qt.Key.Key_Down)
    QApplication.processEvents()
    line = table.visualRect(table.currentIndex())
    assert table.viewport().visibleRegion().contains(line.center())


@pytest.mark.parametrize("size", [100, 200])
def test_the_arrow_of_a_sorted_column_grows_with_the_letters_and_points_as_in_a_spreadsheet(
    qtbot: QtBot, theme: Theme, size: int
) -> None:
    theme.choose("light", size)
    table = RecordTable("Lines", [ListColumn("n", "N", str, sort="n")], theme)
    shown(qtbot, table)

    def ink() -> tuple[int, list[int]]:
        """How high the arrow is, and how wide from line to line."""
        area = table.horizontalHeader().grab().toImage()
        ground = area.pixelColor(area.width() // 2, area.height() // 2)
        right = range(area.width() * 3 // 4, area.width())
        lines = [[x for x in right if area.pixelColor(x, y) != ground] for y in range(area.height() * 3 // 4)]
        widths = [max(line) - min(line) + 1 for line in lines if line]
        return len(widths), widths

    table.sort_by(0, descending=False)
    height, widths = ink()
    assert height >= px(5)
    assert widths[0] < widths[-1]  # the least is first: it points up
    table.sort_by(0, descending=True)
    widths = ink()[1]
    assert widths[0] > widths[-1]
    theme.choose("light", 100)


def test_the_lines_of_an_order_are_in_sight_where_the_window_has_room(qtbot: QtBot, large: None, theme: Theme) -> None:
    window = shown(qtbot, QWidget(), 1024, 700)
    question = Question(window, "The order of “Kind”", "Put what happens most at the top.", "Save")
    lines = ShortList(8)
    lines.addItems([f"Line {number}" for number in range(1, 15)])
    question.body.addWidget(lines)
    question.shrink()
    question.open()
    qtbot.waitExposed(question)
    assert lines.height() >= 3 * lines.sizeHintForRow(0)
    question.reject()


def test_the_sheet_of_figures_needs_no_bar_from_side_to_side(qtbot: QtBot, large: None) -> None:
    sheet, model = _Sheet(), DenominatorsModel()
    sheet.setModel(model)
    model.show_rows(["2026-09", "2026-10"], [])
    sheet.settle()
    shown(qtbot, sheet, 815, 300)

    assert not has_bar(sheet.horizontalScrollBar())
    assert not sheet.isColumnHidden(ESTIMATED)
    assert sheet.model().index(0, MONTH).data() == "Sep 2026"
    assert "September 2026" in sheet.model().index(0, MONTH).data(Qt.ItemDataRole.AccessibleTextRole)
    assert sheet.fontInfo().pixelSize() >= 15
