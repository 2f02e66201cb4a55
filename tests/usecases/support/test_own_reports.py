"""Where the clinic allows it people complete the reports that they wrote, and support follows; no more than that."""

from dataclasses import replace
from uuid import UUID

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Refused
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.capture.review import close_incident, start_review
from incident_tracker.usecases.clinic.settings import allow_own_reports, clinic_settings
from incident_tracker.usecases.oversight.audit_trail import list_audit
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.owed import show_support
from tests.storage.saver import draft
from tests.storage_fixtures import ALEX, ROSA, Clinic, keep
from tests.support_people import ALEX_USER

WHY = "The front desk asked to finish what it begins"
MILD = replace(draft(), severity=Severity.HOSTILE)


@pytest.fixture
def rosa(clinic: Clinic) -> Context:
    """The front desk of a clinic that lets people complete the reports that they wrote."""
    allow(clinic)
    return clinic.as_role(Role.RECEPTION)


def allow(clinic: Clinic, allowed: bool = True) -> None:
    allow_own_reports(clinic.as_role(Role.ADMINISTRATOR), allowed, reason=WHY)


def reported(ctx: Context) -> Incident:
    return log_incident_with_support(ctx, MILD).incident


def longer(incident: Incident, minutes: int = 12) -> Completion:
    return Completion(replace(incident.details, duration_minutes=minutes))


def seen(clinic: Clinic, incident: Incident) -> IncidentFile:
    return show_incident(clinic.as_role(Role.MANAGER), incident.id)


def test_it_is_off_until_an_administrator_allows_it_with_a_reason(clinic: Clinic) -> None:
    rosa = clinic.as_role(Role.RECEPTION)
    logged = log_incident_with_support(rosa, MILD)
    assert not logged.may_complete
    assert not show_incident(rosa, logged.incident.id).may_complete
    with pytest.raises(NotAllowed):
        complete_incident(rosa, logged.incident.id, longer(logged.incident), 1)
    with pytest.raises(Refused):
        allow_own_reports(clinic.as_role(Role.ADMINISTRATOR), True, reason="")
    allow(clinic)
    assert clinic_settings(rosa).own_reports
    assert show_incident(rosa, logged.incident.id).may_complete
    assert complete_incident(rosa, logged.incident.id, longer(logged.incident), 1).details.duration_minutes == 12
    allow(clinic, False)
    with pytest.raises(NotAllowed):
        complete_incident(rosa, logged.incident.id, longer(logged.incident, 13), 2)
    assert seen(clinic, logged.incident).incident.details.duration_minutes == 12


def test_the_trail_tells_who_allowed_it_and_why(clinic: Clinic) -> None:
    allow(clinic)
    allow(clinic)  # it is so already
    lines = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter()).lines
    told = [(line.act, line.kind, dict(line.facts)) for line in lines if line.reason == WHY]
    assert told == [("no_change", "change_settings", {}), ("changed", "clinic", {"own_reports": 1})]


def test_the_writer_completes_it_and_those_who_lead_end_it(clinic: Clinic, rosa: Context) -> None:
    incident = reported(rosa)
    saved = complete_incident(rosa, incident.id, longer(incident), incident.version)
    for act in (start_review, close_incident):
        with pytest.raises(NotAllowed):
            act(rosa, incident.id, saved.version)
    maria = clinic.as_role(Role.MANAGER)
    shut = close_incident(maria, incident.id, saved.version)
    assert not show_incident(rosa, incident.id).may_complete
    with pytest.raises(Refused):
        complete_incident(rosa, incident.id, longer(incident, 13), shut.version)
    assert seen(clinic, incident).incident.status is Status.CLOSED


def test_having_a_part_in_a_report_is_not_having_written_it(clinic: Clinic, rosa: Context) -> None:
    """Rosa told it to Sam, or was there when it happened to Alex: she reads it, adds to it, and confirms it."""
    sam = clinic.as_role(Role.SUPERVISOR)
    told = log_incident_with_support(sam, replace(MILD, mode=CaptureMode.PROXY, told_by_id=ROSA.id)).incident
    was_there = AffectedPerson(UUID(int=0x911), PartyRole.WITNESS, ROSA.id)
    saw = log_incident_with_support(sam, replace(MILD, affected=(was_there,))).incident
    for incident in (told, saw):
        assert not show_incident(rosa, incident.id).may_complete
        with pytest.raises(NotAllowed):
            complete_incident(rosa, incident.id, longer(incident), incident.version)


def test_what_the_writer_does_not_see_is_kept_even_when_the_person_is_taken_out(clinic: Clinic, rosa: Context) -> None:
    with clinic.store.write() as unit:
        unit.users.add(ALEX_USER)
        keep(unit)
    incident = reported(rosa)
    hurt = AffectedPerson(UUID(int=0x912), PartyRole.TARGETED, ALEX.id, distress=8)
    maria = clinic.as_role(Role.MANAGER)
    complete_incident(maria, incident.id, Completion(Details(affected=(hurt,))), incident.version)
    before = show_incident(rosa, incident.id)
    assert before.may_complete
    assert before.withheld.harm == {hurt.id}
    assert before.incident.affected[0].distress is None
    emptied = Completion(replace(before.incident.details, affected=()))
    answer = complete_incident(rosa, incident.id, emptied, before.incident.version)
    assert answer.affected[0].distress is None
    assert seen(clinic, incident).incident.affected == (hurt,)


def test_what_the_front_desk_adds_is_owed_from_the_same_moment(clinic: Clinic, rosa: Context) -> None:
    logged = log_incident_with_support(rosa, MILD)
    assert logged.may_complete
    assert logged.debrief is None
    worse = Completion(logged.incident.details, severity=Severity.PHYSICAL)
    complete_incident(rosa, logged.incident.id, worse, logged.incident.version)
    owed = show_support(clinic.as_role(Role.MANAGER), logged.incident.id)
    assert owed.case.tier == 5
    assert [one.tier for one in owed.debriefs if one.open] == [5]
