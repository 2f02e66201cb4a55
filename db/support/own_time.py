"""Table and repository for the minutes that people write down."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Uuid, select

from db.base import id_column, metadata, version_column
from db.support.records import RecordRepository
from db.types import Coded, UtcDateTime
from incident_tracker.domain.support.own_time import TimeEntry, TimeKind
from incident_tracker.domain.support.protected_time import Paid

time_entry_table = Table(
    "time_entry",
    metadata,
    id_column(),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("kind", Coded(TimeKind), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("paid", Coded(Paid), nullable=False),
    Column("voluntary", Boolean, nullable=False),
    Column("taken_back_at", UtcDateTime),
    version_column(),
    Index(None, "site_id", "day"),
)


class SqlTimeEntries(RecordRepository[TimeEntry]):
    """The minutes that people wrote down."""

    kind = "time_entry"
    table = time_entry_table
    record = TimeEntry

    def of_person(self, person_id: UUID, since: date) -> tuple[TimeEntry, ...]:
        """What a person wrote about days from `since` on and did not take back, newest day first."""
        c = time_entry_table.c
        query = select(time_entry_table).where(c.person_id == person_id, c.day >= since, c.taken_back_at.is_(None))
        return self._found(query.order_by(c.day.desc(), c.id))

    def between(self, first: date, last: date, site_ids: Collection[UUID] | None) -> tuple[TimeEntry, ...]:
        """What people of these sites (None: all) wrote about the days from `first` to `last` and did not take back."""
        c = time_entry_table.c
        query = select(time_entry_table).where(c.day >= first, c.day <= last, c.taken_back_at.is_(None))
        if site_ids is not None:
            query = query.where(c.site_id.in_(list(site_ids)))
        return self._found(query.order_by(c.day, c.id))
