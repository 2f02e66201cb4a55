"""Small secret documents beside a database file: written whole or not at all, two generations kept."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from incident_tracker.domain.errors import StoreFull, StoreReadOnly
from incident_tracker.security.file_lock import exclusive
from incident_tracker.security.steady_clock import Reading, running_time

KEYS = "keys"
ATTEMPTS = "attempts"
_NO_SPACE = (28, 122)  # ENOSPC, EDQUOT
_PATIENCE = 30.0  # seconds; each of several programs that sign in together needs its turn


class Cabinet(Protocol):
    """Where small secret documents are kept: files beside the database, or a table of the server."""

    def generations(self, name: str) -> tuple[str, ...]:
        """The document and the one before it, as far as they are there."""

    def write(self, name: str, text: str) -> None:
        """Replace the document durably. Errors: the StoreProblem family; then the earlier one is still there."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep other programs from reading and then writing a document meanwhile. Errors: StoreBusy."""

    def reading(self) -> Reading:
        """A clock that whoever asks for a document cannot set; the same for everybody who shares the cabinet."""


class FileCabinet:
    """Keeps the document `name` of the database `clinic.db` as `clinic.<name>`, keys before as `clinic.keys.bak`."""

    def __init__(self, database: Path, reading: Callable[[], Reading] | None = None) -> None:
        self._database = database
        self._reading = reading or running_time

    def generations(self, name: str) -> tuple[str, ...]:
        """The document and the one before it, as far as they are there; undecodable bytes come as damage."""
        found = []
        for path in (self._path(name), self._earlier(name)):
            with contextlib.suppress(OSError):
                found.append(path.read_bytes().decode("utf-8", "replace"))
        return tuple(found)

    def write(self, name: str, text: str) -> None:
        """Replace the document durably. Errors: StoreFull, StoreReadOnly; then the earlier one is still there."""
        path = self._path(name)
        try:
            if name == KEYS and path.exists():
                write_whole(self._earlier(name), path.read_bytes())
            write_whole(path, text.encode("utf-8"))
        except OSError as error:
            problem = StoreFull if error.errno in _NO_SPACE else StoreReadOnly
            raise problem(path.name) from None

    def alone(self) -> AbstractContextManager[None]:
        """Keep other programs from reading and then writing a document meanwhile. Errors: StoreBusy, StoreMissing."""
        return exclusive(self._database.with_name("entrance.lock"), _PATIENCE)

    def reading(self) -> Reading:
        """How long this computer has been running, unless another clock was given."""
        return self._reading()

    def _path(self, name: str) -> Path:
        return self._database.with_suffix(f".{name}")

    def _earlier(self, name: str) -> Path:
        return self._database.with_suffix(f".{name}.bak")


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may look into, if it is not there. Errors: StoreFull, StoreReadOnly."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise (StoreFull if error.errno in _NO_SPACE else StoreReadOnly)(folder.name) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write `path` so that after a crash it holds the old content or the new; only its owner may read it."""
    handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=".tmp", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
