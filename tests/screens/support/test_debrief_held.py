"""Holding a debrief: step by step, locked in between, stopped, late or not at all; and who only takes part."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus, NotHeldReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.usecases.oversight.audit_trail import list_audit
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import choose_facilitator, show_debrief
from incident_tracker.usecases.support.drafts import find_debrief_draft
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from tests.screens.looking import button, texts
from tests.screens.support.support_at_desk import Stopwatch, dialog_of, on_record, press, running, said, settle
from tests.storage_fixtures import ALEX, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, a_threat, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk
from ui.support.debrief_page import DebriefPage


def test_a_lock_in_the_middle_keeps_step_clock_and_words(
    qtbot: QtBot,
    desk_of: Callable[[Role], PageDesk],
    clinic: Clinic,
    open_page: Callable[..., DebriefPage],
    stopwatch: Stopwatch,
) -> None:
    debrief_id, _began = running(clinic)
    desk = desk_of(Role.SUPERVISOR)
    page = open_page(desk, debrief_id)
    press(qtbot, page, "Next")
    stopwatch.seconds += 125
    page.holding.learning.text.setPlainText("Say the waiting time aloud")
    page.keep_draft()  # what the window asks for before it locks
    settle(qtbot, page)
    page.close()
    again = open_page(desk_of(Role.SUPERVISOR), debrief_id)
    assert again.holding.learning.text.toPlainText() == "Say the waiting time aloud"
    assert again.holding.steps is not None
    assert again.holding.clock is not None
    assert again.holding.steps.current == 1
    assert again.holding.clock.seconds == 125
    assert again.holding.clock.is_running


def test_what_is_typed_is_kept_sealed_over_a_kill_and_for_that_person_alone(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    """Without a word of it in the audit trail; what is saved or discarded leaves nothing behind."""
    debrief_id, _began = running(clinic)
    sam = clinic.as_role(Role.SUPERVISOR)
    page = open_page(desk_of(Role.SUPERVISOR), debrief_id)
    page.holding.learning.text.setPlainText("Say the waiting time aloud")
    page.holding.learning.factor.choose("STF1")
    qtbot.waitUntil(lambda: find_debrief_draft(sam, debrief_id) is not None)  # a pause is enough
    qtbot.waitUntil(lambda: "kept as your draft" in texts(page))
    assert "waiting time" not in str(list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()))

    other = open_page(desk_of(Role.MANAGER), debrief_id)
    assert other.holding.learning.text.toPlainText() == ""
    assert "Here is what you typed" not in texts(other)

    again = open_page(desk_of(Role.SUPERVISOR), debrief_id)  # of a killed process nothing is in memory either
    qtbot.waitUntil(lambda: again.holding.learning.text.toPlainText() == "Say the waiting time aloud")
    assert "Here is what you typed" in texts(again)
    button(again, "Discard what I typed").click()
    qtbot.waitUntil(lambda: find_debrief_draft(sam, debrief_id) is None)
    assert again.holding.learning.text.toPlainText() == ""

    again.holding.learning.text.setPlainText("Say the waiting time aloud")
    again.holding.learning.factor.choose("STF1")
    qtbot.waitUntil(lambda: find_debrief_draft(sam, debrief_id) is not None)
    press(qtbot, again, "Note it")
    qtbot.waitUntil(lambda: find_debrief_draft(sam, debrief_id) is None)
    with sam.store.read() as unit:
        assert unit.drafts.of_owner(sam.actor.user_id) == ()


def test_what_was_not_noted_when_the_talk_ends_goes_on_afterwards(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    debrief_id, _began = running(clinic)
    page = open_page(desk_of(Role.SUPERVISOR), debrief_id)
    page.holding.learning.text.setPlainText("Say the waiting time aloud")
    page.holding.finishing.finish()
    settle(qtbot, page)
    assert on_record(clinic, debrief_id).debrief.status is DebriefStatus.HELD
    assert page.afterwards.learning.text.toPlainText() == "Say the waiting time aloud"


def test_a_name_in_a_learning_item_is_asked_about_first(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    debrief_id, _began = running(clinic)
    page = open_page(desk_of(Role.SUPERVISOR), debrief_id)
    page.holding.learning.text.setPlainText("Rosa should not be alone")
    page.holding.learning.factor.choose("STF1")
    assert "This seems to contain a name" in texts(page)
    press(qtbot, page, "Note it")
    assert on_record(clinic, debrief_id).learning_items == ()
    button(dialog_of(page), "Go back").click()
    page.holding.learning.text.setPlainText("Nobody should be alone at the window")
    press(qtbot, page, "Note it")
    assert len(on_record(clinic, debrief_id).learning_items) == 1


def test_stopping_is_possible_any_time_and_opens_a_second_talk(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    debrief_id, _began = running(clinic)
    page = open_page(desk, debrief_id)
    press(qtbot, page, "Pause")
    assert page.holding.clock is not None
    assert not page.holding.clock.is_running
    press(qtbot, page, "Stop here …")
    button(dialog_of(page), "Stop here").click()
    settle(qtbot, page)
    assert on_record(clinic, debrief_id).debrief.status is DebriefStatus.HELD
    assert "To plan" in texts(page)


def test_a_late_debrief_asks_why_at_its_field(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    clinic.clock.advance(7 * DAY)
    manager = clinic.as_role(Role.MANAGER)
    planned = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    clinic.clock.advance(DAY + HOUR)
    record_cover_there(manager, planned.id, ROSA.id)
    start_debrief(manager, planned.id, planned.version)
    page = open_page(desk, debrief.id)
    press(qtbot, page, "Finish")
    assert "Please fill this in" in texts(page)
    late = page.holding.finishing.late
    late.setCurrentIndex(late.findData(NotHeldReason.NO_COVER.value))
    press(qtbot, page, "Finish")
    assert on_record(clinic, debrief.id).debrief.late_reason is NotHeldReason.NO_COVER


def test_not_holding_it_needs_a_reason_about_the_clinic(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    page = open_page(desk, debrief.id)
    page.go_to("afterwards")
    press(qtbot, page, "It was not held …")
    question = dialog_of(page)
    button(question, "Keep the reason").click()
    assert "Please choose a reason." in texts(question)
    question.reason.setCurrentIndex(2)  # type: ignore[attr-defined]
    button(question, "Keep the reason").click()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.NOT_HELD


def test_the_five_minutes_of_the_same_shift_are_noted_in_one_press(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    page = open_page(desk, debrief.id)
    page.go_to("window")
    press(qtbot, page, "It was held just now")
    assert "Held today, 9:00 AM." in texts(page)


def test_the_person_who_was_asked_sees_their_invitation_and_nothing_to_plan(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    rosa = desk_of(Role.RECEPTION)
    page = open_page(rosa, debrief.id)
    assert not page.stages.isVisible()
    assert "An invitation for you" in texts(page)
    button(page, "Your answer: No, thank you").click()
    press(qtbot, page, "Keep my answer")
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.DECLINED_BY_ALL
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.YES)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN


def test_a_stranger_to_it_is_told_so_kindly(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    committee = desk_of(Role.COMMITTEE)
    open_page(committee, debrief.id)
    assert said(committee)


def test_the_person_who_leads_holds_it_without_planning_anything(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    answer = log_incident_with_support(clinic.as_role(Role.SUPERVISOR), a_threat(clinic, Severity.THREAT, ALEX.id))
    assert answer.debrief is not None
    manager, debrief = clinic.as_role(Role.MANAGER), answer.debrief
    debrief = choose_facilitator(manager, debrief.id, debrief.version, ROSA.id, "Alex himself asked for her.")
    ask_participants(manager, debrief.id, [ALEX.id])
    record_debrief_answer(manager, debrief.id, ALEX.id, Response.YES)
    start = clinic.clock() + DAY + HOUR
    request = SlotRequest(start, start + HOUR, {ALEX.id: SAM.id}, "Quiet room")
    book_slot(manager, debrief.id, show_debrief(manager, debrief.id).debrief.version, request)
    clinic.clock.advance(DAY + HOUR)
    page = open_page(desk_of(Role.RECEPTION), debrief.id)
    assert "Who comes" not in [one.text() for one in page.stages.findChildren(QPushButton)]
    assert "Sam Supervisor covers, and has not said yes yet." in texts(page)
    assert not button(page, "Begin now").isEnabled()
    press(qtbot, page, "Sam Supervisor is at the desk now")
    press(qtbot, page, "Begin now")
    assert on_record(clinic, debrief.id).debrief.running
    page.save()  # Ctrl+Enter goes on
    settle(qtbot, page)
    assert [one.step for one in on_record(clinic, debrief.id).steps] == ["welcome"]
