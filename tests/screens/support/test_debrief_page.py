"""A debrief from planning to what came of it, on the real page over a real store."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefMode, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import MoveReason, Paid, Protected, SlotRequest
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import DebriefFile, choose_facilitator, choose_manager, show_debrief
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.looking import button, clipped, texts
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, a_threat, accepted, logged, tomorrow_at_ten
from ui.page import PageDesk
from ui.support.debrief_page import DebriefPage
from ui.widgets.message_bar import MessageBar


class Stopwatch:
    """A monotonic clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Window(QObject):
    """Tells the page what changed, as the window does."""

    def __init__(self, page: DebriefPage) -> None:
        super().__init__(page)
        self._page = page
        page.desk.runner.changed.connect(self._changed)

    @Slot(frozenset)
    def _changed(self, areas: frozenset[Area]) -> None:
        if self._page.areas & areas:
            self._page.refresh()


@pytest.fixture
def stopwatch() -> Stopwatch:
    """The clock of the talk."""
    return Stopwatch()


@pytest.fixture
def open_page(qtbot: QtBot, stopwatch: Stopwatch) -> Callable[[PageDesk, UUID], DebriefPage]:
    """Opens the page with a debrief, or an incident, at a desk."""

    def open_page(desk: PageDesk, argument: UUID) -> DebriefPage:
        page = DebriefPage(desk, seconds_now=stopwatch)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        page.open(argument)
        settle(qtbot, page)
        return page

    return open_page


def settle(qtbot: QtBot, page: DebriefPage) -> None:
    """Wait until every answer has come and is shown."""
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    QApplication.processEvents()


def press(qtbot: QtBot, page: DebriefPage, words: str) -> None:
    """Press the button with these words, and wait for what follows."""
    button(page, words).click()
    settle(qtbot, page)


def dialog_of(page: QWidget) -> QDialog:
    """The question that is being asked."""
    return next(one for one in page.findChildren(QDialog) if one.isVisible())


def on_record(clinic: Clinic, debrief_id: UUID) -> DebriefFile:
    """What the store says."""
    return show_debrief(clinic.as_role(Role.MANAGER), debrief_id)


def said(desk: PageDesk) -> str:
    """What the message bar says."""
    assert isinstance(desk.messages, MessageBar)
    return desk.messages.text


def test_a_debrief_from_asking_to_the_account_of_the_time(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage], stopwatch: Stopwatch
) -> None:
    incident, debrief = logged(clinic)
    page = open_page(desk, incident.incident.id)
    assert "Debrief for Rosa Reception" in texts(page)
    assert "This is no investigation, no therapy and no review of your work." in texts(page)

    page.go_to("leading")
    press(qtbot, page, "Choose Sam Supervisor: Nothing speaks against it.")
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
    assert "Nobody covers the desk of Rosa Reception yet" in texts(page)
    page.slot.covers.choose({ROSA.id: ALEX.id})
    page.slot.place.setText("Quiet room")
    page.slot.book()
    settle(qtbot, page)
    file = on_record(clinic, debrief.id)
    assert (file.debrief.starts_at, file.debrief.place) == (start, "Quiet room")
    assert "Alex Reception takes the place of Rosa Reception" in texts(page)
    press(qtbot, page, "Alex Reception said yes")
    assert on_record(clinic, debrief.id).covers[0].confirmed_at == clinic.clock()

    clinic.clock.advance(DAY + HOUR)
    page.go_to("holding")
    press(qtbot, page, "Begin now")
    assert page.holding.clock is not None
    assert "Read the eight principles aloud." in texts(page)
    stopwatch.seconds += 6 * 60
    press(qtbot, page, "Next")
    press(qtbot, page, "Leave it out")
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


def test_somebody_involved_cannot_be_chosen_and_a_concern_asks_for_a_reason(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic, Severity.THREAT, ROSA.id, SAM.id)
    page = open_page(desk, debrief.id)
    page.go_to("leading")
    blocked = button(page, "Choose Sam Supervisor: Was part of it, and cannot lead this debrief.")
    assert not blocked.isEnabled()
    press(qtbot, page, "Choose Maria Manager: Is the line manager of somebody it happened to")
    assert "The choice is possible, and the reason is kept with it." in texts(page)
    press(qtbot, page, "Choose all the same")
    assert "it needs a written reason" in texts(page)
    page.leading.reason.setText("Asked.")
    press(qtbot, page, "Choose all the same")
    assert "at least 20 characters" in texts(page)
    page.leading.reason.setText("Both of them asked for her.")
    press(qtbot, page, "Choose all the same")
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


def test_somebody_else_saved_first_and_what_was_typed_is_kept(
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
    assert "Somebody else changed this debrief meanwhile" in said(desk)
    assert page.slot.place.text() == "Garden room"
    page.slot.book()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.place == "Garden room"


def running(clinic: Clinic) -> tuple[UUID, datetime]:
    """A debrief that Sam has begun."""
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    planned = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    began = clinic.clock.advance(DAY + HOUR)
    start_debrief(clinic.as_role(Role.SUPERVISOR), planned.id, planned.version)
    return planned.id, began


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


def test_a_name_in_a_learning_item_is_asked_about_first(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    debrief_id, _began = running(clinic)
    page = open_page(desk_of(Role.SUPERVISOR), debrief_id)
    page.holding.learning.text.setPlainText("Rosa should not be alone")
    page.holding.learning.factor.choose("STF1")
    assert "There seems to be a name in it" in texts(page)
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
    press(qtbot, page, "Begin now")
    assert on_record(clinic, debrief.id).debrief.running
    page.save()  # Ctrl+Enter goes on
    settle(qtbot, page)
    assert [one.step for one in on_record(clinic, debrief.id).steps] == ["welcome"]


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


def test_together_only_if_everyone_wants_it(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _incident, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    page = open_page(desk, debrief.id)
    page.go_to("slot")
    page.slot.starts.set_moment(clinic.clock() + DAY + HOUR)
    page.slot.mode.choose(DebriefMode.GROUP)
    page.slot.book()
    settle(qtbot, page)
    assert on_record(clinic, debrief.id).debrief.status is DebriefStatus.TO_PLAN
    assert page.slot.mode.property("refused") is True
