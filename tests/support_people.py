"""Incidents and debriefs as tests of support begin with them: Rosa at the desk, Sam leads, Alex covers."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Permission, Role, grant
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.support.compliance import Compliance, compliance
from incident_tracker.domain.support.debriefs import (
    Debrief,
)
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import SlotRequest
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.support.cases import (
    LoggedIncident,
    log_incident_with_support,
)
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.compliance import month_of_support
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    show_debrief,
)
from incident_tracker.usecases.support.participants import (
    answer_debrief,
    ask_participants,
)
from tests.storage_fixtures import ALEX, HANNA, ROSA, SAM, Clinic, keep

ALEX_USER = User(UUID(int=0x91), "alex", Role.RECEPTION, ALEX.id, frozenset({ALEX.site_id}))
ALEX_LEADS = User(UUID(int=0x93), "zoe", Role.MANAGER, ALEX.id, frozenset({ALEX.site_id}))
HANNA_USER = User(UUID(int=0x92), "hanna", Role.RECEPTION, HANNA.id, frozenset({HANNA.site_id}))
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def a_threat(clinic: Clinic, severity: Severity = Severity.THREAT, *affected: UUID) -> IncidentDraft:
    """Rosa is threatened at the window, just now."""
    return IncidentDraft(
        occurred_at=clinic.clock(),
        site_id=clinic.site.id,
        desk_id=clinic.desk.id,
        channel="in_person_desk",
        kind="threat",
        severity=severity,
        narrative="Shouted that he would wait outside.",
        affected=tuple(AffectedPerson(clinic.new_id(), person_id=person) for person in affected),
    )


def logged(clinic: Clinic, severity: Severity = Severity.THREAT, *affected: UUID) -> tuple[LoggedIncident, Debrief]:
    """An incident that Rosa logged, with its debrief."""
    answer = log_incident_with_support(clinic.as_role(Role.RECEPTION), a_threat(clinic, severity, *affected))
    assert answer.debrief is not None
    return answer, answer.debrief


def accepted(clinic: Clinic, debrief: Debrief) -> Debrief:
    """Sam leads, Rosa was asked and said yes."""
    manager = clinic.as_role(Role.MANAGER)
    debrief = choose_facilitator(manager, debrief.id, debrief.version, SAM.id)
    ask_participants(manager, debrief.id, [ROSA.id])
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.YES)
    return show_debrief(manager, debrief.id).debrief


def was_there(clinic: Clinic, answer: LoggedIncident, *persons: UUID) -> None:
    """It turns out that these people saw it, too."""
    manager = clinic.as_role(Role.MANAGER)
    present = show_incident(manager, answer.incident.id).incident
    seen = [AffectedPerson(clinic.new_id(), person_id=one, role=PartyRole.WITNESS) for one in persons]
    details = replace(present.details, affected=(AffectedPerson(clinic.new_id(), person_id=ROSA.id), *seen))
    complete_incident(manager, present.id, Completion(details), present.version)


def tomorrow_at_ten(clinic: Clinic, **changes: object) -> SlotRequest:
    """Tuesday from ten (a day and an hour after the incident) for an hour, Alex at Rosa's desk."""
    start = clinic.clock() + DAY + HOUR
    values = {"starts_at": start, "ends_at": start + HOUR, "covers": {ROSA.id: ALEX.id}, "place": "Quiet room"}
    return SlotRequest(**(values | changes))  # type: ignore[arg-type]


def kept_in(ctx: Context, month: str) -> Compliance:
    """The figures of a month ("YYYY-MM") at every site, as the reports count them."""
    permission = Permission.EXPORT_DEIDENTIFIED
    with ctx.store.read() as unit:
        work = Work(unit, ctx.actor, ctx.now(), ctx.new_id, permission, grant(ctx.actor.role, permission))
        return compliance(month_of_support(work, month, None), ctx.now())


def with_account(clinic: Clinic, user: User) -> User:
    """Someone gets an account."""
    with clinic.store.write() as unit:
        unit.users.add(user)
        keep(unit)
    return user
