"""Restores a backup into a folder or onto a server without a clinic: completely or not at all, and never without saying
who did it.
"""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

from db.backup import DATABASE, slots_of, unpack
from db.clinic.second_key import second_key_table
from db.founding import found_on_server
from db.oversight.audit import Anchor
from db.presence import clinic_in_file
from db.row_copy import KEYS as KEY_TABLE
from db.row_copy import copy_rows
from db.staging import log_files, move_in, staging
from db.store import ANCHOR, SERVER_ANCHOR, SqlStore, lock_of, open_store
from incident_tracker.domain.audit import Head
from incident_tracker.domain.errors import StoreExists
from incident_tracker.ports.unit import Unpacked
from incident_tracker.security.cabinet import KEYS, Cabinet, FileCabinet
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.key_file import parse_ring, ring_text
from incident_tracker.security.key_ring import with_second_key
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.steady_clock import Reading


class NobodyRestored(RuntimeError):
    """A backup was opened but not restored by anyone: a bug, nothing is restored."""


class _KeysApart:
    """The keys of what is not in its place yet; tries at them are counted where it will be."""

    def __init__(self, keys: Cabinet, beside: Cabinet) -> None:
        self._keys = keys
        self._beside = beside

    def generations(self, name: str) -> tuple[str, ...]:
        return self._of(name).generations(name)

    def write(self, name: str, text: str) -> None:
        self._of(name).write(name, text)

    def alone(self) -> AbstractContextManager[None]:
        return self._beside.alone()

    def reading(self) -> Reading:
        return self._beside.reading()

    def _of(self, name: str) -> Cabinet:
        return self._keys if name == KEYS else self._beside


@contextmanager
def unpacked(
    container: Path, path: Path, keys: DataKeys, beside: Cabinet, *, device: str, now: datetime
) -> Iterator[Unpacked]:
    """The clinic of a backup, proved complete and open; it becomes the one at `path` if the block ends without an
    error.

    The block has to leave an entry in the audit trail that tells who restored it. What an earlier clinic left at `path`
    goes to `quarantine/`; `beside` is the cabinet of that place, where tries at the keys are counted. Errors:
    StoreExists; StoreDamaged, StoreTooNew, StoreBusy, StoreFull: then all is as it was.
    """
    folder = path.parent
    with exclusive(lock_of(folder)):
        if clinic_in_file(path):
            raise StoreExists(path.name)
        before = Anchor(folder / ANCHOR).remembered()
        with staging(folder) as place:
            head = unpack(container, place, bytes(keys.data))
            slots = FileCabinet(place / path.name)
            # Both copies again: a backup has one, and an older one gets the second data key that `keys` brought.
            slots.write(KEYS, ring_text(with_second_key(read_ring(slots), keys)))
            Anchor(place / ANCHOR).accept(head, 0)
            cabinet = _KeysApart(slots, beside)
            store = open_store(place / path.name, keys.copy(), device=device, now=now, cabinet=cabinet)
            try:
                yield Unpacked(store, before, head)
                _must_say_who(store, head)
            finally:
                store.close()
            move_in(place, path, (*log_files(path), f"{path.stem}.{KEYS}.bak", ANCHOR), now)


@contextmanager
def unpacked_onto_server(
    container: Path, url: str, keys: DataKeys, beside: Cabinet, *, device: str, folder: Path, now: datetime
) -> Iterator[Unpacked]:
    """The same for a server: the clinic of a backup, copied row by row, becomes the one there if the block ends well.

    It is one transaction of the server, in which the keys of the backup's users come along. `folder` is where this
    computer remembers the end of the server's trail, `beside` where tries at the keys are counted. Errors: as
    `unpacked`, and StoreMissing without a server.
    """
    before = Anchor(folder / SERVER_ANCHOR).remembered()
    ring = with_second_key(parse_ring(slots_of(container)), keys)
    with found_on_server(url, keys.copy(), ring, device=device, folder=folder, cabinet=beside) as store:
        head = unpack(container, store.folder, bytes(keys.data))
        file = open_store(store.folder / DATABASE, keys.copy(), device=device, now=now)
        with contextlib.closing(file), file.read() as source, store.write() as target:
            copy_rows(source.for_seals[0], target.for_seals[0], left_out=(KEY_TABLE, second_key_table.name))
            target.commit()
        with store.read() as unit:
            store.anchor.accept(unit.audit.newest(), unit.audit.restores().times)
        yield Unpacked(store, before, head)
        _must_say_who(store, head)


def _must_say_who(store: SqlStore, head: Head) -> None:
    with store.read() as unit:
        if not any(entry.act == "restored" for entry in unit.audit.entries(head.sequence)):
            raise NobodyRestored
