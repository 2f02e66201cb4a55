"""Who asks, when, and of which store: the first argument of every use case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission, Role

if TYPE_CHECKING:  # the first window needs Actor and Context, not every repository behind the store
    from incident_tracker.domain.clinic.users import User
    from incident_tracker.ports.unit import Store


class Area(StrEnum):
    """A kind of thing that a use case may change; screens that show it ask again."""

    CLINIC = "clinic"
    USERS = "users"
    DRAFTS = "drafts"
    INCIDENTS = "incidents"
    SUPPORT = "support"
    WELLBEING = "wellbeing"
    INVITATIONS = "invitations"
    ANALYSES = "analyses"
    ACTIONS = "actions"
    DENOMINATORS = "denominators"
    REPORTS = "reports"
    REMINDERS = "reminders"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in user.

    `sites` are the sites that an own-site grant reaches; `person_id` is the member of staff behind the account.
    """

    user_id: UUID
    name: str
    role: Role
    sites: frozenset[UUID]
    person_id: UUID | None = None


def actor_of(user: "User") -> Actor:
    """A user as the actor of a use case."""
    return Actor(user.id, user.name, user.role, user.sites, user.person_id)


@dataclass(frozen=True, slots=True)
class Agreement:
    """A second person agreed, at `at` (UTC), to one thing that needs two.

    `user_id` is None where the recovery key stood in for a second person.
    """

    permission: Permission
    at: datetime
    user_id: UUID | None


@dataclass(frozen=True, slots=True)
class Context:
    """What a use case needs from outside.

    `now()` gives an aware UTC moment and is the only clock; `new_id()` gives a fresh UUID; `confirmed_at` is the moment
    when the actor last typed the pass phrase; `agreement` is only for the next act. `one_time`: the actor signed in
    with a one-time pass phrase, and can do nothing before choosing their own.
    """

    actor: Actor
    store: "Store"
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    confirmed_at: datetime | None = None
    agreement: Agreement | None = None
    one_time: bool = False
