"""Others whom an incident touched, on its support page and on one's own: asked, spoken with and noted by keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.outreach import Consent, OutreachKind, OutreachOutcome
from incident_tracker.usecases.support.outreach import OutreachDraft, record_consent, record_outreach
from incident_tracker.usecases.support.owed import show_support
from tests.screens.looking import clipped, texts
from tests.screens.support.support_at_desk import dialog_of, press, said, settle
from tests.screens.support.test_incident_support_page import Opened, chosen
from tests.screens.support.test_incident_support_page import opened as opened
from tests.storage_fixtures import ROSA, SAM, Clinic
from tests.support_people import logged
from ui.capture.incident_page import IncidentPage
from ui.page import PageDesk
from ui.support.incident_support_page import IncidentSupportPage
from ui.support.outreach_question import OutreachQuestion
from ui.support.support_page import SupportPage
from ui.widgets.choice_chips import ChoiceChips

DeskOf = Callable[[Role], PageDesk]
NOTE_IT = "What to say, and note it …"


def question_of(page: IncidentSupportPage) -> OutreachQuestion:
    """The question that is being asked."""
    question = dialog_of(page)
    assert isinstance(question, OutreachQuestion)
    return question


def asks_about(qtbot: QtBot, page: IncidentSupportPage, kind: str) -> OutreachQuestion:
    """Open the words for one kind of talk."""
    press(qtbot, page, f"{kind}: {NOTE_IT}")
    return question_of(page)


def test_those_who_saw_it_are_spoken_with_in_their_words_and_noted_by_keyboard(
    qtbot: QtBot, desk_of: DeskOf, opened: Opened, clinic: Clinic
) -> None:
    incident = logged(clinic)[0].incident
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), incident.id)
    assert isinstance(page, IncidentSupportPage)
    question = asks_about(qtbot, page, "Patients and visitors who saw it")
    words = texts(question)
    assert "I am sorry that you had to see or hear that." in words
    assert "do not ask for the story" in words
    QTest.keyClick(question.verb, Qt.Key.Key_Return)
    assert "Please choose one; every answer is fine." in texts(question)
    QTest.keyClick(question.outcome.focusWidget() or question.outcome, Qt.Key.Key_2)
    assert question.outcome.code() is OutreachOutcome.DONE
    question.people.setFocus()
    question.people.selectAll()
    QTest.keyClicks(question.people, "3")
    QTest.keyClick(question.verb, Qt.Key.Key_Return)
    settle(qtbot, page)
    (note,) = show_support(clinic.as_role(Role.SUPERVISOR), incident.id).outreach
    assert (note.kind, note.people, note.by_id) == (OutreachKind.BYSTANDERS, 3, SAM.id)
    assert any(SAM.name in line and "3 people" in line for line in texts(page.outreach).splitlines())
    assert clipped(page) == []


def test_repair_asks_the_staff_first_says_why_and_keeps_what_was_agreed(
    qtbot: QtBot, desk_of: DeskOf, opened: Opened, clinic: Clinic
) -> None:
    incident = logged(clinic)[0].incident
    page = opened(IncidentSupportPage, desk_of(Role.MANAGER), incident.id)
    assert isinstance(page, IncidentSupportPage)
    question = asks_about(qtbot, page, "Repair with the patient")
    question.outcome.choose(OutreachOutcome.DONE)
    question.agreement.setText("He calls before he comes")
    QTest.keyClick(question.verb, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert "has not said yes to this" in texts(question), "nothing typed is lost"
    assert question.agreement.text() == "He calls before he comes"
    question.reject()
    chosen(qtbot, page, f"Repair with the patient: is it fine with {ROSA.name}?", Consent.YES)
    question = asks_about(qtbot, page, "Repair with the patient")
    question.outcome.choose(OutreachOutcome.DONE)
    question.agreement.setText("He calls before he comes")
    QTest.keyClick(question.verb, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert "agreed: He calls before he comes" in texts(page.outreach)
    incident_page = opened(IncidentPage, desk_of(Role.MANAGER), incident.id)
    assert "Repair with the patient: Spoken with" in texts(incident_page)


def test_of_those_who_saw_it_the_staff_may_be_asked_first_too(
    qtbot: QtBot, desk_of: DeskOf, opened: Opened, clinic: Clinic
) -> None:
    incident = logged(clinic)[0].incident
    page = opened(IncidentSupportPage, desk_of(Role.SUPERVISOR), incident.id)
    press(qtbot, page, "Colleagues who saw or heard it: Ask the staff affected first …")
    chosen(qtbot, page, f"Colleagues who saw or heard it: is it fine with {ROSA.name}?", Consent.NO)
    assert isinstance(page, IncidentSupportPage)
    question = asks_about(qtbot, page, "Colleagues who saw or heard it")
    question.outcome.choose(OutreachOutcome.OFFERED)
    QTest.keyClick(question.verb, Qt.Key.Key_Return)
    settle(qtbot, page)
    assert "would rather not have this talk" in texts(question)


def test_the_person_asked_answers_alone_and_changes_it_and_reads_what_came_of_it(
    qtbot: QtBot, desk_of: DeskOf, opened: Opened, clinic: Clinic
) -> None:
    incident = logged(clinic)[0].incident
    sam = clinic.as_role(Role.SUPERVISOR)
    record_consent(sam, incident.id, OutreachKind.REPAIR, ROSA.id, Consent.ASKED)
    record_outreach(sam, incident.id, OutreachKind.BYSTANDERS, OutreachDraft(OutreachOutcome.DONE, 2))
    desk = desk_of(Role.RECEPTION)
    page = opened(SupportPage, desk)
    question = "Someone would like to speak with the patient, to make it right on both sides. Is that fine?"
    chips = next(one for one in page.findChildren(ChoiceChips) if one.accessibleName() == question)
    for answer in (Consent.YES, Consent.NO):
        chips = next(one for one in page.findChildren(ChoiceChips) if one.accessibleName() == question)
        chips.choose(answer)
        chips.changed.emit()
        settle(qtbot, page)
        assert show_support(sam, incident.id).consents[-1].answer is answer
    assert "change it whenever you like" in said(desk)
    own = opened(IncidentSupportPage, desk_of(Role.RECEPTION), incident.id)
    assert isinstance(own, IncidentSupportPage)
    assert "2 people" in texts(own.outreach)
    assert NOTE_IT not in texts(own.outreach), "reading is not leading"
