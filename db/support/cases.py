"""Tables and repository for the support side of incidents."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Uuid, and_, func, select

from db.base import metadata, version_column
from db.support.records import RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.lateness import LateReason

case_table = Table(
    "support_case",
    metadata,
    Column("id", Uuid, ForeignKey("incident.id"), primary_key=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("tier", Integer, nullable=False),
    Column("occurred_at", UtcDateTime, nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("leadership_by", UtcDateTime),
    Column("leadership_told_at", UtcDateTime),
    Column("offer_by", UtcDateTime),
    Column("first_offer_at", UtcDateTime),
    Column("first_contact_at", UtcDateTime),
    Column("ended_at", UtcDateTime),
    Column("late_offer", Coded(LateReason)),
    Column("late_offer_words", String(200)),
    version_column(),
    Index(None, "site_id", "occurred_at"),
)
_untold = and_(case_table.c.leadership_by.is_not(None), case_table.c.leadership_told_at.is_(None))
Index("ix_support_case_untold", case_table.c.leadership_by, sqlite_where=_untold, postgresql_where=_untold)

case_person_table = Table(
    "support_case_person",
    metadata,
    Column("record_id", Uuid, ForeignKey("support_case.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("linked_id", Uuid, ForeignKey("person.id"), nullable=False),
)


class SqlCases(RecordRepository[SupportCase]):
    """The support side of incidents."""

    kind = "support_case"
    table = case_table
    record = SupportCase
    links: ClassVar[Mapping[str, Table]] = {"persons": case_person_table}

    def find(self, incident_id: UUID) -> SupportCase | None:
        """The support side of an incident, or None."""
        found = self._found(select(case_table).where(case_table.c.id == incident_id))
        return found[0] if found else None

    def many(self, incident_ids: Collection[UUID]) -> tuple[SupportCase, ...]:
        """The support side of these incidents, in no order that means anything; unknown ids are left out."""
        return self._found_by("id", incident_ids)

    def between(self, site_id: UUID, first: datetime, last: datetime) -> tuple[SupportCase, ...]:
        """The cases of a site whose incidents happened from `first` to before `last` (aware), oldest first."""
        c = case_table.c
        query = select(case_table).where(c.site_id == site_id, c.occurred_at >= first, c.occurred_at < last)
        return self._found(query.order_by(c.occurred_at, c.id))

    def not_offered(self, site_id: UUID, now: datetime) -> tuple[SupportCase, ...]:
        """The cases of a site in which nothing was offered, and whose limit for that is after `now`."""
        c = case_table.c
        waits = and_(c.first_offer_at.is_(None), c.ended_at.is_(None), c.offer_by > now)
        return self._found(select(case_table).where(c.site_id == site_id, waits).order_by(c.offer_by, c.id))

    def since(self, site_ids: frozenset[UUID], moment: datetime) -> tuple[SupportCase, ...]:
        """The cases of these sites that have not ended, of incidents at `moment` (aware) or later, oldest first."""
        c = case_table.c
        query = select(case_table).where(c.site_id.in_(site_ids), c.occurred_at >= moment, c.ended_at.is_(None))
        return self._found(query.order_by(c.occurred_at, c.id))

    def leadership_untold(self, site_ids: frozenset[UUID] | None, limit: int) -> tuple[SupportCase, ...]:
        """At most `limit` cases of which leadership was not told yet, soonest limit first; None means all sites."""
        c = case_table.c
        query = select(case_table).where(_untold, c.ended_at.is_(None)).order_by(c.leadership_by, c.id).limit(limit)
        return self._found(query if site_ids is None else query.where(c.site_id.in_(site_ids)))

    def count_untold(self, site_ids: frozenset[UUID] | None) -> int:
        """How many there are of what `leadership_untold` would give without a limit."""
        c = case_table.c
        query = select(func.count()).select_from(case_table).where(_untold, c.ended_at.is_(None))
        if site_ids is not None:
            query = query.where(c.site_id.in_(site_ids))
        return int(self._connection.execute(query).scalar_one())
