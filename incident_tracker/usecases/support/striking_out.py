"""Strike a report out, and end in the same transaction what is planned and offered because of it."""

from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.striking_out import canceled, check_canceled, ended
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.discretion import discreet
from incident_tracker.usecases.capture.review import with_status
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.participants import give_up_slot
from incident_tracker.usecases.support.reach import save_case, save_debrief

CHANGES = frozenset({Area.INCIDENTS, Area.SUPPORT, Area.REMINDERS})


@needs(Permission.VOID_INCIDENT, writes=True, changes=CHANGES)
def void_incident(work: Work, incident_id: UUID, expected_version: int, reason: str) -> Incident:
    """Strike it out: it stays readable but is no longer counted. What is planned because of it is canceled.

    Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused for the status or at `reason`, ConfirmationNeeded.
    """
    saved = with_status(work, incident_id, expected_version, Status.VOID, reason)
    end_support(work, saved)
    return discreet(work, saved)


def end_support(work: Work, incident: Incident) -> None:
    """Cancel the debriefs and checks of an incident that was struck out just now; its open offers hold no longer.

    A debrief that is also about a report that counts goes on. Who was invited is told by their reminders.
    """
    case = work.unit.support_cases.find(incident.id)
    if case is None:
        return
    save_case(work, case, ended(case, work.now))
    for debrief in work.unit.debriefs.of_incident(incident.id):
        others = work.unit.incidents.many(debrief.incident_ids)
        counted = {one.id for one in others if one.status in COUNTED}
        after = canceled(debrief, counted, work.now)
        if after != debrief:
            give_up_slot(work, debrief.id, None)
            save_debrief(work, "canceled", after)
    for follow_up in work.unit.follow_ups.of_incident(incident.id):
        after_check = check_canceled(follow_up, work.actor.user_id, work.now)
        if after_check != follow_up:
            saved = work.unit.follow_ups.save(after_check)
            work.record("canceled", "follow_up", saved.id, after=saved)
