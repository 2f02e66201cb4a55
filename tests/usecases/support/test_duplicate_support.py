"""A report turns out to be a duplicate, or not reportable: no one is owed support twice, and no one loses it."""

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.capture.review import mark_not_reportable
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.duplicates import mark_duplicate, reopen_incident
from incident_tracker.usecases.support.owed import list_support, show_support
from tests.storage_fixtures import ALEX, ROSA, Clinic
from tests.support_people import accepted, kept_in, logged

pytestmark = pytest.mark.postgres
WHY = "Both of them wrote down the same visit"


@pytest.fixture
def maria(clinic: Clinic) -> Context:
    return clinic.as_role(Role.MANAGER)


def doubled(maria: Context, answer: LoggedIncident, kept: LoggedIncident) -> None:
    present = show_incident(maria, answer.incident.id).incident
    mark_duplicate(maria, present.id, present.version, kept.incident.id, WHY)


def owed_after(maria: Context, answer: LoggedIncident) -> int:
    return len([one for one in list_support(maria) if one.incident_id == answer.incident.id])


def test_support_goes_on_under_the_report_that_stays_and_comes_back(clinic: Clinic, maria: Context) -> None:
    (kept, _), (twice, debrief) = logged(clinic), logged(clinic)
    before = show_support(maria, twice.incident.id)
    doubled(maria, twice, kept)
    assert owed_after(maria, twice) == 0
    assert owed_after(maria, kept) > 0
    ended = show_debrief(maria, debrief.id).debrief
    assert (ended.status, ended.not_held_reason) == (DebriefStatus.NOT_HELD, NotHeldReason.COMBINED)
    file = show_support(maria, twice.incident.id)
    assert {one.outcome for one in file.follow_ups} == {FollowUpOutcome.CANCELED}

    again = show_incident(maria, twice.incident.id).incident
    reopen_incident(maria, again.id, again.version, WHY)
    after = show_support(maria, twice.incident.id)
    assert after.case.ended_at is None
    assert [(one.status, one.by) for one in after.debriefs] == [(one.status, one.by) for one in before.debriefs]
    assert [(one.outcome, one.by) for one in after.follow_ups] == [(one.outcome, one.by) for one in before.follow_ups]
    assert kept_in(maria, "2026-03") is not None


@pytest.mark.parametrize("severity", [Severity.THREAT, Severity.INJURY])
def test_what_someone_was_asked_stays_as_planned(clinic: Clinic, maria: Context, severity: Severity) -> None:
    """Also where the other report owes less, or to other people."""
    kept, _ = logged(clinic)
    twice, debrief = logged(clinic, severity)
    if severity is Severity.THREAT:
        accepted(clinic, debrief)
    doubled(maria, twice, kept)
    assert show_debrief(maria, debrief.id).debrief.open
    other, its = logged(clinic, Severity.THREAT, ALEX.id, ROSA.id)
    doubled(maria, other, kept)
    assert show_debrief(maria, its.id).debrief.open


def test_who_is_hurt_by_what_is_not_reportable_is_still_owed_support(clinic: Clinic, maria: Context) -> None:
    answer, debrief = logged(clinic)
    owed = owed_after(maria, answer)
    mark_not_reportable(maria, answer.incident.id, answer.incident.version, WHY)
    assert owed_after(maria, answer) == owed > 0
    assert show_debrief(maria, debrief.id).debrief.open
