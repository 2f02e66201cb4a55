"""Counts every try at a pass phrase, next to the key slots, and lets it through only after its wait."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from incident_tracker.domain.errors import Delayed
from incident_tracker.security import attempts
from incident_tracker.security.attempts import Attempts
from incident_tracker.security.cabinet import ATTEMPTS, Cabinet

RECOVERY_NAME = "\x00recovery"  # no user can have this name


@contextmanager
def counted(cabinet: Cabinet, name: str) -> Iterator[int]:
    """One try under this name, with other programs locked out; yields how many failed in a row before it.

    It counts as failed until the block ends without an error. Errors: Delayed, before the block is entered.
    Tries at the recovery key are counted and never wait: 160 random bits cannot be guessed, and so no one can lock out
    the people who have the key by guessing.
    """
    with cabinet.alone():
        tried, now = _kept(cabinet), cabinet.reading()
        wait = 0 if name == RECOVERY_NAME else tried.of(name).waiting(now)
        if wait != 0:
            cabinet.write(ATTEMPTS, attempts.dump(tried.resumed(name, now)))
            raise Delayed(wait)
        cabinet.write(ATTEMPTS, attempts.dump(tried.failed(name, now)))
        yield tried.of(name).count
        forget(cabinet, name)


def forget(cabinet: Cabinet, name: str) -> None:
    """Clear the failures under this name. The caller locks out other programs."""
    cabinet.write(ATTEMPTS, attempts.dump(_kept(cabinet).cleared(name)))


def failed_tries(cabinet: Cabinet, name: str) -> int:
    """How many tries failed in a row under this name."""
    return _kept(cabinet).of(name).count


def mark_of(cabinet: Cabinet) -> UUID | None:
    """The mark that tells the current count from one begun after it was lost; None if there is no count."""
    kept = [attempts.parse(text) for text in cabinet.generations(ATTEMPTS)]
    return kept[0].mark if kept and kept[0] else None


def _kept(cabinet: Cabinet) -> Attempts:
    kept = cabinet.generations(ATTEMPTS)
    return (attempts.parse(kept[0]) if kept else None) or Attempts()
