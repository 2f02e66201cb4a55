"""A folder for what is being made: nothing of it is seen before it is whole, and what is never finished vanishes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.engine import problem_of

PREFIX = ".unfinished-"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A fresh folder inside `folder`, gone at the end with everything that was made in it.

    The caller holds the lock of `folder`. What a killed program left of its own goes first: the lock tells that
    nobody is at work there. Errors: StoreFull, StoreReadOnly.
    """
    try:
        for left in folder.glob(f"{PREFIX}*"):
            shutil.rmtree(left)
        place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    except OSError as error:
        raise problem_of(error) from None
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
