"""The kernel's lock on a file: one program at a time, and never stale, because it vanishes with its process."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from incident_tracker.domain.errors import StoreBusy, StoreFull, StoreMissing, StoreReadOnly

_ASK_AGAIN = 0.02


@contextmanager
def exclusive(lock: Path | None, patience: float = 0) -> Iterator[None]:
    """Hold the lock on a file, which is made if needed; None means that no lock is needed.

    Errors: StoreBusy when another program still holds it after `patience` seconds; StoreMissing, StoreFull or
    StoreReadOnly when the file cannot be made.
    """
    if lock is None:
        yield
        return
    with _opened(lock) as file:
        deadline = time.monotonic() + patience
        while not _locked(file):
            if time.monotonic() >= deadline:
                raise StoreBusy(lock.name)
            time.sleep(_ASK_AGAIN)
        yield


def _opened(lock: Path) -> IO[str]:
    try:
        return os.fdopen(os.open(lock, os.O_CREAT | os.O_RDWR, 0o600), "r+")
    except FileNotFoundError:
        raise StoreMissing(lock.name) from None
    except OSError as error:
        problem = StoreFull if error.errno in (errno.ENOSPC, errno.EDQUOT) else StoreReadOnly
        raise problem(lock.name) from None


def _locked(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
