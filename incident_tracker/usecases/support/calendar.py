"""Protected time as a calendar file for one member of staff."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound
from incident_tracker.exports.calendar import calendar_file
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import own


@dataclass(frozen=True, slots=True)
class ExportedCalendar:
    """An iCalendar file with how many times to come are in it, and how many that were canceled."""

    content: bytes
    times: int
    canceled: int


@needs(Permission.EXPORT_CALENDAR, writes=True)
def export_calendar(work: Work, person_id: UUID | None = None) -> ExportedCalendar | None:
    """The protected time to come of a member of staff (the actor, if no one is named); None if there is none.

    Only time in which the person is or was expected: as an accepting participant, leading, or covering a desk. What
    was canceled and is still to come is in it as canceled. The export is audited. Errors: NotFound, NotAllowed.
    """
    wanted = person_id or work.actor.person_id
    if wanted is None:
        raise NotFound("person")
    person = work.unit.people.get(wanted)
    work.require(site_id=person.site_id, owner_id=own(work, wanted))
    entries = work.unit.calendar_entries.to_come(wanted, work.now)
    if not entries:
        return None
    work.record("exported", "calendar", wanted, facts={"records": len(entries)})
    canceled = sum(one.canceled for one in entries)
    return ExportedCalendar(calendar_file(entries), len(entries) - canceled, canceled)
