"""The one MetaData, the columns that every table has, and the versioned writes that every repository shares."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import Column, Connection, Integer, MetaData, Table, Uuid, insert, select, update

from incident_tracker.domain.errors import ChangedMeanwhile, NotFound
from incident_tracker.ports.clinic import KeySlots, Upkeep
from incident_tracker.security.keys import PurposeKeys
from incident_tracker.security.stub_box import OpenStubs

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    }
)


def id_column() -> Column[UUID]:
    """The key of a record: a UUID made by the program, so that a retried save is the same save."""
    return Column("id", Uuid, primary_key=True)


def version_column() -> Column[int]:
    """Counts the saves of a record from 1; every table whose rows can be changed has it."""
    return Column("version", Integer, nullable=False, default=1)


Key = tuple[UUID | str | int, ...]
"""What names a record in its table: the values of the columns that `db.sealed` lists for it."""

TOUCHED = "touched"


def note_written(connection: Connection, table: Table, *keys: Key) -> None:
    """Remember that these records are written in this transaction, so that they are sealed before it ends."""
    touched: dict[str, dict[Key, None]] | None = connection.get_execution_options().get(TOUCHED)
    if touched is not None:
        touched.setdefault(table.name, {}).update(dict.fromkeys(keys))


class Repository:
    """One kind of record in one transaction; subclasses name their `kind` and `table`.

    Any call may end in one of the StoreProblem family, also where a key or a reference to another record is broken.
    """

    kind: ClassVar[str]
    table: ClassVar[Table]

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _insert(self, values: Mapping[str, Any]) -> None:
        self._connection.execute(insert(self.table), dict(values))
        self._note(values["id"])

    def _note(self, *ids: UUID) -> None:
        """Have the records with these ids sealed."""
        note_written(self._connection, self.table, *((id,) for id in ids))

    def _update(self, id: UUID, expected: int, values: Mapping[str, Any]) -> int:
        """Change one row if it still has version `expected`; returns the new version.

        Raises ChangedMeanwhile when someone else saved first, NotFound when there is no such row.
        """
        table = self.table
        done = self._connection.execute(
            update(table).where(table.c.id == id, table.c.version == expected).values(**values, version=expected + 1)
        )
        if done.rowcount == 1:
            self._note(id)
            return expected + 1
        present = self._connection.execute(select(table.c.version).where(table.c.id == id)).scalar()
        if present is None:
            raise NotFound(self.kind)
        raise ChangedMeanwhile(self.kind, expected, present)


class Repositories:
    """What each chapter's mixin makes its repositories from."""

    _connection: Connection
    _keys: PurposeKeys
    _device: str
    _services: "Services"
    _seal_rows: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Services:
    """What belongs to the open database as a whole and is shared by every unit."""

    key_slots: KeySlots
    upkeep: Upkeep
    stubs: OpenStubs
