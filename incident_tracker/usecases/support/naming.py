"""Debriefs that no one may answer for, because everyone who could had a part: the administrator is told, and names
someone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import involved_in


@dataclass(frozen=True, slots=True)
class ToName:
    """A debrief without anyone who answers for it, until when it is to be held, and who had no part in it.

    It says nothing of what happened, or to whom.
    """

    debrief_id: UUID
    version: int
    site_id: UUID
    by: datetime
    people: tuple[Person, ...]


@needs(Permission.NAME_MANAGER)
def debriefs_to_name(work: Work) -> tuple[ToName, ...]:
    """The debriefs at the actor's sites that no one answers for, soonest limit first."""
    return unanswered_for(work)


def unanswered_for(work: Work) -> tuple[ToName, ...]:
    """The same, for a use case of people with that permission."""
    waiting = work.unit.debriefs.waiting(work.visible_sites())
    staff = [one for one in work.unit.people.all() if one.active]
    found = []
    for debrief in waiting:
        if debrief.open and not debrief.is_answered_for:
            involved = involved_in(work, debrief.incident_ids)
            fit = [one for one in staff if one.id not in involved]
            people = tuple(sorted(fit, key=lambda one: (one.site_id != debrief.site_id, one.name)))
            found.append(ToName(debrief.id, debrief.version, debrief.site_id, debrief.by, people))
    return tuple(found)
