"""Table and repository for members of staff."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, ForeignKey, Row, String, Table, Uuid, select

from db.base import Repository, id_column, metadata, version_column
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.errors import NotFound

person_table = Table(
    "person",
    metadata,
    id_column(),
    Column("name", String(120), nullable=False),
    Column("job", String(60), nullable=False),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False, index=True),
    Column("desk_id", Uuid, ForeignKey("desk.id")),
    Column("may_facilitate", Boolean, nullable=False),
    Column("manager_id", Uuid, ForeignKey("person.id")),
    Column("active", Boolean, nullable=False),
    version_column(),
)


class SqlPeople(Repository):
    """Members of staff."""

    kind = "person"
    table = person_table
    _read: tuple[Person, ...] | None = None  # asked for by nearly every rule: read once in a transaction

    def add(self, person: Person) -> None:
        """Keep a new member of staff."""
        self._read = None
        self._insert(_values(person) | {"id": person.id, "version": person.version})

    def save(self, person: Person) -> Person:
        """Save the person over the version that they have; returns the person with the next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        self._read = None
        return replace(person, version=self._update(person.id, person.version, _values(person)))

    def get(self, id: UUID) -> Person:
        """The member of staff with this id. Errors: NotFound."""
        if self._read is not None and (known := next((one for one in self._read if one.id == id), None)) is not None:
            return known
        row = self._connection.execute(select(person_table).where(person_table.c.id == id)).first()
        if row is None:
            raise NotFound(self.kind)
        return _person(row)

    def all(self) -> tuple[Person, ...]:
        """Everyone by name, people who have left included."""
        if self._read is None:
            query = select(person_table).order_by(person_table.c.name, person_table.c.id)
            self._read = tuple(_person(row) for row in self._connection.execute(query))
        return self._read


def _values(person: Person) -> dict[str, Any]:
    return {
        "name": person.name,
        "job": person.job,
        "site_id": person.site_id,
        "desk_id": person.desk_id,
        "may_facilitate": person.may_facilitate,
        "manager_id": person.manager_id,
        "active": person.active,
    }


def _person(row: Row[Any]) -> Person:
    return Person(
        row.id, row.name, row.job, row.site_id, row.desk_id, row.may_facilitate, row.manager_id, row.active, row.version
    )
