"""The gate in front of every use case: role, site, and the audit entry in the same transaction."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from incident_tracker.domain.audit import RECOVERY_KEY, Act, Facts
from incident_tracker.domain.clinic import notices
from incident_tracker.domain.clinic.access import Grant, Permission, Scope, grant
from incident_tracker.domain.clinic.reasons import accept_reason
from incident_tracker.domain.errors import (
    ConfirmationNeeded,
    NotAllowed,
    OwnPassphraseNeeded,
    Reason,
    Refused,
    SecondNeeded,
)
from incident_tracker.ports.context import Actor, Area, Context
from incident_tracker.ports.unit import Unit

P = ParamSpec("P")
R = TypeVar("R", covariant=True)

CONFIRMATION_HOLDS = timedelta(minutes=5)


class ScopeNotChecked(RuntimeError):
    """A use case with a limited grant did not say whose record or which site it is about: a bug, nothing is saved."""


class ReasonNotAsked(RuntimeError):
    """A use case whose grant needs a written reason did not ask for it: a bug, nothing is saved."""


@dataclass(slots=True)
class Work:
    """What a use case works with: one transaction, one actor, one moment."""

    unit: Unit
    actor: Actor
    now: datetime
    new_id: Callable[[], UUID]
    permission: Permission
    grant: Grant
    second: str = ""
    recorded: int = 0
    _scope_checked: bool = field(default=False)
    _reason_asked: bool = field(default=False)
    _reason: str = field(default="")

    @property
    def deidentified(self) -> bool:
        """True if the actor may only see what identifies no one."""
        return self.grant.scope is Scope.DEIDENTIFIED

    def require(self, *, site_id: UUID | None = None, owner_id: UUID | None = None) -> None:
        """Raise NotAllowed unless the grant reaches a record of this site or of this owner (a user id)."""
        self._scope_checked = True
        own = owner_id is not None and owner_id == self.actor.user_id
        if not self.deidentified and not self._covers(self.grant, site_id, own):
            raise NotAllowed(self.permission)

    def reaches(self, permission: Permission, *, site_id: UUID | None, own: bool = False) -> bool:
        """Whether the actor also has another permission for a record of this site, or for one of their own.

        Used to show or leave out parts of an answer: no one is asked, so a permission that needs a reason or a second
        person, or is without names, does not count.
        """
        granted = grant(self.actor.role, permission)
        asks = granted.needs_reason or granted.needs_second or granted.needs_passphrase
        return not asks and self._covers(granted, site_id, own)

    def _covers(self, granted: Grant, site_id: UUID | None, own: bool) -> bool:
        allowed = own and granted.own_if_allowed and self.unit.settings.get().own_reports
        return granted.reaches(site_id=site_id, sites=self.actor.sites, own=own, allowed=allowed)

    def by_site(self, site_id: UUID) -> bool:
        """Whether the grant reaches every record of this site, and not only those that are the actor's own."""
        return self._covers(self.grant, site_id, own=False)

    def visible_sites(self) -> frozenset[UUID] | None:
        """The sites of which a list may show everything; None means all. See also `only_owner` and `lists_own`."""
        self._scope_checked = True
        return self.actor.sites if self.grant.scope is Scope.SITE else None

    def lists_own(self) -> bool:
        """Whether a list shows what is the actor's own at any site: alone, or besides everything of their sites."""
        self._scope_checked = True
        return self.grant.scope is Scope.OWN or self.grant.own_elsewhere

    def only_owner(self) -> UUID | None:
        """The user whose records alone a list may show, or None."""
        self._scope_checked = True
        return self.actor.user_id if self.grant.scope is Scope.OWN else None

    def require_reason(self, reason: str, *, always: bool = False) -> None:
        """The written reason, if the grant needs one, it is `always` needed, or one was given; the audit entries that
        follow include it.

        Errors: Refused at `reason`.
        """
        self._reason_asked = True
        if always or self.grant.needs_reason or reason.strip():
            self._reason = accept_reason(reason)

    def require_reason_unless_set_up(self, reason: str) -> Facts:
        """The written reason as `require_reason` takes it, or none while the clinic is being set up: no incident was
        logged yet, so there is nothing to see for whom the act lets in. Gives what the audit entry says then.

        Errors: Refused at `reason`.
        """
        if reason.strip() or self.unit.tallies.months():
            self.require_reason(reason)
            return {}
        self._reason_asked = True
        return {"set_up": 1}

    def record(
        self, act: Act, kind: str, object_id: UUID | None, after: object | None = None, facts: Facts | None = None
    ) -> None:
        """Add an audit entry: what was done to which record, sealed with its after-image.

        `facts` are codes and numbers. The only free text is the written reason, which `require_reason` took.
        """
        self.unit.audit.append(
            at=self.now,
            actor_id=self.actor.user_id,
            act=act,
            kind=kind,
            object_id=object_id,
            after=after,
            reason=self._reason,
            second=self.second,
            facts=facts,
        )
        self.recorded += 1

    def finish(self) -> None:
        """What must be true before anything is saved."""
        if self.grant.scope in (Scope.SITE, Scope.OWN) and not self._scope_checked:
            raise ScopeNotChecked(self.permission)
        if self.grant.needs_reason and not self._reason_asked:
            raise ReasonNotAsked(self.permission)


@dataclass(frozen=True, slots=True)
class Gate:
    """What a use case declares: the permission it needs, whether it writes, what it may change, and whether a person
    who signed in with a one-time pass phrase may use it.
    """

    permission: Permission
    writes: bool
    changes: frozenset[Area]
    at_the_door: bool = False


class UseCase(Protocol[P, R]):
    """A use case as its callers see it: the context first, then its own arguments."""

    gate: Gate
    __name__: str

    def __call__(self, ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R: ...


def needs(
    permission: Permission,
    *,
    writes: bool = False,
    changes: frozenset[Area] | set[Area] = frozenset(),
    at_the_door: bool = False,
) -> Callable[[Callable[Concatenate[Work, P], R]], UseCase[P, R]]:
    """Put a use case behind the gate.

    The decorated function takes a `Work` first; callers give a `Context`. A writing use case runs in one transaction
    with its audit entry (`work.record`; where it had nothing to do, that is recorded) and is committed here; a reading
    one must not write. Only use cases marked `at_the_door` run after a one-time pass phrase. Errors:
    OwnPassphraseNeeded, NotAllowed (audited), ConfirmationNeeded, SecondNeeded, Refused at `second_name` for a person
    who may not agree, and whatever the use case raises; then nothing is saved.
    """

    def behind_gate(use_case: Callable[Concatenate[Work, P], R]) -> UseCase[P, R]:
        @functools.wraps(use_case)
        def through_gate(ctx: Context, /, *args: P.args, **kwargs: P.kwargs) -> R:
            if ctx.one_time and not at_the_door:
                raise OwnPassphraseNeeded
            granted = grant(ctx.actor.role, permission)
            if granted.scope is Scope.NONE:
                _record_denial(ctx, permission)
                raise NotAllowed(permission)
            if (granted.needs_reason or granted.needs_passphrase) and not _freshly_confirmed(ctx):
                raise ConfirmationNeeded(permission)
            try:
                with ctx.store.write() if writes else ctx.store.read() as unit:
                    second = _agreed(ctx, unit, permission) if granted.needs_second else ""
                    work = Work(unit, ctx.actor, ctx.now(), ctx.new_id, permission, granted, second)
                    answer = use_case(work, *args, **kwargs)
                    work.finish()
                    if writes:
                        if not work.recorded:
                            work.record("no_change", permission.value, None)
                        if second == RECOVERY_KEY:  # everyone is told of this entry when they sign in
                            work.record("recovery_key_agreed", notices.KIND, None)
                        unit.commit()
                    return answer
            except NotAllowed:
                _record_denial(ctx, permission)
                raise

        through_gate.gate = Gate(permission, writes, frozenset(changes), at_the_door)  # type: ignore[attr-defined]
        return cast("UseCase[P, R]", through_gate)

    return behind_gate


def outside_gate(reason: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a use case that must run before anyone is signed in, with the reason why it has no gate."""

    def marked(use_case: Callable[P, R]) -> Callable[P, R]:
        use_case.outside_gate = reason  # type: ignore[attr-defined]
        return use_case

    return marked


def who_may_agree(unit: Unit, actor_id: UUID, permission: Permission) -> frozenset[UUID]:
    """The other users with an active account who have the permission."""
    return frozenset(
        user.id
        for user in unit.users.all()
        if user.active and user.id != actor_id and grant(user.role, permission).scope is not Scope.NONE
    )


def _freshly_confirmed(ctx: Context) -> bool:
    return ctx.confirmed_at is not None and ctx.now() - ctx.confirmed_at <= CONFIRMATION_HOLDS


def _agreed(ctx: Context, unit: Unit, permission: Permission) -> str:
    """Who agreed to this act as the second person, for the audit entry: someone else with an active account and the
    permission, or the recovery key only if there is no one else.
    """
    others = who_may_agree(unit, ctx.actor.user_id, permission)
    given = ctx.agreement
    if given is None or given.permission is not permission or ctx.now() - given.at > CONFIRMATION_HOLDS:
        raise SecondNeeded(permission, recovery_key=not others)
    if given.user_id is None:
        if others:
            raise SecondNeeded(permission, recovery_key=False)
        return RECOVERY_KEY
    if given.user_id not in others:
        raise Refused(Reason.MAY_NOT_AGREE, "second_name")
    return str(given.user_id)


def _record_denial(ctx: Context, permission: Permission) -> None:
    with ctx.store.write() as unit:
        unit.audit.append(
            at=ctx.now(), actor_id=ctx.actor.user_id, act="denied", kind=permission.value, object_id=None, after=None
        )
        unit.commit()
