"""Notes of time and desk as small files next to the clinic's, sealed for the clinic: written without a pass phrase.

`stubs/` in the clinic's folder holds one file for each note. Its name is random and its content is HPKE for the
clinic's public key (see `sealing`), with the info [2, "stub", store, name], so that a file that was renamed, copied
under another name or brought from another clinic opens nothing. The times of the files are set to a fixed day; the file
system still notes when a file was made. `latest` tells whether the last press was a moment ago, not when.
"""

import contextlib
import errno
import hashlib
import hmac
import json
import os
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from incident_tracker.domain.capture.stubs import ONE_IN, Stub, WaitingStub, read, written
from incident_tracker.domain.errors import KeysDamaged, StoreFull, StoreMissing, StoreReadOnly
from incident_tracker.security.cabinet import KEYS, Cabinet, make_folder, sync_folder, write_whole
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.key_file import KeyRing, newest_readable
from incident_tracker.security.key_ring import clinic_pair
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.sealing import PUBLIC_BYTES, bound_to, open_sealed, seal_for
from incident_tracker.security.steady_clock import Reading, running_time

FOLDER, KEY_COPY = "stubs", "clinic.public"
STUB, ASIDE, UNFINISHED = ".stub", ".unreadable", ".tmp"
MOST_FILES, MOST_BYTES = 1_000, 1_024
PATIENCE = 1.0  # seconds
_FIXED_DAY = 946_684_800  # 1 January 2000: what the times of the files say
_ROUNDS = 2_000
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Addressee:
    """For whom notes are sealed: the clinic's public key, and the mark by which its keys know the database."""

    store: bytes
    public: bytes


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is in the box: notes, oldest first, and how many files are not notes of this clinic."""

    stubs: tuple[WaitingStub, ...] = ()
    unreadable: int = 0


def addressee_of(ring: KeyRing) -> Addressee:
    """The clinic itself. Errors: KeysDamaged for a key file of the first format that no one has opened since."""
    if ring.clinic is None:
        raise KeysDamaged("no clinic key")
    return Addressee(ring.store, ring.clinic.public)


def addressee_beside(cabinet: Cabinet) -> Addressee:
    """As the key file beside the database says. Errors: StoreMissing, KeysDamaged, StoreTooNew."""
    ring = newest_readable(cabinet.generations(KEYS))
    if ring is None:
        raise StoreMissing("keys")
    return addressee_of(ring)


def keep_addressee(folder: Path, addressee: Addressee) -> None:
    """Store what a computer needs to know about a server's clinic to seal notes without asking the server."""
    told = {"store": addressee.store.hex(), "public": b64encode(addressee.public).decode()}
    content = json.dumps(told).encode()
    with contextlib.suppress(OSError):  # notes then wait for a folder that can be written to, and say so
        if _bytes_of(folder / KEY_COPY) != content:
            write_whole(folder / KEY_COPY, content)


def kept_addressee(folder: Path) -> Addressee:
    """What `keep_addressee` stored. Errors: StoreMissing, KeysDamaged."""
    content = _bytes_of(folder / KEY_COPY)
    if content is None:
        raise StoreMissing(KEY_COPY)
    try:
        told = json.loads(content)
        addressee = Addressee(bytes.fromhex(told["store"]), b64decode(told["public"], validate=True))
    except (ValueError, KeyError, TypeError):
        raise KeysDamaged(KEY_COPY) from None
    if len(addressee.public) != PUBLIC_BYTES:
        raise KeysDamaged(KEY_COPY)
    return addressee


class StubBox:
    """The notes of one clinic on this computer."""

    def __init__(self, folder: Path, reading: Callable[[], Reading] = running_time) -> None:
        self._beside = folder
        self._folder = folder / FOLDER
        self._reading = reading

    def keep(self, stub: Stub, addressee: Addressee) -> bool:
        """Save a note durably; False if any program saved one within the last ten seconds.

        The ten seconds are counted by how long the computer has been running, so setting the clock changes nothing.
        Errors: StoreFull, StoreReadOnly, StoreBusy, KeysDamaged; then nothing was saved.
        """
        fresh = not self._folder.exists()
        make_folder(self._folder)
        with exclusive(self._folder / "lock", PATIENCE):
            if self._was_pressed():
                return False
            name = uuid4().hex
            try:
                sealed = seal_for(addressee.public, written(stub), _bound(addressee.store, name))
            except ValueError:
                raise KeysDamaged("clinic key") from None
            self._sweep()
            try:
                if fresh:
                    sync_folder(self._beside)
                write_whole(self._folder / f"{name}{STUB}", sealed)
            except OSError as error:
                raise (StoreFull if error.errno in _NO_SPACE else StoreReadOnly)(FOLDER) from None
            with contextlib.suppress(OSError):  # it is saved; at worst a second press saves a second one
                write_whole(self._folder / "latest", self._mark(secrets.token_bytes(16), self._reading(), 0))
            self._say_no_times()
        return True

    def waiting(self, addressee: Addressee, private: Callable[[], bytes]) -> Waiting:
        """What is in the box, opened by the clinic's private key, which is asked for only if there is something."""
        found, unreadable = list[WaitingStub](), 0
        key = b""
        for file in self._files():
            key = key or private()
            stub = self._opened(file, addressee, key)
            if stub is None:
                unreadable += 1
            else:
                found.append(WaitingStub(UUID(hex=file.stem), stub))
        return Waiting(tuple(sorted(found, key=lambda one: (one.stub.at, one.id))), unreadable)

    @property
    def is_empty(self) -> bool:
        """Is there no file at all that could be a note?"""
        return next(self._files(), None) is None

    def remove(self, id: UUID) -> None:
        """Remove a note that became a draft or was discarded."""
        with contextlib.suppress(OSError):  # it is a draft by now, and is skipped
            (self._folder / f"{id.hex}{STUB}").unlink(missing_ok=True)
            self._say_no_times()

    def set_aside(self, addressee: Addressee, private: Callable[[], bytes]) -> int:
        """Rename files that are not notes of this clinic, so that no one is told about them again; returns how many."""
        key, aside = b"", 0
        for file in self._files():
            key = key or private()
            if self._opened(file, addressee, key) is None:
                with contextlib.suppress(OSError):
                    file.rename(file.with_suffix(ASIDE))
                    aside += 1
        return aside

    def _files(self) -> Iterator[Path]:
        try:
            with os.scandir(self._folder) as entries:
                names = sorted(entry.name for entry in entries if entry.name.endswith(STUB))
        except OSError:
            return
        yield from (self._folder / name for name in names[:MOST_FILES])

    def _opened(self, file: Path, addressee: Addressee, private: bytes) -> Stub | None:
        try:
            if file.is_symlink() or not file.is_file() or file.stat().st_size > MOST_BYTES:
                return None
            if UUID(hex=file.stem).hex != file.stem:
                return None
            content = open_sealed(private, file.read_bytes(), _bound(addressee.store, file.stem))
        except (OSError, ValueError):
            return None
        return None if content is None else read(content)

    def _was_pressed(self) -> bool:
        kept = _bytes_of(self._folder / "latest") or b""
        salt, now = kept[:16], self._reading()
        return len(salt) == 16 and any(
            hmac.compare_digest(kept, self._mark(salt, now, ago)) for ago in range(ONE_IN + 1)
        )

    @staticmethod
    def _mark(salt: bytes, reading: Reading, ago: int) -> bytes:
        """A disguised form of a second of the computer's run, which cannot be read back at a glance."""
        second = f"{reading.clock} {int(reading.seconds) - ago}".encode()
        return salt + hashlib.pbkdf2_hmac("sha256", second, salt, _ROUNDS)

    def _sweep(self) -> None:
        """Remove what killed programs left. The lock keeps everyone else from writing meanwhile."""
        with contextlib.suppress(OSError):
            for left in self._folder.glob(f"*{UNFINISHED}"):
                left.unlink(missing_ok=True)

    def _say_no_times(self) -> None:
        with contextlib.suppress(OSError):
            for path in (*self._folder.iterdir(), self._folder):
                os.utime(path, (_FIXED_DAY, _FIXED_DAY))


class OpenStubs:
    """The box of an open clinic, whose data keys this object knows until they are wiped."""

    def __init__(self, folder: Path, cabinet: Cabinet, keys: DataKeys) -> None:
        self._box = StubBox(folder)
        self._cabinet = cabinet
        self._keys = keys

    def waiting(self) -> Waiting:
        """What is in the box; the key file is read only if there is something. Errors: KeysDamaged."""
        if self._box.is_empty:
            return Waiting()
        ring = self._ring()
        return self._box.waiting(addressee_of(ring), lambda: clinic_pair(ring, self._keys.data).private)

    def remove(self, id: UUID) -> None:
        """Remove a note."""
        self._box.remove(id)

    def set_aside(self) -> int:
        """Set aside files that are not notes of this clinic; returns how many. Errors: KeysDamaged."""
        ring = self._ring()
        return self._box.set_aside(addressee_of(ring), lambda: clinic_pair(ring, self._keys.data).private)

    def _ring(self) -> KeyRing:
        ring = newest_readable(self._cabinet.generations(KEYS))
        if ring is None:
            raise StoreMissing("keys")
        return ring


def _bound(store: bytes, name: str) -> bytes:
    return bound_to(2, "stub", store.hex(), name)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
