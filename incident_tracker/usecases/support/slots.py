"""Times that suit everyone of one debrief within four weeks, or why none does."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind
from incident_tracker.domain.support.slots import SlotsFound, find_times
from incident_tracker.domain.support.week import Planning
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.debriefs import candidates_for
from incident_tracker.usecases.support.reach import debrief_to_plan
from incident_tracker.usecases.support.week import WeekDebrief, hoped_to_come


@dataclass(frozen=True, slots=True)
class Slots:
    """A debrief with the times that suit everyone, and the names of all who are named in them."""

    debrief: Debrief
    found: SlotsFound
    names: dict[UUID, str]


@needs(Permission.PLAN_DEBRIEF)
def find_slots(work: Work, wanted: UUID | str, limit: int) -> Slots:
    """The next times for a debrief, by its id or by the number of its incident.

    Errors: NotFound, NotAllowed, Refused(WRONG_STATUS) for one that has begun or is over.
    """
    debrief = debrief_to_plan(work, _debrief_id(work, wanted) if isinstance(wanted, str) else wanted)
    if not debrief.open or debrief.started_at is not None:
        raise Refused(Reason.WRONG_STATUS, "status")
    people = work.unit.people.all()
    booking = booking_of(work, debrief, everyone=True)
    owed = [person for case in work.unit.support_cases.many(debrief.incident_ids) for person in case.persons]
    item = WeekDebrief(debrief, tuple(owed), booking.participants, candidates=candidates_for(work, debrief, people))
    planning = Planning(hoped_to_come(booking, item), item.may_lead(), people)
    found = find_times(planning, work.now, limit)
    return Slots(debrief, found, {one.id: one.name for one in people})


def _debrief_id(work: Work, ref: str) -> UUID:
    incident = work.unit.incidents.by_ref(ref)
    work.require(site_id=incident.site_id)
    talks = (DebriefKind.FORMAL, DebriefKind.SECOND, DebriefKind.THEMATIC)
    found = [one for one in work.unit.debriefs.of_incident(incident.id) if one.open and one.kind in talks]
    if not found:
        raise NotFound("debrief")
    return min(found, key=lambda one: (talks.index(one.kind), one.by)).id
