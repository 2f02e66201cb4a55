"""How much is owed is counted whole, however little of it is read, and each debrief of the same people is offered."""

from datetime import timedelta

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.listed import incidents_with_debrief_due
from incident_tracker.usecases.support.owed import count_support, list_combinable, list_support
from incident_tracker.usecases.support.protected_time import book_slot
from tests.storage_fixtures import HANNA, ROSA, Clinic
from tests.support_people import accepted, logged, tomorrow_at_ten


def test_the_count_is_that_of_the_whole_list_for_each_who_may_see_it(clinic: Clinic) -> None:
    for level in (Severity.THREAT, Severity.THREAT, Severity.SEVERE_HARM):
        logged(clinic, level, ROSA.id)
        clinic.clock.advance(timedelta(hours=30))
    for role in (Role.MANAGER, Role.SUPERVISOR, Role.RECEPTION, Role.COMMITTEE):
        ctx = clinic.as_role(role)
        assert count_support(ctx) == len(list_support(ctx, limit=500)), role
    manager = clinic.as_role(Role.MANAGER)
    assert count_support(manager) > len(list_support(manager, limit=2)) == 2


def test_all_open_debriefs_of_the_same_people_can_be_combined_and_no_others(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    (_one, mine), (_two, same), (_three, both), (_four, hers) = (
        logged(clinic, Severity.THREAT, *people)
        for people in ((ROSA.id,), (ROSA.id,), (HANNA.id, ROSA.id), (HANNA.id,))
    )
    assert {one.subject_id for one in list_combinable(manager, mine.id)} == {same.id, both.id}
    assert {one.subject_id for one in list_combinable(manager, hers.id)} == {both.id}
    planned = accepted(clinic, show_debrief(manager, same.id).debrief)
    book_slot(manager, planned.id, planned.version, tomorrow_at_ten(clinic))
    found = {one.subject_id: one for one in list_combinable(manager, mine.id)}
    assert found.keys() == {same.id, both.id}
    assert found[both.id].persons == (HANNA.id, ROSA.id)
    assert found[same.id].ref


def test_each_incident_with_a_debrief_that_is_due_is_named_once(clinic: Clinic) -> None:
    answers = [logged(clinic, Severity.THREAT, ROSA.id)[0] for _turn in range(3)]
    another = logged(clinic, Severity.THREAT, HANNA.id)[0]
    due = incidents_with_debrief_due(clinic.as_role(Role.MANAGER))
    assert sorted(due.incidents) == sorted({*(one.incident.id for one in answers), another.incident.id})
    assert not due.more
