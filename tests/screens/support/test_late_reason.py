"""What comes after its limit asks why, in one question on each page; what is in time asks nothing."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.lateness import LateReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.participants import answer_debrief, ask_participants
from tests.screens.looking import clipped, texts
from tests.screens.support.support_at_desk import Window, dialog_of, on_record, press, settle
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import DAY, HOUR, logged
from ui.page import Page, PageDesk
from ui.support.debrief_page import DebriefPage
from ui.support.incident_support_page import IncidentSupportPage
from ui.support.late_question import LateQuestion
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.term_picker import TermPicker


def why(qtbot: QtBot, page: Page, reason: LateReason, words: str = "") -> None:
    """Answer the question by keyboard; first without a reason, which it does not take."""
    question = dialog_of(page)
    assert isinstance(question, LateQuestion)
    question.verb.click()
    assert question.isVisible()
    assert "Please choose a reason." in texts(question)
    question.reason.setFocus()
    for _n in range(list(LateReason).index(reason) + 1):
        QTest.keyClick(question.reason, Qt.Key.Key_Down)
    if words:
        question.verb.click()
        assert question.isVisible(), "another reason needs own words"
        QTest.keyClicks(question.words, words)
    assert clipped(question) == []
    question.verb.click()
    settle(qtbot, page)


def opened(qtbot: QtBot, page: Page, argument: object) -> Page:
    Window(page)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    page.open(argument)
    settle(qtbot, page)
    return page


def test_a_late_offer_on_the_page_of_support_is_kept_with_its_reason_and_read_there(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic
) -> None:
    incident = logged(clinic)[0].incident
    clinic.clock.advance(2 * DAY)
    page = opened(qtbot, IncidentSupportPage(desk_of(Role.MANAGER)), incident.id)
    assert isinstance(page, IncidentSupportPage)
    picker = page.cards.field_of(ROSA.id)
    assert isinstance(picker, TermPicker)
    picker.choose("break")
    press(qtbot, page, "Note as offered to Rosa Reception")
    assert not show_support(clinic.as_role(Role.MANAGER), incident.id).offers
    why(qtbot, page, LateReason.OTHER, "The phone was down.")
    file = show_support(clinic.as_role(Role.MANAGER), incident.id)
    assert (len(file.offers), file.case.late_offer) == (1, LateReason.OTHER)
    assert "Support was first offered after its limit: The phone was down." in texts(page)


def test_the_debrief_offered_late_there_asks_the_same(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic
) -> None:
    incident = logged(clinic)[0].incident
    clinic.clock.advance(2 * DAY)
    page = opened(qtbot, IncidentSupportPage(desk_of(Role.MANAGER)), incident.id)
    box = next(one for one in page.findChildren(ChoiceBox) if one.accessibleName() == "The debrief, for Rosa Reception")
    box.choose(Response.LATER)
    box.changed.emit()
    settle(qtbot, page)
    why(qtbot, page, LateReason.TOO_BUSY)
    file = show_support(clinic.as_role(Role.MANAGER), incident.id)
    assert [one.response for one in file.participants] == [Response.LATER]
    assert file.case.late_offer is LateReason.TOO_BUSY


def test_asking_late_on_the_debriefs_page_asks_why(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    answer, debrief = logged(clinic)
    clinic.clock.advance(2 * DAY)
    page = open_page(desk, answer.incident.id)
    page.go_to("asking")
    press(qtbot, page, "Ask them")
    why(qtbot, page, LateReason.FORGOTTEN)
    assert [one.person_id for one in on_record(clinic, debrief.id).participants] == [ROSA.id]
    assert show_support(clinic.as_role(Role.MANAGER), answer.incident.id).case.late_offer is LateReason.FORGOTTEN


def test_after_someone_declined_late_for_themselves_who_plans_says_why(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, open_page: Callable[..., DebriefPage]
) -> None:
    _answer, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    clinic.clock.moment = debrief.by + HOUR
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.NO)
    page = open_page(desk, debrief.id)
    page.go_to("afterwards")
    settle(qtbot, page)
    press(qtbot, page, "Say why it came late …")
    why(qtbot, page, LateReason.TIME_TO_THINK)
    now = on_record(clinic, debrief.id).debrief
    assert (now.status, now.late_decline) == (DebriefStatus.DECLINED_BY_ALL, LateReason.TIME_TO_THINK)
    assert "The answer came after the limit: The person took time to think, and may." in texts(page)
    late: QWidget = page.afterwards.late
    assert not late.isVisible()
