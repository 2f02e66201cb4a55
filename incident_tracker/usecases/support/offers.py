"""Offer support to an affected person, in a debrief or without one, and keep every answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.offers import (
    Answer,
    OfferAnswer,
    OfferKind,
    SupportOffer,
    when_offered,
    with_answer,
)
from incident_tracker.domain.support.striking_out import offer_holds
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import note_contact, own, refuse_left

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class Offering:
    """Who offered (a member of staff; None: the person who writes it down), when (None: now), the answer, and why it
    was late, if it was the first offer and came after its limit.
    """

    offerer_id: UUID | None = None
    offered_at: datetime | None = None
    answer: Answer = Answer.OPEN
    late: Lateness | None = None


@needs(Permission.OFFER_SUPPORT, writes=True, changes=CHANGES)
def record_offers(
    work: Work, incident_id: UUID, person_id: UUID, kinds: Sequence[OfferKind], offering: Offering | None = None
) -> tuple[SupportOffer, ...]:
    """Record what was offered to one person after an incident, without repeating earlier offers.

    Returns everything offered to this person after this incident. What was offered before someone left stays open to
    them for its 90 days. Errors: Refused at `kinds` for nothing or for someone who had left by then, at `offerer` for
    the same, at `late` or `late_words` for a late offer of which no one says why, at `offered_at` for a time before the
    incident or to come, at `status` once support has ended; NotFound, NotAllowed.
    """
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    if not kinds:
        raise Refused(Reason.MISSING, "kinds")
    offer_to(work, incident, person_id, kinds, offering or Offering())
    return _offered(work, incident_id, person_id)


def offer_to(work: Work, incident: Incident, person_id: UUID, kinds: Sequence[OfferKind], offering: Offering) -> None:
    """Keep what was offered to one person at a site that the actor leads, and the answer to what is new."""
    case = work.unit.support_cases.find(incident.id)
    if case is not None and case.ended_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    at = when_offered(offering.offered_at, incident.occurred_at, work.now)
    refuse_left(work, person_id, "kinds", Reason.NO_LONGER_HERE, at)
    if offering.offerer_id is not None:
        refuse_left(work, offering.offerer_id, "offerer", Reason.HAS_LEFT, at)
    present = {one.kind for one in _offered(work, incident.id, person_id)}
    for kind in dict.fromkeys(kinds):
        if kind in present:
            continue
        offer = SupportOffer(
            work.new_id(),
            incident.id,
            incident.site_id,
            person_id,
            kind,
            offered_at=at,
            offered_by=work.actor.user_id,
            offerer_id=offering.offerer_id or work.actor.person_id,
        )
        work.unit.support_offers.add(offer)
        work.record("offered", "support_offer", offer.id, after=offer)
        if offering.answer is not Answer.OPEN:
            _answer(work, offer, offering.answer)
    note_contact(work, incident.id, offered=True, at=at, late=offering.late)


@needs(Permission.ANSWER_OFFER, writes=True, changes=CHANGES)
def answer_offer(work: Work, offer_id: UUID, answer: Answer) -> SupportOffer:
    """The actor's own answer, changeable for 90 days; no one asks why. Errors: NotFound, NotAllowed, Refused."""
    offer = work.unit.support_offers.get(offer_id)
    work.require(owner_id=own(work, offer.person_id))
    return _answer(work, offer, answer)


@needs(Permission.OFFER_SUPPORT, writes=True, changes=CHANGES)
def record_offer_answer(work: Work, offer_id: UUID, answer: Answer) -> SupportOffer:
    """An answer given in person, noted by the person who offers. Errors: NotFound, NotAllowed, Refused."""
    offer = work.unit.support_offers.get(offer_id)
    work.require(site_id=offer.site_id)
    return _answer(work, offer, answer)


@needs(Permission.ANSWER_OFFER)
def my_offers(work: Work) -> tuple[SupportOffer, ...]:
    """Everything offered to the actor that may still be answered, the latest first."""
    work.only_owner()
    if work.actor.person_id is None:
        return ()
    mine = [one for one in work.unit.support_offers.of_person(work.actor.person_id) if work.now <= one.open_until]
    cases = {case.id: case for case in work.unit.support_cases.many({one.incident_id for one in mine})}
    still_open = [offer for offer in mine if offer_holds(offer, cases.get(offer.incident_id))]
    return tuple(sorted(still_open, key=lambda offer: offer.offered_at, reverse=True))


def _answer(work: Work, offer: SupportOffer, answer: Answer) -> SupportOffer:
    if not offer_holds(offer, work.unit.support_cases.find(offer.incident_id)):
        raise Refused(Reason.WRONG_STATUS, "answer")
    saved = work.unit.support_offers.save(with_answer(offer, answer, work.now))
    work.record("answered", "support_offer", saved.id, after=saved)
    said = OfferAnswer(work.new_id(), offer.id, answer, work.now)
    work.unit.offer_answers.add(said)
    work.record("recorded", "support_offer_answer", said.id, after=said)
    return saved


def _offered(work: Work, incident_id: UUID, person_id: UUID) -> tuple[SupportOffer, ...]:
    return tuple(one for one in work.unit.support_offers.of_incident(incident_id) if one.person_id == person_id)
