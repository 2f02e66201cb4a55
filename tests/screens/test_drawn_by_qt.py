"""What Qt draws by itself (boxes in lists, chosen lines, menus, scroll bars, calendars) is seen in every palette."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, QModelIndex, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QMenuBar,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStyle,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QTimeEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.screens.focus_ring import changed_pixels
from tests.screens.looking import clipped
from tests.storage_fixtures import Clock
from ui.sheets.pixels import colors, picture_of, strongest, unreadable_cells
from ui.theme.theme import Theme
from ui.widgets.calendar import Calendar
from ui.widgets.layout import column, row
from ui.widgets.message_bar import MessageBar

LEAST = 3.0
"""WCAG 2.2, 1.4.11: what one has to see to know a control and its state."""
WORDS = 4.5
"""1.4.3: what has to be read."""
Look = tuple[str, int]


@pytest.fixture(params=[(tones, size) for tones in ("light", "dark", "contrast") for size in (100, 200)], ids=str)
def look(request: pytest.FixtureRequest, theme: Theme) -> Iterator[Look]:
    """One palette at one text size."""
    theme.choose(*request.param)
    yield request.param
    theme.choose("light", 100)


def shown(qtbot: QtBot, widget: QWidget, width: int = 500, height: int = 460) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def ticked_list(view: QAbstractItemView) -> QAbstractItemView:
    """Three lines: not ticked, ticked, not ticked; the last is the current one."""
    for number, state in enumerate((Qt.CheckState.Unchecked, Qt.CheckState.Checked, Qt.CheckState.Unchecked)):
        if isinstance(view, QListWidget):
            item = QListWidgetItem(f"Line {number}", view)
            item.setCheckState(state)
        elif isinstance(view, QTreeWidget):
            branch = QTreeWidgetItem(view, [f"Line {number}"])
            branch.setCheckState(0, state)
        elif isinstance(view, QTableWidget):
            cell = QTableWidgetItem(f"Line {number}")
            cell.setCheckState(state)
            view.setItem(number, 0, cell)
    view.setCurrentIndex(view.model().index(2, 0))
    return view


def box_of(view: QAbstractItemView, row: int) -> QRect:
    """Where the style draws the box of a line."""
    index = view.model().index(row, 0)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    return view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, view)


def seen_in(image: QImage, area: QRect) -> float:
    """How far the strongest mark in an area stands out from what is around it."""
    return strongest(colors(image, area.adjusted(-3, -3, 3, 3)))


@pytest.mark.parametrize("kind", [QListWidget, QTreeWidget, QTableWidget])
def test_boxes_in_lists_are_seen_as_well_as_our_own(qtbot: QtBot, look: Look, kind: type[QAbstractItemView]) -> None:
    view = ticked_list(QTableWidget(3, 1) if kind is QTableWidget else kind())
    shown(qtbot, view)
    image = picture_of(view.viewport())
    own = QCheckBox("Box")
    shown(qtbot, own, 200, 80)
    option = QStyleOptionButton()
    own.initStyleOption(option)
    box = own.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, own)
    assert seen_in(picture_of(own), box) >= LEAST
    assert [
        round(seen_in(image, box_of(view, row)), 2) for row in range(3) if seen_in(image, box_of(view, row)) < LEAST
    ] == []


@pytest.mark.parametrize("kind", [QListWidget, QTreeWidget, QComboBox, QTableWidget])
def test_the_current_line_is_told_by_more_than_a_shade(qtbot: QtBot, look: Look, kind: type[QWidget]) -> None:
    if kind is QComboBox:
        box = QComboBox()
        box.addItems(["First", "Second", "Third"])
        shown(qtbot, box, 200, 60)
        box.showPopup()
        view = box.view()
        qtbot.waitUntil(view.isVisible)
    elif kind is QTableWidget:
        table = QTableWidget(3, 2)
        table.setProperty("look", "figures")
        view = ticked_list(table)
        shown(qtbot, view)
        table.resizeRowsToContents()
    else:
        view = ticked_list(kind())  # type: ignore[arg-type]  # one of the lists
        shown(qtbot, view)
    marked, others = [], []
    for line in range(3):
        index = view.model().index(line, 0)
        view.setCurrentIndex(QModelIndex())
        view.clearSelection()
        before = picture_of(view.viewport())
        view.setCurrentIndex(index)
        after = picture_of(view.viewport())
        place = view.visualRect(index)
        marked.append(changed_pixels(before, after, place) >= 2 * (place.height() - 4))
        others.append(unreadable_cells(view, WORDS))
    assert marked == [True] * 3
    assert others == [[]] * 3


def test_what_a_menu_stands_on_is_seen(qtbot: QtBot, look: Look) -> None:
    bar = QMenuBar()
    menu = QMenu("&Go", bar)
    actions = [menu.addAction(word) for word in ("Today", "Incidents", "Support")]
    top = bar.addMenu(menu)
    shown(qtbot, bar, 600, 80)
    for holder, action in ((menu, actions[1]), (bar, top)):
        if holder is menu:
            menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
            qtbot.waitUntil(menu.isVisible)
        before = picture_of(holder)
        holder.setActiveAction(action)
        after = picture_of(holder)
        place = holder.actionGeometry(action)
        assert changed_pixels(before, after, place) >= 2 * min(place.width(), place.height()) * 0.75
        assert strongest(colors(after, place)) >= WORDS
        menu.close()


def test_scroll_bars_are_seen(qtbot: QtBot, look: Look) -> None:
    for ground in ("page", "surface", "sidebar"):
        holder = QWidget()
        holder.setProperty("look", ground)
        holder.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area = QScrollArea(holder)
        tall = QWidget()
        tall.setProperty("look", "body")
        tall.setFixedSize(100, 2000)
        area.setWidget(tall)
        area.setGeometry(0, 0, 300, 240)
        shown(qtbot, holder)
        bar = area.verticalScrollBar()
        at = QRect(bar.mapTo(holder, bar.rect().topLeft()), bar.size())
        assert strongest(colors(picture_of(holder), at)) >= LEAST, ground


def test_every_part_of_a_calendar_is_seen(qtbot: QtBot, look: Look) -> None:
    calendar = Calendar()
    calendar.setSelectedDate(QDate(2026, 8, 15))  # a Saturday
    shown(qtbot, calendar, *((420, 320) if look[1] == 100 else (840, 640)))
    days = calendar.findChild(QTableView)
    assert isinstance(days, QTableView)
    calendar.setFocus()
    qtbot.waitUntil(days.hasFocus)
    assert unreadable_cells(days, WORDS) == []
    image = picture_of(calendar)
    for button in calendar.findChildren(QToolButton):
        place = QRect(button.mapTo(calendar, button.rect().topLeft()), button.size()).adjusted(3, 3, -3, -3)
        assert strongest(colors(image, place)) >= LEAST, button.objectName()


@pytest.mark.parametrize("kind", [QComboBox, QSpinBox, QDoubleSpinBox, QTimeEdit, QDateEdit, QLineEdit])
def test_a_disabled_field_looks_disabled_and_its_words_can_be_told(
    qtbot: QtBot, look: Look, kind: type[QWidget]
) -> None:
    fields = kind(), kind()
    for field in fields:
        if isinstance(field, QComboBox):
            field.addItem("No one yet")
        if isinstance(field, QLineEdit):
            field.setText("No one yet")
    fields[1].setEnabled(False)
    holder = QWidget()
    holder.setLayout(row(*fields))
    shown(qtbot, holder, 480, 80)
    picture = picture_of(holder)
    inside = [field.geometry().adjusted(6, 6, -6, -6) for field in fields]
    assert strongest(colors(picture, inside[1])) >= LEAST
    assert picture.copy(fields[0].geometry()) != picture.copy(fields[1].geometry())


@pytest.mark.parametrize("kind", ["step", "chip"])
def test_what_is_chosen_of_several_is_told_by_more_than_a_shade(qtbot: QtBot, look: Look, kind: str) -> None:
    button = QPushButton("Incidents")
    button.setProperty("kind", kind)
    button.setCheckable(True)
    holder = QWidget()
    holder.setProperty("look", "page")
    holder.setLayout(row(QPushButton("Focus"), button))
    shown(qtbot, holder, 600, 140)
    before = picture_of(holder)
    button.setChecked(True)
    place = button.geometry()
    assert changed_pixels(before, picture_of(holder), place) >= 2 * (place.width() + place.height()) * 0.75


def test_a_message_is_told_whole_in_a_narrow_window(qtbot: QtBot, look: Look, clock: Clock) -> None:
    bar, page = MessageBar(clock), QWidget()
    holder = QWidget()
    holder.setLayout(column(page, bar))
    page.setMinimumHeight(400)
    shown(qtbot, holder, 360, 430)
    bar.warn("Begun. Take the time that you need; the clock never rings.")
    qtbot.waitUntil(lambda: bar.height() > 0)
    qtbot.waitUntil(lambda: clipped(holder) == [])
    assert bar.height() < 300
