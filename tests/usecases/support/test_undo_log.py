"""What was logged a moment ago is undone: struck out, with the text back as a draft, or refused with the reason."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.undoing import ON_ITS_WAY, UNDO_WITHIN
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, Reason, Refused
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.labels.capture.telling import tell_incident
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.drafts import list_drafts
from incident_tracker.usecases.capture.incidents import add_addendum, record_relief, show_incident
from incident_tracker.usecases.capture.review import start_review
from incident_tracker.usecases.oversight.audit_trail import list_audit
from incident_tracker.usecases.oversight.today import list_today
from incident_tracker.usecases.support.cases import LoggedIncident, log_incident_with_support
from incident_tracker.usecases.support.offers import record_offers
from incident_tracker.usecases.support.owed import list_support
from incident_tracker.usecases.support.participants import ask_participants
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.striking_out import undo_log
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import a_threat


@pytest.fixture
def rosa(clinic: Clinic) -> Context:
    """The front desk."""
    return clinic.as_role(Role.RECEPTION)


@pytest.fixture
def typed(clinic: Clinic) -> IncidentDraft:
    """What Rosa typed."""
    return a_threat(clinic)


@pytest.fixture
def logged(rosa: Context, typed: IncidentDraft) -> LoggedIncident:
    """What became of it."""
    return log_incident_with_support(rosa, typed)


@pytest.mark.postgres
def test_it_is_struck_out_and_nothing_is_lost_or_left_owed(
    clinic: Clinic, rosa: Context, typed: IncidentDraft, logged: LoggedIncident
) -> None:
    maria = clinic.as_role(Role.MANAGER)
    record_relief(rosa, logged.incident.id, safe=True)
    clinic.clock.advance(UNDO_WITHIN)
    draft = undo_log(rosa, logged.incident.id, typed)
    assert draft.draft == typed
    assert list_drafts(rosa) == (draft,)
    file = show_incident(maria, logged.incident.id)
    assert file.incident.status is Status.VOID
    told = tell_incident(file, ClinicNames(), MomentFormats(str, str, str)).life
    assert "undone within seconds by the person who logged it" in " ".join(text for _when, text in told)
    assert list_support(maria) == ()
    assert list_reminders(maria, everybody=True) == ()
    assert [one for one in list_today(maria, "UTC") if one.incident_id == logged.incident.id] == []
    lines = list_audit(clinic.as_role(Role.PRIVACY), AuditFilter(), logged.incident.ref).lines
    assert "undone" in [line.act for line in lines]


def test_its_number_is_not_given_again(rosa: Context, typed: IncidentDraft, logged: LoggedIncident) -> None:
    undo_log(rosa, logged.incident.id, typed)
    again = log_incident_with_support(rosa, typed)
    assert again.incident.ref != logged.incident.ref
    assert again.debrief is not None


def test_after_ten_seconds_and_the_way_it_stays(
    clinic: Clinic, rosa: Context, typed: IncidentDraft, logged: LoggedIncident
) -> None:
    clinic.clock.advance(UNDO_WITHIN + ON_ITS_WAY + timedelta(seconds=1))
    with pytest.raises(Refused) as refused:
        undo_log(rosa, logged.incident.id, typed)
    assert refused.value.reason is Reason.TOO_LATE_TO_UNDO
    assert show_incident(rosa, logged.incident.id).incident.status is Status.SUBMITTED
    assert list_drafts(rosa) == ()


def _asked(ctx: Context, logged: LoggedIncident) -> object:
    assert logged.debrief is not None
    return ask_participants(ctx, logged.debrief.id, [ROSA.id])


@pytest.mark.parametrize(
    "work",
    [
        _asked,
        lambda ctx, logged: record_offers(ctx, logged.incident.id, ROSA.id, [OfferKind.BREAK]),
        lambda ctx, logged: start_review(ctx, logged.incident.id, logged.incident.version),
        lambda ctx, logged: add_addendum(ctx, logged.incident.id, "I saw it, too."),
    ],
)
def test_what_someone_else_works_with_already_stays(
    clinic: Clinic,
    rosa: Context,
    typed: IncidentDraft,
    logged: LoggedIncident,
    work: Callable[[Context, LoggedIncident], object],
) -> None:
    work(clinic.as_role(Role.SUPERVISOR), logged)
    before = show_incident(rosa, logged.incident.id).incident
    with pytest.raises(Refused) as refused:
        undo_log(rosa, logged.incident.id, typed)
    assert refused.value.reason is Reason.OTHERS_WORK_ON_IT
    assert show_incident(rosa, logged.incident.id).incident == before


def test_nobody_undoes_what_someone_else_logged(clinic: Clinic, typed: IncidentDraft, logged: LoggedIncident) -> None:
    for role in (Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            undo_log(clinic.as_role(role), logged.incident.id, typed)
