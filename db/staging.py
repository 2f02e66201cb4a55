"""A folder for what is being made: nothing of it is visible before it is complete, and unfinished work disappears."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from db.engine import problem_of
from incident_tracker.security.cabinet import sync_folder

PREFIX = ".unfinished-"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """A fresh folder inside `folder`, gone at the end with everything that was made in it.

    The caller holds the lock of `folder`. What a killed program left there is removed first: the lock says that no one
    else is using it. Errors: StoreFull, StoreReadOnly.
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


def move_in(place: Path, database: Path, strays: Iterable[str], now: datetime) -> None:
    """Move the finished files of a clinic from `place` to where `database` is to be, the database itself last.

    `strays` name what an earlier clinic may have left there, which SQLite or the key cabinet would take for the new
    one's; that and anything else in the way goes to `quarantine/`. Errors: StoreFull, StoreReadOnly.
    """
    folder = database.parent
    made = [one.name for one in place.glob(f"{database.stem}.*")]
    try:
        in_the_way = [folder / name for name in {*made, *strays} if (folder / name).exists()]
        if in_the_way:
            aside = quarantine(folder, now)
            for stray in in_the_way:
                stray.replace(aside / stray.name)
        for name in sorted(made, key=lambda name: name == database.name):
            (place / name).replace(folder / name)
        sync_folder(folder)
    except OSError as error:
        raise problem_of(error) from None


def quarantine(folder: Path, now: datetime) -> Path:
    """A new folder inside `folder` for files that are no longer used."""
    place = folder / "quarantine" / now.astimezone(UTC).strftime("%Y%m%d-%H%M%S-%f")
    place.mkdir(parents=True, mode=0o700)
    return place


def log_files(database: Path) -> tuple[str, ...]:
    """The names of the files that SQLite keeps beside a database: they must never be played into another one."""
    return tuple(f"{database.name}{end}" for end in ("-wal", "-shm", "-journal"))
