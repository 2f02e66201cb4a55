"""Others whom an incident touched: those who saw it are looked after, and repair waits for the yes of the staff."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.domain.capture.parties import AffectedPerson, Ripple
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.outreach import (
    Consent,
    Outreach,
    OutreachConsent,
    OutreachKind,
    OutreachOutcome,
    check_consent,
)
from incident_tracker.domain.support.reminder_kinds import ReminderKind, ReminderStage
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.exported_tables import Exportable, export_tables
from incident_tracker.usecases.oversight.promise_report import compile_promises
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.outreach import (
    OutreachDraft,
    answer_consent,
    my_consents,
    outreach_after,
    record_consent,
    record_outreach,
)
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.striking_out import void_incident
from tests.storage_fixtures import ALEX, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, logged

ABOUT_OTHERS = (ReminderKind.OUTREACH, ReminderKind.REPAIR, ReminderKind.CONSENT)
BYSTANDERS, REPAIR = OutreachKind.BYSTANDERS, OutreachKind.REPAIR


def seen_by(clinic: Clinic, incident_id: UUID, *affected: UUID, **ripple: int) -> None:
    """It is completed: so many people saw it, and these members of staff were targeted."""
    manager = clinic.as_role(Role.MANAGER)
    present = show_incident(manager, incident_id).incident
    persons = tuple(AffectedPerson(clinic.new_id(), person_id=one) for one in affected or (ROSA.id,))
    details = replace(present.details, ripple=Ripple(**ripple), affected=persons)
    complete_incident(manager, present.id, Completion(details), present.version)


def about_others(ctx: Context) -> list[Reminder]:
    """The actor's reminders of talks with others."""
    return [one for one in list_reminders(ctx) if one.kind in ABOUT_OTHERS]


@pytest.mark.postgres
def test_those_who_saw_it_are_looked_after_and_the_supervisor_is_reminded_until_then(clinic: Clinic) -> None:
    sam, rosa = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.RECEPTION)
    incident = logged(clinic)[0].incident
    assert about_others(sam) == [], "no one is known to have seen it"
    seen_by(clinic, incident.id, bystander_patients=3, children=1)
    (reminder,) = about_others(sam)
    assert (reminder.kind, reminder.stage, reminder.ref) == (ReminderKind.OUTREACH, ReminderStage.OPEN, incident.ref)
    assert about_others(clinic.as_role(Role.MANAGER)) == about_others(rosa) == []
    clinic.clock.advance(DAY + HOUR)
    assert [one.stage for one in about_others(sam)] == [ReminderStage.PAST]
    spoken = clinic.clock() - HOUR
    draft = OutreachDraft(OutreachOutcome.DONE, 4, by_id=ALEX.id, happened_at=spoken)
    record_outreach(sam, incident.id, BYSTANDERS, draft)
    assert about_others(sam) == []
    (note,) = show_support(sam, incident.id).outreach
    assert (note.by_id, note.people, note.happened_at) == (ALEX.id, 4, spoken)
    assert outreach_after(rosa, incident.id) == (note,), "who was targeted reads what came of it"
    assert outreach_after(clinic.as_role(Role.COMMITTEE), incident.id) == ()


def test_no_one_is_reminded_for_longer_than_those_who_saw_it_can_be_reached(clinic: Clinic) -> None:
    incident = logged(clinic)[0].incident
    seen_by(clinic, incident.id, bystander_staff=2)
    clinic.clock.advance(timedelta(days=4))
    assert about_others(clinic.as_role(Role.SUPERVISOR)) == []


@pytest.mark.postgres
def test_repair_waits_for_everyone_affected_and_then_the_manager_is_reminded(clinic: Clinic) -> None:
    sam, rosa, manager = (clinic.as_role(one) for one in (Role.SUPERVISOR, Role.RECEPTION, Role.MANAGER))
    incident = logged(clinic)[0].incident
    seen_by(clinic, incident.id, ROSA.id, ALEX.id)
    offered = OutreachDraft(OutreachOutcome.OFFERED)
    with pytest.raises(Refused) as refused:
        record_outreach(manager, incident.id, REPAIR, offered)
    assert (refused.value.field, refused.value.reason) == ("outcome", Reason.NOT_AGREED)
    for person in (ROSA.id, ALEX.id):
        record_consent(sam, incident.id, REPAIR, person, Consent.ASKED)
    assert [one.kind for one in about_others(rosa)] == [ReminderKind.CONSENT]
    answer_consent(rosa, incident.id, REPAIR, Consent.YES)
    assert about_others(rosa) == about_others(manager) == [], "Alex has not said anything"
    record_consent(sam, incident.id, REPAIR, ALEX.id, Consent.NO)
    with pytest.raises(Refused) as refused:
        record_outreach(manager, incident.id, REPAIR, offered)
    assert refused.value.reason is Reason.STAFF_SAID_NO
    clinic.clock.advance(HOUR)
    record_consent(sam, incident.id, REPAIR, ALEX.id, Consent.YES)
    assert [one.kind for one in about_others(manager)] == [ReminderKind.REPAIR]
    assert about_others(sam) == []
    record_outreach(manager, incident.id, REPAIR, offered)
    assert [one.kind for one in about_others(manager)] == [ReminderKind.REPAIR], "an offer waits for its answer"
    clinic.clock.advance(DAY)
    agreed = OutreachDraft(OutreachOutcome.DONE, agreement="  The wait is told,\n and he asks for a call back ")
    note = record_outreach(manager, incident.id, REPAIR, agreed)
    assert note.agreement == "The wait is told, and he asks for a call back"
    assert about_others(manager) == []
    said = [(one.person_id, one.answer) for one in show_support(sam, incident.id).consents]
    assert said[-2:] == [(ALEX.id, Consent.NO), (ALEX.id, Consent.YES)], "every answer is kept"


def test_a_no_may_come_at_any_time_and_what_the_patient_said_before_can_still_be_noted(clinic: Clinic) -> None:
    rosa, manager = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    incident = logged(clinic)[0].incident
    record_consent(manager, incident.id, REPAIR, ROSA.id, Consent.YES)
    record_outreach(manager, incident.id, REPAIR, OutreachDraft(OutreachOutcome.OFFERED))
    clinic.clock.advance(HOUR)
    (wanted,) = my_consents(rosa)
    assert (wanted.kind, wanted.answer, wanted.ref) == (REPAIR, Consent.YES, incident.ref)
    answer_consent(rosa, incident.id, REPAIR, Consent.NO)
    assert about_others(manager) == []
    with pytest.raises(Refused):
        record_outreach(manager, incident.id, REPAIR, OutreachDraft(OutreachOutcome.DONE))
    record_outreach(manager, incident.id, REPAIR, OutreachDraft(OutreachOutcome.DECLINED))
    assert [one.outcome for one in outreach_after(manager, incident.id)] == [
        OutreachOutcome.OFFERED,
        OutreachOutcome.DECLINED,
    ]


def test_the_manager_who_was_targeted_is_not_the_one_who_is_reminded_of_repair(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    me = manager.actor.person_id
    assert me is not None
    incident = logged(clinic, Severity.THREAT, me)[0].incident
    record_consent(clinic.as_role(Role.SUPERVISOR), incident.id, REPAIR, me, Consent.YES)
    assert about_others(manager) == []
    assert [one.kind for one in about_others(clinic.as_role(Role.SUPERVISOR))] == [ReminderKind.REPAIR]


def test_what_cannot_be_is_refused_at_its_field(clinic: Clinic) -> None:
    sam = clinic.as_role(Role.SUPERVISOR)
    incident = logged(clinic)[0].incident
    done = OutreachOutcome.DONE
    for draft, field in (
        (OutreachDraft(done, 0), "people"),
        (OutreachDraft(done, agreement="x" * 501), "agreement"),
        (OutreachDraft(done, happened_at=clinic.clock() - HOUR), "happened_at"),
        (OutreachDraft(done, happened_at=clinic.clock() + HOUR), "happened_at"),
    ):
        with pytest.raises(Refused) as refused:
            record_outreach(sam, incident.id, BYSTANDERS, draft)
        assert refused.value.field == field
    with pytest.raises(NotFound):
        record_consent(sam, incident.id, REPAIR, SAM.id, Consent.YES)
    with pytest.raises(NotFound):
        answer_consent(clinic.as_role(Role.RECEPTION), incident.id, REPAIR, Consent.YES)
    manager = clinic.as_role(Role.MANAGER)
    record_consent(sam, incident.id, REPAIR, ROSA.id, Consent.ASKED)
    present = show_incident(manager, incident.id).incident
    void_incident(manager, incident.id, present.version, "It was a rehearsal, not an incident")
    for one in (
        lambda: record_outreach(sam, incident.id, BYSTANDERS, OutreachDraft(done)),
        lambda: answer_consent(clinic.as_role(Role.RECEPTION), incident.id, REPAIR, Consent.YES),
    ):
        with pytest.raises(Refused) as refused:
            one()
        assert refused.value.field == "status"
    assert my_consents(clinic.as_role(Role.RECEPTION)) == ()
    assert about_others(clinic.as_role(Role.RECEPTION)) == []


def test_the_report_says_nothing_of_these_talks_nor_of_who_agreed(clinic: Clinic) -> None:
    sam, manager = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.MANAGER)
    incident = logged(clinic)[0].incident
    seen_by(clinic, incident.id, bystander_patients=5)
    before = compile_promises(manager, "2026-03").lines
    assert before
    record_outreach(sam, incident.id, BYSTANDERS, OutreachDraft(OutreachOutcome.DECLINED, 5))
    record_consent(sam, incident.id, REPAIR, ROSA.id, Consent.YES)
    record_outreach(manager, incident.id, REPAIR, OutreachDraft(OutreachOutcome.DONE))
    assert compile_promises(manager, "2026-03").lines == before


def test_the_export_has_each_talk_and_no_one_who_led_it(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    incident = logged(clinic, Severity.THREAT)[0].incident
    record_outreach(manager, incident.id, BYSTANDERS, OutreachDraft(OutreachOutcome.DONE, 2, by_id=SAM.id))
    exported = export_tables(manager, IncidentFilter(), (Exportable.OUTREACH,), reason="The yearly review of support")
    (row,) = exported.tables[0].rows
    assert (row["incident"], row["kind"], row["outcome"], row["people"]) == (incident.ref, "bystanders", "done", 2)
    assert SAM.name not in str(row)
    assert any("who spoke with others" in one for one in exported.left_out)


_people = [UUID(int=n) for n in range(1, 4)]


@given(
    st.sets(st.sampled_from(_people)),
    st.lists(st.tuples(st.sampled_from(_people), st.sampled_from(Consent), st.integers(0, 5))),
    st.sampled_from(OutreachKind),
    st.sampled_from((OutreachOutcome.OFFERED, OutreachOutcome.DONE)),
)
def test_no_repair_without_the_last_yes_of_each_and_nothing_against_a_no(
    persons: set[UUID], said: list[tuple[UUID, Consent, int]], kind: OutreachKind, outcome: OutreachOutcome
) -> None:
    start = datetime(2026, 3, 2, tzinfo=UTC)
    consents = [
        OutreachConsent(UUID(int=100 + n), UUID(int=9), UUID(int=8), kind, who, answer, start + minute * HOUR, who)
        for n, (who, answer, minute) in enumerate(said)
    ]
    last = {}
    for one in sorted(consents, key=lambda each: (each.said_at, each.id)):
        last[one.person_id] = one.answer
    wanted = {last.get(person) for person in persons}
    allowed = Consent.NO not in wanted and (kind is not REPAIR or wanted <= {Consent.YES})
    notes: list[Outreach] = []
    try:
        check_consent(kind, outcome, persons, consents, notes)
    except Refused:
        assert not allowed
    else:
        assert allowed
