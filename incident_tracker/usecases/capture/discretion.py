"""Which parts of an incident the actor sees, once they may read it."""

from incident_tracker.domain.capture.discretion import Sight
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.gate import Work


def sight_of(work: Work, incident: Incident) -> Sight:
    """The person who wrote or told the report also sees the local code; the people harmed also see their own harm."""
    me = work.actor.person_id
    wrote = work.actor.user_id == incident.logged_by or (me is not None and me == incident.told_by_id)
    return Sight(
        code=work.reaches(Permission.SEE_PATIENT_CODE, site_id=incident.site_id, own=wrote),
        harm=work.reaches(Permission.SEE_STAFF_HARM, site_id=incident.site_id),
        person_id=me if work.reaches(Permission.SEE_STAFF_HARM, site_id=None, own=True) else None,
    )


def discreet(work: Work, incident: Incident) -> Incident:
    """The incident as the actor may see it."""
    return sight_of(work, incident).of(incident)
