"""A slip is taken back whole: a debrief noted as not held has its time again, and an offer the help from before."""

import pytest

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.domain.support.participants import Response
from incident_tracker.usecases.support.booking import take_back_not_held
from incident_tracker.usecases.support.debriefs import record_not_held, show_debrief
from incident_tracker.usecases.support.offers import Offering, record_offers
from incident_tracker.usecases.support.outside_help import add_outside_help, refer_outside, take_back_referral
from incident_tracker.usecases.support.participants import answer_debrief
from incident_tracker.usecases.support.protected_time import book_slot
from tests.storage_fixtures import HARBOUR, ROSA, Clinic
from tests.support_people import DAY, HOUR, accepted, kept_in, logged, tomorrow_at_ten

KINDS = (OfferKind.DEDICATED_COUNSELING,)


def booked(clinic: Clinic) -> Debrief:
    manager, (_answer, debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    debrief = accepted(clinic, debrief)
    return book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(clinic))


def without_version(debrief: Debrief) -> tuple[object, ...]:
    return (
        debrief.status,
        debrief.starts_at,
        debrief.ends_at,
        debrief.place,
        debrief.manager_id,
        debrief.not_held_reason,
    )


def test_a_debrief_that_was_not_held_by_mistake_is_as_before_with_its_time(clinic: Clinic) -> None:
    manager, debrief = clinic.as_role(Role.MANAGER), booked(clinic)
    ended = record_not_held(manager, debrief.id, debrief.version, NotHeldReason.NO_COVER)
    assert ended.starts_at is None
    back = take_back_not_held(manager, debrief.id, ended.version)
    assert without_version(back) == without_version(debrief)
    file = show_debrief(manager, debrief.id)
    assert [(slot.starts_at, slot.moved_at) for slot in file.slots] == [(debrief.starts_at, None)]
    assert file.in_the_way == ()
    with clinic.store.read() as unit:
        entries = unit.calendar_entries.of([debrief.id])
    assert {one.canceled for one in entries} == {False}
    assert kept_in(clinic.as_role(Role.COMMITTEE), "2026-03").not_held == ()


def test_its_time_is_gone_where_a_fact_changed_meanwhile_and_an_answer_counts(clinic: Clinic) -> None:
    manager, debrief = clinic.as_role(Role.MANAGER), booked(clinic)
    ended = record_not_held(manager, debrief.id, debrief.version, NotHeldReason.NO_COVER)
    answer_debrief(clinic.as_role(Role.RECEPTION), debrief.id, Response.LATER)
    back = take_back_not_held(manager, debrief.id, ended.version)
    assert (back.status, back.starts_at) == (DebriefStatus.TO_PLAN, None)


def test_only_a_slip_of_a_moment_ago_and_ones_own_is_taken_back(clinic: Clinic) -> None:
    manager, debrief = clinic.as_role(Role.MANAGER), booked(clinic)
    ended = record_not_held(manager, debrief.id, debrief.version, NotHeldReason.NO_COVER)
    with pytest.raises(Refused):
        take_back_not_held(clinic.as_role(Role.SUPERVISOR), debrief.id, ended.version)
    clinic.clock.advance(DAY)
    with pytest.raises(Refused):
        take_back_not_held(manager, debrief.id, ended.version)
    assert show_debrief(manager, debrief.id).debrief.status is DebriefStatus.NOT_HELD


def test_help_named_by_mistake_is_taken_back_to_what_was_named_before(clinic: Clinic) -> None:
    manager, (answer, _debrief) = clinic.as_role(Role.MANAGER), logged(clinic)
    first, second = (
        add_outside_help(
            manager, HARBOUR.id, HelpDraft(name, "555 0101", (OfferKind.DEDICATED_COUNSELING,), apart=True)
        )
        for name in ("Bay helpline", "Hill helpline")
    )
    said_yes = Offering(answer=Answer.ACCEPTED)
    (offer,) = record_offers(manager, answer.incident.id, ROSA.id, [OfferKind.DEDICATED_COUNSELING], said_yes)
    named = refer_outside(manager, offer.id, first.id)
    clinic.clock.advance(HOUR)
    again = refer_outside(manager, offer.id, second.id)
    back = take_back_referral(manager, offer.id, again.version, named.help_id, named.referred_at)
    assert (back.help_id, back.referred_at) == (first.id, named.referred_at)
    none = take_back_referral(manager, offer.id, back.version)
    assert (none.help_id, none.referred_at, none.answer) == (None, None, Answer.ACCEPTED)
