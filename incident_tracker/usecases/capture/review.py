"""The life of an incident after it was logged: review, closing; never deletion."""

from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import NEED_REASON, Status, check_change
from incident_tracker.domain.capture.listing import StatusChange
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import ChangedMeanwhile
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.discretion import discreet
from incident_tracker.usecases.capture.incidents import require_incident
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.REVIEW_INCIDENT, writes=True, changes={Area.INCIDENTS})
def start_review(work: Work, incident_id: UUID, expected_version: int) -> Incident:
    """Mark it as being read now. Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused(WRONG_STATUS)."""
    return _change(work, incident_id, expected_version, Status.IN_REVIEW)


@needs(Permission.REVIEW_INCIDENT, writes=True, changes={Area.INCIDENTS})
def ask_for_update(work: Work, incident_id: UUID, expected_version: int, reason: str = "") -> Incident:
    """Something is missing; `reason` says what. Errors as for `start_review`."""
    return _change(work, incident_id, expected_version, Status.NEEDS_UPDATE, reason)


@needs(Permission.CLOSE_INCIDENT, writes=True, changes={Area.INCIDENTS})
def close_incident(work: Work, incident_id: UUID, expected_version: int) -> Incident:
    """Sign it off. Errors as for `start_review`."""
    return _change(work, incident_id, expected_version, Status.CLOSED)


@needs(Permission.CLOSE_INCIDENT, writes=True, changes={Area.INCIDENTS})
def mark_not_reportable(work: Work, incident_id: UUID, expected_version: int, reason: str) -> Incident:
    """Mark it as not reportable, and say why. Support goes on: someone may need it all the same.

    Errors as for `start_review`, Refused at `reason`.
    """
    return _change(work, incident_id, expected_version, Status.NOT_REPORTABLE, reason)


def with_status(
    work: Work,
    incident_id: UUID,
    expected_version: int,
    status: Status,
    reason: str = "",
    duplicate_of: UUID | None = None,
) -> Incident:
    """Change the status in the caller's transaction. The whole record is given, whatever the actor may see of it.

    Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused for the status or at `reason`.
    """
    before = work.unit.incidents.get(incident_id)
    require_incident(work, before)
    if before.version != expected_version:
        raise ChangedMeanwhile("incident", expected_version, before.version)
    if status in NEED_REASON:
        work.require_reason(reason)
    check_change(before.status, status, reason)
    saved = work.unit.incidents.save(replace(before, status=status, duplicate_of=duplicate_of))
    work.unit.incidents.add_status_change(
        StatusChange(incident_id, work.now, work.actor.user_id, status, reason.strip())
    )
    work.record(_act(status), "incident", incident_id, after=saved)
    return saved


def _change(
    work: Work,
    incident_id: UUID,
    expected_version: int,
    status: Status,
    reason: str = "",
) -> Incident:
    return discreet(work, with_status(work, incident_id, expected_version, status, reason))


def _act(status: Status) -> Act:
    """The name in the audit trail of a change to this status."""
    match status:
        case Status.SUBMITTED:
            raise ValueError("no incident becomes submitted again")
        case Status.IN_REVIEW:
            return "in_review"
        case Status.NEEDS_UPDATE:
            return "needs_update"
        case Status.CLOSED:
            return "closed"
        case Status.DUPLICATE:
            return "duplicate"
        case Status.NOT_REPORTABLE:
            return "not_reportable"
        case Status.REOPENED:
            return "reopened"
        case Status.VOID:
            return "void"
