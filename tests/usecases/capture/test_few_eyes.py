"""The local code and the harm to single people are for few eyes, and a closed incident is corrected with a reason."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.audit import AuditFilter
from incident_tracker.domain.capture.discretion import NOTHING
from incident_tracker.domain.capture.incident_head import IncidentHead
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.parties import AffectedPerson, Need, PartyRole, PersonOfConcern, PhysicalImpact
from incident_tracker.domain.capture.serious import SeriousRow
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.columns import columns_of
from incident_tracker.domain.errors import ChangedMeanwhile, ConfirmationNeeded, NotAllowed, Reason, Refused
from incident_tracker.labels.capture.telling import tell_incident
from incident_tracker.labels.capture.trail import tell_trail
from incident_tracker.labels.clinic.names import ClinicNames
from incident_tracker.labels.facts import MomentFormats
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import add_addendum, record_relief, show_incident
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_closed, complete_incident
from incident_tracker.usecases.support.duplicates import reopen_incident
from tests.storage.saver import draft
from tests.storage_fixtures import ALEX, HILL, ROSA, SAM, Clinic, keep
from tests.support_people import ALEX_USER

CODE = "K-4711"
WHY = "The caller rang again and said so."
HARM = AffectedPerson(
    UUID(int=0x901), PartyRole.TARGETED, ROSA.id, physical=PhysicalImpact.PAIN, distress=8, felt_threatened=True,
    need=Need.GO_HOME,
)  # fmt: skip
WITNESS = AffectedPerson(UUID(int=0x902), PartyRole.WITNESS, ALEX.id, distress=3)
DETAILS = Details(affected=(HARM, WITNESS), person_of_concern=PersonOfConcern("client", local_code=CODE))


@pytest.fixture
def incident(clinic: Clinic) -> Incident:
    """Rosa logged it and was hurt, Alex saw it; the code was added later. Alex has an account."""
    with clinic.store.write() as unit:
        unit.users.add(ALEX_USER)
        keep(unit)
    logged = log_incident_with_support(clinic.as_role(Role.RECEPTION), draft()).incident
    return complete_incident(clinic.as_role(Role.MANAGER), logged.id, Completion(DETAILS), logged.version)


def told(file: IncidentFile) -> str:
    plain = MomentFormats(str, str, str)
    known = tell_incident(file, ClinicNames(people=(ROSA, ALEX, SAM)), plain).known
    return "\n".join(text for _heading, text in known)


def changes(file: IncidentFile) -> list[str]:
    plain = MomentFormats(str, str, str)
    names = ClinicNames(people=(ROSA, ALEX, SAM))
    saves = tell_trail(file, names, plain)
    return [f"{one.what}: {one.before} → {one.after}" for save in saves for one in save.changes]


def test_who_wrote_it_sees_the_code_and_their_own_harm_alone(clinic: Clinic, incident: Incident) -> None:
    file = show_incident(clinic.as_role(Role.RECEPTION), incident.id)
    assert file.incident.details.person_of_concern.local_code == CODE
    assert file.incident.affected == (HARM, AffectedPerson(WITNESS.id, PartyRole.WITNESS, ALEX.id))
    assert file.withheld.names == ("harm",)
    assert "distress 8 of 10" in told(file)
    assert "distress 3 of 10" not in told(file)
    assert "Alex Reception: Saw or heard it, what it did to them is not shown to you" in told(file)


def test_who_only_saw_it_reads_that_there_is_a_code(clinic: Clinic, incident: Incident) -> None:
    file = show_incident(clinic.as_user(ALEX_USER), incident.id)
    assert CODE not in repr(file)
    assert file.withheld.names == ("local_code", "harm")
    assert "Recorded, but not shown to you" in told(file)
    assert file.incident.affected[1] == WITNESS
    assert (file.incident.affected[0].distress, file.incident.affected[0].physical) == (None, PhysicalImpact.NONE)
    assert file.support_tier == incident.support_tier == 3
    assert file.incident.support_tier == 2  # of what is shown, and nobody goes by it


def test_who_leads_the_site_sees_all_of_it(clinic: Clinic, incident: Incident) -> None:
    for role in (Role.SUPERVISOR, Role.MANAGER):
        file = show_incident(clinic.as_role(role), incident.id)
        assert file.incident.details == DETAILS
        assert file.withheld == NOTHING


def test_earlier_versions_and_answers_of_a_save_hold_no_more(clinic: Clinic, incident: Incident) -> None:
    """Nor does what comes back from a tick, a confirmation or a step."""
    maria, alex = clinic.as_role(Role.MANAGER), clinic.as_user(ALEX_USER)
    without = replace(DETAILS, person_of_concern=PersonOfConcern("client"), affected=(WITNESS,))
    complete_incident(maria, incident.id, Completion(without), incident.version)
    assert CODE not in repr(show_incident(alex, incident.id))
    assert "pain" not in repr(show_incident(alex, incident.id).revisions)
    assert CODE in repr(show_incident(maria, incident.id))
    present = show_incident(maria, incident.id).incident
    complete_incident(maria, incident.id, Completion(DETAILS), present.version)
    assert CODE not in repr(record_relief(alex, incident.id, safe=True))


def test_the_trail_tells_each_reader_no_more_than_the_record(clinic: Clinic, incident: Incident) -> None:
    """Not even that something was changed which they may not see; what else was changed is told to everyone."""
    maria, rosa, alex = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION), clinic.as_user(ALEX_USER)
    worse = replace(DETAILS, affected=(replace(HARM, distress=9), WITNESS))
    saved = complete_incident(maria, incident.id, Completion(worse), incident.version)
    without = replace(worse, person_of_concern=PersonOfConcern("client"), duration_minutes=12)
    complete_incident(maria, incident.id, Completion(without), saved.version)
    assert changes(show_incident(maria, incident.id))[:3] == [
        "How long it lasted:  → 12 minutes",
        "Local code: K-4711 → ",
        "Who was affected: Rosa Reception: Targeted, pain, distress 8 of 10, felt threatened, would like: go_home"
        " → Rosa Reception: Targeted, pain, distress 9 of 10, felt threatened, would like: go_home",
    ]
    assert "distress 8 of 10" in str(changes(show_incident(rosa, incident.id)))
    assert "distress 3" not in str(changes(show_incident(rosa, incident.id)))
    seen = show_incident(alex, incident.id)
    assert CODE not in repr(seen.revisions)
    assert changes(seen)[0] == "How long it lasted:  → 12 minutes"
    assert {one.version for one in seen.revisions} == {2, 4}
    assert "distress 3 of 10" in str(changes(seen))
    assert "distress 8" not in str(changes(seen))
    assert maria.actor.user_id in seen.accounts


def test_nobody_changes_what_they_cannot_see(clinic: Clinic, incident: Incident) -> None:
    """Sue leads another site and sees this report only because she was there: she may add to it, not change it."""
    elsewhere = User(UUID(int=0x98), "sue", Role.SUPERVISOR, ALEX.id, frozenset({HILL.id}))
    with clinic.store.write() as unit:
        unit.users.add(elsewhere)
        keep(unit)
    sue = clinic.as_user(elsewhere)
    seen = show_incident(sue, incident.id)
    assert seen.withheld.names == ("local_code", "harm")
    typed = replace(seen.incident.details, duration_minutes=12)
    with pytest.raises(NotAllowed):
        complete_incident(sue, incident.id, Completion(typed), seen.incident.version)
    add_addendum(sue, incident.id, "He came back an hour later.")
    after = show_incident(clinic.as_role(Role.MANAGER), incident.id)
    assert after.incident.details == DETAILS
    assert [one.text for one in after.addenda] == ["He came back an hour later."]


def test_lists_and_the_committee_have_nothing_of_either() -> None:
    parts = {"details", "local_code", "physical", "distress", "felt_threatened", "need", "person_of_concern"}
    columns = {part for column in columns_of(IncidentHead) for part in (column.name, *column.path.split("."))}
    assert not parts & columns
    assert not parts & set(SeriousRow.__slots__)


def closed(clinic: Clinic, incident: Incident) -> Incident:
    maria = clinic.as_role(Role.MANAGER)
    return close_incident(maria, incident.id, show_incident(maria, incident.id).incident.version)


def corrected(ctx: Context, incident: Incident, why: str = WHY) -> Incident:
    completion = Completion(replace(DETAILS, duration_minutes=5))
    return complete_closed(ctx, incident.id, completion, incident.version, reason=why)


def test_a_closed_incident_is_corrected_by_a_manager_with_a_reason(clinic: Clinic, incident: Incident) -> None:
    maria = clinic.as_role(Role.MANAGER)
    shut = closed(clinic, incident)
    with pytest.raises(Refused) as told:
        complete_incident(maria, shut.id, Completion(DETAILS), shut.version)
    assert told.value.reason is Reason.WRONG_STATUS
    for why in ("", "because", "aaaaaaaaaaaaaaaaaaaaaaaa"):
        with pytest.raises(Refused) as told:
            corrected(maria, shut, why)
        assert told.value.field == "reason"
    with pytest.raises(ConfirmationNeeded):
        corrected(replace(maria, confirmed_at=None), shut)
    with pytest.raises(ChangedMeanwhile):
        complete_closed(maria, shut.id, Completion(DETAILS), shut.version - 1, reason=WHY)
    after = corrected(maria, shut)
    assert (after.status, after.details.duration_minutes) == (Status.CLOSED, 5)
    file = show_incident(maria, shut.id)
    assert file.revisions[-1].field == "details.duration_minutes"
    with clinic.store.read() as unit:
        _viewed, entry = unit.audit.page(AuditFilter(), 0, 2)
    assert (entry.act, entry.reason) == ("changed", WHY)


def test_nobody_else_corrects_what_is_closed_and_nobody_so_what_is_open(clinic: Clinic, incident: Incident) -> None:
    with pytest.raises(Refused) as told:
        corrected(clinic.as_role(Role.MANAGER), incident)
    assert told.value.reason is Reason.WRONG_STATUS
    shut = closed(clinic, incident)
    for role in set(Role) - {Role.MANAGER}:
        with pytest.raises(NotAllowed):
            corrected(clinic.as_role(role), shut)
    with pytest.raises(Refused):
        record_relief(clinic.as_role(Role.RECEPTION), shut.id, safe=True)
    maria = clinic.as_role(Role.MANAGER)
    again = reopen_incident(maria, shut.id, shut.version, WHY)
    clinic.clock.advance(timedelta(minutes=1))
    assert complete_incident(maria, again.id, Completion(DETAILS), again.version).status is Status.REOPENED
