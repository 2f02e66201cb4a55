"""Leaving a record that is being completed keeps what was typed as a draft, and changes nothing until it is saved."""

import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.capture.saved_drafts import UnsavedCompletion
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.drafts import find_completion, keep_completion, list_drafts
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.screens.capture.incident_at_desk import opened
from tests.screens.looking import button, texts
from tests.storage_fixtures import HARBOUR, Clinic
from tests.whole_incident import WHOLE
from ui.capture.correction import Correction
from ui.capture.incident_page import IncidentPage
from ui.oversight.today_line import TodayLine
from ui.oversight.today_page import TodayPage
from ui.page import PageDesk
from ui.shell.blanking import close_dialogs
from ui.widgets.message_bar import MessageBar

DISCARD = "Discard what I typed"


@pytest.fixture
def logged(clinic: Clinic) -> Incident:
    draft = IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=HARBOUR.id,
        channel="in_person_desk",
        kind="threat",
        severity=Severity.THREAT,
    )
    return log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident


def completing(qtbot: QtBot, desk: PageDesk, incident: Incident) -> IncidentPage:
    return opened(qtbot, desk, ("complete", incident.id))


def settled(qtbot: QtBot, desk: PageDesk, shown: QWidget) -> None:
    qtbot.waitUntil(lambda: desk.runner.is_quiet and shown.isVisible())


def offered(page: IncidentPage) -> set[str]:
    return {one.text() for one in page.findChildren(QPushButton) if one.isVisible()}


def ended(page: IncidentPage, outcome: str) -> None:
    page.form.course.outcome.choose(outcome)
    page.form.course.outcome.changed.emit()


def record(clinic: Clinic, incident: Incident) -> Incident:
    return show_incident(clinic.as_role(Role.MANAGER), incident.id).incident


def test_leaving_keeps_a_draft_and_changes_no_record(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")
    page.form.basics.description.setPlainText("He came back twice.")
    page.keep_draft()  # what the window does before it locks, leaves or closes
    settled(qtbot, desk, page.form)

    assert record(clinic, logged) == logged
    assert "the record changes when you save" in texts(page)
    (item,) = [one for one in list_today(maria, "America/Los_Angeles") if one.matter is Matter.COMPLETION]
    assert (item.incident_id, item.ref) == (logged.id, logged.ref)
    assert list_drafts(maria) == ()

    again = completing(qtbot, desk, logged)
    assert again.form.course.outcome.code() == "at_desk"
    assert "Here is what you typed" in texts(again)
    again.save()
    settled(qtbot, desk, again.view)
    saved = record(clinic, logged)
    assert (saved.details.deescalation.outcome, saved.narrative) == ("at_desk", "He came back twice.")
    assert find_completion(maria, logged.id) is None


def test_a_pause_keeps_it_without_a_key(qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident) -> None:
    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")

    qtbot.waitUntil(lambda: find_completion(clinic.as_role(Role.MANAGER), logged.id) is not None)
    settled(qtbot, desk, page.form)

    assert record(clinic, logged).version == logged.version


def test_what_cannot_be_saved_yet_is_kept_all_the_same(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    """The police were called, and on which line of the table is not answered yet."""
    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")
    page.form.helped.considered.choose("called")
    page.form.helped.considered.changed.emit()
    page.keep_draft()
    settled(qtbot, desk, page.form)

    again = completing(qtbot, desk, logged)
    assert (again.form.course.outcome.code(), again.form.helped.considered.code()) == ("at_desk", "called")
    again.save()
    settled(qtbot, desk, again.form)
    assert "Please fill this in" in texts(again)
    assert record(clinic, logged) == logged


def test_what_was_typed_can_be_thrown_away(qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident) -> None:
    page = completing(qtbot, desk, logged)
    assert DISCARD not in offered(page)
    ended(page, "at_desk")
    page.keep_draft()
    button(page, DISCARD).click()  # at once, before the draft is kept
    settled(qtbot, desk, page.form)

    assert page.form.course.outcome.code() is None
    assert DISCARD not in offered(page)
    assert find_completion(clinic.as_role(Role.MANAGER), logged.id) is None
    assert record(clinic, logged) == logged


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "not kept yet"])
def test_what_was_thrown_away_comes_back_to_the_letter(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident, messages: MessageBar, kept: bool
) -> None:
    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")
    page.form.basics.description.setPlainText("He came back twice.")
    if kept:
        page.keep_draft()
        settled(qtbot, desk, page.form)
    page.form.basics.description.appendPlainText("Then he left.")
    button(page, DISCARD).click()
    settled(qtbot, desk, page.form)
    assert messages.text == "Discarded. The record is unchanged."
    with qtbot.waitSignal(page.open_requested) as asked:
        messages.undo()
    assert asked.args == ["incident", ("complete", logged.id)]
    page.open(asked.args[1])
    settled(qtbot, desk, page.form)
    assert page.form.course.outcome.code() == "at_desk"
    assert page.form.basics.description.toPlainText() == "He came back twice.\nThen he left."
    assert DISCARD in offered(page)
    assert find_completion(clinic.as_role(Role.MANAGER), logged.id) is not None
    assert record(clinic, logged) == logged


@pytest.mark.skipif(sys.platform == "win32", reason="the largest size of a file is set there in another way")
def test_what_is_thrown_away_stays_so_when_keeping_it_failed(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    import resource

    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, before[1]))  # as on a full disk
    try:
        page.keep_draft()
        button(page, DISCARD).click()  # before the answer has come
        settled(qtbot, desk, page.form)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert not page._kept.is_there
    assert DISCARD not in offered(page)
    page.keep_draft()
    settled(qtbot, desk, page.form)
    assert find_completion(clinic.as_role(Role.MANAGER), logged.id) is None


def test_what_someone_saved_meanwhile_is_brought_together_with_the_draft(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")
    page.keep_draft()
    settled(qtbot, desk, page.form)
    theirs = replace(logged.details, factors=("ACC2",))
    complete_incident(clinic.as_role(Role.SUPERVISOR), logged.id, Completion(theirs), logged.version)

    again = completing(qtbot, desk, logged)
    again.save()
    settled(qtbot, desk, again.view)

    details = record(clinic, logged).details
    assert (details.factors, details.deescalation.outcome) == (("ACC2",), "at_desk")


def test_a_correction_of_a_closed_record_comes_back_with_its_reason(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    closed = close_incident(clinic.as_role(Role.MANAGER), logged.id, logged.version)
    page = completing(qtbot, desk, closed)
    ended(page, "at_desk")
    page.save()
    (dialog,) = page.findChildren(Correction)
    dialog.reason.setPlainText("He told us later how it ended.")
    close_dialogs(page)  # what the window does when it locks
    page.keep_draft()
    settled(qtbot, desk, page.form)
    assert record(clinic, logged) == closed

    again = completing(qtbot, desk, closed)
    assert again.form.course.outcome.code() == "at_desk"
    again.save()
    (dialog,) = again.findChildren(Correction)
    assert dialog.reason.toPlainText() == "He told us later how it ended."


def test_one_that_cannot_be_completed_any_more_is_taken_off_today(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    keep_completion(maria, UnsavedCompletion(logged.id, logged.version, logged.details, Completion(WHOLE)))
    today = TodayPage(desk)
    qtbot.addWidget(today)
    today.show()
    today.refresh()
    qtbot.waitUntil(lambda: desk.runner.is_quiet and bool(today.findChildren(TodayLine)))
    line = next(
        one
        for one in today.findChildren(TodayLine)
        if logged.ref in f"{one.accessibleName()} {one.accessibleDescription()}"
    )
    QTest.keyClick(line, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and find_completion(maria, logged.id) is None)
    qtbot.waitUntil(lambda: desk.runner.is_quiet)

    assert [one for one in list_today(maria, "America/Los_Angeles") if one.matter is Matter.COMPLETION] == []


def test_the_draft_of_one_is_not_brought_to_another(clinic: Clinic, logged: Incident) -> None:
    typed = UnsavedCompletion(logged.id, logged.version, logged.details, Completion(WHOLE, narrative="mine"))
    kept = keep_completion(clinic.as_role(Role.MANAGER), typed)

    assert find_completion(clinic.as_role(Role.MANAGER), logged.id) == kept
    assert kept.completing == typed
    assert find_completion(clinic.as_role(Role.SUPERVISOR), logged.id) is None


def test_half_a_date_is_kept_as_it_was_typed_and_shown_again(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    """It cannot be saved, and what else was typed is not lost for it."""
    page = completing(qtbot, desk, logged)
    ended(page, "at_desk")
    page.form.basics.when.show_unread("mon 25")
    page.form.helped.considered.choose("called")
    page.form.helped.considered.changed.emit()
    page.form.helped.called_at.show_unread("half pa")
    page.save()
    settled(qtbot, desk, page.form)
    assert record(clinic, logged) == logged
    assert page.form.basics.when.cannot_be_read
    page.keep_draft()
    settled(qtbot, desk, page.form)

    again = completing(qtbot, desk, logged)
    assert again.form.course.outcome.code() == "at_desk"
    assert again.form.basics.when.shown() == "mon 25"
    assert again.form.helped.called_at.shown() == "half pa"
    assert "This is not a date or time yet" in texts(again.form.basics)
    again.form.basics.when.set_moment(logged.occurred_at)
    again.form.helped.called_at.set_moment(clinic.clock())
    again.form.helped.criterion.choose("credible_threat")
    again.save()
    settled(qtbot, desk, again.view)
    police = record(clinic, logged).details.police
    assert police is not None
    assert police.called_at == clinic.clock()


def test_what_is_hidden_and_cannot_be_read_does_not_stop_anyone(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    page = completing(qtbot, desk, logged)
    page.form.helped.considered.choose("called")
    page.form.helped.considered.changed.emit()
    page.form.helped.called_at.show_unread("half pa")
    page.form.helped.considered.choose("no")
    page.form.helped.considered.changed.emit()
    page.save()
    settled(qtbot, desk, page.view)

    assert record(clinic, logged).details.police is None
