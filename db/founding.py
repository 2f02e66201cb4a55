"""Makes a database where there is none: whole or not at all, one program at a time, and touching nothing else there."""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from db.clinic.keys import TableCabinet, add_document
from db.clinic.second_key import note_second_key
from db.engine import WRITES, open_server, without_values
from db.migrate import EMPTY, PATIENCE, lock_schema, present_revision, row_counts, upgrade_within
from db.oversight.audit import Anchor
from db.presence import clinic_in_file
from db.staging import log_files, move_in, staging
from db.store import ANCHOR, SERVER_ANCHOR, SqlStore, create_store, lock_of
from incident_tracker.domain.errors import StoreDamaged, StoreExists, StoreMissing, StoreReadOnly
from incident_tracker.security.cabinet import ATTEMPTS, KEYS, Cabinet, FileCabinet
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.key_file import KeyRing, ring_text
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.passphrases import STANDARD, Cost


@contextmanager
def found_in_file(
    path: Path, keys: DataKeys, ring: KeyRing, *, device: str, now: datetime, cost: Cost = STANDARD
) -> Iterator[SqlStore]:
    """An empty store, which becomes the clinic at `path` when the block ends well. Its folder is there already.

    Until then it is made in a folder of its own, so that a failure, a kill or a full disk leaves what was there
    unchanged. Files that an earlier clinic left next to its database go to `quarantine/`, because the database and the
    keys would take them for their own. The store is closed and its key forgotten at the end.
    Errors: StoreExists, StoreBusy when another program makes one, StoreFull, StoreReadOnly.
    """
    folder = path.parent
    with exclusive(lock_of(folder), PATIENCE), _nothing_there_to_be_damaged():
        if clinic_in_file(path):
            raise StoreExists(path.name)
        with staging(folder) as place:
            FileCabinet(place / path.name).write(KEYS, ring_text(ring))
            store = create_store(place / path.name, keys, device=device, now=now, cost=cost)
            try:
                yield store
            finally:
                store.close()
            strays = (*log_files(path), f"{path.stem}.{KEYS}.bak", f"{path.stem}.{ATTEMPTS}", ANCHOR)
            move_in(place, path, strays, now)


@contextmanager
def _nothing_there_to_be_damaged() -> Iterator[None]:
    """A disk that fails under a database in the making says that its file is damaged or gone; there is none yet."""
    try:
        yield
    except (StoreDamaged, StoreMissing) as problem:
        raise StoreReadOnly(problem.detail) from None


@contextmanager
def found_on_server(
    url: str,
    keys: DataKeys,
    ring: KeyRing,
    *,
    device: str,
    folder: Path,
    cost: Cost = STANDARD,
    cabinet: Cabinet | None = None,
) -> Iterator[SqlStore]:
    """An empty store, which becomes the clinic of the server when the block ends well; `folder` is there already.
    Pass phrases are looked up in `cabinet` until then, if one is given.

    Everything is one transaction of the server, so that nothing is left of a founding that fails or is killed.
    The store is closed at the end.
    Errors: StoreExists when there are keys or records, StoreMissing without a server, StoreBusy, StoreFull.
    """
    with exclusive(lock_of(folder), PATIENCE), staging(folder) as place, without_values():
        engine = open_server(url, pooled=False)
        with engine.connect() as connection:
            connection = connection.execution_options(**{WRITES: True})
            with connection.begin():
                lock_schema(connection, PATIENCE)
                if present_revision(connection) != EMPTY and any(row_counts(connection).values()):
                    raise StoreExists("server")
                upgrade_within(connection)
                store = SqlStore(
                    engine,
                    keys,
                    cabinet or TableCabinet(engine),
                    device=device,
                    folder=place,
                    path=None,
                    cost=cost,
                    within=connection,
                )
                with contextlib.closing(store):
                    note_second_key(connection)
                    yield store
                    add_document(connection, KEYS, ring_text(ring))
                    with store.read() as unit:
                        head, restores = unit.audit.newest(), unit.audit.restores().times
        Anchor(folder / SERVER_ANCHOR).accept(head, restores)
