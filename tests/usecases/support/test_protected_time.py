"""When time is protected, who leads, who comes: what is refused, what is moved, what people may change."""

from datetime import timedelta

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import ChangedMeanwhile, Reason, Refused
from incident_tracker.domain.support.compliance import ComplianceShare
from incident_tracker.domain.support.debriefs import (
    Concern,
    DebriefMode,
    DebriefStatus,
)
from incident_tracker.domain.support.participants import Response, TalkForm
from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.usecases.support.debriefs import (
    choose_facilitator,
    choose_manager,
    choose_outside_facilitator,
    list_facilitators,
    show_debrief,
)
from incident_tracker.usecases.support.participants import (
    Choices,
    answer_debrief,
    record_debrief_answer,
)
from incident_tracker.usecases.support.protected_time import (
    book_slot,
    move_slot,
    name_cover,
    record_cover_confirmed,
)
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clinic
from tests.support_people import ALEX_LEADS, DAY, HOUR, accepted, kept_in, logged, tomorrow_at_ten, with_account


def test_a_slot_is_refused_where_it_would_not_be_protected(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    with pytest.raises(Refused) as nobody:
        book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    assert nobody.value.reason is Reason.NOBODY_ACCEPTED
    debrief = accepted(clinic, debrief)
    ten = clinic.clock() + DAY + HOUR
    refusals = {
        Reason.TOO_EARLY: {"starts_at": ten - DAY, "ends_at": ten - DAY + HOUR},
        Reason.TOO_SHORT: {"ends_at": ten + timedelta(minutes=30)},
        Reason.IN_A_BREAK: {"starts_at": ten + timedelta(hours=1.5), "ends_at": ten + timedelta(hours=2.5)},
        Reason.OUTSIDE_PAID_HOURS: {"starts_at": ten + timedelta(hours=6.5), "ends_at": ten + timedelta(hours=7.5)},
        Reason.COVER_MISSING: {"covers": {}},
        Reason.ENDS_BEFORE_START: {"ends_at": ten - HOUR},
        Reason.IN_THE_PAST: {"starts_at": ten - 2 * DAY},
    }
    for reason, changes in refusals.items():
        with pytest.raises(Refused) as told:
            book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic, **changes))
        assert told.value.reason is reason
    with pytest.raises(Refused):
        book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic, covers={ROSA.id: SAM.id}))
    evening = {"starts_at": ten + timedelta(hours=7.5), "ends_at": ten + timedelta(hours=8.5), "covers": {}}
    paid_extra = tomorrow_at_ten(clinic, paid_extra_time=True, **evening)
    assert book_slot(manager, debrief.id, debrief.version, paid_extra).paid_extra_time


def test_sooner_than_a_day_only_at_the_persons_own_request(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    today = tomorrow_at_ten(clinic, starts_at=clinic.clock() + HOUR, ends_at=clinic.clock() + 2 * HOUR)
    with pytest.raises(Refused):
        book_slot(manager, debrief.id, debrief.version, today)
    answer_debrief(rosa, debrief.id, Response.YES, Choices(asks_earlier=True, companion="my sister"))
    assert book_slot(manager, debrief.id, debrief.version, today).status is DebriefStatus.PLANNED


def test_declining_ends_it_and_changing_ones_mind_opens_it_again(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    answer_debrief(rosa, debrief.id, Response.NO)
    file = show_debrief(manager, debrief.id)
    assert file.debrief.status is DebriefStatus.DECLINED_BY_ALL
    assert file.slots[0].moved_because is MoveReason.PARTICIPANT
    assert kept_in(manager, "2026-03").held_in_window == ComplianceShare(0, 0), "declining is nobody's failure"
    clinic.clock.advance(timedelta(days=80))
    record_debrief_answer(manager, debrief.id, ROSA.id, Response.YES)
    assert show_debrief(manager, debrief.id).debrief.status is DebriefStatus.TO_PLAN
    clinic.clock.advance(timedelta(days=11))
    with pytest.raises(Refused):
        answer_debrief(rosa, debrief.id, Response.NO)


def test_a_moved_slot_keeps_its_history_and_asks_for_cover_again(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    debrief = book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))
    record_cover_confirmed(manager, debrief.id, ROSA.id)
    with pytest.raises(ChangedMeanwhile):
        move_slot(manager, debrief.id, debrief.version - 1, tomorrow_at_ten(clinic), MoveReason.MANAGEMENT)
    for hours in (3, 4):
        start = clinic.clock() + DAY + timedelta(hours=hours + 1)
        later = tomorrow_at_ten(clinic, starts_at=start, ends_at=start + HOUR)
        debrief = move_slot(manager, debrief.id, debrief.version, later, MoveReason.MANAGEMENT)
    file = show_debrief(manager, debrief.id)
    assert [slot.moved_because for slot in file.slots] == [MoveReason.MANAGEMENT, MoveReason.MANAGEMENT, None]
    assert file.covers[0].confirmed_at is None
    assert kept_in(manager, "2026-03").displaced == ComplianceShare(1, 1)
    with pytest.raises(Refused):
        name_cover(manager, debrief.id, ROSA.id, SAM.id)  # Sam leads it
    assert name_cover(manager, debrief.id, ROSA.id, MARIA.id).cover_id == MARIA.id


def test_nobody_involved_leads_and_a_concern_needs_a_reason(clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    _, debrief = logged(clinic, Severity.THREAT, ROSA.id, SAM.id)
    candidates = {one.person.id: one.eligibility for one in list_facilitators(manager, debrief.id)}
    assert candidates[SAM.id].involved
    assert candidates[MARIA.id].concerns == (Concern.LINE_MANAGER,)
    with pytest.raises(Refused) as blocked:
        choose_facilitator(manager, debrief.id, debrief.version, SAM.id, "There is nobody else today")
    assert (blocked.value.reason, blocked.value.field) == (Reason.WAS_INVOLVED, "facilitator")
    for said in ("", "Rosa asked", "she she she she she she"):
        with pytest.raises(Refused) as asked:
            choose_facilitator(manager, debrief.id, debrief.version, MARIA.id, said)
        assert asked.value.field == "facilitator_reason"
    debrief = choose_facilitator(manager, debrief.id, debrief.version, MARIA.id, "Rosa herself asked for her")
    assert debrief.facilitator_reason == "Rosa herself asked for her"
    debrief = choose_outside_facilitator(manager, debrief.id, debrief.version, "Peer team, Hill Road")
    assert debrief.facilitator_id is None
    with_account(clinic, ALEX_LEADS)
    debrief = choose_manager(manager, debrief.id, debrief.version, ALEX.id, MARIA.id)
    assert (debrief.manager_id, debrief.deputy_id) == (ALEX.id, MARIA.id)


def test_a_group_meets_only_if_it_is_fine_with_every_targeted_person(clinic: Clinic) -> None:
    manager, rosa = clinic.as_role(Role.MANAGER), clinic.as_role(Role.RECEPTION)
    _, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    together = tomorrow_at_ten(clinic, mode=DebriefMode.GROUP)
    answer_debrief(rosa, debrief.id, Response.YES, Choices(talk_form=TalkForm.ALONE))
    with pytest.raises(Refused) as told:
        book_slot(manager, debrief.id, debrief.version, together)
    assert told.value.field == "mode"
    answer_debrief(rosa, debrief.id, Response.YES, Choices(talk_form=TalkForm.EITHER))
    assert book_slot(manager, debrief.id, debrief.version, together).mode is DebriefMode.GROUP
