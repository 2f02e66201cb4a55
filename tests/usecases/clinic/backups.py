"""Restoring a backup as two people do, or as one does with the recovery key."""

from dataclasses import replace
from pathlib import Path

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.clinic.restoring import restore
from incident_tracker.usecases.clinic.second_person import agree, agree_by_recovery_key
from tests.usecases.clinic.new_clinic import REASON


def restore_backup(
    door: ClinicDoor,
    backup: Path,
    folder: Path | None,
    name: str,
    phrase: str,
    *,
    second: tuple[str, str] | None = None,
    recovery_key: str = "",
) -> None:
    """Restore `backup` into `folder` or where the door leads, with a second person or with the recovery key."""
    with door.open_backup(backup, folder, name, phrase) as (ctx, opened):
        if second is not None:
            ctx = replace(ctx, agreement=agree(ctx, Permission.RESTORE, *second))
        elif recovery_key:
            ctx = replace(ctx, agreement=agree_by_recovery_key(ctx, Permission.RESTORE, recovery_key))
        restore(ctx, opened, reason=REASON)
