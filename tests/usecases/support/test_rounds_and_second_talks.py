"""The monthly round and the second talk come by themselves, are reminded of, and end when nothing is owed anymore."""

from datetime import timedelta
from uuid import UUID

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.compliance import ComplianceShare
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.cases import LoggedIncident, log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import plan_debrief, show_debrief
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import record_debrief_answer
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_confirmed
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage_fixtures import MARIA, ROSA, Clinic
from tests.support_people import DAY, HOUR, a_threat, accepted, kept_in, logged, tomorrow_at_ten


def mild(clinic: Clinic, severity: Severity = Severity.HOSTILE) -> LoggedIncident:
    return log_incident_with_support(clinic.as_role(Role.RECEPTION), a_threat(clinic, severity))


def rounds(clinic: Clinic) -> list[Debrief]:
    """The rounds that are open."""
    manager = clinic.as_role(Role.MANAGER)
    found = [one.subject_id for one in list_support(manager) if one.what is SupportStep.THEMATIC]
    return [show_debrief(manager, id).debrief for id in found]


def corrected(clinic: Clinic, incident_id: UUID, severity: Severity) -> None:
    manager = clinic.as_role(Role.MANAGER)
    present = show_incident(manager, incident_id).incident
    complete_incident(manager, incident_id, Completion(present.details, severity=severity), present.version)


def test_the_round_of_a_month_opens_by_itself_and_is_reminded_of(clinic: Clinic) -> None:
    first = mild(clinic, Severity(0))
    clinic.clock.advance(2 * DAY)
    second = mild(clinic)
    (month,) = rounds(clinic)
    assert month.incident_ids == (first.incident.id, second.incident.id)
    assert month.by.date() == (first.incident.occurred_at + 31 * DAY).date()
    assert month.manager_id == MARIA.id
    clinic.clock.advance(30 * DAY)
    mine = [one for one in list_reminders(clinic.as_role(Role.MANAGER)) if one.kind is ReminderKind.PLAN]
    assert [(one.subject_id, one.by) for one in mine] == [(month.id, month.by)]
    mild(clinic)
    assert [len(one.incident_ids) for one in rounds(clinic)] == [2, 1], "April has a round of its own"


def test_what_turns_out_worse_or_is_talked_about_singly_leaves_the_round(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    worse, asked_for, stays = (mild(clinic).incident.id for _ in range(3))
    corrected(clinic, worse, Severity.THREAT)
    plan_debrief(manager, asked_for)
    assert [one.incident_ids for one in rounds(clinic)] == [(stays,)]
    corrected(clinic, stays, Severity.THREAT)
    assert rounds(clinic) == []
    reasons = {one.not_held_reason for one in show_support(manager, stays).debriefs if not one.open}
    assert reasons == {NotHeldReason.NO_LONGER_OWED}
    corrected(clinic, stays, Severity.HOSTILE)
    assert [one.incident_ids for one in rounds(clinic)] == [(stays,)]


def test_after_serious_harm_a_second_talk_is_owed_and_counted(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic, Severity.INJURY)
    debrief = accepted(clinic, debrief)
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    clinic.clock.advance(DAY + HOUR)
    begun = start_debrief(manager, debrief.id, show_debrief(manager, debrief.id).debrief.version)
    clinic.clock.advance(HOUR)
    held = finish_debrief(manager, begun.id, begun.version, [ROSA.id])
    (second,) = (one for one in show_support(manager, answer.incident.id).debriefs if one.kind is DebriefKind.SECOND)
    assert (second.status, second.tier, second.least_minutes) == (DebriefStatus.TO_PLAN, held.tier, 60)
    assert second.not_before == answer.incident.occurred_at + 21 * DAY
    assert second.not_before + 13 * DAY < second.by <= second.not_before + 15 * DAY
    assert [one.persons for one in list_support(manager) if one.what is SupportStep.SECOND] == [(ROSA.id,)]
    clinic.clock.advance(timedelta(days=28))
    reminded = [one for one in list_reminders(manager) if one.kind is ReminderKind.PLAN]
    assert [one.subject_id for one in reminded] == [second.id]
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(1, 1, not_due=1)
    clinic.clock.moment = second.by
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(1, 1, not_due=1)
    clinic.clock.advance(timedelta(seconds=1))
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(1, 2)


def test_something_else_instead_ends_the_planning_and_a_yes_opens_it_again(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.OTHER_SUPPORT)
    after = show_debrief(manager, debrief.id).debrief
    assert (after.status, after.not_held_reason) == (DebriefStatus.DECLINED_BY_ALL, NotHeldReason.OTHER_SUPPORT)
    clinic.clock.advance(40 * DAY)
    planning = (ReminderKind.ASK, ReminderKind.PLAN, ReminderKind.ANSWER)
    assert not [one for one in list_reminders(manager, everybody=True) if one.kind in planning]
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.NO)
    assert show_debrief(manager, debrief.id).debrief.not_held_reason is NotHeldReason.DECLINED_ALL
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    assert show_debrief(manager, debrief.id).debrief.status is DebriefStatus.TO_PLAN
