"""Single parts of the forms: who completed the log, the call, the police, where it was."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.deescalation import TechniqueStep
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.phone_calls import Direction, Recording
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.statutory import Loggable
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.capture.incident_at_desk import opened
from tests.screens.looking import texts
from tests.storage_fixtures import HARBOUR, Clinic
from ui.capture.call_line import CallLine
from ui.capture.help_panel import HelpPanel
from ui.capture.incident_page import IncidentPage
from ui.capture.quick_fields import QuickFields
from ui.clinic_choices import read_clinic
from ui.page import PageDesk
from ui.widgets.choice_box import ChoiceBox


@pytest.fixture
def called(clinic: Clinic) -> Incident:
    """A call out that went wrong, of which nothing else is known yet."""
    draft = IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=HARBOUR.id,
        channel="phone_out",
        kind="threat",
        severity=Severity.THREAT,
    )
    return log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident


def completing(qtbot: QtBot, desk: PageDesk, incident: Incident) -> IncidentPage:
    return opened(qtbot, desk, ("complete", incident.id))


def saved(qtbot: QtBot, desk: PageDesk, clinic: Clinic, page: IncidentPage, incident: Incident) -> Incident:
    page.save()
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
    return show_incident(clinic.as_role(Role.MANAGER), incident.id).incident


def named(within: QWidget, beginning: str) -> QLineEdit:
    """The field whose spoken name begins like this."""
    (field,) = [one for one in within.findChildren(QLineEdit) if one.accessibleName().startswith(beginning)]
    return field


def test_who_completes_the_log_is_filled_in_with_one_press(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, called: Incident
) -> None:
    page = completing(qtbot, desk, called)
    panel = page.form.statutory
    page.form.steps.go(6)
    assert not panel.by_me.isVisibleTo(page)
    panel.loggable.choose(Loggable.YES)
    panel.loggable.changed.emit()
    assert panel.by_me.isVisibleTo(page)
    panel.by_me.click()
    panel.completed_as.setText("practice manager")

    log = saved(qtbot, desk, clinic, page, called).details.statutory

    assert (log.completed_by_name, log.completed_by_title) == ("Maria Manager", "practice manager")
    assert log.completed_at == clinic.clock()
    assert "Maria Manager, practice manager" in texts(page)


def test_where_nothing_was_asked_about_the_call_nothing_is_known_of_it(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, called: Incident
) -> None:
    assert called.details.phone is None
    page = completing(qtbot, desk, called)
    page.form.course.outcome.choose("at_desk")

    assert saved(qtbot, desk, clinic, page, called).details.phone is None


def test_what_is_asked_later_about_a_call_out_is_told_as_one(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, called: Incident
) -> None:
    page = completing(qtbot, desk, called)
    named(page.form.call, "Minutes on hold").setText("4")

    phone = saved(qtbot, desk, clinic, page, called).details.phone

    assert phone is not None
    assert (phone.hold_minutes, phone.direction) == (4, Direction.OUTBOUND)


def test_a_moment_that_cannot_be_read_is_refused_at_its_field_and_not_dropped(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic
) -> None:
    panel = HelpPanel(desk)
    qtbot.addWidget(panel)
    panel.offer(read_clinic(clinic.as_role(Role.MANAGER)))
    panel.considered.choose("called")
    panel.considered.changed.emit()
    qtbot.keyClicks(named(panel, "When they arrived"), "some time later")

    assert [(one.field, one.text) for one in panel.unread()] == [("arrived_at", "some time later")]
    assert panel.show_problem(Refused(Reason.NOT_A_DATE, "arrived_at"))


def test_a_place_that_is_refused_is_told_where_the_place_is_asked(qtbot: QtBot, desk: PageDesk, clinic: Clinic) -> None:
    """One field answers both site and desk."""
    fields = QuickFields(desk.now, desk.zone, None)
    qtbot.addWidget(fields)
    fields.offer(read_clinic(clinic.as_role(Role.MANAGER)), None, (None, None))
    fields.show()

    for word in ("site", "desk"):
        fields.clear_problems()
        assert fields.show_problem(Refused(Reason.MISSING, word))
        assert "Please fill this in" in fields.says.text()


def test_steps_keep_who_took_them_and_when(qtbot: QtBot, desk: PageDesk, clinic: Clinic, called: Incident) -> None:
    page = completing(qtbot, desk, called)
    steps = page.form.course.steps
    steps.set_steps((TechniqueStep("respect_space"),))
    by, minute = named(steps, "By whom"), named(steps, "Minutes after")
    qtbot.keyClicks(by, "the supervisor")
    qtbot.keyClicks(minute, "4")

    (step,) = saved(qtbot, desk, clinic, page, called).details.deescalation.steps

    assert (step.technique, step.by, step.minute) == ("respect_space", "the supervisor", 4)


def test_where_a_recording_is_is_asked_only_if_there_is_one(qtbot: QtBot) -> None:
    line = CallLine()
    qtbot.addWidget(line)
    line.show()
    place = named(line, "Where the recording is")
    box = next(one for one in line.findChildren(ChoiceBox) if one.accessibleName() == "Is there a recording")
    assert not place.isVisible()
    for answer, asks, kept in (
        (Recording.YES, True, "the phone system"),
        (Recording.NO, False, ""),
        (Recording.YES, True, "the phone system"),  # what was typed is there again
    ):
        box.choose(answer)
        box.changed.emit()
        if asks:
            place.setText("the phone system")
        assert place.isVisible() is asks
        call = line.call()
        assert call is not None
        assert (call.recording, call.recording_place) == (answer, kept)
