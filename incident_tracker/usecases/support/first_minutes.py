"""Read what is still to do in the first minutes, for lists and reminders."""

from uuid import UUID

from incident_tracker.domain.support.debriefs import DebriefKind
from incident_tracker.domain.support.first_minutes import LOOKED_FOR, FirstMinutes, first_minutes
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.support.reach import site_hours


def first_minutes_at(work: Work, site_ids: frozenset[UUID] | None) -> tuple[FirstMinutes, ...]:
    """What is still to do at these sites now, the oldest incident first; nothing for who sees every site at once, and
    so leads none.
    """
    recent = () if not site_ids else work.unit.support_cases.since(site_ids, work.now - LOOKED_FOR)
    left = {one.id for one in work.unit.people.all() if not one.active} if recent else set[UUID]()
    cases = [case for case in recent if not case.persons or not left.issuperset(case.persons)]
    ids = [case.id for case in cases]
    incidents = {one.id: one for one in work.unit.incidents.many(ids)}
    talked = {
        id
        for one in work.unit.debriefs.about([id for id in ids if id in incidents and incidents[id].relief])
        if one.kind is DebriefKind.HOT
        for id in one.incident_ids
    }
    hours = {site_id: site_hours(work, site_id) for site_id in {case.site_id for case in cases}}
    found = (
        first_minutes(
            case,
            incidents[case.id].relief if case.id in incidents else None,
            talked=case.id in talked,
            hours=hours[case.site_id],
            now=work.now,
        )
        for case in cases
    )
    return tuple(one for one in found if one is not None)
