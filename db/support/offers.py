"""Tables and repositories for offers of support, and every answer to them."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Table, Uuid

from db.base import id_column, metadata, version_column
from db.support.records import RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.offers import Answer, OfferAnswer, OfferKind, SupportOffer

offer_table = Table(
    "support_offer",
    metadata,
    id_column(),
    Column("incident_id", Uuid, ForeignKey("incident.id"), nullable=False, index=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", Coded(OfferKind), nullable=False),
    Column("offered_at", UtcDateTime, nullable=False),
    Column("offered_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("offerer_id", Uuid, ForeignKey("person.id")),
    Column("answer", Coded(Answer), nullable=False),
    Column("answered_at", UtcDateTime),
    Column("help_id", Uuid, ForeignKey("outside_help.id")),
    Column("referred_at", UtcDateTime),
    version_column(),
)
answer_table = Table(
    "support_offer_answer",
    metadata,
    id_column(),
    Column("offer_id", Uuid, ForeignKey("support_offer.id"), nullable=False, index=True),
    Column("answer", Coded(Answer), nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
    version_column(),
)


class SqlOffers(RecordRepository[SupportOffer]):
    """Offers of support."""

    kind = "support_offer"
    table = offer_table
    record = SupportOffer

    def of_incident(self, incident_id: UUID) -> tuple[SupportOffer, ...]:
        """What was offered after an incident."""
        return self._found_by("incident_id", [incident_id])

    def of_person(self, person_id: UUID) -> tuple[SupportOffer, ...]:
        """What was offered to one person."""
        return self._found_by("person_id", [person_id])


class SqlOfferAnswers(RecordRepository[OfferAnswer]):
    """Every answer to an offer."""

    kind = "support_offer_answer"
    table = answer_table
    record = OfferAnswer

    def of_offers(self, offer_ids: Collection[UUID]) -> tuple[OfferAnswer, ...]:
        """All answers to these offers, those to one offer in the order in which they were given."""
        found = self._found_by("offer_id", offer_ids)
        return tuple(sorted(found, key=lambda one: (one.said_at, one.id)))
