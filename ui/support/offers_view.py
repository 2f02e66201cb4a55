"""What the panel of offers shows: who may be offered what after which incident, with every answer so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.domain.support.offers import OfferAnswer, SupportOffer
from incident_tracker.domain.support.participants import Response
from incident_tracker.usecases.support.owed import SupportFile
from ui.support.support_names import SupportNames


@dataclass(frozen=True)
class OffersView:
    """`incident_of` says for each person after which incident something is offered to them, in the order of the cards.

    `responses` is what each was heard to say about the debrief; None where that is asked elsewhere.
    """

    incident_of: Mapping[UUID, UUID]
    site_id: UUID
    offers: tuple[SupportOffer, ...]
    answers: tuple[OfferAnswer, ...]
    follow_ups: tuple[FollowUp, ...]
    names: SupportNames
    zone: ZoneInfo
    may_offer: bool
    responses: Mapping[UUID, Response] | None = field(default=None)

    def offered_to(self, person: UUID) -> list[SupportOffer]:
        """What was offered to one person, the earliest first."""
        return sorted((one for one in self.offers if one.person_id == person), key=lambda one: one.offered_at)

    def answers_to(self, offer: SupportOffer) -> list[OfferAnswer]:
        """Every answer to one offer, the earliest first."""
        return [one for one in self.answers if one.offer_id == offer.id]

    def checks_with(self, person: UUID) -> list[FollowUp]:
        """The checks with one person, soonest limit first."""
        return sorted((one for one in self.follow_ups if one.person_id == person), key=_limit)


def offers_after(
    file: SupportFile, names: SupportNames, zone: ZoneInfo, may_offer: bool, asks_debrief: bool
) -> OffersView:
    """The view of one incident: those who are owed support, the others who were there, and who was offered something.

    `asks_debrief`: may they also note what was said about the debrief?
    """
    people = dict.fromkeys((*file.case.persons, *file.others, *(one.person_id for one in file.offers)))
    invited = {one.person_id: one.response for one in file.participants}
    return OffersView(
        incident_of=dict.fromkeys(people, file.case.id),
        site_id=file.case.site_id,
        offers=file.offers,
        answers=file.answers,
        follow_ups=file.follow_ups,
        names=names,
        zone=zone,
        may_offer=may_offer,
        responses=invited if asks_debrief else None,
    )


def _limit(check: FollowUp) -> datetime:
    return check.by
