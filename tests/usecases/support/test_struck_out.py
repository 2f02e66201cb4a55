"""A report is struck out: what was planned because of it is canceled, and the people who were invited are told."""

from datetime import timedelta

import pytest

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.oversight.today import list_today
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.usecases.support.debriefs import combine_debriefs, plan_debrief, show_debrief
from incident_tracker.usecases.support.holding import start_debrief
from incident_tracker.usecases.support.offers import answer_offer, my_offers, record_offers
from incident_tracker.usecases.support.owed import list_support, show_support
from incident_tracker.usecases.support.participants import answer_debrief
from incident_tracker.usecases.support.protected_time import book_slot, record_cover_there
from incident_tracker.usecases.support.reminders import list_reminders, put_away
from incident_tracker.usecases.support.striking_out import void_incident
from tests.storage_fixtures import ROSA, Clinic, keep
from tests.support_people import ALEX_USER, DAY, HOUR, accepted, kept_in, logged, tomorrow_at_ten

WHY = "It happened at another clinic, not at ours"


def strike_out(clinic: Clinic, answer: LoggedIncident) -> None:
    maria = clinic.as_role(Role.MANAGER)
    present = show_incident(maria, answer.incident.id).incident
    void_incident(maria, present.id, present.version, WHY)


def booked(clinic: Clinic, debrief: Debrief) -> Debrief:
    """Sam leads, Rosa comes, Alex (who has an account) is at her desk: tomorrow at ten."""
    with clinic.store.write() as unit:
        unit.users.add(ALEX_USER)
        keep(unit)
    debrief = accepted(clinic, debrief)
    return book_slot(clinic.as_role(Role.MANAGER), debrief.id, debrief.version, tomorrow_at_ten(clinic))


def kinds(ctx: Context) -> set[ReminderKind]:
    return {one.kind for one in list_reminders(ctx)}


@pytest.mark.postgres
def test_what_was_planned_is_canceled_and_everyone_who_was_to_come_is_told(clinic: Clinic) -> None:
    answer, debrief = logged(clinic)
    booked(clinic, debrief)
    clinic.clock.advance(HOUR)
    rosa, sam, maria = (clinic.as_role(role) for role in (Role.RECEPTION, Role.SUPERVISOR, Role.MANAGER))
    alex = clinic.as_user(ALEX_USER)
    strike_out(clinic, answer)

    file = show_debrief(maria, debrief.id)
    assert (file.debrief.status, file.debrief.not_held_reason) == (DebriefStatus.NOT_HELD, NotHeldReason.STRUCK_OUT)
    assert file.debrief.starts_at is None
    assert [slot.moved_at for slot in file.slots] == [clinic.clock()]
    owed = show_support(maria, answer.incident.id)
    assert owed.case.ended_at == clinic.clock()
    assert {one.outcome for one in owed.follow_ups} == {FollowUpOutcome.CANCELED}
    assert list_support(maria) == ()

    for ctx in (rosa, sam, alex):
        assert kinds(ctx) == {ReminderKind.CANCELED}
        told = [one for one in list_today(ctx, "UTC") if one.matter is ReminderKind.CANCELED]
        assert [(one.subject_id, one.since) for one in told] == [(debrief.id, clinic.clock())]
    put_away(rosa, list_reminders(rosa)[0])
    assert kinds(rosa) == set()
    clinic.clock.advance(timedelta(days=8))
    assert kinds(alex) == kinds(maria) == set()


def test_who_said_no_is_not_bothered(clinic: Clinic) -> None:
    answer, debrief = logged(clinic)
    accepted(clinic, debrief)
    rosa = clinic.as_role(Role.RECEPTION)
    answer_debrief(rosa, debrief.id, Response.LATER)
    answer_debrief(rosa, debrief.id, Response.NO)
    strike_out(clinic, answer)
    assert ReminderKind.CANCELED not in kinds(rosa)


def test_what_someone_accepted_stays_and_the_rest_is_off(clinic: Clinic) -> None:
    answer, _debrief = logged(clinic)
    rosa, sam = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.SUPERVISOR)
    record_offers(sam, answer.incident.id, ROSA.id, [OfferKind.BREAK, OfferKind.PEER_SUPPORTER])
    taken, left = my_offers(rosa)
    answer_offer(rosa, taken.id, Answer.ACCEPTED)
    clinic.clock.advance(HOUR)
    strike_out(clinic, answer)
    assert [one.id for one in my_offers(rosa)] == [taken.id]
    with pytest.raises(Refused):
        answer_offer(rosa, left.id, Answer.ACCEPTED)
    assert answer_offer(rosa, taken.id, Answer.LATER).answer is Answer.LATER
    with pytest.raises(Refused):
        plan_debrief(clinic.as_role(Role.MANAGER), answer.incident.id)


def test_a_debrief_that_is_also_about_another_report_goes_on(clinic: Clinic) -> None:
    first, debrief = logged(clinic)
    second, other = logged(clinic)
    maria = clinic.as_role(Role.MANAGER)
    both = combine_debriefs(maria, debrief.id, debrief.version, other.id, [ROSA.id])
    strike_out(clinic, first)
    assert show_debrief(maria, both.id).debrief.open
    strike_out(clinic, second)
    assert not show_debrief(maria, both.id).debrief.open


def test_a_debrief_that_is_being_held_is_left_alone(clinic: Clinic) -> None:
    answer, debrief = logged(clinic)
    debrief = booked(clinic, debrief)
    clinic.clock.advance(DAY + HOUR)
    record_cover_there(clinic.as_role(Role.SUPERVISOR), debrief.id, ROSA.id)
    start_debrief(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version)
    strike_out(clinic, answer)
    assert show_debrief(clinic.as_role(Role.MANAGER), debrief.id).debrief.running


def test_the_committee_counts_nothing_of_it(clinic: Clinic) -> None:
    """A promise to no one was not broken."""
    answer, _debrief = logged(clinic, Severity.THREAT)
    strike_out(clinic, answer)
    kept = kept_in(clinic.as_role(Role.MANAGER), "2026-03")
    assert kept.offered_in_time.denominator == kept.held_in_window.denominator == 0
    assert all((of.denominator, of.not_due) == (0, 0) for _step, of in kept.follow_ups)
    assert kept.not_held == ()
