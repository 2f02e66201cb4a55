"""A booked debrief is undone, moved, canceled and opened from the board of a week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.protected_time import MoveReason, displaced
from incident_tracker.domain.support.week import TimeFound
from incident_tracker.usecases.support.debriefs import choose_outside_facilitator
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.staff import change_person
from tests.screens.looking import button, texts
from tests.screens.support.support_at_desk import dialog_of, on_record, said, settle
from tests.screens.support.week_at_desk import (
    Keys,
    Open,
    booked,
    choose_cell,
    drop,
    in_front,
    no_dialog,
    sheet,
)
from tests.storage_fixtures import ALEX, MARIA, ROSA, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk


def test_a_booking_is_undone_and_counts_as_no_move(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_week(desk)
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


def test_an_undo_that_comes_too_late_is_refused(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_week(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    clinic.clock.advance(timedelta(minutes=30))
    desk.messages.undo()  # type: ignore[attr-defined]
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.PLANNED


def test_a_booked_debrief_is_moved_with_who_asked_for_it(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    debrief = booked(clinic)
    page = open_week(desk)
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


def test_where_a_time_suits_beside_a_booked_one_enter_takes_the_time_and_space_opens_the_booked(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _answer, first = logged(clinic)
    first = accepted(clinic, first)
    book_slot(manager, first.id, first.version, tomorrow_at_ten(clinic, covers={ROSA.id: MARIA.id}))
    change_person(manager, replace(ALEX, desk_id=None))
    _second, other = logged(clinic, Severity.THREAT, ALEX.id)
    choose_outside_facilitator(manager, other.id, other.version, "Ines, a peer")
    page = open_week(desk)
    shown = page.board.board
    assert shown is not None
    ten = shown.times.index(time(10))
    assert isinstance(shown.days[1].half_hours[ten], TimeFound)
    page.board.go_to(ten, 1)
    page.board.setFocus()
    keys = Keys(qtbot, page)
    keys.press(Qt.Key.Key_Return)
    assert "Alex Reception: Tuesday 3 Mar, 10:00 AM" in texts(sheet(page))
    keys.press(Qt.Key.Key_Escape)
    page.board.setFocus()
    keys.press(Qt.Key.Key_Space)
    assert "Rosa Reception: Tuesday 3 Mar, 10:00 AM" in texts(dialog_of(page))


def test_esc_leaves_a_booked_debrief_where_it_is(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open) -> None:
    debrief = booked(clinic)
    page = open_week(desk)
    page.board.go_to(5, 1)
    page.board.setFocus()
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Escape)
    shown = page.board.board
    assert shown is not None
    assert shown.chosen is None
    assert on_record(clinic, debrief.id).debrief.starts_at == tomorrow_at_ten(clinic).starts_at


def test_a_booked_debrief_is_dragged_to_another_time(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    debrief = booked(clinic)
    page = open_week(desk)
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


def test_a_booked_time_is_canceled_with_who_asked_for_it_and_waits_again(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    debrief = booked(clinic)
    page = open_week(desk)
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
    assert "Canceled." in said(desk)


def test_the_talk_itself_is_in_the_guided_steps(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open) -> None:
    debrief = booked(clinic)
    page = open_week(desk)
    choose_cell(qtbot, page, 4, 1)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(dialog_of(page), "Guided steps").click()
    assert asked.args == ["debrief", debrief.id]


def test_what_someone_else_booked_meanwhile_is_said_and_nothing_is_overwritten(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    page = open_week(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    theirs = book_slot(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version, tomorrow_at_ten(clinic))
    button(sheet(page), "Book it").click()
    settle(qtbot, page)
    assert no_dialog(page)
    assert on_record(clinic, debrief.id).debrief.starts_at == theirs.starts_at
    assert page.list.count() == 0


def test_who_takes_part_opens_the_steps_and_moves_nothing(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_week: Open
) -> None:
    debrief = booked(clinic)
    page = open_week(desk_of(Role.RECEPTION))
    with qtbot.waitSignal(page.open_requested) as asked:
        choose_cell(qtbot, page, 4, 1)
    assert asked.args == ["debrief", debrief.id]
    assert no_dialog(page)


def test_a_time_at_which_all_who_may_lead_are_busy_does_not_suit(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    booked(clinic)  # Alex covers Rosa's desk tomorrow at ten, and Sam leads
    _second, other = logged(clinic, Severity.THREAT, MARIA.id)
    page = open_week(desk, other.id)
    shown = page.board.board
    assert shown is not None
    ten = shown.days[1].half_hours[4]
    assert not isinstance(ten, TimeFound)
