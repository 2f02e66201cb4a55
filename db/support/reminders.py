"""Tables and repositories for reminders that were put off or dismissed, and for those that someone was told of."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, ForeignKey, String, Table, UniqueConstraint, Uuid, or_, select

from db.base import id_column, metadata, version_column
from db.support.records import RecordRepository
from db.types import UtcDateTime
from incident_tracker.domain.support.reminder_facts import ReminderMark
from incident_tracker.domain.support.told import ReminderTold

mark_table = Table(
    "reminder_mark",
    metadata,
    id_column(),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("key", String(160), nullable=False),
    Column("until", UtcDateTime),
    Column("marked_at", UtcDateTime),
    version_column(),
    UniqueConstraint("person_id", "key"),
)

told_table = Table(
    "reminder_told",
    metadata,
    id_column(),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False),
    Column("key", String(160), nullable=False),
    Column("told_at", UtcDateTime),
    version_column(),
    UniqueConstraint("person_id", "key"),
)


class SqlMarks(RecordRepository[ReminderMark]):
    """Reminders that were put off or dismissed."""

    kind = "reminder_mark"
    table = mark_table
    record = ReminderMark

    def find(self, person_id: UUID, key: str) -> ReminderMark | None:
        """The mark on one person's reminder, or None."""
        c = mark_table.c
        found = self._found(select(mark_table).where(c.person_id == person_id, c.key == key))
        return found[0] if found else None

    def hiding(self, person_ids: frozenset[UUID], now: datetime) -> tuple[ReminderMark, ...]:
        """The marks of these people that still hide something at `now` (aware)."""
        c = mark_table.c
        query = select(mark_table).where(c.person_id.in_(person_ids), or_(c.until.is_(None), c.until > now))
        return self._found(query.order_by(c.id))


class SqlRemindersTold(RecordRepository[ReminderTold]):
    """Who was told of which reminder."""

    kind = "reminder_told"
    table = told_table
    record = ReminderTold

    def of_person(self, person_id: UUID, keys: Collection[str]) -> tuple[ReminderTold, ...]:
        """Which of these reminders this person was told of, or is to be told of again."""
        c = told_table.c
        return self._found(select(told_table).where(c.person_id == person_id, c.key.in_(keys)).order_by(c.id))
