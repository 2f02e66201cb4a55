"""Small rules of support that no clinic is needed for: answers, eligibility, checks, learning items, guided steps."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tracker.domain.clinic.calendars import Break, OpeningHours, Shift, Span
from incident_tracker.domain.clinic.reasons import SHORTEST
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.accountable import Chain, answering
from incident_tracker.domain.support.booking_facts import Booking, refuse_if_any
from incident_tracker.domain.support.compliance import ComplianceShare, MonthOfSupport, compliance
from incident_tracker.domain.support.debriefs import (
    Concern,
    Debrief,
    DebriefKind,
    DebriefMode,
    DebriefStatus,
    NotHeldReason,
    combined,
    finished,
    not_held,
    settled,
    started,
    windows_meet,
    with_manager,
)
from incident_tracker.domain.support.facilitators import eligibility, with_facilitator
from incident_tracker.domain.support.follow_ups import FollowUpOutcome, done, follow_ups_for
from incident_tracker.domain.support.guided_steps import NAMING, PRINCIPLES, step_done, steps_of
from incident_tracker.domain.support.learning_items import accept_item
from incident_tracker.domain.support.obstacles import to_book
from incident_tracker.domain.support.offers import Answer, OfferKind, SupportOffer, with_answer
from incident_tracker.domain.support.outsiders import OutsiderDraft, accept_outsider, no_longer_chosen
from incident_tracker.domain.support.participants import Participant, Response, TalkForm, group_allowed
from incident_tracker.domain.support.protected_time import Attendee, SlotRequest
from incident_tracker.domain.support.reminder_facts import DebriefFacts, Facts
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.reminders import due_items, stages
from incident_tracker.domain.support.windows import due_windows

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE, ROSA, SAM, MARIA, ALEX = (UUID(int=n) for n in range(1, 6))


def a_debrief(**changes: object) -> Debrief:
    """A formal debrief of tier 4, to plan."""
    values: dict[str, object] = {
        "id": UUID(int=0xD),
        "incident_ids": (UUID(int=0xC),),
        "site_id": SITE,
        "kind": DebriefKind.FORMAL,
        "tier": 4,
        "occurred_at": NOW,
        "not_before": NOW + 24 * HOUR,
        "by": NOW + 72 * HOUR,
        "offer_by": NOW + 24 * HOUR,
        "least_minutes": 45,
        "made_at": NOW,
        "manager_id": MARIA,
        "deputy_id": SAM,
    }
    return Debrief(**(values | changes))  # type: ignore[arg-type]


def a_participant(person: UUID, response: Response = Response.YES, **changes: object) -> Participant:
    """Someone who was asked."""
    asked = Participant(UUID(int=person.int + 0x100), UUID(int=0xD), person, NOW, MARIA, response=response)
    return replace(asked, **changes)  # type: ignore[arg-type]


def test_an_offer_stays_open_for_ninety_days_however_it_was_answered() -> None:
    offer = SupportOffer(UUID(int=9), UUID(int=0xC), SITE, ROSA, OfferKind.BREAK, NOW, MARIA)
    declined = with_answer(offer, Answer.DECLINED, NOW + HOUR)
    assert with_answer(declined, Answer.ACCEPTED, NOW + timedelta(days=90)).answer is Answer.ACCEPTED
    with pytest.raises(Refused):
        with_answer(declined, Answer.ACCEPTED, NOW + timedelta(days=90, seconds=1))


WRITTEN = "Nobody trained works at this site until Thursday."


@given(
    st.sets(st.sampled_from([ROSA, SAM, MARIA, ALEX])), st.booleans(), st.just(WRITTEN) | st.text(max_size=SHORTEST - 1)
)
def test_nobody_involved_can_ever_be_chosen(involved: set[UUID], trained: bool, reason: str) -> None:
    verdict = eligibility(SAM, involved=involved, line_managers={MARIA}, trained=trained)
    if SAM in involved:
        with pytest.raises(Refused) as blocked:
            with_facilitator(a_debrief(), SAM, verdict, reason)
        assert blocked.value.reason is Reason.WAS_INVOLVED
    elif trained or reason == WRITTEN:
        chosen = with_facilitator(a_debrief(), SAM, verdict, reason)
        assert chosen.facilitator_id == SAM
        assert bool(chosen.facilitator_reason) is not trained
    else:
        with pytest.raises(Refused):
            with_facilitator(a_debrief(), SAM, verdict, reason)


def test_concerns_that_only_people_know_count_too() -> None:
    verdict = eligibility(SAM, involved=(), line_managers=(), trained=True, declared=[Concern.ANALYSIS_TEAM])
    assert (verdict.free, verdict.concerns) == (False, (Concern.ANALYSIS_TEAM,))


def test_exactly_one_answers_for_it_and_the_deputy_only_while_they_are_away() -> None:
    debrief, chain = a_debrief(), Chain((MARIA,), (SAM,))
    for absent, who in ((set(), MARIA), ({MARIA}, SAM), ({MARIA, SAM}, MARIA)):
        assert answering(debrief, chain, (), absent=absent, away=()) == who
    dana = accept_outsider(OutsiderDraft(" Peer  team ", "555 0100"), id=UUID(int=0xDA), site_id=debrief.site_id)
    gone, elsewhere = no_longer_chosen(dana, NOW), replace(dana, site_id=UUID(int=0xE1))
    wrong = [(MARIA, MARIA, None), (None, None, None), (MARIA, None, dana), (None, None, gone), (None, None, elsewhere)]
    for manager, deputy, outside in wrong:
        with pytest.raises(Refused):
            with_manager(debrief, manager, deputy, outside)
    named = with_manager(debrief, None, SAM, dana)
    assert (named.manager_outside, named.outsider_id, named.deputy_id) == ("Peer team", dana.id, SAM)
    assert answering(named, chain, (), absent=(), away=()) == SAM, "reminded in the place of who is elsewhere"
    for name, contact, field in (("", "555 0100", "outside"), ("Dana", " ", "contact"), ("D" * 121, "5", "outside")):
        with pytest.raises(Refused) as refused:
            accept_outsider(OutsiderDraft(name, contact), id=dana.id, site_id=dana.site_id)
        assert refused.value.field == field


@given(st.lists(st.sampled_from(Response), min_size=1, max_size=4))
def test_answers_settle_where_a_debrief_stands(responses: list[Response]) -> None:
    asked = [a_participant(UUID(int=0x50 + n), response) for n, response in enumerate(responses)]
    after = settled(a_debrief(), asked)
    all_declined = {*responses} <= {Response.NO, Response.OTHER_SUPPORT}
    assert (after.status is DebriefStatus.DECLINED_BY_ALL) is all_declined
    if all_declined:
        other = Response.OTHER_SUPPORT in responses
        assert after.not_held_reason is (NotHeldReason.OTHER_SUPPORT if other else NotHeldReason.DECLINED_ALL)
    changed = settled(after, [*asked, a_participant(ROSA, Response.LATER)])
    assert changed.status is DebriefStatus.TO_PLAN


def test_a_planned_debrief_to_which_nobody_comes_any_more_is_to_plan_again() -> None:
    planned = a_debrief(status=DebriefStatus.PLANNED, starts_at=NOW + 25 * HOUR, ends_at=NOW + 26 * HOUR)
    assert settled(planned, [a_participant(ROSA)]) == planned
    after = settled(planned, [a_participant(ROSA, Response.LATER)])
    assert (after.status, after.starts_at) == (DebriefStatus.TO_PLAN, None)


def test_states_that_do_not_follow_each_other_are_refused() -> None:
    planned = a_debrief(status=DebriefStatus.PLANNED, facilitator_id=SAM)
    running = started(planned, NOW + 30 * HOUR)
    held = finished(running, NOW + 31 * HOUR)
    assert held.held_in_window([])
    for act in (
        lambda: started(a_debrief(), NOW),
        lambda: started(running, NOW),
        lambda: started(replace(planned, facilitator_id=None), NOW),
        lambda: finished(planned, NOW),
        lambda: not_held(held, NotHeldReason.OTHER),
        lambda: with_manager(held, SAM, None),
        lambda: combined(held, planned),
    ):
        with pytest.raises(Refused):
            act()


def test_the_strictest_window_and_length_count_in_a_combined_debrief() -> None:
    mild = a_debrief(id=UUID(int=0xE), incident_ids=(UUID(int=0xB),), tier=2, by=NOW + 100 * HOUR, least_minutes=30)
    later = a_debrief(not_before=NOW + 30 * HOUR, offer_by=None)
    assert (combined(mild, later).not_before, combined(later, mild).not_before) == (NOW + 30 * HOUR, NOW + 30 * HOUR)
    assert combined(mild, later).offer_by == mild.offer_by
    both = combined(mild, a_debrief())
    assert (both.id, both.tier, both.by, both.least_minutes) == (mild.id, 4, NOW + 72 * HOUR, 45)
    assert both.incident_ids == (UUID(int=0xB), UUID(int=0xC))


def test_two_debriefs_are_not_made_one_where_no_time_suits_both() -> None:
    first = a_debrief(by=NOW + 72 * HOUR)
    for begins, meet in ((NOW + 72 * HOUR, True), (NOW + 73 * HOUR, False)):
        later = a_debrief(id=UUID(int=0xE), not_before=begins, by=NOW + 140 * HOUR)
        assert windows_meet(first, later) is windows_meet(later, first) is meet
    with pytest.raises(Refused) as told:
        combined(first, later)
    assert told.value.reason is Reason.WINDOWS_APART


def test_a_group_needs_the_consent_of_each_targeted_person() -> None:
    answers = [
        a_participant(ROSA, talk_form=TalkForm.TOGETHER),
        a_participant(ALEX, targeted=False, talk_form=TalkForm.EITHER),
    ]
    assert group_allowed(answers)
    either = a_participant(SAM, talk_form=TalkForm.EITHER)
    assert group_allowed([*answers, either])
    assert not group_allowed([*answers, either], each_asks=True)
    assert not group_allowed([*answers, a_participant(SAM, talk_form=TalkForm.ALONE)])
    assert group_allowed([*answers, a_participant(SAM, Response.NO)])
    assert not group_allowed([*answers, a_participant(SAM)]), "who was not asked has agreed to nothing"


def check_slot(debrief: Debrief, request: SlotRequest, comes: Attendee, asked: list[Participant]) -> None:
    """Whether this time may be booked, led by someone from outside."""
    led, zone = replace(debrief, facilitator_outside="Peer team, Hill Road"), "America/Los_Angeles"
    booking = Booking(led, tuple(asked), (comes,), zone, OpeningHours(zone), {ROSA: comes})
    refuse_if_any(to_book(booking, request, NOW))


def test_after_an_injury_a_group_waits_three_days_and_one_to_one_does_not() -> None:
    rosa = Attendee(ROSA, "Rosa", (), at_desk=False)
    asked = [a_participant(ROSA, talk_form=TalkForm.TOGETHER)]
    serious = a_debrief(tier=6, by=NOW + timedelta(days=7))
    start = NOW + 26 * HOUR
    alone = SlotRequest(start, start + HOUR, paid_extra_time=True)
    check_slot(serious, alone, rosa, asked)
    together = replace(alone, mode=DebriefMode.GROUP)
    with pytest.raises(Refused) as told:
        check_slot(serious, together, rosa, asked)
    assert told.value.reason is Reason.GROUP_TOO_EARLY
    later = replace(together, starts_at=NOW + 72 * HOUR, ends_at=NOW + 73 * HOUR)
    check_slot(serious, later, rosa, asked)


def test_even_a_paid_rest_break_stays_free() -> None:
    monday = Shift(UUID(int=7), ROSA, 1, time(8), time(17), (Break(time(10), time(10, 15), paid=True),))
    rosa = Attendee(ROSA, "Rosa", (monday,), at_desk=False)
    start = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)  # ten in the morning in Los Angeles
    for begins, refused in ((start, True), (start + timedelta(minutes=15), False)):
        request = SlotRequest(begins, begins + HOUR)
        if refused:
            with pytest.raises(Refused) as told:
                check_slot(a_debrief(), request, rosa, [a_participant(ROSA)])
            assert told.value.reason is Reason.IN_A_BREAK
        else:
            check_slot(a_debrief(), request, rosa, [a_participant(ROSA)])


def test_checks_are_owed_once_a_person_and_not_made_before_their_window() -> None:
    hours = OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 7)
    ids = iter(UUID(int=0x900 + n) for n in range(99))
    dues = due_windows(5, NOW, hours)

    def owed(present: set[tuple[UUID, object]]) -> int:
        return len(
            follow_ups_for(
                dues,
                incident_id=UUID(int=0xC),
                site_id=SITE,
                persons=(ROSA, SAM),
                present=present,  # type: ignore[arg-type]
                new_id=lambda: next(ids),
            )
        )

    assert owed(set()) == 8
    first = follow_ups_for(
        dues, incident_id=UUID(int=0xC), site_id=SITE, persons=(ROSA,), present=(), new_id=lambda: next(ids)
    )
    assert owed({(one.person_id, one.step) for one in first}) == 4
    month = max(first, key=lambda one: one.by)
    with pytest.raises(Refused):
        done(month, FollowUpOutcome.OFFERED, MARIA, NOW + HOUR)
    assert done(month, FollowUpOutcome.DECLINED, MARIA, NOW + HOUR).due_at is None
    assert done(month, FollowUpOutcome.REFERRED, MARIA, month.by).done_at == month.by


def test_a_learning_item_has_a_factor_and_words() -> None:
    item = accept_item(
        id=UUID(int=8), debrief_id=UUID(int=0xD), site_id=SITE, factor="ACC1", text=" Say how long ", noted_at=NOW
    )
    assert item.text == "Say how long"
    for wrong in ({"factor": ""}, {"text": "  "}, {"text": "x" * 501}):
        values = {"factor": "ACC1", "text": "t"} | wrong
        with pytest.raises(Refused):
            accept_item(id=UUID(int=8), debrief_id=UUID(int=0xD), site_id=SITE, noted_at=NOW, **values)


def test_the_guided_steps_fit_their_time_box_and_never_ask_why() -> None:
    minutes = {kind: sum(step.minutes for step in steps) for kind in DebriefKind for steps in (steps_of(kind),)}
    assert minutes[DebriefKind.RELIEF] == 15
    assert minutes[DebriefKind.HOT] <= 10
    assert 45 <= minutes[DebriefKind.FORMAL] <= 60
    assert (len(steps_of(DebriefKind.RELIEF)), len(steps_of(DebriefKind.FORMAL)), len(PRINCIPLES)) == (5, 9, 8)
    for steps in map(steps_of, DebriefKind):
        assert len({step.code for step in steps}) == len(steps)
        assert not any("why" in prompt.lower() for step in steps for prompt in step.prompts)
    assert "not your fault" in NAMING[0]
    with pytest.raises(Refused):
        step_done(DebriefKind.HOT, "equity", id=UUID(int=1), debrief_id=UUID(int=2), now=NOW, minutes=1)


@given(st.integers(0, 200), st.sampled_from(DebriefStatus), st.lists(st.sampled_from(Response), max_size=3))
def test_reminders_never_go_to_who_declined_and_never_come_twice(
    hours: int, status: DebriefStatus, responses: list[Response]
) -> None:
    slot = NOW + 48 * HOUR
    booked = {"starts_at": slot, "ends_at": slot + HOUR} if status is DebriefStatus.PLANNED else {}
    people = tuple(a_participant(UUID(int=0x50 + n), response) for n, response in enumerate(responses))
    facts = Facts(debriefs=(DebriefFacts(a_debrief(status=status, **booked), people),), chains={SITE: Chain((MARIA,))})
    moment = NOW + hours * HOUR
    found = due_items(facts, moment)
    declined = {one.person_id for one in people if one.response not in (Response.ASKED, Response.YES)}
    assert not declined & {one.person_id for one in found}
    assert len({(one.person_id, one.kind) for one in found}) == len(found)
    assert all(one.at <= moment for one in found)
    if status in (DebriefStatus.NOT_HELD, DebriefStatus.DECLINED_BY_ALL):
        assert found == ()
    if status is DebriefStatus.TO_PLAN:
        assert found[0].kind in (ReminderKind.ASK, ReminderKind.PLAN, ReminderKind.ANSWER)


def test_reminders_about_booked_time_come_in_working_time_before_it() -> None:
    hours = OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 5 + ((), ()))
    monday = datetime(2026, 3, 9, 17, 0, tzinfo=UTC)  # ten in the morning, two days after a Saturday
    planned = a_debrief(status=DebriefStatus.PLANNED, facilitator_id=SAM, starts_at=monday, ends_at=monday + HOUR)
    facts = Facts(debriefs=(DebriefFacts(planned),), hours={SITE: hours})
    thursday, friday = monday - 96 * HOUR + HOUR, monday - 72 * HOUR + HOUR  # the clocks go forward in between
    assert due_items(facts, thursday - timedelta(minutes=1)) == ()
    found = [due_items(facts, moment)[0] for moment in (thursday, friday, monday - 2 * HOUR)]
    assert [one.at for one in found] == [thursday, friday, monday - 2 * HOUR]
    assert len({one.key for one in found}) == 3


def test_the_chain_is_four_moments_within_the_window() -> None:
    moments = [at - NOW for _, at in stages(NOW, NOW + 24 * HOUR)]
    assert moments == [0 * HOUR, 12 * HOUR, 18 * HOUR, 24 * HOUR]
    hours = OpeningHours("America/Los_Angeles", ((Span(time(8), time(17)),),) * 5 + ((), ()))
    friday = datetime(2026, 3, 13, 22, 0, tzinfo=UTC)  # at three: two open hours, and seven on Monday
    half, three_quarters = (at for _, at in stages(friday, friday + 72 * HOUR, hours)[1:3])
    assert (half - friday, three_quarters - friday) == (67.5 * HOUR, 69.75 * HOUR)


def test_a_month_without_anything_has_figures_of_zero() -> None:
    figures = compliance(MonthOfSupport(), NOW)
    assert figures.held_in_window == ComplianceShare(0, 0)
    assert figures.hours_to_contact is None
