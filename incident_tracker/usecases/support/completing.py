"""Complete an incident, or correct a closed one, and keep its support in step in the same transaction."""

from uuid import UUID

from incident_tracker.domain.capture.incidents import Completion, Incident
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.discretion import discreet
from incident_tracker.usecases.capture.incidents import completed_and_stored
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.cases import keep_in_step

CHANGES = frozenset({Area.INCIDENTS, Area.DRAFTS, Area.SUPPORT, Area.REMINDERS})


@needs(Permission.EDIT_SUBMITTED, writes=True, changes=CHANGES)
def complete_incident(work: Work, incident_id: UUID, completion: Completion, expected_version: int) -> Incident:
    """Save the long form; earlier values are kept as revisions, and what the tier owes now is owed from now on.

    Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused at the field or for the status.
    """
    saved = completed_and_stored(work, incident_id, completion, expected_version)
    keep_in_step(work, saved)
    return discreet(work, saved)


@needs(Permission.EDIT_CLOSED, writes=True, changes=CHANGES)
def complete_closed(
    work: Work, incident_id: UUID, completion: Completion, expected_version: int, *, reason: str
) -> Incident:
    """Correct an incident that is closed, which stays closed; earlier values are kept as revisions.

    Errors: as `complete_incident`, ConfirmationNeeded, Refused at `reason`.
    """
    work.require_reason(reason)
    saved = completed_and_stored(work, incident_id, completion, expected_version, closed=True)
    keep_in_step(work, saved)
    return discreet(work, saved)
