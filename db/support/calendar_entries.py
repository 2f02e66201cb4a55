"""Table and repository for what people's calendars hold of debriefs."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, UniqueConstraint, Uuid, select

from db.base import id_column, metadata, version_column
from db.support.records import DebriefPartRepository
from db.types import UtcDateTime
from incident_tracker.domain.support.calendar_entries import CalendarEntry

entry_table = Table(
    "calendar_entry",
    metadata,
    id_column(),
    Column("debrief_id", Uuid, ForeignKey("debrief.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("canceled", Boolean, nullable=False),
    version_column(),
    UniqueConstraint("debrief_id", "person_id"),
)


class SqlCalendarEntries(DebriefPartRepository[CalendarEntry]):
    """What people's calendars hold of debriefs."""

    kind = "calendar_entry"
    table = entry_table
    record = CalendarEntry

    def to_come(self, person_id: UUID, now: datetime) -> tuple[CalendarEntry, ...]:
        """The entries of a person that are not over at `now` (aware), canceled ones included, soonest first."""
        c = entry_table.c
        query = select(entry_table).where(c.person_id == person_id, c.ends_at > now)
        return self._found(query.order_by(c.starts_at, c.id))
