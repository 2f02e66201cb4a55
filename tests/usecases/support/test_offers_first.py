"""Support is offered before anything is planned: in every tier, by whom and when, with every answer kept."""

from dataclasses import replace
from datetime import timedelta

import pytest

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.parties import AffectedPerson, PartyRole
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.follow_ups import FollowUpOutcome
from incident_tracker.domain.support.offers import Answer, OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import show_debrief
from incident_tracker.usecases.support.follow_ups import record_follow_up
from incident_tracker.usecases.support.offering_debriefs import offer_debrief
from incident_tracker.usecases.support.offers import Offering, answer_offer, my_offers, record_offers
from incident_tracker.usecases.support.outside_help import (
    add_outside_help,
    change_outside_help,
    list_outside_help,
    name_outside_help_again,
    refer_outside,
    retire_outside_help,
)
from incident_tracker.usecases.support.owed import show_support
from tests.storage_fixtures import ALEX, HARBOUR, HILL, ROSA, SAM, Clinic
from tests.support_people import HOUR, a_threat, logged

LINE = HelpDraft("Quiet Line", "555 0100, day and night", (OfferKind.DEDICATED_COUNSELING,), apart=True)


@pytest.mark.postgres
def test_at_relief_after_the_mildest_report_too_with_who_when_and_every_answer(clinic: Clinic) -> None:
    rosa, sam = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.SUPERVISOR)
    incident = log_incident_with_support(rosa, a_threat(clinic, Severity.HOSTILE)).incident
    clinic.clock.advance(3 * HOUR)
    early = clinic.clock() - 2 * HOUR
    offering = Offering(ALEX.id, early, Answer.DECLINED)
    (offer,) = record_offers(sam, incident.id, ROSA.id, [OfferKind.BREAK], offering)
    assert (offer.offerer_id, offer.offered_at, offer.answer) == (ALEX.id, early, Answer.DECLINED)
    file = show_support(sam, incident.id)
    assert (file.case.first_offer_at, file.case.first_contact_at) == (early, early)
    clinic.clock.advance(HOUR)
    answer_offer(rosa, offer.id, Answer.ACCEPTED)
    file = show_support(sam, incident.id)
    assert [one.answer for one in file.answers] == [Answer.DECLINED, Answer.ACCEPTED]
    assert file.offers[0].answer is Answer.ACCEPTED
    again = record_offers(sam, incident.id, ROSA.id, [OfferKind.BREAK, OfferKind.GO_HOME])
    assert [one.kind for one in again] == [OfferKind.BREAK, OfferKind.GO_HOME]
    assert next(one for one in again if one.kind is OfferKind.GO_HOME).offerer_id == SAM.id, "who writes it down"


def test_no_offer_before_the_incident_or_to_come_and_none_of_nothing(clinic: Clinic) -> None:
    sam = clinic.as_role(Role.SUPERVISOR)
    incident = logged(clinic)[0].incident
    for moment, reason in (
        (clinic.clock() - HOUR, Reason.BEFORE_THE_INCIDENT),
        (clinic.clock() + HOUR, Reason.IN_THE_FUTURE),
    ):
        with pytest.raises(Refused) as refused:
            record_offers(sam, incident.id, ROSA.id, [OfferKind.BREAK], Offering(offered_at=moment))
        assert (refused.value.field, refused.value.reason) == ("offered_at", reason)
    with pytest.raises(Refused) as refused:
        record_offers(sam, incident.id, ROSA.id, [])
    assert refused.value.field == "kinds"


def test_what_was_offered_at_the_check_in_is_kept_with_it(clinic: Clinic) -> None:
    sam = clinic.as_role(Role.SUPERVISOR)
    incident = logged(clinic)[0].incident
    check = next(one for one in show_support(sam, incident.id).follow_ups if one.step is SupportStep.CHECK_IN)
    clinic.clock.advance(2 * HOUR)
    record_follow_up(sam, check.id, check.version, FollowUpOutcome.DECLINED, (OfferKind.SCHEDULE_CHANGE,))
    file = show_support(sam, incident.id)
    assert [(one.kind, one.offerer_id) for one in file.offers] == [(OfferKind.SCHEDULE_CHANGE, SAM.id)]
    assert file.case.first_offer_at == clinic.clock(), "who would rather not talk was offered something all the same"


@pytest.mark.postgres
def test_the_debrief_is_offered_in_every_tier_and_a_no_stays_an_offer(clinic: Clinic) -> None:
    sam, rosa = clinic.as_role(Role.SUPERVISOR), clinic.as_role(Role.RECEPTION)
    mild = log_incident_with_support(rosa, a_threat(clinic, Severity.HOSTILE))
    assert mild.debrief is None
    made = offer_debrief(sam, mild.incident.id, ROSA.id, Response.NO)
    assert made.status is DebriefStatus.DECLINED_BY_ALL
    assert show_support(sam, mild.incident.id).case.first_offer_at == clinic.clock()
    again = offer_debrief(sam, mild.incident.id, ROSA.id, Response.YES)
    assert (again.id, again.status) == (made.id, DebriefStatus.TO_PLAN)
    threat, debrief = logged(clinic)
    assert offer_debrief(sam, threat.incident.id, ROSA.id, Response.ASKED).id == debrief.id
    (asked,) = show_debrief(sam, debrief.id).participants
    assert asked.response is Response.ASKED
    (shown,) = show_support(sam, threat.incident.id).participants
    assert shown.person_id == ROSA.id


def test_who_only_saw_it_is_owed_support_where_no_one_was_targeted(clinic: Clinic) -> None:
    witness = AffectedPerson(clinic.new_id(), role=PartyRole.WITNESS, person_id=ALEX.id)
    targeted = AffectedPerson(clinic.new_id(), person_id=ROSA.id)
    rosa = clinic.as_role(Role.RECEPTION)
    seen = log_incident_with_support(rosa, _with(clinic, witness))
    assert seen.case is not None
    assert seen.case.persons == (ALEX.id,)
    both = log_incident_with_support(rosa, _with(clinic, targeted, witness))
    assert both.case is not None
    assert both.case.persons == (ROSA.id,)
    assert show_support(clinic.as_role(Role.SUPERVISOR), both.incident.id).others == (ALEX.id,)


def _with(clinic: Clinic, *affected: AffectedPerson) -> IncidentDraft:
    return replace(a_threat(clinic), affected=affected)


@pytest.mark.postgres
def test_help_from_outside_is_named_to_who_said_yes_and_to_no_one_else(clinic: Clinic) -> None:
    rosa, maria = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    with pytest.raises(Refused) as refused:
        add_outside_help(maria, HARBOUR.id, HelpDraft("", "", ()))
    assert [one.field for one in (refused.value, *refused.value.also)] == ["name", "contact", "kinds", "apart"]
    line = add_outside_help(maria, HARBOUR.id, LINE)
    elsewhere = add_outside_help(clinic.as_role(Role.ADMINISTRATOR), HILL.id, LINE)
    incident = logged(clinic)[0].incident
    counseling, ride = record_offers(maria, incident.id, ROSA.id, [OfferKind.DEDICATED_COUNSELING, OfferKind.TRANSPORT])
    with pytest.raises(Refused) as refused:
        refer_outside(maria, counseling.id, line.id)
    assert refused.value.reason is Reason.NOT_AGREED
    for offer in (counseling, ride):
        answer_offer(rosa, offer.id, Answer.ACCEPTED)
    for offer, help in ((ride, line), (counseling, elsewhere)):
        with pytest.raises(Refused) as refused:
            refer_outside(maria, offer.id, help.id)
        assert refused.value.reason is Reason.NOT_GIVEN
    assert refer_outside(maria, counseling.id, line.id).referred_at == clinic.clock()
    assert [one.help_id for one in my_offers(rosa) if one.kind is OfferKind.DEDICATED_COUNSELING] == [line.id]
    assert line in list_outside_help(rosa), "and a person who was offered nothing reads it too"


def test_help_changes_and_goes_and_comes_back(clinic: Clinic) -> None:
    maria = clinic.as_role(Role.MANAGER)
    line = add_outside_help(maria, HARBOUR.id, LINE)
    renamed = change_outside_help(
        maria, line.id, line.version, HelpDraft("Open Line", "555 0101", LINE.kinds, apart=True)
    )
    gone = retire_outside_help(maria, line.id, renamed.version)
    assert not gone.gives(OfferKind.DEDICATED_COUNSELING)
    with pytest.raises(Refused):
        retire_outside_help(maria, line.id, gone.version)
    assert name_outside_help_again(maria, line.id, gone.version).in_use
    assert [one.name for one in list_outside_help(maria)] == ["Open Line"]


def test_an_answer_may_change_for_ninety_days(clinic: Clinic) -> None:
    rosa, maria = clinic.as_role(Role.RECEPTION), clinic.as_role(Role.MANAGER)
    (offer,) = record_offers(maria, logged(clinic)[0].incident.id, ROSA.id, [OfferKind.BREAK])
    for answer in (Answer.LATER, Answer.DECLINED, Answer.ACCEPTED):
        answer_offer(rosa, offer.id, answer)
    clinic.clock.advance(timedelta(days=91))
    with pytest.raises(Refused):
        answer_offer(rosa, offer.id, Answer.DECLINED)
