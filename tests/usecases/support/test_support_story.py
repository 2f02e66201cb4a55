"""From an escalation at the desk to the last check: what people do in the support chapter, on both databases."""

from datetime import timedelta
from uuid import UUID

import pytest

from incident_tracker.domain.capture.incidents import Completion
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import NotAllowed, NotFound, Refused
from incident_tracker.domain.support.compliance import ComplianceShare
from incident_tracker.domain.support.debriefs import (
    DebriefKind,
    DebriefStatus,
    NotHeldReason,
)
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import Paid, Protected
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.usecases.capture.incidents import record_relief
from incident_tracker.usecases.oversight.promise_report import compile_promises
from incident_tracker.usecases.support.cases import (
    log_incident_with_support,
    tell_leadership,
)
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.debriefs import (
    combine_debriefs,
    plan_debrief,
    record_not_held,
    show_debrief,
)
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.holding import (
    finish_debrief,
    learning_items_of,
    record_hot_debrief,
    record_learning_item,
    record_step,
    start_debrief,
)
from incident_tracker.usecases.support.offers import answer_offer, my_offers, record_offers
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import (
    answer_debrief,
    ask_participants,
)
from incident_tracker.usecases.support.protected_time import (
    CheckWords,
    answer_afterwards,
    book_slot,
    check_afterwards,
    confirm_cover,
    record_cover_there,
)
from incident_tracker.usecases.support.thematic import plan_thematic
from incident_tracker.usecases.support.week import support_week
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic, keep
from tests.support_people import ALEX_USER, DAY, HANNA_USER, HOUR, a_threat, accepted, kept_in, logged, tomorrow_at_ten


@pytest.mark.postgres
def test_the_whole_way_from_a_threat_to_the_last_check(clinic: Clinic) -> None:
    rosa, manager = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    with clinic.store.write() as unit:
        unit.users.add(ALEX_USER)
        keep(unit)
    sam, alex = clinic.as_role(Role.SUPERVISOR), clinic.as_user(ALEX_USER)

    answer = log_incident_with_support(rosa, a_threat(clinic), request_id=UUID(int=7))
    again = log_incident_with_support(rosa, a_threat(clinic), request_id=UUID(int=7))
    assert (again.incident.id, again.new, again.debrief) == (answer.incident.id, False, answer.debrief)
    debrief = answer.debrief
    assert debrief is not None
    assert (debrief.status, debrief.manager_id, debrief.deputy_id) == (DebriefStatus.TO_PLAN, MARIA.id, SAM.id)
    assert [due.what for due in answer.due][:1] == [SupportStep.RELIEF]
    first = {SupportStep.RELIEF, SupportStep.FORMAL, SupportStep.CHECK_IN}
    assert {owed.what for owed in list_support(manager)} == first

    clinic.clock.advance(HOUR)
    record_offers(sam, answer.incident.id, ROSA.id, [OfferKind.BREAK, OfferKind.PEER_SUPPORTER])
    first_offer = my_offers(rosa)[0]
    assert answer_offer(rosa, first_offer.id, Answer.ACCEPTED).answer is Answer.ACCEPTED
    debrief = accepted(clinic, debrief)

    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    assert debrief.status is DebriefStatus.PLANNED
    assert confirm_cover(alex, debrief.id, ROSA.id).confirmed_at == clinic.clock()

    clinic.clock.advance(DAY + HOUR)
    debrief = start_debrief(sam, debrief.id, debrief.version)
    record_step(sam, debrief.id, "welcome", 5)
    record_step(sam, debrief.id, "welcome", 6)
    record_step(sam, debrief.id, "needs", 0, left_out=True)
    item = record_learning_item(sam, debrief.id, "ACC1", "Say at the window how long the wait is")
    clinic.clock.advance(HOUR)
    debrief = finish_debrief(sam, debrief.id, debrief.version, attended=[ROSA.id], left_early=[ROSA.id])
    assert (debrief.status, debrief.held_in_window(())) == (DebriefStatus.HELD, True)
    assert debrief.next_check is not None

    check_afterwards(manager, debrief.id, debrief.version, CheckWords(Protected.YES, Paid.YES, paid_minutes=60))
    answer_afterwards(rosa, debrief.id, Protected.PARTLY, Paid.YES)
    file = show_debrief(manager, debrief.id)
    assert file.own_answer is None, "what Rosa said stays with Rosa"
    assert show_debrief(rosa, debrief.id).own_answer is not None
    assert [step.minutes for step in file.steps] == [6, 0]
    assert learning_items_of(manager, answer.incident.id) == (item,)
    assert file.participants[0].left_early

    clinic.clock.advance(timedelta(days=6))
    for check in show_support(manager, answer.incident.id).follow_ups:
        if check.not_before <= clinic.clock():
            record_follow_up(manager, check.id, check.version, FollowUpOutcome.OFFERED)
    left = [one for one in show_support(manager, answer.incident.id).follow_ups if one.open]
    assert [one.step for one in left] == [SupportStep.FOLLOW_UP_30D]
    with pytest.raises(Refused):
        record_follow_up(manager, left[0].id, left[0].version, FollowUpOutcome.OFFERED)
    clinic.clock.advance(timedelta(days=22))
    record_follow_up(manager, left[0].id, left[0].version, FollowUpOutcome.DECLINED)
    assert list_support(manager) == ()

    figures = kept_in(clinic.as_role(Role.COMMITTEE), "2026-03")
    assert (
        figures.offered_in_time == figures.held_in_window == figures.protected == figures.paid == ComplianceShare(1, 1)
    )
    assert figures.protected_by_staff == ComplianceShare(0, 1)
    assert figures.cover_confirmed == dict(figures.follow_ups)[SupportStep.FOLLOW_UP_30D] == ComplianceShare(1, 1)
    assert (figures.displaced, figures.declined, figures.hours_to_contact) == (
        ComplianceShare(0, 1),
        ComplianceShare(0, 1),
        1.0,
    )


def test_a_debrief_is_never_closed_silently(clinic: Clinic) -> None:
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    _, first = logged(clinic)
    with pytest.raises(Refused) as asked:
        record_not_held(manager, first.id, first.version, None)
    assert asked.value.field == "not_held_reason"
    ended = record_not_held(manager, first.id, first.version, NotHeldReason.NO_COVER)
    assert not ended.open

    _, late = logged(clinic)
    late = accepted(clinic, late)
    clinic.clock.advance(3 * DAY)
    request = tomorrow_at_ten(clinic, starts_at=clinic.clock() + HOUR, ends_at=clinic.clock() + 2 * HOUR)
    late = book_slot(manager, late.id, late.version, request)
    clinic.clock.advance(HOUR)
    record_cover_there(sam, late.id, ROSA.id)
    late = start_debrief(sam, late.id, late.version)
    with pytest.raises(Refused) as why:
        finish_debrief(sam, late.id, late.version, [ROSA.id])
    assert why.value.field == "late_reason"
    late = finish_debrief(sam, late.id, late.version, [ROSA.id], late_reason=NotHeldReason.CLINIC_SURGE)
    assert not late.held_in_window(())
    figures = kept_in(manager, "2026-03")
    assert figures.not_held == ((NotHeldReason.NO_COVER, 1),)
    assert figures.late == ((NotHeldReason.CLINIC_SURGE, 1),)


def test_two_incidents_one_conversation(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    mild, first = logged(clinic, Severity.ABUSE_IN_WORDS)
    clinic.clock.advance(2 * HOUR)
    serious, second = logged(clinic, Severity.OBJECTS)
    second = accepted(clinic, second)
    both = combine_debriefs(manager, first.id, first.version, second.id, [ROSA.id])
    assert (both.tier, both.by, both.least_minutes) == (4, second.by, 45)
    assert [one.response for one in show_debrief(manager, both.id).participants] == [Response.YES]
    assert both.incident_ids == (mild.incident.id, serious.incident.id)
    assert [one.id for one in show_support(manager, serious.incident.id).debriefs] == [both.id, second.id]
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(0, 0, 1)


def test_injury_leadership_hot_talk_and_a_raised_tier(clinic: Clinic) -> None:
    manager, sam = clinic.as_role(Role.MANAGER), clinic.as_role(Role.SUPERVISOR)
    serious, _ = logged(clinic, Severity.INJURY)
    assert serious.case is not None
    assert tell_leadership(sam, serious.incident.id).leadership_told_at == clinic.clock()
    with pytest.raises(Refused):
        tell_leadership(sam, serious.incident.id)
    with pytest.raises(Refused):
        record_hot_debrief(sam, serious.incident.id)  # after an injury nobody is asked into a group

    rosa = clinic.as_role(Role.RECEPTION)
    mild = log_incident_with_support(rosa, a_threat(clinic, Severity.HOSTILE))
    assert mild.debrief is None
    with pytest.raises(NotAllowed):
        record_hot_debrief(clinic.as_role(Role.COMMITTEE), mild.incident.id)  # who was not there and answers for none
    hot = record_hot_debrief(rosa, mild.incident.id)
    assert hot.status is DebriefStatus.HELD
    asked_for = plan_debrief(manager, mild.incident.id)
    assert asked_for.least_minutes == 15
    assert plan_debrief(manager, mild.incident.id) == asked_for
    worse = Completion(mild.incident.details, severity=Severity.PHYSICAL)
    complete_incident(manager, mild.incident.id, worse, mild.incident.version)
    assert show_support(manager, mild.incident.id).case.tier == 5
    assert plan_debrief(manager, mild.incident.id).least_minutes == 60
    steps = {one.step for one in show_support(manager, mild.incident.id).follow_ups}
    assert steps == {
        SupportStep.CHECK_IN,
        SupportStep.FOLLOW_UP_72H,
        SupportStep.FOLLOW_UP_7D,
        SupportStep.FOLLOW_UP_30D,
    }


def test_who_may_see_and_do_what(clinic: Clinic) -> None:
    answer, debrief = logged(clinic)
    with clinic.store.write() as unit:
        unit.users.add(ALEX_USER)
        unit.users.add(HANNA_USER)
        keep(unit)
    hanna, alex = clinic.as_user(HANNA_USER), clinic.as_user(ALEX_USER)
    committee, rosa = clinic.as_role(Role.COMMITTEE), clinic.as_role(Role.RECEPTION)
    for stranger in (hanna, alex, committee, clinic.as_role(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            show_debrief(stranger, debrief.id)
    with pytest.raises(NotAllowed):
        show_support(committee, answer.incident.id)
    assert show_support(rosa, answer.incident.id).case.persons == (ROSA.id,)
    assert list_support(committee) == ()
    with pytest.raises(NotAllowed):
        support_week(committee, clinic.clock())
    assert list_support(alex) == ()
    for call in (
        lambda: ask_participants(rosa, debrief.id, [ROSA.id]),
        lambda: start_debrief(alex, debrief.id, debrief.version),
        lambda: compile_promises(rosa, "2026-03"),
    ):
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(NotFound):
        answer_debrief(alex, debrief.id, Response.YES)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id, ALEX.id])
    assert [one.subject_id for one in list_support(rosa)] == [debrief.id]
    assert answer_debrief(alex, debrief.id, Response.LATER).targeted is False


def test_mild_incidents_of_a_month_share_one_round(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    with pytest.raises(Refused):
        plan_thematic(manager, clinic.site.id, "2026-03")
    with pytest.raises(Refused):
        plan_thematic(manager, clinic.site.id, "next month")
    mild = [log_incident_with_support(rosa, a_threat(clinic, Severity.HOSTILE)).incident.id for _ in range(3)]
    logged(clinic)
    talked_about = plan_debrief(manager, mild[0])
    month = plan_thematic(manager, clinic.site.id, "2026-03")
    assert set(month.incident_ids) == set(mild[1:])
    assert (month.kind, month.least_minutes, month.manager_id) == (DebriefKind.THEMATIC, 30, MARIA.id)
    assert plan_thematic(manager, clinic.site.id, "2026-03") == month
    assert talked_about.incident_ids == (mild[0],)
    month = accepted(clinic, month)
    assert book_slot(manager, month.id, month.version, tomorrow_at_ten(clinic)).status is DebriefStatus.PLANNED


def test_relief_counts_as_the_first_contact(clinic: Clinic) -> None:
    answer, _ = logged(clinic)
    clinic.clock.advance(HOUR / 4)
    record_relief(clinic.as_role(Role.SUPERVISOR), answer.incident.id, safe=True, desk_covered=True)
    clinic.clock.advance(5 * HOUR)
    record_offers(clinic.as_role(Role.MANAGER), answer.incident.id, ROSA.id, [OfferKind.TRANSPORT])
    assert kept_in(clinic.as_role(Role.MANAGER), "2026-03").hours_to_contact == 0.25


def test_who_ticks_the_checklist_alone_was_spoken_to_by_nobody(clinic: Clinic) -> None:
    answer, _ = logged(clinic)
    clinic.clock.advance(HOUR / 4)
    record_relief(clinic.as_role(Role.RECEPTION), answer.incident.id, safe=True, desk_covered=True)
    clinic.clock.advance(HOUR * 3 / 4)
    record_offers(clinic.as_role(Role.MANAGER), answer.incident.id, ROSA.id, [OfferKind.TRANSPORT])
    assert kept_in(clinic.as_role(Role.MANAGER), "2026-03").hours_to_contact == 1.0


def test_what_still_has_time_is_in_no_share_and_is_told_beside_it(clinic: Clinic) -> None:
    logged(clinic)
    manager = clinic.as_role(Role.MANAGER)
    kept = kept_in(manager, "2026-03")
    checks = dict(kept.follow_ups)
    assert kept.offered_in_time == kept.held_in_window == ComplianceShare(0, 0, 1)
    assert checks[SupportStep.FOLLOW_UP_7D] == checks[SupportStep.FOLLOW_UP_30D] == ComplianceShare(0, 0, 1)
    clinic.clock.advance(timedelta(days=10))
    kept = kept_in(manager, "2026-03")
    checks = dict(kept.follow_ups)
    assert kept.offered_in_time == kept.held_in_window == ComplianceShare(0, 1)
    assert checks[SupportStep.FOLLOW_UP_7D] == ComplianceShare(0, 1)
    assert checks[SupportStep.FOLLOW_UP_30D] == ComplianceShare(0, 0, 1)
    lines = compile_promises(manager, "2026-03").lines
    assert [(one.label, one.not_due) for one in lines if one.not_due] == [("Ask again after a month", 1)]
