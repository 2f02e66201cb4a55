"""Small secret documents next to a database file: written completely or not at all, in two generations."""

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
_UNFINISHED = ".tmp"
_PATIENCE = 30.0  # seconds; each of several programs that sign in together needs its turn


class Cabinet(Protocol):
    """Where small secret documents are stored: files next to the database, or a table on the server."""

    def generations(self, name: str) -> tuple[str, ...]:
        """The document and, for the keys, its second copy; an empty text for a first copy that is missing."""

    def write(self, name: str, text: str) -> None:
        """Replace the document durably, both copies of it; the second is never older than the first.

        Errors: the StoreProblem family; then the earlier document is still there.
        """

    def alone(self) -> AbstractContextManager[None]:
        """Lock out other programs that want to read and then write a document. Errors: StoreBusy."""

    def reading(self) -> Reading:
        """A clock that no one who asks for a document can set; the same for everyone who shares the cabinet."""


class FileCabinet:
    """Stores the document `name` of the database `clinic.db` as `clinic.<name>`, and the keys twice.

    The second copy, `clinic.keys.bak`, is for a damaged disk. It is removed before the first is replaced and made again
    afterwards, so that an old pass phrase never works next to the new one, even after a power failure.
    """

    def __init__(self, database: Path, reading: Callable[[], Reading] | None = None) -> None:
        self._database = database
        self._reading = reading or running_time

    def generations(self, name: str) -> tuple[str, ...]:
        """The document and its second copy, if they exist; bytes that cannot be decoded count as damage."""
        first = _text(self._path(name))
        second = _text(self._second(name)) if name == KEYS else None
        return ("" if first is None else first, second) if second is not None else () if first is None else (first,)

    def write(self, name: str, text: str) -> None:
        """Replace the document durably. Errors: StoreFull, StoreReadOnly; then the earlier one is still there."""
        path, second = self._path(name), self._second(name)
        try:
            if name == KEYS:
                self._sweep(name)
                second.unlink(missing_ok=True)
                sync_folder(path.parent)
            write_whole(path, text.encode("utf-8"))
        except OSError as error:
            problem = StoreFull if error.errno in _NO_SPACE else StoreReadOnly
            raise problem(path.name) from None
        if name == KEYS:
            with contextlib.suppress(OSError):  # the document is replaced; the next sign-in makes the copy
                write_whole(second, text.encode("utf-8"))

    def alone(self) -> AbstractContextManager[None]:
        """Lock out other programs that want to read and then write a document. Errors: StoreBusy, StoreMissing."""
        return exclusive(self._database.with_name("entrance.lock"), _PATIENCE)

    def reading(self) -> Reading:
        """How long this computer has been running, unless another clock was given."""
        return self._reading()

    def _path(self, name: str) -> Path:
        return self._database.with_suffix(f".{name}")

    def _second(self, name: str) -> Path:
        return self._database.with_suffix(f".{name}.bak")

    def _sweep(self, name: str) -> None:
        """Remove what killed programs left while writing, old keys included."""
        for left in self._database.parent.glob(self._path(name).name + ".*" + _UNFINISHED):
            left.unlink(missing_ok=True)


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may open, if it does not exist. Errors: StoreFull, StoreReadOnly."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise (StoreFull if error.errno in _NO_SPACE else StoreReadOnly)(folder.name) from None


def write_whole(path: Path, content: bytes) -> None:
    """Write `path` so that after a crash it holds the old content or the new; only its owner may read it."""
    handle, name = tempfile.mkstemp(prefix=path.name + ".", suffix=_UNFINISHED, dir=path.parent)
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
