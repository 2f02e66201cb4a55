"""The clinic's records as the core knows them: opens units, and lets go of connections and keys."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine

from db.engine import create_file, open_file, open_server
from db.migrate import check_revision, upgrade
from db.oversight.audit import Anchor, SqlAudit
from db.unit import SqlUnit, begin
from incident_tracker.security.keys import PurposeKeys, purpose_keys, wipe

Clock = Callable[[], datetime]


class SqlStore:
    """An open database. After `close()` its keys are gone and it cannot be used again."""

    def __init__(self, engine: Engine, data_key: bytearray, device: str, anchor: Anchor | None) -> None:
        self.engine = engine
        self.keys: PurposeKeys = purpose_keys(data_key)
        self.device = device
        self.anchor = anchor
        self._data_key = data_key

    def read(self) -> AbstractContextManager[SqlUnit]:
        """A consistent view of the records."""
        return begin(self.engine, self.keys, self.device, self.anchor, writes=False)

    def write(self) -> AbstractContextManager[SqlUnit]:
        """A transaction that holds the writer's lock from its beginning."""
        return begin(self.engine, self.keys, self.device, self.anchor, writes=True)

    def close(self) -> None:
        """Let go of connections and keys."""
        self.engine.dispose()
        wipe(self._data_key)


def create_store(path: Path, data_key: bytearray, salt: bytes, *, device: str, now: datetime) -> SqlStore:
    """Make a new encrypted database file with every table. Errors: StoreExists, StoreProblem family."""
    create_file(path, bytes(data_key), salt)
    return open_store(path, data_key, salt, device=device, now=now, fresh=True)


def open_store(
    path: Path, data_key: bytearray, salt: bytes, *, device: str, now: datetime, fresh: bool = False
) -> SqlStore:
    """Open the encrypted file at `path`, upgrading its schema when it is older than the program.

    Errors: StoreMissing, StoreDamaged, KeysDamaged, StoreTooNew, StoreBusy; the file is left as it was.
    """
    store = SqlStore(open_file(path, data_key, salt), data_key, device, Anchor(anchor_path(path)))
    try:
        if fresh or not check_revision(store.engine):
            migrate(store, path.with_suffix(".lock"), now)
    except BaseException:
        store.close()
        raise
    return store


def open_server_store(url: str, data_key: bytearray, *, device: str, anchor: Path) -> SqlStore:
    """Use the PostgreSQL database at `url`, whose schema is already this program's. Errors: StoreProblem family."""
    return SqlStore(open_server(url), data_key, device, Anchor(anchor))


def migrate(store: SqlStore, lock: Path | None, now: datetime) -> None:
    """Bring the schema up to date, with an audit entry in the same transaction."""

    def record(connection: Connection, revision: str) -> None:
        audit = SqlAudit(connection, store.keys, store.device)
        audit.append(at=now, actor_id=None, act="migrated", kind="schema", object_id=None, after=revision)

    upgrade(store.engine, lock, record)


def anchor_path(path: Path) -> Path:
    """Where this computer remembers the head of the audit chain of the database at `path`."""
    return path.with_suffix(".head")
