"""A note of time and desk, saved in a moment for an incident that is written down later; it says nothing else."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.clinic.sites import Desk

ONE_IN = 10
"""A second press within this many seconds makes no second note."""

_CLOCKS_DIFFER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Stub:
    """What one press of the key saved.

    `at` is UTC by the clock of that computer; `desk_id` is what its settings say.
    """

    at: datetime
    desk_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WaitingStub:
    """A note that nobody has taken up yet. `id` is random, and becomes that of the draft."""

    id: UUID
    stub: Stub


def written(stub: Stub) -> bytes:
    """The note as bytes, which are sealed before they are saved."""
    told = {"at": stub.at.astimezone(UTC).isoformat(), "desk": None if stub.desk_id is None else str(stub.desk_id)}
    return json.dumps(told, sort_keys=True).encode()


def read(content: bytes) -> Stub | None:
    """The note in these bytes, or None if they are not a note."""
    try:
        told = json.loads(content)
        at = datetime.fromisoformat(told["at"])
        desk_id = None if told["desk"] is None else UUID(told["desk"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return None if at.tzinfo is None or set(told) != {"at", "desk"} else Stub(at.astimezone(UTC), desk_id)


def pressed_at(stub: Stub, now: datetime) -> datetime | None:
    """When the key was pressed; None if that is in the future because the clock was set back since."""
    return None if stub.at > now + _CLOCKS_DIFFER else min(stub.at, now)


def desk_of(stub: Stub, desks: dict[UUID, Desk]) -> Desk | None:
    """The desk of the clinic that the note names, if there is one."""
    return None if stub.desk_id is None else desks.get(stub.desk_id)


def concerns(desk: Desk | None, sites: frozenset[UUID]) -> bool:
    """Is the note for people of these sites? A note without a desk is for everyone."""
    return desk is None or desk.site_id in sites


def draft_of(stub: Stub, desk: Desk | None, now: datetime) -> IncidentDraft:
    """The start of a report: when and where, as far as the note says."""
    return IncidentDraft(
        occurred_at=pressed_at(stub, now),
        site_id=None if desk is None else desk.site_id,
        desk_id=None if desk is None else desk.id,
    )
