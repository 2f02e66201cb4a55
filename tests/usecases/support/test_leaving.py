"""A person who has left is owed nothing that no one can give: it ends with that reason, and opens again with them."""

from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.debriefs import DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.participants import Response
from incident_tracker.usecases.clinic.people import list_people
from incident_tracker.usecases.oversight.clinic_changes import if_person_changes
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot
from incident_tracker.usecases.support.reminders import list_reminders
from incident_tracker.usecases.support.staff import change_person
from tests.storage_fixtures import HANNA, ROSA, SAM, Clinic
from tests.support_people import accepted, logged, tomorrow_at_ten

ZONE = "America/Los_Angeles"


def person(clinic: Clinic, id: UUID) -> Person:
    return next(one for one in list_people(clinic.as_role(Role.MANAGER)) if one.id == id)


def leaves(clinic: Clinic, id: UUID, *, helped_outside: bool = False) -> Person:
    gone = replace(person(clinic, id), active=False)
    return change_person(clinic.as_role(Role.MANAGER), gone, helped_outside=helped_outside)


def test_what_the_person_alone_was_owed_ends_and_no_one_is_reminded_of_it(clinic: Clinic) -> None:
    answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    open_checks = [one for one in show_support(manager, answer.incident.id).follow_ups if one.open]
    told = if_person_changes(manager, replace(ROSA, active=False))
    assert told.owed == len(open_checks) + 1
    assert told.sign_ins == 1
    leaves(clinic, ROSA.id, helped_outside=True)

    file = show_support(manager, answer.incident.id)
    assert {one.outcome for one in file.follow_ups} == {FollowUpOutcome.REFERRED}
    assert file.debriefs[0].status is DebriefStatus.NOT_HELD
    assert file.debriefs[0].not_held_reason is NotHeldReason.LEFT_EMPLOYMENT
    assert list_support(manager) == ()
    assert list_reminders(manager, until=clinic.clock(), everybody=True) == ()

    back = replace(person(clinic, ROSA.id), active=True)
    change_person(manager, back)  # a slip, or they come back
    file = show_support(manager, answer.incident.id)
    assert {one.outcome for one in file.follow_ups} == {FollowUpOutcome.PLANNED}
    assert file.debriefs[0].status is DebriefStatus.TO_PLAN


def test_a_debrief_for_others_too_goes_on_and_the_answer_of_who_left_is_open(clinic: Clinic) -> None:
    answer, debrief = logged(clinic, Severity.THREAT, ROSA.id, HANNA.id)
    debrief = accepted(clinic, debrief)
    manager = clinic.as_role(Role.MANAGER)
    ask_participants(manager, debrief.id, [HANNA.id])
    record_debrief_answer(manager, debrief.id, HANNA.id, Response.YES)
    leaves(clinic, ROSA.id)
    shown = show_debrief(manager, debrief.id)
    assert shown.debrief.open
    said = {one.person_id: one.response for one in shown.participants}
    assert said == {ROSA.id: Response.ASKED, HANNA.id: Response.YES}
    outcomes = {(one.person_id, one.outcome) for one in show_support(manager, answer.incident.id).follow_ups}
    assert outcomes == {(ROSA.id, FollowUpOutcome.CANCELED), (HANNA.id, FollowUpOutcome.PLANNED)}


def test_who_leads_and_has_left_is_named_on_today(clinic: Clinic) -> None:
    _answer, debrief = logged(clinic, Severity.THREAT, ROSA.id)
    accepted(clinic, debrief)
    leaves(clinic, SAM.id)
    why = [one.why for one in list_today(clinic.as_role(Role.MANAGER), ZONE) if one.matter is Matter.IMPOSSIBLE]
    assert [one.reason for one in why if one is not None] == [Reason.HAS_LEFT]
