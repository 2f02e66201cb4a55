"""Brings a database to the schema of this program: all or nothing, under a lock, comparing every count."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from db.engine import WRITES, without_values
from incident_tracker.domain.errors import StoreDamaged, StoreTooNew
from incident_tracker.security.file_lock import exclusive

# One session at a time may change the schema of a server; the number only has to be ours.
SCHEMA_LOCK = 7_301_002
EMPTY = ""
# What the database keeps of the index of words; its rows are blocks, which a rebuilt index has more or fewer of.
WORDS = "incident_text_"
COUNTS = frozenset({"incident_code", "tally_code"})
"""Derived from incidents: a step that counts more of them adds rows, and `check` compares each with its incident."""
PATIENCE = 30.0  # seconds to wait for another program that migrates; after it there is nothing left to do


def scripts() -> Path:
    """The folder of the migrations: `_alembic` beside this file in a built package, `../alembic` in a checkout."""
    packed = Path(__file__).with_name("_alembic")
    return packed if packed.is_dir() else Path(__file__).parent.parent / "alembic"


def known_revisions() -> tuple[str, ...]:
    """The revisions that this program knows, oldest first, read from the file names: 0001, 0002, …"""
    return tuple(sorted(path.name[:4] for path in (scripts() / "versions").glob("[0-9]*_*.py")))


def present_revision(connection: Connection) -> str:
    """The revision of a database, by plain SQL so that Alembic stays unloaded; EMPTY when it has no tables.

    Errors: StoreDamaged when there are tables but they are not ours.
    """
    tables = inspect(connection).get_table_names()
    if not tables:
        return EMPTY
    if "alembic_version" not in tables:
        raise StoreDamaged("no revision")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    if len(found) != 1:
        raise StoreDamaged("no revision")
    return str(found[0])


def check_revision(engine: Engine) -> bool:
    """Is the database at this program's schema? False: it is older.

    Errors: StoreTooNew for a revision that this program does not know, StoreDamaged for a database
    that is empty or not ours. Nothing is changed.
    """
    with without_values(), engine.connect() as connection:
        present = present_revision(connection)
    if present == EMPTY:
        raise StoreDamaged("no tables")
    if present not in known_revisions():
        raise StoreTooNew(present)
    return present == known_revisions()[-1]


Around = Callable[[Connection], AbstractContextManager[None]]
"""What is done before the first step and after the last, in the same transaction: the audit entry and the seals."""


def upgrade(engine: Engine, lock: Path | None, around: Around | None = None, *, to: str | None = None) -> None:
    """Bring the database to the newest schema, or to the revision `to`, in one transaction; any doubt rolls it back.

    `lock` is the file that locks out other programs (None for a server, which has its own lock). The caller has made a
    backup. Errors: StoreBusy, StoreTooNew, StoreDamaged, and whatever a migration raises.
    """
    with without_values(), exclusive(lock, PATIENCE), engine.connect() as connection:
        driver = connection.connection.driver_connection
        on_file = connection.dialect.name == "sqlite"
        if on_file and driver is not None:
            driver.execute("PRAGMA foreign_keys=OFF")  # has no effect inside the transaction
        connection = connection.execution_options(**{WRITES: True})
        try:
            with connection.begin():
                if not on_file:
                    lock_schema(connection, PATIENCE)
                upgrade_within(connection, around, to=to)
        finally:
            if on_file and driver is not None:
                driver.execute("PRAGMA foreign_keys=ON")


def lock_schema(connection: Connection, patience: float) -> None:
    """Lock out other programs from changing the schema of a server until this transaction ends.

    Errors: StoreBusy if another one still does so after `patience` seconds.
    """
    connection.execute(text(f"SET LOCAL lock_timeout = {round(patience * 1000)}"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": SCHEMA_LOCK})


def upgrade_within(connection: Connection, around: Around | None = None, *, to: str | None = None) -> None:
    """The same within an open transaction, whose caller locks out other programs."""
    present = present_revision(connection)
    known = known_revisions()
    if present == (to or known[-1]):
        return
    if present != EMPTY and present not in known:
        raise StoreTooNew(present)
    with around(connection) if around is not None else nullcontext():
        _take_steps(connection, to or "head")


def _take_steps(connection: Connection, to: str) -> None:
    before = row_counts(connection)
    _run_alembic(connection, to)
    after = row_counts(connection)
    for table, count in before.items():
        if table.startswith(WORDS):
            continue
        lost = after.get(table, 0) < count
        if lost or (table not in COUNTS and after.get(table) != count):
            raise StoreDamaged(f"rows of {table}")
    if connection.dialect.name == "sqlite":
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreDamaged("foreign keys")
        if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
            raise StoreDamaged("integrity")


def _run_alembic(connection: Connection, to: str) -> None:
    from alembic import command  # loaded only when there is something to migrate
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def row_counts(connection: Connection) -> dict[str, int]:
    """The number of rows of every table, the bookkeeping of revisions left out."""
    tables = inspect(connection).get_table_names()
    quote = connection.dialect.identifier_preparer.quote
    return {
        table: connection.exec_driver_sql(f"SELECT count(*) FROM {quote(table)}").scalar_one()  # noqa: S608
        for table in sorted(tables)
        if table != "alembic_version"
    }
