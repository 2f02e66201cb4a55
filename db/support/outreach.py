"""Tables and repositories for talks with others after an incident, and what the staff affected said to them."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Integer, Table, Text, Uuid, select

from db.base import id_column, metadata, version_column
from db.support.records import RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.outreach import (
    Consent,
    Outreach,
    OutreachConsent,
    OutreachKind,
    OutreachOutcome,
)

outreach_table = Table(
    "outreach",
    metadata,
    id_column(),
    Column("incident_id", Uuid, ForeignKey("incident.id"), nullable=False, index=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("kind", Coded(OutreachKind), nullable=False),
    Column("outcome", Coded(OutreachOutcome), nullable=False),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("by_id", Uuid, ForeignKey("person.id")),
    Column("noted_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    Column("people", Integer),
    Column("agreement", Text, nullable=False),
    version_column(),
)
consent_table = Table(
    "outreach_consent",
    metadata,
    id_column(),
    Column("incident_id", Uuid, ForeignKey("incident.id"), nullable=False, index=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("kind", Coded(OutreachKind), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("answer", Coded(Consent), nullable=False),
    Column("said_at", UtcDateTime, nullable=False, index=True),
    Column("noted_by", Uuid, ForeignKey("user_account.id"), nullable=False),
    version_column(),
)


class SqlOutreach(RecordRepository[Outreach]):
    """Every note of a talk with others."""

    kind = "outreach"
    table = outreach_table
    record = Outreach

    def of_incidents(self, incident_ids: Collection[UUID]) -> tuple[Outreach, ...]:
        """The notes after these incidents, in the order in which it happened."""
        found = self._found_by("incident_id", incident_ids)
        return tuple(sorted(found, key=lambda one: (one.happened_at, one.id)))


class SqlOutreachConsents(RecordRepository[OutreachConsent]):
    """Every answer of the staff affected."""

    kind = "outreach_consent"
    table = consent_table
    record = OutreachConsent

    def of_incidents(self, incident_ids: Collection[UUID]) -> tuple[OutreachConsent, ...]:
        """The answers after these incidents, in the order in which they were given."""
        found = self._found_by("incident_id", incident_ids)
        return tuple(sorted(found, key=lambda one: (one.said_at, one.id)))

    def of_person(self, person_id: UUID, since: datetime) -> tuple[OutreachConsent, ...]:
        """The answers of one person since a moment (aware), in the order in which they were given."""
        c = consent_table.c
        query = select(consent_table).where(c.person_id == person_id, c.said_at >= since)
        return self._found(query.order_by(c.said_at, c.id))

    def since(self, site_ids: frozenset[UUID], moment: datetime) -> tuple[OutreachConsent, ...]:
        """The answers at these sites since a moment (aware), in the order in which they were given."""
        c = consent_table.c
        query = select(consent_table).where(c.site_id.in_(site_ids), c.said_at >= moment)
        return self._found(query.order_by(c.said_at, c.id))
