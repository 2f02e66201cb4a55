"""The key documents of a server: the same small secret documents as next to a file, stored in a table."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Column, Connection, Engine, String, Table, Text, insert, select, update
from sqlalchemy import text as sql

from db.base import metadata
from db.engine import WRITES, without_values
from incident_tracker.security.cabinet import KEYS
from incident_tracker.security.steady_clock import Reading

# One program at a time may sign in at a server; the number only has to be ours.
ENTRANCE_LOCK = 7_301_003

key_document_table = Table(
    "key_document",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("body", Text, nullable=False),
    Column("previous", Text),  # the second copy; earlier versions of the program kept an older document here
)


def add_document(connection: Connection, name: str, text: str) -> None:
    """Keep a first document as part of the caller's transaction."""
    connection.execute(insert(key_document_table), {"name": name, **_copies(name, text)})


def _copies(name: str, text: str) -> dict[str, str | None]:
    return {"body": text, "previous": text if name == KEYS else None}


class TableCabinet:
    """Stores each document in one row, the keys twice in theirs; every change is its own short transaction."""

    def __init__(self, engine: Engine, reading: Callable[[], Reading] | None = None) -> None:
        self._engine = engine
        self._reading = reading

    def generations(self, name: str) -> tuple[str, ...]:
        """The document and, for the keys, its second copy."""
        query = select(key_document_table.c.body, key_document_table.c.previous)
        with without_values(), self._engine.connect() as connection:
            row = connection.execute(query.where(key_document_table.c.name == name)).first()
        return () if row is None else tuple(kept for kept in row if kept is not None)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Lock out other programs that want to read and then write a document. Errors: StoreBusy."""
        with without_values(), self._engine.connect() as connection, connection.begin():
            connection.execute(sql("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ENTRANCE_LOCK})
            yield

    def reading(self) -> Reading:
        """The server's clock, which is the same for every computer and which none of them can set."""
        if self._reading is not None:
            return self._reading()
        with without_values(), self._engine.connect() as connection:
            seconds = connection.execute(sql("SELECT extract(epoch FROM clock_timestamp())")).scalar_one()
        return Reading("server", float(seconds))

    def write(self, name: str, text: str) -> None:
        """Replace the document durably, both copies of it in one step. Errors: the StoreProblem family."""
        table = key_document_table
        with (
            without_values(),
            self._engine.connect().execution_options(**{WRITES: True}) as connection,
            connection.begin(),
        ):
            done = connection.execute(update(table).where(table.c.name == name).values(_copies(name, text)))
            if done.rowcount == 0:
                add_document(connection, name, text)
