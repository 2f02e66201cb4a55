"""What is typed about a debrief, or chosen as one's own answer to it, stays the person's draft until they save it."""

from uuid import UUID

from incident_tracker.domain.capture.saved_drafts import LaterWork, SavedDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.drafts import finish_later, keep_later, later_of
from incident_tracker.usecases.gate import Work, needs

KIND = "debrief"
ANSWER = "answer to a debrief"


@needs(Permission.EDIT_OWN_DRAFT, writes=True, changes={Area.DRAFTS})
def keep_debrief_draft(work: Work, debrief_id: UUID, text: str) -> SavedDraft | None:
    """Keep what the actor typed about a debrief, encrypted as every draft is; each user has one such draft of it.

    None if `text` is empty: then what was kept before is put away. Errors: NotFound, NotAllowed.
    """
    work.require(owner_id=work.actor.user_id)
    work.unit.debriefs.get(debrief_id)
    if not text:
        finish_later(work, KIND, debrief_id)
        return None
    return keep_later(work, LaterWork(KIND, debrief_id, text))


@needs(Permission.EDIT_OWN_DRAFT)
def find_debrief_draft(work: Work, debrief_id: UUID) -> SavedDraft | None:
    """What the actor typed about this debrief and has not saved, if anything. Errors: NotAllowed."""
    work.require(owner_id=work.actor.user_id)
    return later_of(work, KIND, debrief_id)


@needs(Permission.ANSWER_OFFER, writes=True, changes={Area.DRAFTS})
def keep_answer_draft(work: Work, debrief_id: UUID, text: str) -> SavedDraft | None:
    """Keep what the actor chose on an invitation or on the two questions afterwards and has not sent, encrypted.

    None if `text` is empty: then what was kept before is put away. Errors: NotFound where the actor was not asked.
    """
    work.require(owner_id=work.actor.user_id)
    me = work.actor.person_id
    if me is None or work.unit.participants.find(debrief_id, me) is None:
        raise NotFound("participant")
    if not text:
        finish_later(work, ANSWER, debrief_id)
        return None
    return keep_later(work, LaterWork(ANSWER, debrief_id, text))


@needs(Permission.ANSWER_OFFER)
def find_answer_draft(work: Work, debrief_id: UUID) -> SavedDraft | None:
    """What the actor chose for their answer to this debrief and has not sent, if anything. Errors: NotAllowed."""
    work.require(owner_id=work.actor.user_id)
    return later_of(work, ANSWER, debrief_id)
