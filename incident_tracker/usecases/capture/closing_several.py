"""Close several incidents, each by itself: one that cannot be closed now keeps none of the others open."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.review import close_incident
from incident_tracker.usecases.gate import outside_gate


@dataclass(frozen=True, slots=True)
class Closing:
    """The incidents that were closed, and the others with what was in the way, in the order they were named."""

    done: tuple[UUID, ...]
    not_done: tuple[tuple[UUID, Problem], ...]


@outside_gate("each incident goes through the gate of `close_incident`")
def close_each(ctx: Context, wanted: Sequence[tuple[UUID, int]]) -> Closing:
    """Close incidents, named by their ids and the versions in which they were seen."""
    done: list[UUID] = []
    not_done: list[tuple[UUID, Problem]] = []
    for incident_id, version in wanted:
        try:
            close_incident(ctx, incident_id, version)
            done.append(incident_id)
        except Problem as problem:
            not_done.append((incident_id, problem))
    return Closing(tuple(done), tuple(not_done))
