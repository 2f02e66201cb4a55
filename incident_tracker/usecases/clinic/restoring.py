"""Restore a clinic from a backup: with two people, or with the recovery key if no one else is left."""

from datetime import datetime

from incident_tracker.domain.audit import RECOVERY_KEY, Facts, Head
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.notices import COUNT_LEFT_BEHIND, KIND, RESTORED_BY_KEY
from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.clinic.users import User
from incident_tracker.domain.left_behind import KIND as BACKUP
from incident_tracker.domain.left_behind import RESTORED, facts_of_restore, told_by
from incident_tracker.ports.oversight import AuditRepository
from incident_tracker.ports.unit import Unpacked
from incident_tracker.security.cabinet import Cabinet
from incident_tracker.security.guesses import RECOVERY_NAME, counted
from incident_tracker.security.key_ring import unlock_with_recovery
from incident_tracker.security.key_slots import read_ring
from incident_tracker.security.keys import DataKeys
from incident_tracker.usecases.clinic.signing_in import active_user
from incident_tracker.usecases.gate import Work, needs, outside_gate


@outside_gate("a backup knows its users; what they may do is asked when they restore it")
def user_of_backup(backup: Unpacked, user_name: str) -> User:
    """Sign in to a backup with the pass phrase of that day. Errors: WrongCredentials for a disabled user, too."""
    return active_user(backup.store, user_name)


@needs(Permission.RESTORE, writes=True)
def restore(work: Work, backup: Unpacked, *, reason: str) -> None:
    """Restore it; its trail continues with who did it, who agreed, why, and where both trails ended.

    Errors: SecondNeeded, Refused at `reason` or `second_name`.
    """
    work.require_reason(reason)
    work.record("restored", "backup", None, after=_ends(backup), facts=_facts(backup, work.unit.audit))
    work.record(COUNT_LEFT_BEHIND, KIND, None)


@outside_gate("the recovery key is for those who have nothing else left, so it is never refused")
def keys_by_recovery_key(cabinet: Cabinet, recovery_key: str) -> DataKeys:
    """The data keys of a backup. Errors: Refused at `recovery_key`, KeysDamaged."""
    ring = read_ring(cabinet)
    with counted(cabinet, RECOVERY_NAME):
        return unlock_with_recovery(ring, recovery_key).keys


@outside_gate("the recovery key is for those who have nothing else left, so it is never refused")
def restore_by_recovery_key(backup: Unpacked, now: datetime, reason: str = "") -> None:
    """The same with the recovery key alone; everyone is told at their next sign-in.

    Errors: Refused at `reason`, which may be left out.
    """
    why = accept_reason(reason) if reason.strip() else ""
    with backup.store.write() as unit:
        unit.audit.append(
            at=now,
            actor_id=None,
            act="restored",
            kind="backup",
            object_id=None,
            after=_ends(backup),
            reason=why,
            second=RECOVERY_KEY,
            facts=_facts(backup, unit.audit),
        )
        for act in (COUNT_LEFT_BEHIND, RESTORED_BY_KEY):
            unit.audit.append(at=now, actor_id=None, act=act, kind=KIND, object_id=None, after=None)
        unit.commit()


def _ends(backup: Unpacked) -> tuple[Head | None, Head]:
    return backup.before, backup.head


def _facts(backup: Unpacked, audit: AuditRepository) -> Facts:
    """Both ends of the trail as the foot of a page prints them, and what is left behind."""
    ends = {"remembered": backup.before, "ended": backup.head}
    shown: Facts = {name: head.shown for name, head in ends.items() if head is not None}
    return {**shown, **facts_of_restore(backup.before, told_by(audit.last_of(BACKUP, RESTORED)))}
