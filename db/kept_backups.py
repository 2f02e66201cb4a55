"""The backups beside the data as a list: when each was made, how large it is, and whether it opens here."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from db.backup import SUFFIX, automatic_backups, proved_manifest, safety_copies
from db.migrate import known_revisions
from db.staging import log_files
from incident_tracker.domain.clinic.backups import BackupKind, BackupState
from incident_tracker.domain.errors import BackupOfAnother, StoreProblem, StoreTooNew
from incident_tracker.ports.clinic import DataPlace, KeptBackup


def kept_backups(folder: Path) -> tuple[KeptBackup, ...]:
    """All backups in `folder`, the newest first."""
    automatic = {path: made for made, path in automatic_backups(folder).items()}
    safety = {path: made for made, path in safety_copies(folder).items()}
    found = []
    for path in folder.glob(f"*{SUFFIX}"):
        with contextlib.suppress(OSError):  # thinned out meanwhile
            told = path.stat()
            made, kind = automatic.get(path), BackupKind.AUTOMATIC
            if made is None:
                made, kind = safety.get(path), BackupKind.SAFETY
            if made is None:
                made, kind = datetime.fromtimestamp(told.st_mtime, UTC), BackupKind.NAMED
            found.append(KeptBackup(path, made, told.st_size, kind))
    return tuple(sorted(found, key=lambda one: (one.made, one.path.name), reverse=True))


def backup_state(backup: Path, key: bytes) -> BackupState:
    """Whether a backup is whole, of this clinic and not newer than this program; every byte of it is read."""
    try:
        manifest = proved_manifest(backup, key)
    except StoreTooNew:
        return BackupState.NEWER
    except BackupOfAnother:
        return BackupState.OTHER
    except (StoreProblem, OSError):
        return BackupState.DAMAGED
    return BackupState.OPENS if manifest.schema in known_revisions() else BackupState.NEWER


def place_of_data(engine: Engine, path: Path | None, folder: Path) -> DataPlace:
    """Where the data is: the file at `path` with what SQLite keeps beside it, or else the engine's server."""
    if path is None:
        return DataPlace(folder, "", 0, f"{engine.url.host or 'localhost'}/{engine.url.database or ''}")
    files = (path, *(path.with_name(name) for name in log_files(path)))
    return DataPlace(folder, path.name, sum(one.stat().st_size for one in files if one.exists()), "")
