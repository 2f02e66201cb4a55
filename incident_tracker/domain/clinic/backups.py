"""What is said of a backup: how it came to be, whether it opens, and when the newest is too old."""

from datetime import datetime, timedelta
from enum import StrEnum

REMINDED_AFTER = timedelta(days=7)
"""The manual asks for a copy in another place once a week."""


class BackupKind(StrEnum):
    """How a backup came to be: made by the program, made before a restore, or named by a person."""

    AUTOMATIC = "automatic"
    SAFETY = "safety"
    NAMED = "named"


class BackupState(StrEnum):
    """Whether a backup can be restored here."""

    OPENS = "opens"
    DAMAGED = "damaged"
    OTHER = "other"
    NEWER = "newer"


def is_old(newest: datetime | None, now: datetime) -> bool:
    """Is it time for a backup? Both in any zone; None: there is none yet."""
    return newest is None or now - newest > REMINDED_AFTER
