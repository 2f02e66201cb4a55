"""A debrief from planning to what came of it, on the real page over a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.support.debriefs import DebriefMode, DebriefStatus
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.clinic.directory import add_entry
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import choose_manager
from incident_tracker.usecases.support.outside_help import add_outside_help
from incident_tracker.usecases.support.participants import Choices, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.looking import button, clipped, texts
from tests.screens.support.support_at_desk import Stopwatch, dialog_of, on_record, press, running, said, settle
from tests.storage_fixtures import ALEX, HARBOUR, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk
from ui.support.assistants_card import AssistantDialog
from ui.support.combine_question import CombineQuestion
from ui.support.debrief_page import DebriefPage
from ui.widgets.message_bar import MessageBar


def test_a_debrief_from_asking_to_the_account_of_the_time(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage], stopwatch: Stopwatch
) -> None:
    incident, debrief = logged(clinic)
    maria = clinic.as_role(Role.MANAGER)
    helpline = HelpDraft("Bay helpline", "555 0101, day and night", (OfferKind.DEDICATED_COUNSELING,), apart=True)
    add_outside_help(maria, HARBOUR.id, helpline)
    team = DirectoryEntry(ROSA.id, "Crisis team", HelpKind.MOBILE_CRISIS, "555 0142", site_id=HARBOUR.id)
    add_entry(maria, team)
    page = open_page(desk, incident.incident.id)
    assert "Debrief for Rosa Reception" in texts(page)
    assert "This is not an investigation, therapy, or a review of your work." in texts(page)

    page.go_to("leading")
    press(qtbot, page, "Choose Sam Supervisor: There are no concerns.")
    assert on_record(clinic, debrief.id).debrief.facilitator_id == SAM.id

    page.go_to("asking")
    assert [part.person for part in page.asking.picker.chosen()] == [ROSA.id]
    press(qtbot, page, "Ask them")
    assert "asked, free to answer" in texts(page)

    press(qtbot, page, "Note the answer of Rosa Reception")
    question = dialog_of(page)
    question.answer.choose(Response.NO)  # type: ignore[attr-defined]
    button(question, "Keep it").click()
    settle(qtbot, page)
    assert "Not wanted" in texts(page)
    page.go_to("asking")
    press(qtbot, page, "Note the answer of Rosa Reception")
    question = dialog_of(page)
    question.answer.choose(Response.YES)  # type: ignore[attr-defined]
    button(question, "Keep it").click()
    settle(qtbot, page)

    page.go_to("slot")
    start = clinic.clock() + DAY + HOUR
    page.slot.starts.set_moment(clinic.clock() + DAY + 10 * HOUR)  # seven in the evening
    page.slot.book()
    settle(qtbot, page)
    assert "outside the paid hours of Rosa Reception" in texts(page)
    page.slot.starts.set_moment(clinic.clock() + DAY + 3 * HOUR)  # into lunch
    page.slot.book()
    settle(qtbot, page)
    assert "falls into a break of Rosa Reception" in texts(page)
    press(qtbot, page, "tomorrow, 9:00 AM")
    assert page.slot.starts.moment() == clinic.clock() + DAY
    page.slot.starts.set_moment(start)
    page.slot.book()
    settle(qtbot, page)
    assert "No one covers the desk of Rosa Reception yet" in texts(page)
    page.slot.covers.choose({ROSA.id: ALEX.id})
    page.slot.place.setText("Quiet room")
    page.slot.book()
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert (file.debrief.starts_at, file.debrief.place) == (start, "Quiet room")
    assert "Alex Reception covers for Rosa Reception" in texts(page)
    press(qtbot, page, "Alex Reception said yes")
    assert on_record(clinic, debrief.id).covers[0].confirmed_at == clinic.clock()

    clinic.clock.advance(DAY + HOUR)
    page.go_to("holding")
    page.activateWindow()
    begin = button(page, "Begin now")
    begin.setFocus()
    qtbot.waitUntil(begin.hasFocus)
    press(qtbot, page, "Begin now")
    assert button(page, "Next").hasFocus(), "the talk begins at its first step"
    assert page.holding.clock is not None
    assert "Read the eight principles aloud." in texts(page)
    stopwatch.seconds += 6 * 60
    press(qtbot, page, "Next")
    press(qtbot, page, "Leave it out")
    assert "Who can be called" in texts(page)
    assert "For you: Bay helpline: 555 0101, day and night" in texts(page)
    assert "For patients: Crisis team: 555 0142" in texts(page)
    steps = {one.step: one for one in on_record(clinic, debrief.id).steps}
    assert (steps["welcome"].minutes, steps["needs"].left_out) == (6, True)
    page.holding.learning.text.setPlainText("A second person at the window after four")
    page.holding.learning.factor.choose("STF1")
    press(qtbot, page, "Note it")
    assert [one.text for one in on_record(clinic, debrief.id).learning_items] == [
        "A second person at the window after four"
    ]
    page.holding.steps.go(8)  # type: ignore[union-attr]
    assert "It is not acceptable, and it is not your fault." in texts(page)
    clinic.clock.advance(timedelta(minutes=50))
    press(qtbot, page, "Finish")
    held = on_record(clinic, debrief.id)
    assert held.debrief.status is DebriefStatus.HELD
    assert held.participants[0].attended is True

    page.afterwards.save_check()
    assert "Please choose one." in texts(page.afterwards)
    button(page.afterwards, "Was the time kept free?: Yes").click()
    assert "Please choose one." not in texts(page.afterwards), "it goes with the choice"
    page.afterwards.protected.choose(Protected.PARTLY)
    page.afterwards.paid.choose(Paid.YES)
    page.afterwards.interruptions.setValue(1)
    press(qtbot, page, "Keep it")
    check = on_record(clinic, debrief.id).check
    assert check is not None
    assert (check.protected, check.paid, check.paid_minutes, check.interruptions) == (
        Protected.PARTLY,
        Paid.YES,
        50,
        1,
    )
    assert "The time was partly kept free." in texts(page)


def test_someone_involved_cannot_be_chosen_and_a_concern_asks_for_a_reason(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic, Severity.THREAT, ROSA.id, SAM.id)
    page = open_page(desk, debrief.id)
    page.go_to("leading")
    blocked = button(page, "Choose Sam Supervisor: Was part of it, and cannot lead this debrief.")
    assert not blocked.isEnabled()
    press(qtbot, page, "Choose Maria Manager: Is the line manager of a person it happened to")
    assert "The choice is possible, and the reason is kept with it." in texts(page)
    press(qtbot, page, "Choose anyway")
    assert "it needs a written reason" in texts(page)
    page.leading.reason.setText("Asked.")
    press(qtbot, page, "Choose anyway")
    assert "at least 20 characters" in texts(page)
    page.leading.reason.setText("Both of them asked for her.")
    press(qtbot, page, "Choose anyway")
    assert on_record(clinic, debrief.id).debrief.facilitator_reason == "Both of them asked for her."
    page.leading.outside.setText("Ines, peer of another clinic")
    press(qtbot, page, "Choose them")
    assert on_record(clinic, debrief.id).debrief.facilitator_outside == "Ines, peer of another clinic"


def test_one_person_answers_for_it_and_never_deputises_for_themselves(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    page = open_page(desk, debrief.id)
    page.go_to("leading")
    assert page.leading.manager.currentData() == str(MARIA.id)
    page.leading.deputy.setCurrentIndex(page.leading.deputy.findData(str(MARIA.id)))
    press(qtbot, page, "Keep")
    assert on_record(clinic, debrief.id).debrief.deputy_id != MARIA.id
    page.leading.deputy.setCurrentIndex(page.leading.deputy.findData(str(SAM.id)))
    press(qtbot, page, "Keep")
    assert on_record(clinic, debrief.id).debrief.deputy_id == SAM.id
    assert page.leading.manager.findData(str(ALEX.id)) < 0, "Alex has no account, so could not act"
    page.leading.manager_outside.who.setEditText("Dana, Hill Road")
    page.leading.manager_outside.contact.setText("555 0100")
    press(qtbot, page, "Keep")
    assert "One person answers for it." in texts(page)
    page.leading.manager.setCurrentIndex(0)
    press(qtbot, page, "Keep")
    assert on_record(clinic, debrief.id).debrief.manager_outside == "Dana, Hill Road"
    assert "Sam Supervisor is reminded in your place" in texts(page)
    assert "555 0100" in texts(page)


def test_who_takes_notes_is_chosen_and_taken_back(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic, Severity.INJURY)
    accepted(clinic, debrief)
    page = open_page(desk, debrief.id)
    page.go_to("leading")
    press(qtbot, page, "Choose: Someone who takes notes of what is to change")
    dialog = dialog_of(page)
    assert isinstance(dialog, AssistantDialog)
    assert dialog.person.findData(str(ROSA.id)) < 0, "she had a part in it"
    dialog.person.setCurrentIndex(dialog.person.findData(str(SAM.id)))
    dialog.accept()
    settle(qtbot, page)
    assert "Sam Supervisor has another part in this debrief" in texts(dialog)
    dialog.person.setCurrentIndex(0)
    dialog.outside.setText("Ines")
    dialog.accept()
    settle(qtbot, page)
    assert "Ines (from outside) takes notes of what is to change." in texts(page)
    press(qtbot, page, "Leave out: Someone who takes notes of what is to change")
    assert on_record(clinic, debrief.id).debrief.assistants == ()
    bar = page.desk.messages
    assert isinstance(bar, MessageBar)
    bar.undo()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.assistants[0].outside == "Ines"


def test_a_move_is_kept_in_the_history_and_asks_for_cover_again(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))
    page = open_page(desk, debrief.id)
    page.go_to("slot")
    press(qtbot, page, "Move it …")
    page.slot.starts.set_moment(clinic.clock() + DAY + 5 * HOUR)
    page.slot.covers.choose({ROSA.id: ALEX.id})
    press(qtbot, page, "Move it here")
    assert "who asked to move it" in texts(page)
    page.slot.because.choose(MoveReason.PARTICIPANT)
    press(qtbot, page, "Move it here")
    assert on_record(clinic, debrief.id).debrief.starts_at == clinic.clock() + DAY + 5 * HOUR
    assert "moved, someone taking part asked for it" in texts(page)


def test_someone_else_saved_first_and_what_was_typed_is_kept(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    page = open_page(desk, debrief.id)
    page.go_to("slot")
    page.slot.starts.set_moment(clinic.clock() + DAY + HOUR)
    page.slot.place.setText("Garden room")
    page.slot.covers.choose({ROSA.id: ALEX.id})
    choose_manager(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version, MARIA.id)
    page.slot.book()
    settle(qtbot, page)
    assert "Someone else changed this debrief meanwhile" in said(desk)
    assert page.slot.place.text() == "Garden room"
    page.slot.book()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.place == "Garden room"


@pytest.mark.parametrize("look", ["light", "contrast"])
def test_every_part_speaks_and_no_word_is_cut_at_double_size(
    qtbot: QtBot,
    desk: PageDesk,
    clinic: Clinic,
    open_page: Callable[..., DebriefPage],
    speaks_names: Callable[[QWidget], None],
    look: str,
) -> None:
    desk.theme.choose(look, 200)
    debrief_id, _began = running(clinic)
    page = open_page(desk, debrief_id)
    page.resize(1400, 1000)
    for stage in list(page.panels):
        page.go_to(stage)
        QCoreApplication.sendPostedEvents()  # Qt shows and lays out in the next turn of its loop
        speaks_names(page)
        assert clipped(page) == []


def test_together_only_if_it_is_fine_with_everyone(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    page = open_page(desk, debrief.id)
    page.go_to("slot")
    page.slot.starts.set_moment(clinic.clock() + DAY + HOUR)
    page.slot.covers.choose({ROSA.id: ALEX.id})
    page.slot.mode.choose(DebriefMode.GROUP)
    page.slot.mode.changed.emit()  # as a click does
    assert "fine with each targeted person" in texts(page)  # no one has asked Rosa
    manager = clinic.as_role(Role.MANAGER)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices(talk_form=TalkForm.EITHER))
    page.refresh()
    settle(qtbot, page)
    page.slot.mode.changed.emit()
    assert "each desk is covered" in texts(page)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices(talk_form=TalkForm.ALONE))
    page.slot.book()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN
    assert page.slot.mode.property("refused") is True


def test_who_comes_is_done_only_when_everyone_has_answered(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    debrief = logged(clinic)[1]
    manager = clinic.as_role(Role.MANAGER)
    ask_participants(manager, debrief.id, [ROSA.id, ALEX.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices())
    page = open_page(desk, debrief.id)
    page.go_to("window")
    assert button(page, "Who comes, to come")
    record_debrief_answer(manager, debrief.id, ALEX.id, Response.NO, Choices())
    page.refresh()
    settle(qtbot, page)
    assert button(page, "Who comes, done")


def test_one_debrief_for_two_incidents_asks_each_person(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, first = logged(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    clinic.clock.advance(HOUR)
    _incident, second = logged(clinic, Severity.PHYSICAL, ROSA.id)
    page = open_page(desk, first.id)
    page.go_to("window")
    button(page, "Combine with the debrief for Rosa Reception, by Thursday, 10:00 AM").click()
    question = dialog_of(page)
    assert isinstance(question, CombineQuestion)
    question.ticks[ROSA.id].setChecked(True)
    button(question, "Combine").click()
    assert "Each person has to agree to one debrief for both." in texts(question)
    question.ticks[ALEX.id].setChecked(True)
    button(question, "Combine").click()
    settle(qtbot, page)
    both = on_record(clinic, first.id).debrief
    assert both.incident_ids == (*first.incident_ids, *second.incident_ids)
    assert (both.not_before, both.by) == (second.not_before, first.by)
    assert "The stricter of their limits counts." in said(desk)


def test_what_came_in_the_way_is_said_above_all_parts_with_the_way_out(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    page = open_page(desk, debrief.id)
    assert not page.obstacles.isVisible()
    present = show_incident(manager, answer.incident.id).incident
    rosa = AffectedPerson(clinic.new_id(), person_id=ROSA.id)
    witness = AffectedPerson(clinic.new_id(), person_id=SAM.id, role=PartyRole.WITNESS)
    complete_incident(
        manager, present.id, Completion(replace(present.details, affected=(rosa, witness))), present.version
    )
    page.refresh()
    settle(qtbot, page)
    assert "This debrief cannot be as it is planned" in texts(page)
    assert "was involved in the incident and cannot lead the debrief" in texts(page.obstacles)
    button(page.obstacles, "Who leads").click()
    settle(qtbot, page)
    assert page.leading.isVisible()
    page.leading.outside.setText("Peer team, Hill Road")
    press(qtbot, page, "Choose them")
    assert not page.obstacles.isVisible()
