"""Backups in words: how one came to be, whether it opens, how large it is."""

from typing import assert_never

from incident_tracker.domain.clinic.backups import BackupKind, BackupState
from incident_tracker.wording import _, pgettext

_STEP = 1000  # as disks and systems count


def backup_kind_text(kind: BackupKind) -> str:
    """How it came to be."""
    match kind:
        case BackupKind.AUTOMATIC:
            return _("Made here")
        case BackupKind.SAFETY:
            return _("Before a restore")
        case BackupKind.NAMED:
            return _("Put here by someone")
    assert_never(kind)


def backup_state_text(state: BackupState) -> str:
    """Whether it opens."""
    match state:
        case BackupState.OPENS:
            return pgettext("a backup", "opens")
        case BackupState.DAMAGED:
            return pgettext("a backup", "damaged")
        case BackupState.OTHER:
            return _("of another clinic")
        case BackupState.NEWER:
            return _("of a newer version")
    assert_never(state)


def size_text(size: int, number: str) -> str:
    """A size with its unit; `number` is `size_number(size)` as the reader's screen writes numbers."""
    units = (_("{n} bytes"), _("{n} kB"), _("{n} MB"), _("{n} GB"))
    return units[_unit(size)].format(n=number)


def size_number(size: int) -> float:
    """How many of its unit a size in bytes is."""
    return size / float(_STEP ** _unit(size))


def _unit(size: int) -> int:
    return sum(size >= _STEP**power for power in (1, 2, 3))
