"""Which reminders someone was told of: each once, over locks, restarts, several computers and clocks that are set."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.support.reminders import Reminder


@dataclass(frozen=True, slots=True)
class ReminderTold:
    """That a person was told of the reminder `key`, which names its matter and its step.

    `told_at` is None while it was put off since then, and is to be told again.
    """

    id: UUID
    person_id: UUID
    key: str
    told_at: datetime | None
    version: int = 1


def with_told(due: Iterable[Reminder], told: Collection[ReminderTold]) -> tuple[Reminder, ...]:
    """What is due, each with whether its person was told of it.

    No two moments are compared: a clock that is set back tells nothing twice, one that is set ahead loses nothing.
    """
    known = {(one.person_id, one.key) for one in told if one.told_at is not None}
    return tuple(replace(one, told=(one.person_id, one.key) in known) for one in due)


def to_tell_again(told: ReminderTold) -> ReminderTold:
    """A reminder that was put off: it is told again when it shows again."""
    return replace(told, told_at=None)
