"""A debrief is booked, moved, cancelled and undone from the board of a week, by keys and by the mouse."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import Debrief, DebriefMode, DebriefStatus
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason, displaced
from incident_tracker.domain.support.week import TimeFound
from incident_tracker.usecases.clinic.people import change_person
from incident_tracker.usecases.support.participants import (
    Choices,
    answer_debrief,
    ask_participants,
    record_debrief_answer,
)
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.looking import button, texts
from tests.screens.support.support_at_desk import Window, dialog_of, on_record, said, settle
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk
from ui.support.booking_sheet import BookingSheet
from ui.support.week_board import carrying
from ui.support.week_page import WeekPage

Open = Callable[..., WeekPage]
PLACE = "Private room"


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    """Opens the page at a desk, with the focus where the window puts it."""

    def open_page(desk: PageDesk, argument: object = None) -> WeekPage:
        page = WeekPage(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 640)
        page.show()
        page.activateWindow()
        page.open(argument)
        settle(qtbot, page)
        first = page.first_focus()
        assert first is not None
        first.setFocus()
        return page

    return open_page


class Keys:
    """Types into whatever has the focus, and counts."""

    def __init__(self, qtbot: QtBot, page: WeekPage) -> None:
        self.pressed = 0
        self._qtbot, self._page = qtbot, page

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.pressed += 1
            QTest.keyClick(QApplication.focusWidget(), key)
            settle(self._qtbot, self._page)
            in_front(self._page)


def in_front(page: WeekPage) -> None:
    """Give the window the focus back after a sheet: off screen no window manager does it."""
    if no_dialog(page):
        page.activateWindow()
        QApplication.processEvents()


def sheet(page: WeekPage) -> BookingSheet:
    found = dialog_of(page)
    assert isinstance(found, BookingSheet)
    return found


def no_dialog(page: WeekPage) -> bool:
    return not any(one.isVisible() for one in page.findChildren(QDialog))


def booked(clinic: Clinic) -> Debrief:
    """Rosa's debrief, tomorrow at ten."""
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    return book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))


def choose_cell(qtbot: QtBot, page: WeekPage, row: int, column: int) -> None:
    """Click on a half hour."""
    place = page.board.visualRect(page.board.model().index(row, column)).center()
    qtbot.mouseClick(page.board.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle(qtbot, page)


def drop(page: WeekPage, data: QMimeData, row: int, column: int) -> None:
    """Let go of what is dragged over a half hour."""
    target = page.board.viewport()
    place = page.board.visualRect(page.board.model().index(row, column)).center()
    pressed, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(target, QDragEnterEvent(place, copy, data, pressed, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(place), copy, data, pressed, none))


def test_from_the_list_to_a_booked_time_by_three_keys(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page, now = open_page(desk), clinic.clock()
    keys = Keys(qtbot, page)
    keys.press(Qt.Key.Key_Return)
    assert page.board.hasFocus()
    keys.press(Qt.Key.Key_Return)
    asked = sheet(page)
    assert "Rosa Reception: Tuesday 3 Mar, 9:00 AM to 9:45 AM" in texts(asked)
    assert (asked.leader.currentText(), asked.place.text()) == ("Sam Supervisor", PLACE)
    assert asked.covers.covers() == {ROSA.id: ALEX.id}
    keys.press(Qt.Key.Key_Return)
    assert keys.pressed == 3
    assert no_dialog(page)
    file = on_record(clinic, debrief.id)
    assert file.debrief.status is DebriefStatus.PLANNED
    assert file.debrief.starts_at == now + DAY
    assert (file.debrief.facilitator_id, file.debrief.place) == (SAM.id, PLACE)
    assert [(one.person_id, one.cover_id) for one in file.covers] == [(ROSA.id, ALEX.id)]
    assert "Booked: tomorrow, 9:00 AM." in said(desk)
    assert page.list.count() == 0
    assert page.board.hasFocus()


def test_who_was_not_asked_yet_is_booked_only_when_they_said_yes(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    page = open_page(desk)
    keys = Keys(qtbot, page)
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert not any(tick.isChecked() for tick in sheet(page).ticks.values())
    sheet(page).verb.click()
    settle(qtbot, page)
    assert "No one has said yes yet. Ask first, then book." in texts(sheet(page))
    assert on_record(clinic, debrief.id).participants == ()
    keys.press(Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert keys.pressed <= 8
    file = on_record(clinic, debrief.id)
    assert file.debrief.status is DebriefStatus.PLANNED
    assert [(one.person_id, one.response) for one in file.participants] == [(ROSA.id, Response.YES)]


def test_leader_cover_and_place_can_be_changed(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    _answer, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.YES)
    page = open_page(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    asked = sheet(page)
    choices = [asked.leader.itemText(number) for number in range(asked.leader.count())]
    assert choices == ["Sam Supervisor", "Maria Manager – needs a reason"]
    asked.leader.setCurrentIndex(1)
    asked.leader.activated.emit(1)
    assert asked.why_form.isVisible()
    asked.place.setText("Garden room")
    button(asked, "Book it").click()
    settle(qtbot, page)
    assert asked.why_form.isVisible()  # a reason is asked for, and nothing was kept
    assert on_record(clinic, debrief.id).debrief.facilitator_id is None
    asked.reason.setText("Rosa asked for her and for no one else")
    asked.covers.choose({ROSA.id: SAM.id})
    button(asked, "Book it").click()
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert (file.debrief.facilitator_id, file.debrief.place) == (MARIA.id, "Garden room")
    assert [one.cover_id for one in file.covers] == [SAM.id]


def test_what_those_who_come_asked_for_is_in_the_sheet_and_a_group_needs_everyone(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _answer, debrief = logged(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    ask_participants(manager, debrief.id, [ROSA.id, ALEX.id])
    alone = Choices(wants_group=False, companion="my sister")
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, alone)
    record_debrief_answer(manager, debrief.id, ALEX.id, Response.YES)
    page = open_page(desk)
    said_so = "No one is free to cover the desk of Rosa Reception, Alex Reception at any time that is left."
    assert said_so in texts(page)  # there is one person for two desks
    change_person(manager, replace(ALEX, desk_id=None))
    page.refresh()
    settle(qtbot, page)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    asked = sheet(page)
    assert "Rosa Reception: Would like: alone, with my sister" in texts(asked)
    asked.mode.choose(DebriefMode.GROUP)
    button(asked, "Book it").click()
    settle(qtbot, page)
    assert asked.isVisible()
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN
    asked.mode.choose(DebriefMode.ONE_TO_ONE)
    button(asked, "Book it").click()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.PLANNED


def test_a_desk_without_cover_is_refused_in_the_sheet(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    asked = sheet(page)
    asked.covers.choose({})
    button(asked, "Book it").click()
    settle(qtbot, page)
    assert asked.isVisible()
    assert "No one covers the desk of Rosa Reception" in texts(asked)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN


def test_a_click_chooses_a_time_and_one_that_does_not_suit_says_why(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    choose_cell(qtbot, page, 0, 1)
    assert no_dialog(page)
    assert said(desk) == "Tuesday 3 Mar, 8:00 AM, too early: a night's sleep comes first"
    choose_cell(qtbot, page, 6, 2)
    assert "Wednesday 4 Mar, 11:00 AM to 11:45 AM" in texts(sheet(page))
    button(sheet(page), "Go back").click()
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN


def test_a_debrief_is_dragged_onto_a_time(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    logged(clinic)
    _second, other = logged(clinic, Severity.THREAT, ALEX.id)
    page = open_page(desk)
    assert "Alex Reception" in page.list.item(1).toolTip()
    drop(page, page.list.mimeData([page.list.item(1)]), 6, 2)
    settle(qtbot, page)
    asked = sheet(page)
    assert "Alex Reception: Wednesday 4 Mar, 11:00 AM to 11:45 AM" in texts(asked)
    next(iter(asked.ticks.values())).setChecked(True)
    button(asked, "Book it").click()
    settle(qtbot, page)
    assert on_record(clinic, other.id).debrief.status is DebriefStatus.PLANNED
    assert page.list.count() == 1


def test_what_is_not_a_debrief_cannot_be_dropped(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    logged(clinic)
    page = open_page(desk)
    data = QMimeData()
    data.setText("a line from somewhere else")
    drop(page, data, 6, 2)
    drop(page, carrying(UUID(int=0xBAD)), 6, 2)
    settle(qtbot, page)
    assert no_dialog(page)


def test_a_booking_is_undone_and_counts_as_no_move(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert page.list.count() == 0
    desk.messages.undo()  # type: ignore[attr-defined]
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert file.debrief.status is DebriefStatus.TO_PLAN
    assert displaced(file.slots) == 0
    assert page.list.count() == 1
    in_front(page)
    assert page.list.hasFocus()


def test_an_undo_that_comes_too_late_is_refused(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_page(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    clinic.clock.advance(timedelta(minutes=30))
    desk.messages.undo()  # type: ignore[attr-defined]
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.PLANNED


def test_a_booked_debrief_is_moved_with_who_asked_for_it(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    debrief = booked(clinic)
    page = open_page(desk)
    page.board.go_to(5, 1)
    keys = Keys(qtbot, page)
    page.board.setFocus()
    keys.press(Qt.Key.Key_Return)
    assert "Sam leads · Quiet room · cover not confirmed yet" in texts(dialog_of(page))
    keys.press(Qt.Key.Key_Return)  # Move it
    assert page.board.hasFocus()
    assert "Move Rosa Reception: " in texts(page)
    page.board.go_to(6, 2)
    keys.press(Qt.Key.Key_Return)
    asked = sheet(page)
    assert asked.place.text() == "Quiet room"
    button(asked, "Move it").click()
    settle(qtbot, page)
    assert "Please say who asked to move it." in texts(asked)
    asked.because.choose(MoveReason.MANAGEMENT)
    button(asked, "Move it").click()
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert file.debrief.starts_at == tomorrow_at_ten(clinic).starts_at + DAY + HOUR
    assert [one.moved_because for one in file.slots] == [MoveReason.MANAGEMENT, None]


def test_esc_leaves_a_booked_debrief_where_it_is(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    debrief = booked(clinic)
    page = open_page(desk)
    page.board.go_to(5, 1)
    page.board.setFocus()
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    shown = page.board.board
    assert shown is not None
    assert shown.chosen is None
    assert on_record(clinic, debrief.id).debrief.starts_at == tomorrow_at_ten(clinic).starts_at


def test_a_booked_debrief_is_dragged_to_another_time(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    debrief = booked(clinic)
    page = open_page(desk)
    model = page.board.model()
    drop(page, model.mimeData([model.index(5, 1)]), 6, 2)
    settle(qtbot, page)
    asked = sheet(page)
    asked.because.choose(MoveReason.PARTICIPANT)
    button(asked, "Move it").click()
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert file.debrief.starts_at == tomorrow_at_ten(clinic).starts_at + DAY + HOUR
    assert displaced(file.slots) == 0


def test_a_booked_time_is_cancelled_with_who_asked_for_it_and_waits_again(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    debrief = booked(clinic)
    page = open_page(desk)
    choose_cell(qtbot, page, 4, 1)
    asked = dialog_of(page)
    button(asked, "Cancel this time").click()
    assert "Please say who asked to cancel it." in texts(asked)
    asked.because.choose(MoveReason.MANAGEMENT)  # type: ignore[attr-defined]
    button(asked, "Cancel this time").click()
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert file.debrief.status is DebriefStatus.TO_PLAN
    assert displaced(file.slots) == 1
    assert page.list.count() == 1
    assert "Cancelled." in said(desk)


def test_the_talk_itself_is_in_the_guided_steps(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open) -> None:
    debrief = booked(clinic)
    page = open_page(desk)
    choose_cell(qtbot, page, 4, 1)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(dialog_of(page), "Guided steps").click()
    assert asked.args == ["debrief", debrief.id]


def test_what_someone_else_booked_meanwhile_is_said_and_nothing_is_overwritten(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    page = open_page(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    theirs = book_slot(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version, tomorrow_at_ten(clinic))
    button(sheet(page), "Book it").click()
    settle(qtbot, page)
    assert no_dialog(page)
    assert on_record(clinic, debrief.id).debrief.starts_at == theirs.starts_at
    assert page.list.count() == 0


def test_who_takes_part_opens_the_steps_and_moves_nothing(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Open
) -> None:
    debrief = booked(clinic)
    page = open_page(desk_of(Role.RECEPTION))
    with qtbot.waitSignal(page.open_requested) as asked:
        choose_cell(qtbot, page, 4, 1)
    assert asked.args == ["debrief", debrief.id]
    assert no_dialog(page)


def test_a_time_at_which_all_who_may_lead_are_busy_does_not_suit(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Open
) -> None:
    booked(clinic)  # Alex covers Rosa's desk tomorrow at ten, and Sam leads
    _second, other = logged(clinic, Severity.THREAT, MARIA.id)
    page = open_page(desk, other.id)
    shown = page.board.board
    assert shown is not None
    ten = shown.days[1].half_hours[4]
    assert not isinstance(ten, TimeFound)
