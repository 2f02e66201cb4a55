"""Table and repository for offers of support."""

from uuid import UUID

from sqlalchemy import Column, ForeignKey, Table, Uuid

from db.base import id_column, metadata, version_column
from db.support.records import RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.offers import Answer, OfferKind, SupportOffer

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
    Column("answer", Coded(Answer), nullable=False),
    Column("answered_at", UtcDateTime),
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
