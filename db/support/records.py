"""What the repositories of support share: columns named like a record's fields, and lists in tables of their own."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar
from uuid import UUID

from sqlalchemy import JSON, Dialect, Select, Table, delete, insert, select
from sqlalchemy.types import TypeDecorator

from db.base import Repository
from incident_tracker.domain.errors import NotFound

R = TypeVar("R")
BATCH = 500  # keys in one IN list


class CodeList(TypeDecorator[Any]):
    """A tuple of members of a StrEnum, stored as a JSON list of their values."""

    impl = JSON
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Any, dialect: Dialect) -> list[str]:
        """The values of the members. Errors: ValueError for what is no member."""
        return [self.members(code).value for code in value or ()]

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[StrEnum, ...]:
        """The members. Errors: ValueError for a value that is no member."""
        return tuple(self.members(code) for code in value or ())


class RecordRepository(Repository, Generic[R]):
    """One kind of record, each field in the column of its name.

    `links` are the fields that hold several ids, each with its table of `record_id`, `position` and `linked_id`;
    `stored_names` are the columns of fields that databases store under an earlier name.
    """

    record: ClassVar[type[Any]]
    links: ClassVar[Mapping[str, Table]] = {}
    stored_names: ClassVar[Mapping[str, str]] = {}

    def add(self, record: R) -> None:
        """Keep a new record with its lists."""
        self.add_many([record])

    def add_many(self, records: Sequence[R]) -> None:
        """Add a batch, all rows of a table in one statement."""
        if not records:
            return
        rows = [{"id": self._id(one), **self._values(one), "version": getattr(one, "version", 1)} for one in records]
        self._connection.execute(insert(self.table), rows)
        self._note(*(row["id"] for row in rows))
        self._fill_links(records)

    def save(self, record: R) -> R:
        """Save record and lists over the version that it has; returns the record with its next version.

        Errors: ChangedMeanwhile if that version is no longer the present one, NotFound.
        """
        version = self._update(self._id(record), getattr(record, "version", 1), self._values(record))
        for table in self.links.values():
            self._connection.execute(delete(table).where(table.c.record_id == self._id(record)))
        self._fill_links([record])
        return replace(record, version=version)  # type: ignore[type-var]

    def get(self, id: UUID) -> R:
        """The record with this id. Errors: NotFound."""
        found = self._found(select(self.table).where(self.table.c.id == id))
        if not found:
            raise NotFound(self.kind)
        return found[0]

    def _found(self, query: Select[Any]) -> tuple[R, ...]:
        """The records of a query over all columns of the table, in its order."""
        rows = [dict(row) for row in self._connection.execute(query).mappings()]
        linked = {name: self._linked(table, [row["id"] for row in rows]) for name, table in self.links.items()}
        names = {field.name for field in fields(self.record)} - set(self.links)
        return tuple(
            self.record(
                **{name: row[self.stored_names.get(name, name)] for name in names},
                **{name: tuple(ids.get(row["id"], ())) for name, ids in linked.items()},
            )
            for row in rows
        )

    def _found_by(self, column: str, keys: Collection[UUID]) -> tuple[R, ...]:
        table = self.table
        found: list[R] = []
        for some in batches(list(dict.fromkeys(keys))):
            found += self._found(select(table).where(table.c[column].in_(some)).order_by(table.c[column], table.c.id))
        return tuple(found)

    def _values(self, record: R) -> dict[str, Any]:
        left_out = {"id", "version", *self.links}
        kept = (field.name for field in fields(self.record) if field.name not in left_out)
        return {self.stored_names.get(name, name): getattr(record, name) for name in kept}

    def _fill_links(self, records: Sequence[R]) -> None:
        for name, table in self.links.items():
            rows = [
                {"record_id": self._id(record), "position": position, "linked_id": id}
                for record in records
                for position, id in enumerate(getattr(record, name))
            ]
            if rows:
                self._connection.execute(insert(table), rows)

    def _linked(self, table: Table, ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
        linked: dict[UUID, list[UUID]] = {}
        for some in batches(ids):
            query = select(table.c.record_id, table.c.linked_id).where(table.c.record_id.in_(some))
            for record_id, linked_id in self._connection.execute(query.order_by(table.c.record_id, table.c.position)):
                linked.setdefault(record_id, []).append(linked_id)
        return linked

    def _id(self, record: R) -> UUID:
        return getattr(record, "id")  # type: ignore[no-any-return]  # noqa: B009


class DebriefPartRepository(RecordRepository[R]):
    """Records with a column `debrief_id`."""

    def of(self, debrief_ids: Collection[UUID]) -> tuple[R, ...]:
        """All that belong to any of these debriefs, oldest debrief first."""
        return self._found_by("debrief_id", debrief_ids)


def batches(ids: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    """The ids in parts that one IN list may have."""
    return (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
