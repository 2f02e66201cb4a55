"""A report that is corrected moves what is owed, both ways, on every page; what was held stays; one talk for two."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.compliance import ComplianceShare
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.windows import SupportStep, window_of
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.today import Matter, list_today
from incident_tracker.usecases.support.cases import LoggedIncident, log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    combine_debriefs,
    plan_debrief,
    show_debrief,
)
from incident_tracker.usecases.support.holding import finish_debrief, start_debrief
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import (
    Choices,
    ask_participants,
    record_debrief_answer,
)
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from incident_tracker.usecases.support.reminders import list_reminders
from tests.storage_fixtures import ALEX, ROSA, SAM, Clinic
from tests.support_people import DAY, HOUR, a_threat, accepted, kept_in, logged, tomorrow_at_ten

ZONE = "America/Los_Angeles"


def correct(clinic: Clinic, answer: LoggedIncident, **changes: object) -> None:
    """What Maria corrects in the long form."""
    manager = clinic.as_role(Role.MANAGER)
    present = show_incident(manager, answer.incident.id).incident
    completion = Completion(present.details, **changes)  # type: ignore[arg-type]
    complete_incident(manager, present.id, completion, present.version)


def happened_earlier(clinic: Clinic, answer: LoggedIncident, by: timedelta) -> None:
    correct(clinic, answer, occurred=replace(answer.incident.occurred, at=answer.incident.occurred_at - by))


def one_truth(clinic: Clinic, incident_id: UUID) -> Debrief | None:
    """The open debrief of an incident, after checking that its page, Support and reminders say the same of it."""
    manager = clinic.as_role(Role.MANAGER)
    file = show_support(manager, incident_id)
    incident = show_incident(manager, incident_id).incident
    assert (file.case.tier, file.case.occurred_at) == (incident.support_tier, incident.occurred_at)
    for check in file.follow_ups:
        due = window_of(check.step, file.due)
        assert check.open is (due is not None)
        assert due is None or (check.not_before, check.by) == (due.not_before, due.by)
    open_ones = [one for one in file.debriefs if one.open and one.kind is not DebriefKind.THEMATIC]
    first = (SupportStep.RELIEF, SupportStep.HOT)
    owed = [one for one in list_support(manager) if one.what not in first]
    listed = {one.subject_id: one.by for one in owed if one.incident_id == incident_id}
    assert {one.id: one.by for one in open_ones}.items() <= listed.items()
    assert (incident_id in listed) is (file.case.leadership_by is not None and file.case.leadership_told_at is None)
    formal = window_of(SupportStep.FORMAL, file.due)
    if formal is not None:
        (debrief,) = open_ones
        assert (debrief.not_before, debrief.by) == (formal.not_before, formal.by)
        return debrief
    return open_ones[0] if open_ones else None


def test_a_corrected_time_moves_what_is_owed_back_and_forth(clinic: Clinic) -> None:
    answer, debrief = logged(clinic)
    assert one_truth(clinic, answer.incident.id) == debrief
    happened_earlier(clinic, answer, 3 * DAY)
    moved = one_truth(clinic, answer.incident.id)
    assert moved is not None
    assert moved.by < debrief.by
    reminders = {one.kind: one.by for one in list_reminders(clinic.as_role(Role.MANAGER))}
    assert reminders[ReminderKind.ASK] == moved.offer_by
    happened_earlier(clinic, answer, timedelta(0))
    back = one_truth(clinic, answer.incident.id)
    assert back is not None
    assert replace(back, version=debrief.version) == debrief


def test_a_level_typed_wrong_is_owed_no_longer_and_one_that_rises_is_owed_again(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic, Severity.INJURY)
    assert any(one.what is SupportStep.LEADERSHIP for one in list_support(manager))
    correct(clinic, answer, severity=Severity.HOSTILE)
    assert one_truth(clinic, answer.incident.id) is None
    ended = show_debrief(manager, debrief.id).debrief
    assert (ended.status, ended.not_held_reason) == (DebriefStatus.NOT_HELD, NotHeldReason.NO_LONGER_OWED)
    assert {one.what for one in list_support(manager)} == {SupportStep.CHECK_IN, SupportStep.THEMATIC}
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(0, 0)
    assert kept_in(manager, "2026-03").not_held == ()
    correct(clinic, answer, severity=Severity.THREAT)
    again = one_truth(clinic, answer.incident.id)
    assert again is not None
    assert (again.tier, again.id != debrief.id) == (3, True)
    checks = show_support(manager, answer.incident.id).follow_ups
    assert {one.outcome for one in checks if one.step is not SupportStep.FOLLOW_UP_90D} >= {FollowUpOutcome.PLANNED}
    assert len({(one.person_id, one.step) for one in checks}) == len(checks)


def test_who_was_asked_keeps_the_offer_when_the_level_falls_and_a_request_stays(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    correct(clinic, answer, severity=Severity.HOSTILE)
    kept = one_truth(clinic, answer.incident.id)
    assert kept is not None
    assert (kept.id, kept.tier, kept.least_minutes) == (debrief.id, 1, 15)
    tone = mild(clinic)
    wanted = plan_debrief(manager, tone.incident.id)
    happened_earlier(clinic, tone, HOUR)
    still = show_debrief(manager, wanted.id).debrief
    assert (still.status, still.by) == (DebriefStatus.TO_PLAN, wanted.by - HOUR)


def mild(clinic: Clinic) -> LoggedIncident:
    """A hostile tone, after which no debrief is owed."""
    answer = log_incident_with_support(clinic.as_role(Role.RECEPTION), a_threat(clinic, Severity.HOSTILE))
    assert answer.debrief is None
    return answer


def test_what_was_held_stays_held_and_early_at_ones_own_request_is_in_time(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES, Choices(asks_earlier=True))
    soon = tomorrow_at_ten(clinic, starts_at=clinic.clock() + HOUR, ends_at=clinic.clock() + 2 * HOUR)
    debrief = book_slot(manager, debrief.id, debrief.version, soon)
    clinic.clock.advance(HOUR)
    record_cover_there(manager, debrief.id, ROSA.id)
    debrief = start_debrief(manager, debrief.id, debrief.version)
    clinic.clock.advance(HOUR)
    held = finish_debrief(manager, debrief.id, debrief.version, [ROSA.id])
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(1, 1)
    happened_earlier(clinic, answer, 2 * HOUR)
    correct(clinic, answer, severity=Severity.HOSTILE)
    assert show_debrief(manager, held.id).debrief == held


def test_a_time_that_no_longer_suits_after_a_correction_is_on_the_list(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic, Severity.ABUSE_IN_WORDS)
    debrief = accepted(clinic, debrief)
    request = tomorrow_at_ten(clinic, ends_at=clinic.clock() + DAY + 1.5 * HOUR)
    book_slot(manager, debrief.id, debrief.version, request)
    correct(clinic, answer, severity=Severity.THREAT)
    why = [one.why.reason for one in list_today(manager, ZONE) if one.matter is Matter.IMPOSSIBLE and one.why]
    assert why == [Reason.TOO_SHORT]


def test_who_turns_out_to_be_targeted_is_asked_about_the_group_too(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    answer, debrief = logged(clinic)
    ask_participants(manager, debrief.id, [ALEX.id])
    assert [one.targeted for one in show_debrief(manager, debrief.id).participants] == [False]
    present = show_incident(manager, answer.incident.id).incident
    both = tuple(AffectedPerson(clinic.new_id(), person_id=id) for id in (ROSA.id, ALEX.id))
    complete_incident(manager, present.id, Completion(replace(present.details, affected=both)), present.version)
    assert [one.targeted for one in show_debrief(manager, debrief.id).participants] == [True]


def test_one_debrief_for_two_asks_each_person_and_keeps_the_strictest(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, first = logged(clinic, Severity.THREAT, ROSA.id, ALEX.id)
    clinic.clock.advance(2 * HOUR)
    _, second = logged(clinic, Severity.PHYSICAL, ROSA.id)
    _, other = logged(clinic, Severity.THREAT, SAM.id)

    def combine(one: UUID, agreed: list[UUID]) -> Debrief:
        return combine_debriefs(manager, first.id, first.version, one, agreed)

    for wanted, agreed, reason in (
        (other.id, [ROSA.id, ALEX.id, SAM.id], Reason.NO_ONE_IN_BOTH),
        (second.id, [], Reason.NOT_ALL_WANT_ONE),
        (second.id, [ROSA.id], Reason.NOT_ALL_WANT_ONE),
    ):
        with pytest.raises(Refused) as told:
            combine(wanted, agreed)
        assert (told.value.reason, told.value.field) == (reason, "agreed")
    both = combine(second.id, [ROSA.id, ALEX.id])
    assert (both.not_before, both.by) == (second.not_before, first.by)
    assert both.least_minutes == max(first.least_minutes, second.least_minutes)
    with clinic.store.read() as unit:
        entry = next(one for one in unit.audit.entries() if one.act == "combined" and one.object_id == first.id)
    assert entry.facts == {"agreed": 2}


def test_one_debrief_for_two_follows_the_highest_level_where_a_correction_takes_their_windows_apart(
    clinic: Clinic,
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    clinic.clock.advance(10 * DAY)
    milder, first = logged(clinic, Severity.THREAT)
    graver, second = logged(clinic, Severity.PHYSICAL)
    both = combine_debriefs(manager, first.id, first.version, second.id, [ROSA.id])
    happened_earlier(clinic, milder, 9 * DAY)
    moved = show_debrief(manager, both.id).debrief
    assert (moved.not_before, moved.by) == (second.not_before, second.by)
    happened_earlier(clinic, graver, 9 * DAY)
    assert show_debrief(manager, both.id).debrief.not_before < second.not_before - 8 * DAY


def test_two_are_not_made_one_where_who_leads_was_in_the_other_or_the_time_does_not_suit(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, first = logged(clinic)
    first = choose_facilitator(manager, first.id, first.version, SAM.id)
    _, second = logged(clinic, Severity.THREAT, ROSA.id, SAM.id)
    with pytest.raises(Refused) as told:
        combine_debriefs(manager, first.id, first.version, second.id, [ROSA.id, SAM.id])
    assert (told.value.reason, told.value.field) == (Reason.WAS_INVOLVED, "facilitator")
    assert show_debrief(manager, second.id).debrief.open
    _, third = logged(clinic, Severity.PHYSICAL, ROSA.id)
    ask_participants(manager, first.id, [ROSA.id])
    record_debrief_answer(manager, first.id, ROSA.id, Response.YES)
    first = show_debrief(manager, first.id).debrief
    short = tomorrow_at_ten(clinic, ends_at=clinic.clock() + DAY + HOUR + timedelta(minutes=45))
    first = book_slot(manager, first.id, first.version, short)
    with pytest.raises(Refused) as told:
        combine_debriefs(manager, first.id, first.version, third.id, [ROSA.id])
    assert told.value.reason is Reason.TOO_SHORT
