"""Reading, completing, two people at once, and the life of an incident on the screen."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QScrollArea, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.deescalation import TechniqueEffect
from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.help_calls import PoliceDecision
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole, PersonOfConcern
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.capture.incidents import record_police_decision, show_incident
from incident_tracker.usecases.clinic.settings import allow_own_reports
from incident_tracker.usecases.learning.analyses import open_analysis
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.striking_out import void_incident
from tests.screens.capture.incident_at_desk import DRAFT, WORDS, file_of, opened, settled
from tests.screens.looking import button, clipped, texts
from tests.storage_fixtures import ALEX, HILL, ROSA, SAM, Clinic
from tests.tries import tries
from ui.capture.incident_page import IncidentPage
from ui.page import PageDesk


def test_it_is_read_calmly_and_the_description_only_on_request(
    qtbot: QtBot, desk: PageDesk, logged: Incident, speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, desk, logged.ref)
    said = texts(page)
    assert logged.ref in said
    assert "2 · Abuse in words" in said
    assert "Submitted" in said
    assert "A debrief needs planning" in said
    shown = [field.toPlainText() for field in page.findChildren(QPlainTextEdit)]
    assert WORDS not in said
    assert WORDS not in shown
    speaks_names(page)
    page.veil()
    assert page.view.veil.findChild(QTextBrowser).isVisible()


def test_the_table_for_the_police_is_read_by_who_decides_until_it_is_decided(
    qtbot: QtBot, desk: PageDesk, desk_of: Callable[[Role], PageDesk], clinic: Clinic, logged: Incident
) -> None:
    said = texts(opened(qtbot, desk, logged.ref))
    assert "When the police are called" in said
    assert "Call at once: " in said
    assert "When the police are called" not in texts(opened(qtbot, desk_of(Role.RECEPTION), logged.ref))
    manager = clinic.as_role(Role.MANAGER)
    version = show_incident(manager, logged.id).incident.version
    record_police_decision(manager, logged.id, PoliceDecision(called=False), version)
    assert "When the police are called" not in texts(opened(qtbot, desk, logged.ref))


def test_what_comes_next_stays_in_sight_and_one_button_stands_out(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    page = opened(qtbot, desk, logged.ref)
    page.resize(1040, 500)
    bar = next(one for one in page.findChildren(QScrollArea) if one.isVisible()).verticalScrollBar()
    for place in (0, bar.maximum()):
        bar.setValue(place)
        assert button(page, "Close it").visibleRegion().boundingRect() == button(page, "Close it").rect()
    assert primaries(page) == ["Complete it"], "little is known of it yet"
    manager = clinic.as_role(Role.MANAGER)
    complete_incident(manager, logged.id, Completion(details=Details(alone=True)), logged.version)
    page.refresh()
    settled(qtbot, desk)
    assert primaries(page) == ["Start the review"]
    button(page, "Start the review").click()
    settled(qtbot, desk)
    assert primaries(page) == ["Close it"]
    button(page, "Close it").click()
    settled(qtbot, desk)
    assert primaries(page) == []
    assert button(page, "Correct it").isVisible()


def primaries(page: IncidentPage) -> list[str]:
    """The words of the buttons that stand out."""
    buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    return [one.text().replace("&", "") for one in buttons if one.property("kind") == "primary"]


def test_completing_fills_the_parts_and_saves_with_one_key(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident, speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, desk, ("complete", logged.id))
    for part in range(7):
        page.form.steps.go(part)
        speaks_names(page)
    course = page.form.course
    course.triggers.choose("wait_in_room")
    course.outcome.choose("at_desk")
    page.form.statutory.loggable.choose(Loggable.NO)
    page.form.statutory.reason.setText("Words only, nobody felt threatened.")
    page.save()
    settled(qtbot, desk)
    details = file_of(clinic, logged).incident.details
    assert [(one.person_id, one.role) for one in details.affected] == [(ROSA.id, PartyRole.TARGETED)]
    assert details.deescalation.triggers == ("wait_in_room",)
    assert details.deescalation.outcome == "at_desk"
    assert details.statutory.loggable.answer is Loggable.NO
    assert details.statutory.loggable.at == clinic.clock()
    assert page.view.isVisible()


def test_steps_are_ordered_and_judged_by_keyboard(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    page = opened(qtbot, desk, ("complete", logged.id))
    page.form.steps.go(2)
    steps = page.form.course.steps
    for technique in ("apology", "offer_choices"):
        steps._picker.choose(technique)
        steps._picker.changed.emit()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)  # the effect of the step just added: calmer
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    page.save()
    settled(qtbot, desk)
    tried = file_of(clinic, logged).incident.details.deescalation.steps
    assert [step.technique for step in tried] == ["offer_choices", "apology"]
    assert TechniqueEffect.UNKNOWN in {step.effect for step in tried}


def test_the_keyboard_may_be_wanted_before_the_incident_is_here(qtbot: QtBot, desk: PageDesk, logged: Incident) -> None:
    """The form may still be on its way to being made when someone comes straight to it."""
    page = IncidentPage(desk)
    qtbot.addWidget(page)
    page.open(("complete", logged.id))
    assert page.first_focus() is not None
    settled(qtbot, desk)
    assert page.form.basics.isAncestorOf(page.first_focus())


def test_a_refusal_opens_its_part(qtbot: QtBot, desk: PageDesk, logged: Incident) -> None:
    page = opened(qtbot, desk, ("complete", logged.id))
    page.form.helped.considered.choose("called")
    page.form.helped.considered.changed.emit()
    page.save()
    qtbot.waitUntil(lambda: page.form.steps.current == 4)
    assert "Please fill this in" in texts(page)


def test_two_desks_meet_and_nothing_is_lost(qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident) -> None:
    page = opened(qtbot, desk, ("complete", logged.id))
    page.form.course.triggers.choose("wait_in_room")
    page.form.course.outcome.choose("at_desk")
    theirs = replace(logged.details, factors=("ACC2",))
    complete_incident(clinic.as_role(Role.SUPERVISOR), logged.id, Completion(theirs), logged.version)
    page.save()  # they changed another part: both stay
    settled(qtbot, desk)
    details = file_of(clinic, logged).incident.details
    assert (details.factors, details.deescalation.outcome) == (("ACC2",), "at_desk")


def test_where_both_changed_the_same_the_person_chooses(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    page = opened(qtbot, desk, ("complete", logged.id))
    page.form.panels[6].factors.choose("COM2")  # type: ignore[attr-defined]  # the panel of factors
    theirs = replace(logged.details, factors=("ACC2",))
    complete_incident(clinic.as_role(Role.SUPERVISOR), logged.id, Completion(theirs), logged.version)
    page.save()
    qtbot.waitUntil(lambda: "Someone else changed this meanwhile" in texts(page))
    said = texts(page)
    assert "Process not explained" in said
    assert "Wait in the room longer than told" in said
    button(page, "Keep mine").click()
    page.save()
    settled(qtbot, desk)
    assert file_of(clinic, logged).incident.details.factors == ("COM2",)


def test_words_are_added_and_never_replaced(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, logged: Incident
) -> None:
    desk = desk_of(Role.RECEPTION)
    page = opened(qtbot, desk, logged.id)
    page.view._more.setPlainText("She came back later and apologized.")
    button(page, "Add this").click()
    settled(qtbot, desk)
    file = file_of(clinic, logged)
    assert file.incident.narrative == WORDS
    assert [one.text for one in file.addenda] == ["She came back later and apologized."]


def test_the_one_who_told_it_confirms(qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic) -> None:
    draft = replace(DRAFT, occurred_at=clinic.clock(), mode=CaptureMode.PROXY, told_by_id=ROSA.id)
    told = log_incident_with_support(clinic.as_role(Role.SUPERVISOR), draft).incident
    desk = desk_of(Role.RECEPTION)
    page = opened(qtbot, desk, told.id)
    assert "Is this written down right?" in texts(page)
    button(page, "Yes, that is right").click()
    settled(qtbot, desk)
    assert file_of(clinic, told).incident.confirmation is Confirmation.CONFIRMED
    assert "Is this written down right?" not in texts(page)


def test_what_is_not_for_these_eyes_is_not_in_the_window(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic, logged: Incident
) -> None:
    """Sam was there, but the incident is of another site: he reads it. Rosa wrote it and completes it; both see no more
    than they may, and it stays as it is.
    """
    allow_own_reports(clinic.as_role(Role.ADMINISTRATOR), True, reason="They asked for it in June")
    person = AffectedPerson(UUID(int=0x901), person_id=ALEX.id, distress=8)
    sam = AffectedPerson(UUID(int=0x902), person_id=SAM.id)
    details = Details(affected=(person, sam), person_of_concern=PersonOfConcern("client", local_code="K-4711"))
    complete_incident(clinic.as_role(Role.MANAGER), logged.id, Completion(details), logged.version)
    elsewhere = desk_of(Role.SUPERVISOR)
    actor = replace(elsewhere.actor, sites=frozenset({HILL.id}))
    elsewhere.runner.use(replace(clinic.as_role(Role.SUPERVISOR), actor=actor))
    page = opened(qtbot, elsewhere, logged.id)
    assert "Recorded, but not shown to you" in texts(page.view)
    assert "what it did to them is not shown to you" in texts(page.view)
    assert "K-4711" not in texts(page)
    assert "distress 8" not in texts(page)
    assert "Complete it" not in texts(page)
    own = opened(qtbot, desk_of(Role.RECEPTION), logged.id)
    assert "distress 8" not in texts(own)
    button(own, "Complete it").click()
    own.form.steps.go(1)
    assert "What it did to them is not shown to you." in texts(own.form.people)
    own.save()
    settled(qtbot, own.desk)
    assert file_of(clinic, logged).incident.details == details


def test_the_manager_goes_on_to_the_causes(qtbot: QtBot, desk: PageDesk, logged: Incident) -> None:
    page = opened(qtbot, desk, logged.id)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Look for causes").click()
    assert asked.args == ["analysis", ("new", (logged.id,))]


def test_a_report_that_was_struck_out_offers_no_causes(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    void_incident(manager, logged.id, logged.version, reason="It was logged twice by mistake, see the other one.")
    page = opened(qtbot, desk, logged.id)
    assert page.steps.isVisible()
    assert "Look for causes" not in texts(page)
    with pytest.raises(Refused) as refused:
        open_analysis(manager, (logged.id,), "Why?")
    assert (refused.value.reason, refused.value.field) == (Reason.WRONG_STATUS, "incidents")


def test_the_front_desk_completes_nothing_but_reads_its_own(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], logged: Incident
) -> None:
    page = opened(qtbot, desk_of(Role.RECEPTION), ("complete", logged.id))
    assert page.view.isVisible()
    assert not page.steps.complete.isVisible()
    assert "Start the review" not in [one.text() for one in page.steps.findChildren(type(page.steps.complete))]


def test_nothing_is_cut_at_double_size(qtbot: QtBot, desk: PageDesk, logged: Incident) -> None:
    desk.theme.choose("contrast", 200)
    page = opened(qtbot, desk, logged.id)
    page.resize(1500, 900)
    assert clipped(page) == []
    page.open(("complete", logged.id))
    settled(qtbot, desk)
    for part in range(7):
        page.form.steps.go(part)
        qtbot.waitUntil(lambda: clipped(page) == [])


def test_one_incident_is_saved_on_paper_and_its_readers_are_one_key_away(
    qtbot: QtBot, desk: PageDesk, logged: Incident, tmp_path: Path
) -> None:
    page = opened(qtbot, desk, logged.ref)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Who saw this").click()
    assert asked.args == ["seen", logged.id]
    page.save_to(str(tmp_path / "incident.pdf"))
    qtbot.waitUntil((tmp_path / "incident.pdf").exists)
    text = "".join(sheet.get_textpage().get_text_range() for sheet in PdfDocument(str(tmp_path / "incident.pdf")))
    assert WORDS in " ".join(text.split())
    settled(qtbot, desk)


def test_odd_words_are_shown_as_they_were_written(qtbot: QtBot, desk: PageDesk, clinic: Clinic, oracles: Path) -> None:
    strings = [text for text in json.loads((oracles / "text" / "blns.json").read_text("utf-8")) if text.strip()]
    page = IncidentPage(desk)
    qtbot.addWidget(page)
    page.show()
    for text in strings[:: tries(24, 1)]:
        draft = replace(DRAFT, occurred_at=clinic.clock(), narrative=text)
        incident = log_incident_with_support(clinic.as_role(Role.MANAGER), draft).incident
        page.open(incident.id)
        settled(qtbot, desk)
        (reader,) = page.view.veil.findChildren(QTextBrowser)
        if not reader.isVisible():
            page.veil()
        assert seen_as(reader.document().toRawText()) == seen_as(text)


def seen_as(text: str) -> str:
    """Line ends are shown as breaks, whichever they were; a byte order mark and NUL have no shape."""
    return "\n".join(text.replace("\ufeff", "").replace("\x00", "").splitlines())


def test_a_report_that_was_struck_out_says_that_what_was_planned_is_canceled(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, logged: Incident
) -> None:
    """And when, not by when it would have been due."""
    clinic.clock.advance(timedelta(hours=1))
    void_incident(clinic.as_role(Role.MANAGER), logged.id, logged.version, "It happened at another clinic, not at ours")
    page = opened(qtbot, desk, logged.id)
    said = texts(page.view)
    assert "Canceled today, 10:00 AM, because the report was struck out. What someone accepted stays." in said
    assert "No debrief was held – today, 10:00 AM" in said
    assert "Debrief in paid, protected time" not in said
