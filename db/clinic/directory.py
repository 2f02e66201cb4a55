"""Table and repository for where patients find help."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, ForeignKey, Row, String, Table, Uuid, select

from db.base import Repository, id_column, metadata, version_column
from db.types import Coded
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.errors import NotFound

directory_table = Table(
    "directory_entry",
    metadata,
    id_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), index=True),
    Column("name", String(120), nullable=False),
    Column("kind", Coded(HelpKind), nullable=False),
    Column("phone", String(60), nullable=False),
    Column("hours", String(200), nullable=False),
    Column("by_video", Boolean, nullable=False),
    Column("note", String(200), nullable=False),
    Column("last_day", Date),
    version_column(),
)


class SqlDirectory(Repository):
    """The lines and teams that help."""

    kind = "directory_entry"
    table = directory_table

    def add(self, entry: DirectoryEntry) -> None:
        """Keep a new entry."""
        self._insert(_values(entry) | {"id": entry.id, "version": entry.version})

    def save(self, entry: DirectoryEntry) -> DirectoryEntry:
        """Save it over the version that it has; returns it with the next one. Errors: ChangedMeanwhile, NotFound."""
        return replace(entry, version=self._update(entry.id, entry.version, _values(entry)))

    def get(self, id: UUID) -> DirectoryEntry:
        """The entry with this id. Errors: NotFound."""
        row = self._connection.execute(select(directory_table).where(directory_table.c.id == id)).first()
        if row is None:
            raise NotFound(self.kind)
        return _entry(row)

    def all(self) -> tuple[DirectoryEntry, ...]:
        """Every entry, by name."""
        query = select(directory_table).order_by(directory_table.c.name, directory_table.c.id)
        return tuple(_entry(row) for row in self._connection.execute(query))


def _values(entry: DirectoryEntry) -> dict[str, Any]:
    return {
        "site_id": entry.site_id,
        "name": entry.name,
        "kind": entry.kind,
        "phone": entry.phone,
        "hours": entry.hours,
        "by_video": entry.by_video,
        "note": entry.note,
        "last_day": entry.last_day,
    }


def _entry(row: Row[Any]) -> DirectoryEntry:
    return DirectoryEntry(
        row.id, row.name, row.kind, row.phone, row.hours, row.by_video, row.note, row.site_id, row.last_day, row.version
    )
