"""Protected time as a calendar file for one member of staff."""

from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.exports.calendar import ProtectedTime, calendar_file
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import own


@needs(Permission.EXPORT_CALENDAR, writes=True)
def export_calendar(work: Work, person_id: UUID | None = None) -> bytes:
    """The booked protected time of a member of staff (the actor, if no one is named) as iCalendar bytes.

    Only time in which the person is expected: as an accepting participant, leading, or covering a desk.
    The export is audited. Errors: NotFound, NotAllowed.
    """
    wanted = person_id or work.actor.person_id
    if wanted is None:
        raise NotFound("person")
    person = work.unit.people.get(wanted)
    work.require(site_id=person.site_id, owner_id=own(work, wanted))
    times = [
        ProtectedTime(debrief.id, debrief.starts_at, debrief.ends_at, debrief.version)
        for debrief in work.unit.debriefs.waiting(person_id=wanted)
        if debrief.status is DebriefStatus.PLANNED
        and debrief.starts_at is not None
        and debrief.ends_at is not None
        and _expected(work, debrief, wanted)
    ]
    work.record("exported", "calendar", wanted, facts={"records": len(times)})
    return calendar_file(times, written_at=work.now)


def _expected(work: Work, debrief: Debrief, person_id: UUID) -> bool:
    coming = {one.person_id for one in work.unit.participants.of([debrief.id]) if one.coming}
    covering = {one.cover_id for one in work.unit.covers.of([debrief.id]) if one.person_id in coming}
    return person_id in coming | covering | {debrief.facilitator_id}
