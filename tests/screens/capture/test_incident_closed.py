"""The end of an incident on the screen: reviewed, closed, reopened, corrected, marked as a duplicate."""

from dataclasses import replace

from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_closed
from tests.screens.capture.incident_at_desk import DRAFT, file_of, opened, settled
from tests.screens.looking import button, texts
from tests.storage_fixtures import Clinic
from ui.capture.correction import Correction
from ui.capture.status_steps import StatusReasonQuestion
from ui.page import PageDesk


def test_it_is_reviewed_closed_and_reopened_with_a_reason(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    page = opened(qtbot, desk, logged.id)
    for verb, status in (("Start the review", Status.IN_REVIEW), ("Close it", Status.CLOSED)):
        button(page, verb).click()
        settled(qtbot, desk)
        assert file_of(clinic, logged).incident.status is status
    assert page.steps.complete.text() == "&Correct it"
    button(page, "Reopen it").click()
    question = page.findChild(StatusReasonQuestion)
    assert isinstance(question, StatusReasonQuestion)
    question.accept()
    assert "at least 20 characters" in texts(question)
    question._reason.setPlainText("A colleague remembered more about it.")
    question.accept()
    settled(qtbot, desk)
    assert file_of(clinic, logged).incident.status is Status.REOPENED


def test_what_is_closed_is_corrected_with_a_reason(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    close_incident(clinic.as_role(Role.MANAGER), logged.id, logged.version)
    page = opened(qtbot, desk, logged.id)
    button(page, "Correct it").click()
    page.form.around.local_code.setText("K-4711")
    page.form.around.local_code.textEdited.emit("K-4711")
    page.keep_draft()
    settled(qtbot, desk)
    assert page.findChild(Correction) is None  # nothing is asked of someone who goes away
    page.save()
    question = page.findChild(Correction)
    assert isinstance(question, Correction)
    question.accept()
    assert "at least 20 characters" in texts(question)
    question.reason.setPlainText("Found in the papers of that week.")
    question.accept()
    settled(qtbot, desk)
    after = file_of(clinic, logged).incident
    assert (after.status, after.details.person_of_concern.local_code) == (Status.CLOSED, "K-4711")
    assert "K-4711" in texts(page)


def test_a_correction_that_meets_another_change_keeps_form_and_reason(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    shut = close_incident(maria, logged.id, logged.version)
    page = opened(qtbot, desk, logged.id)
    button(page, "Correct it").click()
    page.form.around.local_code.setText("K-4711")
    why = "Found in the papers of that week."
    complete_closed(maria, shut.id, Completion(replace(shut.details, alone=True)), shut.version, reason=why)
    page.save()
    question = page.findChild(Correction)
    assert isinstance(question, Correction)
    question.reason.setPlainText(why)
    question.accept()
    settled(qtbot, desk)
    again = page.findChildren(Correction)[-1]
    assert again.reason.toPlainText() == why
    again.accept()
    settled(qtbot, desk)
    after = file_of(clinic, logged).incident.details
    assert (after.alone, after.person_of_concern.local_code) == (True, "K-4711")


def test_a_wrong_number_of_a_duplicate_loses_no_word(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    draft = replace(DRAFT, occurred_at=clinic.clock())
    other = log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident
    page = opened(qtbot, desk, logged.id)
    button(page, "It is a duplicate").click()
    question = page.findChild(StatusReasonQuestion)
    assert isinstance(question, StatusReasonQuestion)
    question._reason.setPlainText("Both of us wrote the same call down.")
    for wrong, said in (("", "fill this in"), ("A1-2026-NOT", "no such record"), (logged.ref, "not possible")):
        question._original.setText(wrong)
        question.accept()
        settled(qtbot, desk)
        assert said in texts(question)
        assert question._original.property("refused") is True
        assert question._reason.toPlainText() == "Both of us wrote the same call down."
        assert file_of(clinic, logged).incident.status is Status.SUBMITTED
    question._original.setText(other.ref.lower())
    question.accept()
    settled(qtbot, desk)
    assert (file_of(clinic, logged).incident.status, file_of(clinic, logged).duplicate_of) == (
        Status.DUPLICATE,
        other.ref,
    )
