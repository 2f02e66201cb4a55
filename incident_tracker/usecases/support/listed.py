"""What a list of incidents says of support: who is owed it, and how far their debrief has come."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, DebriefStatus
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import within_reach

MOST_DUE = 30_000
"""So many incidents with a debrief that is due are told apart: as many as one question of the database may name."""


@dataclass(frozen=True, slots=True)
class ListedSupport:
    """The members of staff who are owed support (person ids), and their formal debrief, None where none is owed.

    `at` is when it is planned for, or by when it is to be held.
    """

    persons: tuple[UUID, ...]
    debrief: DebriefStatus | None = None
    at: datetime | None = None
    debrief_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class DebriefsDue:
    """The incidents whose debrief is due, the soonest first; `more`: others are due after them."""

    incidents: tuple[UUID, ...] = ()
    more: bool = False


@needs(Permission.SEE_SUPPORT)
def support_of_listed(work: Work, incident_ids: Collection[UUID]) -> Mapping[UUID, ListedSupport]:
    """By incident, those whose support the actor may know of: at their sites, and their own part elsewhere."""
    _sites, me = within_reach(work)
    cases = [
        case
        for case in work.unit.support_cases.many(incident_ids)
        if work.by_site(case.site_id) or (me is not None and me in case.persons)
    ]
    formal = [one for one in work.unit.debriefs.about([case.id for case in cases]) if one.kind is DebriefKind.FORMAL]
    by_incident = {incident: one for one in formal for incident in one.incident_ids}
    return {
        case.id: _listed(case, by_incident.get(case.id), None if work.by_site(case.site_id) else me) for case in cases
    }


@needs(Permission.SEE_SUPPORT)
def incidents_with_debrief_due(work: Work) -> DebriefsDue:
    """The incidents whose debrief is still to be planned or held, within what the actor may see."""
    found = work.unit.debriefs.incidents_due(*within_reach(work), MOST_DUE + 1)
    return DebriefsDue(found[:MOST_DUE], more=len(found) > MOST_DUE)


def _listed(case: SupportCase, debrief: Debrief | None, only: UUID | None) -> ListedSupport:
    persons = tuple(one for one in case.persons if only in (None, one))
    if debrief is None:
        return ListedSupport(persons)
    return ListedSupport(persons, debrief.status, debrief.starts_at or debrief.by, debrief.id)
