"""Was the present recovery key ever typed back? The audit trail knows; the key itself is kept nowhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.audit import Act, AuditEntry

KIND = "clinic"
"""The kind of the audit entries about the recovery key."""

_MADE: frozenset[Act] = frozenset({"created", "recovery_key_renewed"})
_KEPT: Act = "recovery_key_kept"


@dataclass(frozen=True, slots=True)
class RecoveryKeyState:
    """`unkept`: it was shown, and nobody has typed it back since. `replaceable`: this user may make another alone."""

    unkept: bool
    replaceable: bool = False


def state_of(entries: Iterable[AuditEntry], user_id: UUID) -> RecoveryKeyState:
    """What the entries of `KIND`, oldest first, tell of the present key.

    The founder's own key, and one that this same user made with someone's agreement, can be replaced without asking
    a second person again: anyone who could replace it has seen it already. An invented clinic has no key.
    """
    maker: AuditEntry | None = None
    for entry in entries:
        if entry.act in _MADE:
            maker = entry
        elif entry.act == _KEPT:
            maker = None
    if maker is None:
        return RecoveryKeyState(unkept=False)
    return RecoveryKeyState(unkept=True, replaceable=maker.actor_id == user_id)
