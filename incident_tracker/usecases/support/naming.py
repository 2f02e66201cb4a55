"""Debriefs for which no one who can act answers, because everyone who could had a part, or has no account: the
administrator is told, and names someone.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.outsiders import Outsider
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import chains_of, involved_in


@dataclass(frozen=True, slots=True)
class ToName:
    """A debrief for which no one who can act answers, until when it is to be held, and who could.

    `outsiders` are those from elsewhere who may be chosen for the site. It says nothing of what happened, or to whom.
    """

    debrief_id: UUID
    version: int
    site_id: UUID
    by: datetime
    people: tuple[Person, ...]
    outsiders: tuple[Outsider, ...]


@needs(Permission.NAME_MANAGER)
def debriefs_to_name(work: Work) -> tuple[ToName, ...]:
    """The debriefs at the actor's sites for which no one who can act answers, soonest limit first; and those for which
    the actor does.
    """
    return unanswered_for(work, work.actor.person_id)


def unanswered_for(work: Work, also_of: UUID | None = None) -> tuple[ToName, ...]:
    """The same, for a use case of people with that permission; `also_of` is whose own are among them."""
    waiting = [one for one in work.unit.debriefs.waiting(work.visible_sites()) if one.open]
    people = {one.id: one for one in work.unit.people.all() if one.active}
    chains = chains_of(work, {one.site_id for one in waiting})
    outsiders = [one for one in work.unit.outsiders.all() if one.in_use]
    found = []
    for debrief in waiting:
        chain, named = chains[debrief.site_id], {debrief.manager_id, debrief.deputy_id}
        mine = also_of is not None and also_of in named
        answered = debrief.manager_outside is not None or chain.may_answer((), *named) & named
        if mine or not answered:
            fit = chain.may_answer(involved_in(work, debrief.incident_ids))
            able = tuple(sorted((people[one] for one in fit), key=lambda one: one.name))
            there = tuple(one for one in outsiders if one.site_id == debrief.site_id)
            found.append(ToName(debrief.id, debrief.version, debrief.site_id, debrief.by, able, there))
    return tuple(found)
