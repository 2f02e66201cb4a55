"""Opens connections: an encrypted SQLite file by raw key, a PostgreSQL server by URL; reports errors without values."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, TimeoutError

from incident_tracker.domain.clinic.server import PROVEN, has_to_prove_itself
from incident_tracker.domain.errors import (
    KeysDamaged,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreFull,
    StoreMissing,
    StoreProblem,
    StoreReadOnly,
    StoreUnproven,
    StoreUnreachable,
)

BUSY_SECONDS = 10
SALT_BYTES = 16
PAGE_BYTES = 4096
# Earlier versions can corrupt a file that two connections write and checkpoint at the same time.
OLDEST_SAFE_SQLITE = (3, 51, 3)
SQLITE_VERSION: str = sqlcipher.sqlite_version
WRITES = "writes"


def connect_file(path: Path, key: bytes, salt: bytes, *, create: bool = False) -> Any:
    """One DB-API connection to the encrypted file, with every safety switched on.

    `key` is the 32-byte data key and `salt` the first 16 bytes of the file. Only `create=True` makes a file.
    Errors: StoreMissing, StoreDamaged, StoreReadOnly, StoreBusy; the file is left as it was.
    """
    if sqlcipher.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise StoreProblem(f"SQLite {SQLITE_VERSION} is too old")
    mode = "rwc" if create else "rw"
    with without_values():
        connection = sqlcipher.connect(  # the URI mode keeps SQLite from making a file by itself
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            execute = connection.execute
            execute("PRAGMA cipher_log='off'")
            execute(f"PRAGMA key=\"x'{key.hex()}{salt.hex()}'\"")
            execute("PRAGMA trusted_schema=OFF")
            execute("SELECT count(*) FROM sqlite_master")
            execute("PRAGMA journal_mode=WAL")
            execute("PRAGMA synchronous=FULL")
            execute("PRAGMA fullfsync=ON")
            execute("PRAGMA checkpoint_fullfsync=ON")
            execute("PRAGMA foreign_keys=ON")
            execute("PRAGMA cache_size=-65536")
        except BaseException:
            connection.close()
            raise
    return connection


def refuse_foreign_file(path: Path, salt: bytes) -> None:
    """Check a database file before it is opened, so that a foreign or empty one is never taken for ours.

    Errors: StoreMissing; StoreDamaged for a folder, an empty or a plain SQLite file; KeysDamaged when the key file
    belongs to another database.
    """
    if not path.exists():
        raise StoreMissing(path.name)
    if not path.is_file() or path.stat().st_size < PAGE_BYTES:
        raise StoreDamaged(path.name)
    with path.open("rb") as file:
        start = file.read(SALT_BYTES)
    if start == salt:
        return
    # Encrypted files begin with random bytes: one of a text or of another program begins otherwise.
    raise StoreDamaged(path.name) if start.isascii() else KeysDamaged("other database")


def open_file(path: Path, key: bytearray, salt: bytes) -> Engine:
    """An engine on the encrypted file; its connections follow `connect_file`, each reading `key` again."""
    refuse_foreign_file(path, salt)
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=lambda: connect_file(path, bytes(key), salt),
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=4,
        pool_timeout=BUSY_SECONDS,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        immediate = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def create_file(path: Path, key: bytes, salt: bytes) -> None:
    """Make an empty encrypted file that only its owner may read. Errors: StoreProblem family."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        raise StoreExists(path.name) from None
    except OSError as error:
        raise problem_of(error) from None
    connection = connect_file(path, key, salt, create=True)
    try:
        with without_values():
            connection.execute("PRAGMA user_version=1")  # writes the first page, and with it the salt
    finally:
        connection.close()


def open_server(url: str, *, pooled: bool = True) -> Engine:
    """An engine on a PostgreSQL database, `postgresql+psycopg://…`; every session speaks UTC.

    A server on another computer has to prove who it is, whatever the address or the environment says. Without a pool
    no connection outlives its use, so that nothing has to be closed.
    """
    proof = {"sslmode": PROVEN} if has_to_prove_itself(url) else {}
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool if pooled else NullPool,
        pool_pre_ping=pooled,
        connect_args={"options": "-c timezone=UTC -c lock_timeout=10s", "connect_timeout": BUSY_SECONDS, **proof},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(WRITES, False):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    return engine


@contextmanager
def without_values() -> Iterator[None]:
    """Turn errors of the database into the StoreProblem family, without the values that they carry."""
    try:
        yield
        return
    except DBAPIError as error:
        problem = problem_of(error.orig)
    except (sqlcipher.Error, TimeoutError) as error:
        problem = problem_of(error)
    raise problem from None  # the original carries values


def problem_of(error: BaseException | None) -> StoreProblem:
    """The member of the StoreProblem family that an error of the database or of a file means."""
    text = str(error).lower()
    if _is_of_connection(error):
        unproven = any(word in text for word in ("ssl", "certificate"))
        return (StoreUnproven if unproven else StoreUnreachable)(type(error).__name__)
    state = getattr(error, "sqlstate", None) or ""
    marker = secrets.token_hex(4)
    detail = f"{type(error).__name__} {state or marker}".strip()
    for words, kind in _KINDS:
        if any(word in text for word in words):
            return kind(detail)
    for states, kind in _STATES:
        if state.startswith(states):
            return kind(detail)
    return StoreProblem(detail)


def _is_of_connection(error: BaseException | None) -> bool:
    """Did the connection to the server fail? Checked by name, because not every computer has the server's driver."""
    kinds = {f"{kind.__module__}.{kind.__name__}" for kind in type(error).__mro__}
    return "psycopg.OperationalError" in kinds and not getattr(error, "sqlstate", None)


_KINDS: tuple[tuple[tuple[str, ...], type[StoreProblem]], ...] = (
    (("locked", "busy", "lock timeout", "queuepool limit"), StoreBusy),
    (("disk is full", "no space left", "quota exceeded", "file too large"), StoreFull),
    (("readonly", "read-only", "permission denied"), StoreReadOnly),
    (("unable to open", "no such file"), StoreMissing),
    (("malformed", "not a database", "disk i/o error", "corrupt", "hmac check failed"), StoreDamaged),
)
_STATES: tuple[tuple[tuple[str, ...], type[StoreProblem]], ...] = (
    (("55P03", "40P01", "40001", "57P03"), StoreBusy),
    (("53100",), StoreFull),
    (("25006", "42501"), StoreReadOnly),
    (("XX001", "XX002"), StoreDamaged),
    (("08", "3D000"), StoreMissing),
)
