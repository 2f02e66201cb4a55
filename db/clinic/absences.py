"""Table and repository for the days on which people are away."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, ForeignKey, Row, Table, Time, Uuid, delete, select

from db.base import Repository, id_column, metadata, version_column
from incident_tracker.domain.clinic.absences import Absence
from incident_tracker.domain.clinic.calendars import Span
from incident_tracker.domain.errors import ChangedMeanwhile, NotFound

absence_table = Table(
    "absence",
    metadata,
    id_column(),
    Column("person_id", Uuid, ForeignKey("person.id"), nullable=False, index=True),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False, index=True),
    Column("begins", Time),
    Column("ends", Time),
    version_column(),
)


class SqlAbsences(Repository):
    """The days on which people are away."""

    kind = "absence"
    table = absence_table

    def add(self, absence: Absence) -> None:
        """Keep a new absence."""
        self._insert(_values(absence) | {"id": absence.id, "version": absence.version})

    def save(self, absence: Absence) -> Absence:
        """Save it over the version that it has; returns it with the next one. Errors: ChangedMeanwhile, NotFound."""
        return replace(absence, version=self._update(absence.id, absence.version, _values(absence)))

    def remove(self, absence: Absence) -> None:
        """Take it out, in the version that it has. Errors: ChangedMeanwhile, NotFound."""
        present = self.get(absence.id)
        if present.version != absence.version:
            raise ChangedMeanwhile(self.kind, absence.version, present.version)
        self._connection.execute(delete(absence_table).where(absence_table.c.id == absence.id))
        self._note(absence.id)

    def get(self, id: UUID) -> Absence:
        """The absence with this id. Errors: NotFound."""
        row = self._connection.execute(select(absence_table).where(absence_table.c.id == id)).first()
        if row is None:
            raise NotFound(self.kind)
        return _absence(row)

    def between(self, first: date, last: date, person_ids: Collection[UUID] | None = None) -> tuple[Absence, ...]:
        """Those that meet the days from `first` to `last`, of these people or of everyone, by day."""
        query = select(absence_table).where(absence_table.c.last_day >= first, absence_table.c.first_day <= last)
        if person_ids is not None:
            query = query.where(absence_table.c.person_id.in_(list(person_ids)))
        query = query.order_by(absence_table.c.first_day, absence_table.c.begins, absence_table.c.id)
        return tuple(_absence(row) for row in self._connection.execute(query))


def _values(absence: Absence) -> dict[str, Any]:
    return {
        "person_id": absence.person_id,
        "first_day": absence.first,
        "last_day": absence.last,
        "begins": absence.hours.start if absence.hours else None,
        "ends": absence.hours.end if absence.hours else None,
    }


def _absence(row: Row[Any]) -> Absence:
    hours = Span(row.begins, row.ends) if row.begins is not None else None
    return Absence(row.id, row.person_id, row.first_day, row.last_day, hours, row.version)
