"""Who answers for a debrief, as a clinic lives: the only manager was targeted, a deputy turns out to have been there,
and no one is left.
"""

from uuid import UUID

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminders import ReminderKind
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.debriefs import choose_manager, show_debrief
from incident_tracker.usecases.support.naming import debriefs_to_name
from incident_tracker.usecases.support.participants import ask_participants, record_debrief_answer
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage_fixtures import ALEX, HARBOUR, MARIA, ROSA, SAM, Clinic
from tests.support_people import DAY, logged, was_there

HARM = Severity.INJURY


def pair(debrief: Debrief) -> tuple[UUID | None, UUID | None]:
    return debrief.manager_id, debrief.deputy_id


def told(clinic: Clinic, kind: ReminderKind) -> set[UUID]:
    """Who is reminded of it now."""
    found = list_reminders(clinic.as_role(Role.MANAGER), everybody=True)
    return {one.person_id for one in found if one.kind is kind}


def test_a_manager_who_was_targeted_does_not_answer_for_it(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic, Severity.THREAT, MARIA.id)
    assert pair(debrief) == (SAM.id, None)
    assert told(clinic, ReminderKind.ASK) == {SAM.id}
    for who, deputy, field in ((MARIA.id, None, "manager"), (SAM.id, MARIA.id, "deputy")):
        with pytest.raises(Refused) as refused:
            choose_manager(manager, debrief.id, debrief.version, who, deputy)
        assert (refused.value.reason, refused.value.field) == (Reason.ANSWERS_FOR_OWN, field)


def test_a_correction_hands_it_on_and_the_administrator_is_told_when_no_one_is_left(clinic: Clinic) -> None:
    manager, admin = clinic.as_role(Role.MANAGER), clinic.as_role(Role.ADMINISTRATOR)
    answer, debrief = logged(clinic)
    assert pair(debrief) == (MARIA.id, SAM.id)
    was_there(clinic, answer, MARIA.id)
    assert pair(show_debrief(manager, debrief.id).debrief) == (SAM.id, None)
    assert debriefs_to_name(admin) == ()
    was_there(clinic, answer, MARIA.id, SAM.id)
    assert pair(show_debrief(manager, debrief.id).debrief) == (None, None)

    items = [one for one in list_today(admin, HARBOUR.zone) if one.matter is Matter.NAME_MANAGER]
    assert [(one.subject_id, one.site_id, one.persons, one.ref) for one in items] == [(debrief.id, HARBOUR.id, (), "")]
    why = [one.why.reason for one in list_today(manager, HARBOUR.zone) if one.matter is Matter.IMPOSSIBLE and one.why]
    assert why == [Reason.NO_ONE_ANSWERS]
    (waiting,) = debriefs_to_name(admin)
    assert not {ROSA.id, MARIA.id, SAM.id} & {one.id for one in waiting.people}
    for both in ((None, ""), (ALEX.id, "Dana, Hill Road")):
        with pytest.raises(Refused):
            choose_manager(admin, waiting.debrief_id, waiting.version, both[0], None, both[1])
    named = choose_manager(admin, waiting.debrief_id, waiting.version, None, None, "Dana, Hill Road")
    assert (named.manager_outside, pair(named)) == ("Dana, Hill Road", (None, None))
    assert debriefs_to_name(admin) == ()
    assert not [one for one in list_today(manager, HARBOUR.zone) if one.matter is Matter.IMPOSSIBLE]


def test_what_is_the_supervisors_is_reminded_to_the_supervisor_and_goes_up(clinic: Clinic) -> None:
    answer, _debrief = logged(clinic, HARM)
    assert told(clinic, ReminderKind.LEADERSHIP) == {SAM.id}
    clinic.clock.advance(DAY)
    assert told(clinic, ReminderKind.LEADERSHIP) == {SAM.id, MARIA.id}, "Maria is the manager of Sam"
    was_there(clinic, answer, SAM.id)
    assert told(clinic, ReminderKind.LEADERSHIP) == {MARIA.id}


def test_who_answers_is_looked_at_again_for_what_everyone_declined_before_it_can_open_again(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic)
    ask_participants(manager, debrief.id, [ROSA.id])
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO)
    was_there(clinic, answer, MARIA.id)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    opened = show_debrief(manager, debrief.id).debrief
    assert opened.status is DebriefStatus.TO_PLAN
    assert pair(opened) == (SAM.id, None)
