"""User accounts: add, disable, change role, reset and change pass phrases, renew the recovery key."""

from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.clinic.users import User, accept_user, check_role_change
from incident_tracker.domain.errors import NotAllowed, Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.security.passphrases import accept_passphrase, normalized, one_time_passphrase
from incident_tracker.usecases.clinic.known_names import names_of
from incident_tracker.usecases.gate import Work, needs

_RESET_BY_MANAGER = (Role.RECEPTION, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A user and the one-time pass phrase that is told to them once."""

    user: User
    passphrase: str


@needs(Permission.SEE_ACCOUNTS)
def list_users(work: Work) -> tuple[User, ...]:
    """All accounts within reach, by name: with a grant for certain sites, the accounts that have one of them."""
    sites = work.visible_sites()
    return tuple(user for user in work.unit.users.all() if sites is None or user.sites & sites)


@needs(Permission.MANAGE_USERS, writes=True, changes={Area.USERS})
def add_user(
    work: Work,
    name: str,
    role: Role,
    *,
    reason: str,
    person_id: UUID | None = None,
    sites: frozenset[UUID] = frozenset(),
    passphrase: str | None = None,
) -> Admitted:
    """Make an account with a one-time pass phrase, or a random one if none is given.

    While the clinic is being set up (see `is_being_set_up`), `reason` may be empty; the audit entry says so.
    Errors: Refused at `name`, `passphrase` or `reason`; NotFound for a person or site that is not there.
    """
    set_up = work.require_reason_unless_set_up(reason)
    _check_person_and_sites(work, person_id, sites)
    user = accept_user(work.new_id(), name, role, work.unit.users.all(), person_id=person_id, sites=sites)
    one_time = _accepted(work, passphrase, user.name) if passphrase is not None else one_time_passphrase()
    work.unit.users.add(user)
    work.record("created", "user", user.id, after=user, facts=set_up)
    work.unit.key_slots.give(user.name, one_time, one_time=True)
    return Admitted(user, one_time)


@needs(Permission.MANAGE_USERS, writes=True, changes={Area.USERS})
def change_role(
    work: Work,
    user_id: UUID,
    role: Role,
    *,
    reason: str,
    sites: frozenset[UUID] | None = None,
    version: int | None = None,
) -> User:
    """Give a user another role (and other sites).

    Errors: Refused (own role, last of its role, reason), NotFound, ChangedMeanwhile.
    """
    work.require_reason(reason)
    user = _at_version(work.unit.users.get(user_id), version)
    check_role_change(work.actor.user_id, user, work.unit.users.all())
    reached = user.sites if sites is None else sites
    _check_person_and_sites(work, None, reached)
    saved = work.unit.users.save(replace(user, role=role, sites=reached))
    work.record("role_changed", "user", user.id, after=saved)
    return saved


@needs(Permission.MANAGE_USERS, writes=True, changes={Area.USERS})
def disable_user(work: Work, user_id: UUID, *, reason: str, version: int | None = None) -> User:
    """Disable a user; the account stays for the records that name it. Errors: as `change_role`."""
    work.require_reason(reason)
    user = _at_version(work.unit.users.get(user_id), version)
    check_role_change(work.actor.user_id, user, work.unit.users.all())
    saved = work.unit.users.save(replace(user, active=False))
    work.record("disabled", "user", user.id, after=saved)
    work.unit.key_slots.take(user.name)
    return saved


@needs(Permission.RESET_PASSPHRASE, writes=True, changes={Area.USERS})
def reset_passphrase(work: Work, user_id: UUID, *, reason: str, passphrase: str | None = None) -> Admitted:
    """Give a user who forgot it a one-time pass phrase; a disabled account is active again, and one that was blocked
    after too many wrong pass phrases is unblocked.

    A manager can do this only for reception and supervisors of their own sites, so that no one gains a role by it.
    Errors: NotAllowed, NotFound, Refused at `passphrase` or `reason`.
    """
    work.require_reason(reason)
    user = work.unit.users.get(user_id)
    for site_id in user.sites or (None,):
        work.require(site_id=site_id)
    if work.actor.role is not Role.ADMINISTRATOR and user.role not in _RESET_BY_MANAGER:
        raise NotAllowed(Permission.RESET_PASSPHRASE)
    one_time = _accepted(work, passphrase, user.name) if passphrase is not None else one_time_passphrase()
    saved = user if user.active else work.unit.users.save(replace(user, active=True))
    _note_failures(work, user.id, work.unit.key_slots.failed_tries(user.name))
    work.record("passphrase_reset", "user", user.id, after=saved)
    work.unit.key_slots.give(user.name, one_time, one_time=True)
    return Admitted(saved, one_time)


@needs(Permission.CHANGE_OWN_PASSPHRASE, writes=True, at_the_door=True)
def change_own_passphrase(work: Work, present: str, wanted: str) -> None:
    """Change your own pass phrase; the old one stops working at once, except for older backups.

    Errors: WrongCredentials or Delayed for the present one; Refused at `new_passphrase`, also when it is the present
    one.
    """
    work.require(owner_id=work.actor.user_id)
    accepted = _accepted(work, wanted, work.actor.name, "new_passphrase")
    if accepted == normalized(present):
        raise Refused(Reason.PASSPHRASE_UNCHANGED, "new_passphrase")
    work.record("passphrase_changed", "user", work.actor.user_id)
    _note_failures(work, work.actor.user_id, work.unit.key_slots.change(work.actor.name, present, accepted))


@needs(Permission.NEW_RECOVERY_KEY, writes=True)
def renew_recovery_key(work: Work, *, reason: str) -> str:
    """Make a new recovery key, shown once; the earlier one stops working.

    Errors: SecondNeeded, Refused at `reason`.
    """
    work.require_reason(reason)
    work.record("recovery_key_renewed", "clinic", None)
    return work.unit.key_slots.new_recovery_key()


def _accepted(work: Work, passphrase: str, user_name: str, field: str = "passphrase") -> str:
    return accept_passphrase(passphrase, user_name, field, names_of(work.unit))


def _note_failures(work: Work, user_id: UUID, failures: int) -> None:
    """Failed tries that could not be audited when they happened."""
    for _ in range(failures):
        work.unit.audit.append(
            at=work.now, actor_id=user_id, act="sign_in_failed", kind="user", object_id=user_id, after=None
        )


def _check_person_and_sites(work: Work, person_id: UUID | None, sites: frozenset[UUID]) -> None:
    if person_id is not None:
        work.unit.people.get(person_id)
    for site_id in sites:
        work.unit.sites.get(site_id)


def _at_version(user: User, version: int | None) -> User:
    """The user as the caller saw it, so that saving it notices changes made meanwhile."""
    return user if version is None else replace(user, version=version)
