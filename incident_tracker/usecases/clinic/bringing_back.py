"""Restore a backup over the clinic that is open: what it would take away, who agrees, and the copy made before."""

from pathlib import Path

from incident_tracker.domain.audit import Facts
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.backups import BackupState
from incident_tracker.domain.clinic.checks import CheckOrigin
from incident_tracker.domain.clinic.notices import COUNT_LEFT_BEHIND, KIND, RESTORED_OVER
from incident_tracker.ports.clinic import CheckFinding, DataPlace, KeptBackup, PutInPlace, Replaced
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.upkeep import check_and_note
from incident_tracker.usecases.gate import Work, needs, outside_gate


@needs(Permission.SEE_BACKUPS)
def list_kept_backups(work: Work) -> tuple[KeptBackup, ...]:
    """All backups beside the data, the newest first."""
    return work.unit.upkeep.kept_backups()


@needs(Permission.SEE_BACKUPS)
def data_place(work: Work) -> DataPlace:
    """Where the data is, and how large it is."""
    return work.unit.upkeep.place()


@needs(Permission.SEE_BACKUPS)
def try_backup(work: Work, backup: Path) -> BackupState:
    """Whether a backup could be restored here; every byte of it is read, and nothing is unpacked."""
    return work.unit.upkeep.state_of(backup)


@needs(Permission.SEE_BACKUPS)
def what_restoring_takes(work: Work, backup: Path) -> Replaced:
    """What would be gone after a restore of this backup, by count; nothing is changed.

    Errors: StoreMissing, BackupDamaged, BackupOfAnother, StoreTooNew, StoreBusy, StoreFull.
    """
    return work.unit.upkeep.replaced_by(work.unit, backup, work.actor.name, work.now)


@needs(Permission.RESTORE, writes=True, changes=frozenset(Area))
def restore_over(work: Work, backup: Path, *, reason: str) -> PutInPlace:
    """The backup's records in place of the present ones, in one transaction; the present ones are copied first.

    Pass phrases and the recovery key stay as they are today. The trail goes on from the backup's, with who did it, who
    agreed, why, and where both trails ended; everyone is told at the next sign-in.
    Errors: SecondNeeded, Refused at `reason` or `second_name`, and as `what_restoring_takes`; then nothing is changed.
    """
    work.require_reason(reason)
    done = work.unit.upkeep.put_in_place(work.unit, backup, work.now)
    ends: Facts = {"remembered": done.before.shown, "ended": done.ended.shown, "lost": done.incidents}
    facts = {**ends, **done.left_behind}
    work.record("restored", "backup", None, after=(done.before, done.ended), facts=facts)
    for act in (COUNT_LEFT_BEHIND, RESTORED_OVER):
        work.record(act, KIND, None)
    return done


@outside_gate("both of its steps ask the gate")
def restore_over_and_check(ctx: Context, backup: Path, reason: str) -> tuple[PutInPlace, tuple[CheckFinding, ...]]:
    """Restore as above, and check what is there then; the check is noted. Errors: as above, before anything changed."""
    done = restore_over(ctx, backup, reason=reason)
    return done, check_and_note(ctx, CheckOrigin.RESTORE)
