"""Back up, check, and read the audit trail."""

from pathlib import Path

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.clinic import CHAIN_KINDS, Backup, Backups, CheckFinding
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.BACK_UP, writes=True, changes={Area.AUDIT})
def back_up(work: Work, target: Path | None = None) -> Backup:
    """Write a verified backup to `target`, or among the automatic ones.

    Errors: StoreExists, StoreBusy, StoreFull, StoreDamaged; no half-written backup is left.
    """
    made = work.unit.upkeep.back_up(target, work.now)
    work.record("backed_up", "backup", None)
    return made


@needs(Permission.SEE_CLINIC, writes=True, changes={Area.AUDIT})
def back_up_automatically(work: Work) -> Backup:
    """The program's own backup, after hours of work and when it closes, under any user. Errors: as `back_up`."""
    made = work.unit.upkeep.back_up(None, work.now)
    work.record("backed_up", "backup", None)
    return made


@needs(Permission.SEE_CLINIC)
def list_backups(work: Work) -> Backups:
    """Where the automatic backups are, and how old the newest one is."""
    return work.unit.upkeep.backups()


@needs(Permission.VERIFY_AUDIT)
def check(work: Work) -> tuple[CheckFinding, ...]:
    """Finds everything that is wrong with the file, the records and the audit trail; changes nothing."""
    return work.unit.upkeep.check(work.unit, repair=False)


@needs(Permission.MIGRATE, writes=True, changes=frozenset(Area))
def repair(work: Work, *, reason: str = "") -> tuple[CheckFinding, ...]:
    """The same, and repair what can be rebuilt from sound data; returns what was found before the repair.

    Records and a trail that do not match are accepted as they are, which needs a written reason.
    Errors: Refused at `reason`.
    """
    found = work.unit.upkeep.check(work.unit, repair=False)
    accepted = sum(finding.kind in CHAIN_KINDS for finding in found)
    if accepted:
        work.require_reason(reason, always=True)
    if found:
        work.unit.upkeep.check(work.unit, repair=True)
    work.record("repaired", "database", None, facts={"findings": accepted} if accepted else None)
    return found
