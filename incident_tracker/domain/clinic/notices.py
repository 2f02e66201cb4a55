"""What happened to keys and sign-in that people are told about at their next sign-in."""

from collections.abc import Iterable
from enum import StrEnum

from incident_tracker.domain.audit import Act, AuditEntry
from incident_tracker.domain.clinic.access import Role

TOLD_OF_ALARM = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.PRIVACY})
"""Who is told that the audit trail does not continue from where this computer last saw it."""

KIND = "entrance"
"""The kind of the audit entries about keys and sign-in."""

COUNT_BEGUN: Act = "count_begun"
"""Failed tries are counted from here on, in the document whose mark is the entry's object."""
COUNT_LEFT_BEHIND: Act = "count_left_behind"
"""The database came from a backup, so another document counts from here on."""
KEYS_SEEN: Act = "keys_seen"
"""The key file was opened at the `generation` in the facts; every change of a key adds one."""


RESTORED_BY_KEY: Act = "restored_by_key"
"""The recovery key alone restored the database from a backup."""

RESTORED_OVER: Act = "restored_over"
"""A backup was restored over the clinic that was open."""


class Notice(StrEnum):
    """What happened; the value is the act of its audit entry."""

    COUNT_LOST = "count_lost"
    KEYS_MENDED = "keys_mended"
    KEYS_OLDER = "keys_older"
    RESET_BY_ANOTHER = "passphrase_reset"
    RECOVERY_KEY_AGREED = "recovery_key_agreed"
    RESTORED_BY_KEY = "restored_by_key"
    RESTORED_OVER = "restored_over"


def told_of(role: Role) -> frozenset[Notice]:
    """What a role has to know. Everyone has to know of a restore, and that the recovery key was used in place of
    people.
    """
    if role in TOLD_OF_ALARM:
        return frozenset(Notice)
    return frozenset(
        {Notice.RESET_BY_ANOTHER, Notice.RECOVERY_KEY_AGREED, Notice.RESTORED_BY_KEY, Notice.RESTORED_OVER}
    )


def told_of_reset(reset: int, changed: int, last_here: int) -> bool:
    """Is someone still to be told that another person reset their pass phrase? By the places in the trail (0 for never)
    of that, of their own last change of it, and of their last sign-in.

    Until they have come in once with a pass phrase of their own: who reset it may have come in with the one-time one.
    """
    return reset > 0 and (changed < reset or last_here < changed)


def new_count(entries: Iterable[AuditEntry], mark: object) -> Act | None:
    """What to note if failed tries are now counted under `mark`: that a count began, that the count in the trail was
    lost, or nothing. `entries` are those of `KIND`, oldest first.
    """
    known = [entry for entry in entries if entry.act in (COUNT_BEGUN, COUNT_LEFT_BEHIND, Notice.COUNT_LOST)]
    if not known or known[-1].act == COUNT_LEFT_BEHIND:
        return COUNT_BEGUN
    return None if known[-1].object_id == mark else "count_lost"


def new_generation(entries: Iterable[AuditEntry], generation: int) -> Act | None:
    """What to note if the key file is now at this generation: that it was seen, that it is older than the one in the
    trail, or nothing. `entries` are those of `KIND`, oldest first.
    """
    known = [entry.facts["generation"] for entry in entries if entry.act in (KEYS_SEEN, Notice.KEYS_OLDER)]
    if not known or generation > int(known[-1]):
        return KEYS_SEEN
    return None if generation == known[-1] else "keys_older"


def notices_since(entries: Iterable[AuditEntry], sequence: int) -> tuple[Notice, ...]:
    """The notices among the entries of `KIND` after this place in the trail, each once, oldest first."""
    acts = [entry.act for entry in entries if entry.sequence > sequence]
    return tuple(dict.fromkeys(Notice(act) for act in acts if act in set(Notice)))
