"""A debrief is booked from the board of a week, by keys, by a click and by dragging it onto a time."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefMode, DebriefStatus
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.usecases.support.participants import (
    Choices,
    answer_debrief,
    ask_participants,
    record_debrief_answer,
)
from incident_tracker.usecases.support.staff import change_person
from tests.screens.looking import button, texts
from tests.screens.support.support_at_desk import on_record, said, settle
from tests.screens.support.week_at_desk import (
    PLACE,
    Keys,
    Open,
    choose_cell,
    drop,
    no_dialog,
    sheet,
)
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, accepted, logged
from ui.page import PageDesk
from ui.support.week_board import carrying


def test_from_the_list_to_a_booked_time_by_three_keys(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page, now = open_week(desk), clinic.clock()
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
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    _answer, debrief = logged(clinic)
    page = open_week(desk)
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


def test_leader_cover_and_place_can_be_changed(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open) -> None:
    _answer, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.YES)
    page = open_week(desk)
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
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _answer, debrief = logged(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    ask_participants(manager, debrief.id, [ROSA.id, ALEX.id])
    alone = Choices(talk_form=TalkForm.ALONE, companion="my sister")
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, alone)
    record_debrief_answer(manager, debrief.id, ALEX.id, Response.YES)
    page = open_week(desk)
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
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_week(desk)
    Keys(qtbot, page).press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    asked = sheet(page)
    asked.covers.choose({})
    button(asked, "Book it").click()
    settle(qtbot, page)
    assert asked.isVisible()
    assert "No one covers the desk of Rosa Reception" in texts(asked)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN


def test_a_click_chooses_a_time_and_one_that_does_not_suit_says_why(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open
) -> None:
    _answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    page = open_week(desk)
    choose_cell(qtbot, page, 0, 1)
    assert no_dialog(page)
    assert said(desk) == "Tuesday 3 Mar, 8:00 AM, too early: a night's sleep comes first"
    choose_cell(qtbot, page, 6, 2)
    assert "Wednesday 4 Mar, 11:00 AM to 11:45 AM" in texts(sheet(page))
    button(sheet(page), "Go back").click()
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN


def test_a_debrief_is_dragged_onto_a_time(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open) -> None:
    logged(clinic)
    _second, other = logged(clinic, Severity.THREAT, ALEX.id)
    page = open_week(desk)
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


def test_what_is_not_a_debrief_cannot_be_dropped(qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_week: Open) -> None:
    logged(clinic)
    page = open_week(desk)
    data = QMimeData()
    data.setText("a line from somewhere else")
    drop(page, data, 6, 2)
    drop(page, carrying(UUID(int=0xBAD)), 6, 2)
    settle(qtbot, page)
    assert no_dialog(page)
