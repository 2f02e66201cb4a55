"""A second person agrees to one act on the spot, with their own name and pass phrase."""

from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused, WrongCredentials
from incident_tracker.ports.context import Agreement, Context
from incident_tracker.usecases.gate import outside_gate, who_may_agree


@outside_gate("it only says who agrees; the gate of the act itself decides whether that is enough")
def agree(ctx: Context, permission: Permission, name: str, passphrase: str) -> Agreement:
    """The agreement of a person who is not signed in, for the context of one act.

    Errors: Delayed; OwnPassphraseNeeded for a one-time pass phrase; WrongCredentials for an unknown or closed account
    too; Refused at `second_name` for the actor's own name and for a person who does not have the permission.
    """
    with ctx.store.read() as unit:
        failures = unit.key_slots.check(name, passphrase)
        second = unit.users.find(name)
        entitled = who_may_agree(unit, ctx.actor.user_id, permission)
    if second is not None and failures:
        _note_failures(ctx, second.id, failures)
    if second is None or not second.active:
        raise WrongCredentials
    if second.id not in entitled:
        raise Refused(Reason.MAY_NOT_AGREE, "second_name")
    return Agreement(permission, ctx.now(), second.id)


@outside_gate("it only says that the key is there; the gate of the act itself decides whether that is enough")
def agree_by_recovery_key(ctx: Context, permission: Permission, recovery_key: str) -> Agreement:
    """The recovery key in place of a second person. Errors: Refused at `recovery_key`."""
    with ctx.store.read() as unit:
        unit.key_slots.check_recovery_key(recovery_key)
    return Agreement(permission, ctx.now(), None)


def _note_failures(ctx: Context, user_id: UUID, failures: int) -> None:
    """Failed tries before this one, which could not be audited then."""
    with ctx.store.write() as unit:
        for _ in range(failures):
            unit.audit.append(
                at=ctx.now(), actor_id=user_id, act="sign_in_failed", kind="user", object_id=user_id, after=None
            )
        unit.commit()
