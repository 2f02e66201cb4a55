"""Strike a report out, or undo logging it; what is planned and offered because of it ends in the same transaction."""

from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import COUNTED, Status
from incident_tracker.domain.capture.listing import StatusChange
from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.capture.undoing import SLIP, undone
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotAllowed
from incident_tracker.domain.support.debriefs import DebriefKind
from incident_tracker.domain.support.striking_out import canceled, check_canceled, check_untouched, ended
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


@needs(Permission.CREATE_INCIDENT, writes=True, changes=CHANGES | {Area.DRAFTS})
def undo_log(work: Work, incident_id: UUID, typed: IncidentDraft) -> SavedDraft:
    """Take back what the actor logged a moment ago: the report is struck out, and `typed` is their draft again.

    The number stays with it and is not given again. Errors: NotFound, NotAllowed for a report of someone else,
    Refused(TOO_LATE_TO_UNDO), Refused(OTHERS_WORK_ON_IT).
    """
    unit, before = work.unit, work.unit.incidents.get(incident_id)
    if before.logged_by != work.actor.user_id:
        raise NotAllowed(work.permission)
    debriefs = unit.debriefs.of_incident(incident_id)
    after = undone(before, work.now, unit.incidents.revisions(incident_id), unit.incidents.addenda(incident_id))
    own = [one for one in debriefs if one.kind is not DebriefKind.THEMATIC]  # a round is of others, too
    check_untouched(
        unit.support_cases.find(incident_id),
        own,
        unit.participants.of([one.id for one in own]),
        unit.support_offers.of_incident(incident_id),
        unit.follow_ups.of_incident(incident_id),
    )
    saved = unit.incidents.save(after)
    unit.incidents.add_status_change(StatusChange(incident_id, work.now, work.actor.user_id, saved.status, SLIP))
    work.record("undone", "incident", incident_id, after=saved)
    end_support(work, saved)
    draft = SavedDraft(work.new_id(), work.actor.user_id, work.now, typed)
    unit.drafts.add(draft)
    work.record("created", "draft", draft.id, after=draft)
    return draft


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
