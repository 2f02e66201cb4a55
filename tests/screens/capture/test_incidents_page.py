"""The list: what it shows to whom, how it is narrowed, and what it says when it is empty."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QSettings, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.columns import Surface, columns_on
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.wording import translated
from tests.bare_incidents import log_incident
from tests.screens.capture.incident_at_desk import DRAFT
from tests.screens.looking import button, clipped, texts
from tests.storage_fixtures import CHECK_IN, HARBOUR, Clinic
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk
from ui.spoken import speak
from ui.theme.spacing import px
from ui.widgets.column_memory import ColumnMemory
from ui.widgets.record_delegate import RecordDelegate
from ui.widgets.record_model import RecordModel

KINDS = {1: "hostility", 2: "verbal_abuse", 5: "physical_attack"}


@pytest.fixture
def three(clinic: Clinic) -> list[Incident]:
    """Level 1 today by Rosa, level 2 ten days ago, level 5 two months ago and closed by now."""
    made = []
    for role, days, level in ((Role.RECEPTION, 0, 1), (Role.SUPERVISOR, 10, 2), (Role.MANAGER, 60, 5)):
        draft = IncidentDraft(
            occurred_at=clinic.clock() - timedelta(days=days),
            site_id=HARBOUR.id,
            desk_id=CHECK_IN.id,
            channel="in_person_desk",
            kind=KINDS[level],
            severity=Severity(level),
            narrative=f"pelican number {level}",
        )
        made.append(log_incident(clinic.as_role(role), draft).incident)
    close_incident(clinic.as_role(Role.MANAGER), made[2].id, made[2].version)
    return made


def logged(
    clinic: Clinic, moment: datetime, kind: str = "hostility", severity: Severity = Severity.HOSTILE
) -> Incident:
    draft = IncidentDraft(
        occurred_at=moment,
        site_id=HARBOUR.id,
        desk_id=CHECK_IN.id,
        channel="in_person_desk",
        kind=kind,
        severity=severity,
    )
    return log_incident(clinic.as_role(Role.RECEPTION), draft).incident


def opened(qtbot: QtBot, desk: PageDesk, argument: object = None) -> IncidentsPage:
    page = IncidentsPage(desk)
    qtbot.addWidget(page)
    page.resize(1240, 700)
    page.show()
    page.open(argument)
    settled(qtbot, desk)
    return page


def settled(qtbot: QtBot, desk: PageDesk) -> None:
    qtbot.waitUntil(lambda: desk.runner.is_quiet)


def shown(page: IncidentsPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [str(model.index(row, column, QModelIndex()).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_list_says_level_and_status_in_words_and_no_description(
    qtbot: QtBot, desk: PageDesk, three: list[Incident], speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, desk)
    rows = shown(page)
    assert [row[0] for row in rows] == [one.ref for one in three]
    assert "1 · Hostile" in rows[0]
    assert "Closed" in rows[2]
    assert "pelican" not in str(rows)
    assert "3 incidents" in texts(page)
    speaks_names(page)


def test_enter_opens_the_incident(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    page = opened(qtbot, desk)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["incident", three[0].id]


@pytest.mark.parametrize(
    ("key", "code", "expected"),
    [("level", "physical", [2]), ("period", "week", [0]), ("status", "open", [0, 1]), ("period", "month", [0, 1])],
)
def test_the_filter_narrows(
    qtbot: QtBot, desk: PageDesk, three: list[Incident], key: str, code: str, expected: list[int]
) -> None:
    page = opened(qtbot, desk)
    page.filter.choose(key, code)
    settled(qtbot, desk)
    assert [row[0] for row in shown(page)] == [three[n].ref for n in expected]


def test_words_and_reference_numbers_are_found(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    page = opened(qtbot, desk)
    page.search()
    qtbot.keyClicks(page.focusWidget(), "number 2")
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[1].ref])
    page.filter.clear()
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    qtbot.keyClicks(page.focusWidget(), three[2].ref.lower())
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[2].ref])


def test_nothing_found_offers_the_way_back(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    page = opened(qtbot, desk)
    page.filter.choose("level", "near")
    qtbot.waitUntil(lambda: "Nothing matches this filter" in texts(page))
    button(page, "Clear the filter").click()
    qtbot.waitUntil(lambda: len(shown(page)) == 3)


def test_signs_alone_say_that_there_is_nothing_to_search_for(
    qtbot: QtBot, desk: PageDesk, three: list[Incident]
) -> None:
    page = opened(qtbot, desk)
    page.search()
    qtbot.keyClicks(page.focusWidget(), '"?!')
    qtbot.waitUntil(lambda: "Nothing to search for" in texts(page))
    page.filter.clear()
    page.filter.choose("level", "near")
    qtbot.waitUntil(lambda: "Nothing matches this filter" in texts(page))


def test_hits_are_in_the_order_in_which_things_happened(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    """All three were entered today, the latest event first."""
    page = opened(qtbot, desk)
    page.search()
    page.filter.search_for("pélican")
    qtbot.waitUntil(lambda: len(shown(page)) == 3)
    assert [row[0] for row in shown(page)] == [one.ref for one in three]


def test_an_empty_clinic_says_what_to_do(qtbot: QtBot, desk: PageDesk) -> None:
    page = opened(qtbot, desk)
    assert "Nothing has been logged yet" in texts(page)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Log an incident").click()
    assert asked.args == ["log", None]


def test_it_can_be_opened_with_a_status(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    page = opened(qtbot, desk, "closed")
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[2].ref])


def test_it_can_be_opened_with_a_month(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    page = opened(qtbot, desk, "2026-02")
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[1].ref])


def test_the_front_desk_sees_its_own_reports(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], three: list[Incident]
) -> None:
    page = opened(qtbot, desk_of(Role.RECEPTION))
    assert "Your reports" in texts(page)
    assert [row[0] for row in shown(page)] == [three[0].ref]


def test_each_column_that_the_record_states_for_lists_is_there(qtbot: QtBot, clinic: Clinic, desk: PageDesk) -> None:
    logged(clinic, clinic.clock())
    page = opened(qtbot, desk)
    model = page.table.model()

    headings = [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]

    assert {translated(column.heading) for column in columns_on(Incident, Surface.LIST)} <= set(headings)
    assert set(headings[5:]) == {"Where", "How it reached us", "Happened to", "Debrief"}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_scrolls_sideways_and_number_time_and_status_are_whole(
    qtbot: QtBot, desk: PageDesk, three: list[Incident], width: int, height: int, language: str
) -> None:
    """Beside the sidebar; the desk alone says where, because there is one site."""
    speak(language)
    page = opened(qtbot, desk)
    page.resize(width - 232, height - 40)
    table = page.table
    qtbot.waitUntil(lambda: table.viewport().width() < width - 232)
    header, metrics = table.horizontalHeader(), table.fontMetrics()
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() == 0)

    model, drawn_by = table.model(), table.itemDelegate()
    assert isinstance(model, RecordModel)
    assert isinstance(drawn_by, RecordDelegate)
    for column in (0, 1, 4):
        for row in range(model.rowCount()):
            words, _tone, _right, short = model.cell(row, column)
            drawn = short if column in drawn_by.shortened else words
            assert metrics.horizontalAdvance(drawn) < header.sectionSize(column)
    speak("en")


def test_the_kind_is_whole_beside_a_sidebar_of_icons(qtbot: QtBot, desk: PageDesk, clinic: Clinic) -> None:
    """1024 wide, with the longest kinds of the Spanish list: whom it happened to and the channel make room for it."""
    for kind, level in (("near_miss", 0), ("hostility", 1), ("against_objects", 4), ("weapon_or_object", 3)):
        logged(clinic, clinic.clock(), kind, Severity(level))
    speak("es")
    page = opened(qtbot, desk)
    speak("en")
    page.resize(1024 - 84, 660)
    model, header, metrics = page.table.model(), page.table.horizontalHeader(), page.table.fontMetrics()
    assert isinstance(model, RecordModel)
    qtbot.waitUntil(lambda: model.rowCount() == 4)
    kinds = [model.cell(row, 2)[0] for row in range(4)]

    assert "Golpear o lanzar cosas" in kinds
    qtbot.waitUntil(lambda: all(metrics.horizontalAdvance(kind) + 2 * px(8) <= header.sectionSize(2) for kind in kinds))


def test_twenty_rows_are_seen_on_the_screen_of_a_reception(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    """And further apart where there is room."""
    page = opened(qtbot, desk)
    page.resize(1366 - 232, 768 - 36)
    table = page.table
    qtbot.waitUntil(lambda: table.viewport().height() // table.rowHeight(0) >= 20)
    assert table.rowHeight(0) == 28
    page.resize(1366 - 232, 900)
    qtbot.waitUntil(lambda: table.rowHeight(0) == 36)


def test_rows_stand_as_someone_chose_whatever_the_window(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    desk.theme.rows = "comfortable"
    page = opened(qtbot, desk)
    assert page.table.rowHeight(0) == 36
    desk.theme.rows = "compact"
    page.resize(1240, 900)
    qtbot.waitUntil(lambda: page.table.rowHeight(0) == 28)


def press_heading(qtbot: QtBot, page: IncidentsPage, column: int) -> None:
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def chosen_in(menu: QMenu, heading: str, words: str) -> QAction:
    one = next(action.menu() for action in menu.actions() if action.text() == heading)
    assert isinstance(one, QMenu)
    return next(action for action in one.actions() if action.text() == words)


def columns_by_menu_key(qtbot: QtBot, page: IncidentsPage) -> QMenu:
    """The menu of the columns, opened without a mouse."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), page.table.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(page.table, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    columns = next(action.menu() for action in menu.actions() if action.text() == "Columns")
    assert isinstance(columns, QMenu)
    return columns


def test_a_click_on_a_heading_sorts_and_another_turns_it_round(
    qtbot: QtBot, desk: PageDesk, three: list[Incident]
) -> None:
    page = opened(qtbot, desk)
    press_heading(qtbot, page, 3)
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[n].ref for n in (2, 1, 0)])
    press_heading(qtbot, page, 3)
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[n].ref for n in (0, 1, 2)])
    page.filter.search_for("pelican")
    press_heading(qtbot, page, 1)
    press_heading(qtbot, page, 1)
    qtbot.waitUntil(lambda: [row[0] for row in shown(page)] == [three[n].ref for n in (2, 1, 0)])


def test_columns_are_sorted_moved_and_hidden_without_a_mouse_and_stay_so_for_this_person_alone(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], three: list[Incident], tmp_path: Path
) -> None:
    ColumnMemory.remember_in(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    page = opened(qtbot, desk_of(Role.MANAGER))
    menu = columns_by_menu_key(qtbot, page)
    chosen_in(menu, "Level", "Sort downwards").trigger()
    chosen_in(menu, "Level", "Move to the left").trigger()
    chosen_in(menu, "Kind", "Show").trigger()
    menu.parentWidget().close()
    again = opened(qtbot, desk_of(Role.MANAGER))
    header = again.table.horizontalHeader()
    assert [row[0] for row in shown(again)] == [three[n].ref for n in (2, 1, 0)]
    assert header.visualIndex(3) == 2
    assert header.isSectionHidden(2)
    other = opened(qtbot, desk_of(Role.SUPERVISOR))
    assert not other.table.horizontalHeader().isSectionHidden(2)
    assert [row[0] for row in shown(other)] == [one.ref for one in three]
    ColumnMemory.memory = None


def test_a_width_that_someone_drew_is_kept(qtbot: QtBot, desk: PageDesk, three: list[Incident], tmp_path: Path) -> None:
    ColumnMemory.remember_in(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    page = opened(qtbot, desk)
    page.table.horizontalHeader().resizeSection(5, 300)
    assert opened(qtbot, desk).table.horizontalHeader().sectionSize(5) == 300
    ColumnMemory.memory = None


def test_nothing_is_cut_at_double_size(qtbot: QtBot, desk: PageDesk, three: list[Incident]) -> None:
    desk.theme.choose("dark", 200)
    page = opened(qtbot, desk)
    page.resize(2000, 900)
    qtbot.waitUntil(lambda: clipped(page) == [])


def test_whom_it_happened_to_and_their_debrief_are_columns_and_sort_the_list(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic
) -> None:
    made = [
        log_incident_with_support(
            clinic.as_role(role), replace(DRAFT, occurred_at=clinic.clock() - timedelta(hours=hours))
        ).incident
        for hours, role in enumerate((Role.SUPERVISOR, Role.RECEPTION, Role.MANAGER))
    ]
    page = opened(qtbot, desk)
    keys = [column.key for column in page.table.all_columns]
    person, debrief = keys.index("person"), keys.index("debrief")
    names = [row[person] for row in shown(page)]
    assert len(set(names)) == 3
    assert "Rosa Reception" in names
    assert all(row[debrief].startswith("plan by ") for row in shown(page))
    press_heading(qtbot, page, person)
    settled(qtbot, desk)
    assert [row[person] for row in shown(page)] == sorted(names)
    assert {row[0] for row in shown(page)} == {one.ref for one in made}


def test_who_may_not_know_of_support_sees_their_own_alone(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic
) -> None:
    for by in (Role.RECEPTION, Role.SUPERVISOR):
        log_incident_with_support(clinic.as_role(by), replace(DRAFT, occurred_at=clinic.clock()))
    page = opened(qtbot, desk_of(Role.RECEPTION))
    keys = [column.key for column in page.table.all_columns]
    assert [row[keys.index("person")] for row in shown(page)] == ["Rosa Reception"]
    assert shown(opened(qtbot, desk_of(Role.COMMITTEE))) == []
