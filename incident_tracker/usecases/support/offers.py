"""Offer support to an affected person and keep the answer."""

from collections.abc import Sequence
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.offers import Answer, OfferKind, SupportOffer, with_answer
from incident_tracker.domain.support.striking_out import offer_holds
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import note_contact, own

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@needs(Permission.OFFER_SUPPORT, writes=True, changes=CHANGES)
def record_offers(
    work: Work, incident_id: UUID, person_id: UUID, kinds: Sequence[OfferKind]
) -> tuple[SupportOffer, ...]:
    """Record what was offered to one person after an incident, without repeating earlier offers.

    Returns everything offered to this person after this incident.
    """
    incident = work.unit.incidents.get(incident_id)
    work.require(site_id=incident.site_id)
    work.unit.people.get(person_id)
    present = {one.kind for one in _offered(work, incident_id, person_id)}
    for kind in dict.fromkeys(kinds):
        if kind in present:
            continue
        offer = SupportOffer(
            work.new_id(),
            incident_id,
            incident.site_id,
            person_id,
            kind,
            offered_at=work.now,
            offered_by=work.actor.user_id,
        )
        work.unit.support_offers.add(offer)
        work.record("offered", "support_offer", offer.id, after=offer)
    note_contact(work, incident_id, offered=True)
    return _offered(work, incident_id, person_id)


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
    return saved


def _offered(work: Work, incident_id: UUID, person_id: UUID) -> tuple[SupportOffer, ...]:
    return tuple(one for one in work.unit.support_offers.of_incident(incident_id) if one.person_id == person_id)
