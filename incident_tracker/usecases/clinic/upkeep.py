"""Back up, check, and read the audit trail."""

from contextlib import suppress
from pathlib import Path

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.checks import CHECKED, KIND, CheckOrigin, LastCheck, check_of
from incident_tracker.domain.errors import StoreProblem
from incident_tracker.ports.clinic import CHAIN_KINDS, Backup, Backups, CheckFinding, Watch
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.gate import Work, needs, outside_gate


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


@needs(Permission.SEE_CLINIC)
def last_check(work: Work) -> LastCheck | None:
    """The last check of file, records and audit trail, by whatever asked for it; None where there was none yet."""
    return check_of(work.unit.audit.last_of(KIND, CHECKED))


@needs(Permission.VERIFY_AUDIT)
def check(work: Work, watch: Watch | None = None) -> tuple[CheckFinding, ...]:
    """Finds everything that is wrong with the file, the records and the audit trail; changes nothing.

    `watch` is told how far it is. Errors: Stopped, from `watch`.
    """
    return work.unit.upkeep.check(work.unit, repair=False, watch=watch)


@needs(Permission.VERIFY_AUDIT, writes=True, changes={Area.AUDIT})
def note_check(work: Work, findings: int, origin: CheckOrigin) -> LastCheck:
    """Note in the audit trail, and beside the data, that a check found so many things wrong."""
    return noted_check(work, findings, origin)


@outside_gate("its two steps ask the gate; saving waits for the second alone")
def check_and_note(ctx: Context, origin: CheckOrigin) -> tuple[CheckFinding, ...]:
    """Check, and note when that was and what came of it, where the place can be written to.

    Others can save while it looks. Errors: NotAllowed, StoreProblem if it cannot be read.
    """
    found = check(ctx)
    with suppress(StoreProblem):
        note_check(ctx, len(found), origin)
    return found


@outside_gate("a step of those who check")
def noted_check(work: Work, findings: int, origin: CheckOrigin) -> LastCheck:
    """Note a check within the transaction of who made it."""
    made = LastCheck(work.now, origin, findings)
    work.record(CHECKED, KIND, None, facts=made.facts)
    work.unit.upkeep.note_check(made)
    return made


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
    noted_check(work, len(found), CheckOrigin.REPAIR)
    if found:
        work.unit.upkeep.check(work.unit, repair=True)
    work.record("repaired", KIND, None, facts={"findings": accepted} if accepted else None)
    return found
