"""Table and repository for checks with one person each."""

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table, UniqueConstraint, Uuid, func, select

from db.base import id_column, metadata, version_column
from db.support.cases import case_table
from db.support.records import RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.follow_ups import FollowUp, FollowUpOutcome
from incident_tracker.domain.support.windows import SupportStep

follow_up_table = Table(
    "follow_up",
    metadata,
    id_column(),
    Column("incident_id", Uuid, ForeignKey("incident.id"), nullable=False),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("step", Coded(SupportStep), nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("by", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime),
    Column("on_wish", Boolean, nullable=False),
    Column("outcome", Coded(FollowUpOutcome), nullable=False),
    Column("done_at", UtcDateTime),
    Column("done_by", Uuid, ForeignKey("user_account.id")),
    version_column(),
    UniqueConstraint("incident_id", "person_id", "step"),
)
_waits = follow_up_table.c.due_at.is_not(None)
Index("ix_follow_up_due", follow_up_table.c.due_at, sqlite_where=_waits, postgresql_where=_waits)


class SqlFollowUps(RecordRepository[FollowUp]):
    """Checks with one person each."""

    kind = "follow_up"
    table = follow_up_table
    record = FollowUp
    stored_names: ClassVar[Mapping[str, str]] = {"if_wanted": "on_wish"}

    def of_incident(self, incident_id: UUID) -> tuple[FollowUp, ...]:
        """The checks after an incident, soonest limit first."""
        c = follow_up_table.c
        query = select(follow_up_table).where(c.incident_id == incident_id)
        return self._found(query.order_by(c.by, c.person_id))

    def of_person(self, person_id: UUID) -> tuple[FollowUp, ...]:
        """The checks with one person."""
        return self._found_by("person_id", [person_id])

    def between(self, site_id: UUID, first: datetime, last: datetime) -> tuple[FollowUp, ...]:
        """The checks of a site after incidents that happened from `first` to before `last` (aware)."""
        case = case_table.c
        mine = select(case.id).where(case.site_id == site_id, case.occurred_at >= first, case.occurred_at < last)
        c = follow_up_table.c
        return self._found(select(follow_up_table).where(c.incident_id.in_(mine)).order_by(c.by, c.id))

    def waiting(self, now: datetime, site_ids: frozenset[UUID] | None = None, limit: int = 500) -> tuple[FollowUp, ...]:
        """At most `limit` open checks whose window is open at `now`, soonest limit first."""
        c = follow_up_table.c
        query = select(follow_up_table).where(_waits, c.due_at <= now).order_by(c.due_at, c.id).limit(limit)
        return self._found(query if site_ids is None else query.where(c.site_id.in_(site_ids)))

    def count_waiting(self, now: datetime, site_ids: frozenset[UUID] | None = None) -> int:
        """How many there are of what `waiting` would give without a limit."""
        c = follow_up_table.c
        query = select(func.count()).select_from(follow_up_table).where(_waits, c.due_at <= now)
        if site_ids is not None:
            query = query.where(c.site_id.in_(site_ids))
        return int(self._connection.execute(query).scalar_one())

    def to_come(self, site_id: UUID, now: datetime) -> tuple[FollowUp, ...]:
        """The open checks of a site whose limit is after `now`, also those that are held only if someone wants them."""
        c = follow_up_table.c
        still_open = c.outcome == FollowUpOutcome.PLANNED
        return self._found(
            select(follow_up_table).where(still_open, c.site_id == site_id, c.by > now).order_by(c.by, c.id)
        )

    def _values(self, record: FollowUp) -> dict[str, object]:
        return {**super()._values(record), "due_at": record.due_at}
