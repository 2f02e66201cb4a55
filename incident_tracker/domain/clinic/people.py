"""Members of staff: where they work, who manages them, and whether they may lead a debrief."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.sites import accept_name


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff. `job` is a code of the vocabulary "job"; `manager_id` is another person."""

    id: UUID
    name: str
    job: str
    site_id: UUID
    desk_id: UUID | None = None
    may_facilitate: bool = False
    manager_id: UUID | None = None
    active: bool = True
    version: int = 1


def accept_person(
    id: UUID,
    name: str,
    job: str,
    site_id: UUID,
    *,
    desk_id: UUID | None = None,
    may_facilitate: bool = False,
    manager_id: UUID | None = None,
) -> Person:
    """A new member of staff. Errors: Refused at `name`."""
    return Person(id, accept_name(name), job, site_id, desk_id, may_facilitate, manager_id)
