"""Mark a report as a duplicate, or reopen one; its support goes on under the report that stays, and comes back."""

from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import DebriefKind
from incident_tracker.domain.support.duplicates import asked_again, goes_on_there, held_there, planned_again
from incident_tracker.domain.support.striking_out import check_canceled, ended
from incident_tracker.usecases.capture.discretion import discreet
from incident_tracker.usecases.capture.incidents import require_incident
from incident_tracker.usecases.capture.review import with_status
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import save_case, save_debrief
from incident_tracker.usecases.support.striking_out import CHANGES


@needs(Permission.CLOSE_INCIDENT, writes=True, changes=CHANGES)
def mark_duplicate(work: Work, incident_id: UUID, expected_version: int, wanted: UUID | str, reason: str) -> Incident:
    """Mark it as a duplicate of another incident (by id or reference number), which stays.

    Where the other one owes the same people the same support, and no one was asked yet, it goes on there alone.
    Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused for the status or at `duplicate_of` or `reason`.
    """
    require_incident(work, work.unit.incidents.get(incident_id))
    if not wanted:
        raise Refused(Reason.MISSING, "duplicate_of")
    original = work.unit.incidents.by_ref(wanted) if isinstance(wanted, str) else work.unit.incidents.get(wanted)
    require_incident(work, original)
    if original.id == incident_id or original.status is Status.DUPLICATE:
        raise Refused(Reason.WRONG_STATUS, "duplicate_of", status=original.status.value)
    saved = with_status(work, incident_id, expected_version, Status.DUPLICATE, reason, duplicate_of=original.id)
    _go_on_there(work, incident_id, original.id)
    return discreet(work, saved)


@needs(Permission.REOPEN_INCIDENT, writes=True, changes=CHANGES)
def reopen_incident(work: Work, incident_id: UUID, expected_version: int, reason: str) -> Incident:
    """Work on it again; what was planned for a duplicate is planned again.

    Errors: NotFound, NotAllowed, ChangedMeanwhile, Refused for the status or at `reason`, ConfirmationNeeded.
    """
    saved = with_status(work, incident_id, expected_version, Status.REOPENED, reason)
    _come_back(work, incident_id)
    return discreet(work, saved)


def _go_on_there(work: Work, incident_id: UUID, kept_id: UUID) -> None:
    unit = work.unit
    case = unit.support_cases.find(incident_id)
    if case is None or case.ended_at is not None:
        return
    present, checks = unit.debriefs.of_incident(incident_id), unit.follow_ups.of_incident(incident_id)
    debriefs = [one for one in present if one.kind is not DebriefKind.THEMATIC]  # a round is of others, too
    asked, offers = unit.participants.of([one.id for one in debriefs]), unit.support_offers.of_incident(incident_id)
    if not goes_on_there(case, unit.support_cases.find(kept_id), debriefs, asked, offers, checks):
        return
    save_case(work, case, ended(case, work.now))
    for debrief in debriefs:
        if (after := held_there(debrief, work.now)) != debrief:
            save_debrief(work, "combined", after)
    for check in checks:
        if (canceled := check_canceled(check, work.actor.user_id, work.now)) != check:
            work.record("canceled", "follow_up", check.id, after=unit.follow_ups.save(canceled))


def _come_back(work: Work, incident_id: UUID) -> None:
    unit = work.unit
    case = unit.support_cases.find(incident_id)
    if case is None or case.ended_at is None:
        return
    for debrief in unit.debriefs.of_incident(incident_id):
        if (again := planned_again(debrief, case)) != debrief:
            save_debrief(work, "changed", again)
    for check in unit.follow_ups.of_incident(incident_id):
        if (asked := asked_again(check, case)) != check:
            work.record("changed", "follow_up", check.id, after=unit.follow_ups.save(asked))
    save_case(work, case, replace(case, ended_at=None))
