"""Table and repository of denominators, one row a site and month."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, Row, String, Table, UniqueConstraint, Uuid, select

from db.base import Repository, id_column, metadata, version_column
from incident_tracker.domain.oversight.denominators import Denominators

denominators = Table(
    "denominators",
    metadata,
    id_column(),
    version_column(),
    Column("site_id", Uuid, ForeignKey("site.id"), nullable=False),
    Column("month", String(7), nullable=False),
    Column("visits", Integer),
    Column("calls", Integer),
    Column("open_days", Integer),
    Column("staff_hours", Float),
    Column("source", String(120), nullable=False),
    Column("estimated", Boolean, nullable=False),
    Column("entered_by", Uuid, nullable=False),
    UniqueConstraint("month", "site_id"),
)
_FIELDS = tuple(column.name for column in denominators.columns if column.name not in {"id", "version"})


class SqlDenominatorRepository(Repository):
    """Denominators by month and site."""

    kind = "denominators"
    table = denominators

    def add(self, record: Denominators) -> None:
        """Keep the denominators of a month and site that has none."""
        self._insert({"id": record.id, "version": record.version, **_values(record)})

    def save(self, record: Denominators) -> Denominators:
        """Save them over the version that they have; returns the denominators with the next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        return replace(record, version=self._update(record.id, record.version, _values(record)))

    def find(self, site_id: UUID, month: str) -> Denominators | None:
        """The denominators of a site and month, or None."""
        query = select(denominators).where(denominators.c.month == month, denominators.c.site_id == site_id)
        row = self._connection.execute(query).first()
        return _record(row) if row else None

    def between(self, first: str, last: str, sites: frozenset[UUID] | None = None) -> Sequence[Denominators]:
        """Those of the months `first` to `last`, both included, oldest first; None means all sites."""
        query = select(denominators).where(denominators.c.month.between(first, last)).order_by(denominators.c.month)
        if sites is not None:
            query = query.where(denominators.c.site_id.in_(sites))
        return [_record(row) for row in self._connection.execute(query)]


def _values(record: Denominators) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _FIELDS}


def _record(row: Row[Any]) -> Denominators:
    return Denominators(**row._mapping)
