"""User accounts, and the rules that keep a clinic from locking itself out."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.domain.errors import Reason, Refused

PROTECTED_ROLES = (Role.ADMINISTRATOR, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class User:
    """An account. `sites` limit what an own-site grant reaches; `person_id` is the member of staff behind it."""

    id: UUID
    name: str
    role: Role
    person_id: UUID | None = None
    sites: frozenset[UUID] = frozenset()
    active: bool = True
    version: int = 1


def name_key(name: str) -> str:
    """The form in which user names are compared: case, width and spaces around them make no difference."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def accept_user(
    id: UUID,
    name: str,
    role: Role,
    others: Iterable[User],
    *,
    person_id: UUID | None = None,
    sites: frozenset[UUID] = frozenset(),
) -> User:
    """A new account beside `others`. Errors: Refused at `name` when it is empty or taken."""
    name = accept_name(name)
    if any(name_key(other.name) == name_key(name) for other in others):
        raise Refused(Reason.NAME_TAKEN, "name")
    return User(id, name, role, person_id, sites)


def check_role_change(actor_id: UUID, user: User, users: Iterable[User]) -> None:
    """Nobody changes their own role, and the last administrator and the last manager keep theirs.

    Called before `user` gets another role or is disabled. Errors: Refused at `role`.
    """
    if user.id == actor_id:
        raise Refused(Reason.OWN_ROLE, "role")
    if user.role in PROTECTED_ROLES and user.active:
        left = [other for other in users if other.active and other.role is user.role and other.id != user.id]
        if not left:
            raise Refused(Reason.LAST_OF_ROLE, "role", role=user.role.value)
