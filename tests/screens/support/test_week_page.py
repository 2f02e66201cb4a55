"""Support as a week: who reads what on the board, by keys, by mouse and by ear, on the real page over a real store."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.week import TimeFound
from incident_tracker.usecases.clinic.people import set_shifts
from incident_tracker.usecases.support.debriefs import choose_facilitator
from incident_tracker.usecases.support.opening import close_on
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.looking import button, clipped, texts
from tests.screens.support.support_at_desk import Window, settle
from tests.storage_fixtures import ALEX, HARBOUR, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import HOUR, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk
from ui.support.week_layout import Board
from ui.support.week_page import WeekPage

Open = Callable[..., WeekPage]


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    """Opens the page at a desk, as large as a window of a reception leaves it."""

    def open_page(desk: PageDesk, argument: object = None, width: int = 1100, height: int = 640) -> WeekPage:
        page = WeekPage(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        page.open(argument)
        settle(qtbot, page)
        return page

    return open_page


def board(page: WeekPage) -> Board:
    shown = page.board.board
    assert shown is not None
    return shown


def rows(page: WeekPage) -> list[str]:
    """What a screen reader says of each row of the list."""
    model = page.list.model()
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(page.list.count())]


def cell(page: WeekPage, day: date, at: time) -> str:
    """What a screen reader says of this half hour, asked of the accessibility tree."""
    shown = board(page)
    column = next(n for n, one in enumerate(shown.days) if one.day == day)
    row = shown.times.index(at)
    interface = QAccessible.queryAccessibleInterface(page.board)
    wide = len(shown.days) + 1  # the times stand before each row, and the days above
    spoken = interface.child((row + 1) * wide + column + 1)
    assert spoken.role() == QAccessible.Role.Cell
    return spoken.text(QAccessible.Text.Name)


def shown_days(page: WeekPage) -> int:
    """How many days are seen."""
    return sum(not page.board.isColumnHidden(column) for column in range(len(board(page).days)))


def starts(page: WeekPage) -> list[str]:
    """The times that suit, at the site."""
    return [
        f"{one.starts_at.astimezone(HARBOUR.time_zone):%a %H:%M}"
        for day in board(page).days
        for one in day.half_hours
        if isinstance(one, TimeFound)
    ]


def test_a_calm_clinic_shows_an_empty_list_and_the_week(qtbot: QtBot, desk: PageDesk, open_page: Open) -> None:
    page = open_page(desk)
    assert "Nothing to plan. After an incident, its debrief appears here by itself." in texts(page)
    assert [day.day.weekday() for day in board(page).days] == [0, 1, 2, 3, 4]


def test_two_debriefs_of_one_person_differ_in_their_rows(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    logged(clinic)
    clinic.clock.advance(2 * HOUR)
    _second, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    page = open_page(desk)
    assert rows(page) == [
        "Rosa Reception, Threat, today, 9:00 AM · not asked yet, ask by tomorrow, 9:00 AM",
        "Rosa Reception, Threat, today, 11:00 AM · asked, no answer yet, hold by Thursday, 11:00 AM",
    ]


def test_each_half_hour_says_who_leads_and_covers_or_what_is_in_the_way(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open, speaks_names: Callable[[QWidget], None]
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    speaks_names(page)
    tuesday = date(2026, 3, 3)
    assert cell(page, tuesday, time(10)) == (
        "Tuesday 3 Mar, 10:00 AM to 10:45 AM, suits everyone, Sam leads, Alex covers Check-in"
    )
    assert cell(page, tuesday, time(8)) == "Tuesday 3 Mar, 8:00 AM, too early: a night's sleep comes first"
    assert "break: " in cell(page, tuesday, time(12))
    assert cell(page, date(2026, 3, 2), time(8)) == "Monday 2 Mar, 8:00 AM, past"
    assert starts(page)[0] == "Tue 09:00"
    assert "hold by Thursday, 9:00 AM" in texts(page)


def test_choosing_another_debrief_shows_its_times(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    logged(clinic)
    _second, other = logged(clinic, Severity.THREAT, ALEX.id)
    page = open_page(desk)
    assert page.first_focus() is page.list
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    settle(qtbot, page)
    chosen = board(page).chosen
    assert chosen is not None
    assert chosen.debrief.id == other.id
    assert "Alex Reception: " in texts(page)


def test_enter_goes_to_the_first_time_and_n_to_the_next_day_that_has_one(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert page.board.hasFocus()
    shown = board(page)
    here = page.board.currentIndex()
    assert (shown.days[here.column()].day, shown.times[here.row()]) == (date(2026, 3, 3), time(9))
    qtbot.keyClick(page.board, Qt.Key.Key_N)
    assert shown.times[page.board.currentIndex().row()] == time(9, 30)
    qtbot.keyClick(page.board, Qt.Key.Key_Escape)
    assert page.list.hasFocus()


def test_the_arrows_and_the_page_keys_go_on_to_the_next_week_and_back(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    page = open_page(desk)
    page.board.setFocus()
    page.board.go_to(3, 4)
    qtbot.keyClick(page.board, Qt.Key.Key_Right)
    settle(qtbot, page)
    assert board(page).days[0].day == date(2026, 3, 9)
    qtbot.keyClick(page.board, Qt.Key.Key_PageUp)
    settle(qtbot, page)
    assert board(page).days[0].day == date(2026, 3, 2)
    qtbot.mouseClick(page.after, Qt.MouseButton.LeftButton)
    settle(qtbot, page)
    assert "Mon 9 Mar to Fri 13 Mar 2026" in texts(page)
    button(page, "This week").click()
    settle(qtbot, page)
    assert "Mon 2 Mar to Fri 6 Mar 2026" in texts(page)


def test_a_missing_shift_plan_is_said_and_leads_to_where_it_is_entered(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    set_shifts(clinic.as_role(Role.MANAGER), ROSA.id, ())
    page = open_page(desk)
    assert "No working hours are entered for Rosa Reception." in texts(page)
    assert starts(page) == []
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Enter working hours").click()
    assert asked.args == ["users", None]


def test_where_no_one_can_cover_the_reason_and_a_way_out_are_said(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    for person in (ALEX, MARIA):
        set_shifts(manager, person.id, ())
    page = open_page(desk)
    assert "No one is free to cover the desk of Rosa Reception at any time that is left." in texts(page)
    assert "One more person at work would make a time possible." in texts(page)
    button(page, "The next week").click()
    settle(qtbot, page)
    assert board(page).days[0].day == date(2026, 3, 9)


def test_a_holiday_is_closed_and_has_no_times(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    assert any(one.startswith("Wed") for one in starts(page))
    close_on(clinic.as_role(Role.ADMINISTRATOR), [HARBOUR.id], [ClosedDay(date(2026, 3, 4), "Staff day")])
    page.refresh()
    settle(qtbot, page)
    assert not any(one.startswith("Wed") for one in starts(page))
    assert cell(page, date(2026, 3, 4), time(10)) == "Wednesday 4 Mar, 10:00 AM, closed"
    assert page.board.model().headerData(2, Qt.Orientation.Horizontal) == "Wed 4 Mar · closed"


def booked_twice(clinic: Clinic) -> tuple[UUID, UUID]:
    """Sam leads one debrief with Rosa, and at the same time another with Alex, as no rule would allow it today."""
    manager = clinic.as_role(Role.MANAGER)
    _answer, first = logged(clinic)
    first = accepted(clinic, first)
    book_slot(manager, first.id, first.version, tomorrow_at_ten(clinic, covers={ROSA.id: MARIA.id}))
    _answer, second = logged(clinic, Severity.THREAT, ALEX.id)
    second = choose_facilitator(manager, second.id, second.version, SAM.id)
    ask_participants(manager, second.id, [ALEX.id])
    record_debrief_answer(manager, second.id, ALEX.id, Response.YES)
    ten = tomorrow_at_ten(clinic, covers={ALEX.id: MARIA.id}, place="Room 2")
    eleven = replace(ten, starts_at=ten.starts_at + HOUR, ends_at=ten.ends_at + HOUR)
    second = book_slot(manager, second.id, second.version, eleven)
    with clinic.store.write() as unit:
        unit.debriefs.save(replace(second, starts_at=ten.starts_at, ends_at=ten.ends_at))
        keep(unit)
    return first.id, second.id


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER])
def test_a_double_booking_is_seen_at_a_glance(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Open, role: Role
) -> None:
    both = booked_twice(clinic)
    page = open_page(desk_of(role))
    for who in ("Rosa", "Alex"):
        for busy in ("Maria Manager", "Sam Supervisor"):
            assert re.search(f"{who}, tomorrow, 10:00 AM: .*{busy} is in another debrief at that time", texts(page))
    blocks = board(page).days[1].blocks
    assert {one.debrief_id for one in blocks if one.clashes} == set(both)
    assert [(one.lane, one.lanes) for one in blocks] == [(0, 2), (1, 2)]


def test_a_booked_debrief_is_on_its_day_and_no_longer_in_the_list(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))
    page = open_page(desk)
    assert rows(page) == []
    assert cell(page, date(2026, 3, 3), time(10, 30)) == (
        "Tuesday 3 Mar, 10:30 AM, booked, 10:00 AM to 11:00 AM, Rosa, Sam leads · Quiet room · cover not confirmed yet"
    )


def test_the_person_who_leads_sees_her_own_and_no_others(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Open
) -> None:
    booked_twice(clinic)
    _answer, third = logged(clinic, Severity.THREAT, SAM.id)
    page = open_page(desk_of(Role.RECEPTION))  # Rosa, who comes to the first
    spoken = [one.spoken for day in board(page).days for one in day.blocks]
    assert len(spoken) == 1
    assert "Rosa" in spoken[0]
    assert rows(page) == []
    assert board(page).planning is None
    assert page.list.isHidden() or not page.list.isVisible()
    assert third.id not in [item.debrief.id for item in page._view.week.booked]  # type: ignore[union-attr]


def test_below_a_width_fewer_days_are_shown_and_the_arrows_go_on(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    logged(clinic)
    page = open_page(desk, width=760)
    assert 0 < shown_days(page) < 5
    assert page.board.horizontalScrollBar().maximum() == 0
    page.board.setFocus()
    page.board.go_to(2, 0)
    for _step in range(4):
        qtbot.keyClick(page.board, Qt.Key.Key_Right)
    assert page.board.currentIndex().column() == 4
    assert 0 < shown_days(page) < 5
    assert not page.board.isColumnHidden(4)


@pytest.mark.parametrize(("look", "size"), [("dark", 200), ("contrast", 200), ("light", 150)])
def test_with_large_letters_the_list_comes_first_and_then_the_week(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open, look: str, size: int
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    desk.theme.choose(look, size)
    page = open_page(desk, width=900, height=560)
    assert page.list.isVisible()
    assert not page.board.isVisible()
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert page.board.hasFocus()
    assert clipped(page) == []
    button(page, "To plan").click()
    assert page.list.hasFocus()


@pytest.fixture(autouse=True)
def ordinary_letters(desk: PageDesk) -> Iterator[None]:
    """The next test meets the ordinary size."""
    yield
    desk.theme.choose("light", 100)


def test_what_others_change_is_shown_and_the_place_is_kept(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    page.board.setFocus()
    page.board.go_to(7, 3)
    clinic.clock.advance(timedelta(minutes=5))
    logged(clinic, Severity.THREAT, ALEX.id)
    page.refresh()
    settle(qtbot, page)
    assert page.list.count() == 2
    here = page.board.currentIndex()
    assert (here.row(), here.column()) == (7, 3)
    assert page.board.hasFocus()
