"""Never two questions in a day: the two about a debrief wait until the day after another answer, or after a check."""

from datetime import timedelta
from uuid import UUID

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.domain.support.reminders import ReminderKind
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.usecases.oversight.today import list_today
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.protected_time import answer_afterwards, book_slot, record_cover_there
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import DAY, HOUR, accepted, logged, tomorrow_at_ten


def asked_about(clinic: Clinic) -> list[UUID | None]:
    """About which debriefs Rosa is asked on Today; her reminders say the same."""
    rosa = clinic.as_role(Role.RECEPTION)
    wanted = ReminderKind.ANSWER_AFTERWARDS
    found = [one.subject_id for one in list_today(rosa, "America/Los_Angeles") if one.matter is wanted]
    assert found == [one.subject_id for one in list_reminders(rosa) if one.kind is wanted]
    return list(found)


def held(clinic: Clinic) -> tuple[UUID, UUID]:
    """A debrief of Rosa's that is over, with its incident."""
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    clinic.clock.advance(25 * HOUR)
    record_cover_there(sam, debrief.id, ROSA.id)
    debrief = start_debrief(sam, debrief.id, debrief.version)
    clinic.clock.advance(timedelta(minutes=45))
    finish_debrief(sam, debrief.id, debrief.version, [ROSA.id])
    return debrief.id, answer.incident.id


def test_two_debriefs_are_asked_about_on_two_days_the_older_first(clinic: Clinic) -> None:
    first, _incident = held(clinic)
    clinic.clock.advance(-2 * HOUR)
    second, _incident = held(clinic)
    assert asked_about(clinic) == [first]
    answer_afterwards(clinic.as_role(Role.RECEPTION), first, Protected.YES, Paid.YES)
    assert asked_about(clinic) == []
    clinic.clock.advance(DAY)
    assert asked_about(clinic) == [second]


def test_who_was_asked_how_they_are_is_asked_nothing_more_that_day(clinic: Clinic) -> None:
    debrief, incident = held(clinic)
    manager = clinic.as_role(Role.MANAGER)
    clinic.clock.advance(7 * DAY)
    assert asked_about(clinic) == [debrief]
    (check,) = (one for one in show_support(manager, incident).follow_ups if one.step is SupportStep.FOLLOW_UP_7D)
    record_follow_up(manager, check.id, check.version, FollowUpOutcome.OFFERED)
    assert asked_about(clinic) == []
    clinic.clock.advance(DAY)
    assert asked_about(clinic) == [debrief]
