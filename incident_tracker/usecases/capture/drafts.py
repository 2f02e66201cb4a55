"""Drafts: autosaved while a person writes, listed until finished, and discarded with a way back."""

from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.saved_drafts import LaterWork, SavedDraft, UnreadText, UnsavedCompletion
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.EDIT_OWN_DRAFT, writes=True, changes={Area.DRAFTS})
def save_draft(
    work: Work, draft: IncidentDraft, draft_id: UUID | None = None, unread: tuple[UnreadText, ...] = ()
) -> SavedDraft:
    """Save what has been typed so far, `unread` as it is; returns the draft as saved. Without `draft_id` a new one is
    made.
    """
    if draft_id is None:
        work.require(owner_id=work.actor.user_id)
        saved = SavedDraft(work.new_id(), work.actor.user_id, work.now, draft, unread=unread)
        work.unit.drafts.add(saved)
        work.record("created", "draft", saved.id, after=saved)
    else:
        present = _own(work, draft_id)
        saved = work.unit.drafts.save(replace(present, draft=draft, unread=unread, saved_at=work.now, discarded=False))
        work.record("changed", "draft", saved.id, after=saved)
    return saved


@needs(Permission.EDIT_OWN_DRAFT)
def list_drafts(work: Work) -> tuple[SavedDraft, ...]:
    """The actor's unfinished captures, oldest first."""
    work.require(owner_id=work.actor.user_id)
    return tuple(one for one in work.unit.drafts.of_owner(work.actor.user_id) if one.is_capture)


@needs(Permission.EDIT_OWN_DRAFT, writes=True, changes={Area.DRAFTS})
def keep_completion(work: Work, typed: UnsavedCompletion) -> SavedDraft:
    """Keep what was typed to complete a record, without touching the record; each user has one such draft for it."""
    work.require(owner_id=work.actor.user_id)
    present = completion_of(work, typed.incident_id)
    if present is None:
        saved = SavedDraft(work.new_id(), work.actor.user_id, work.now, completing=typed)
        work.unit.drafts.add(saved)
        work.record("created", "draft", saved.id, after=saved)
    else:
        saved = work.unit.drafts.save(replace(present, completing=typed, saved_at=work.now))
        work.record("changed", "draft", saved.id, after=saved)
    return saved


@needs(Permission.EDIT_OWN_DRAFT)
def find_completion(work: Work, incident_id: UUID) -> SavedDraft | None:
    """What the actor typed to complete this record and has not saved; None if nothing is kept."""
    work.require(owner_id=work.actor.user_id)
    return completion_of(work, incident_id)


@needs(Permission.EDIT_OWN_DRAFT, writes=True, changes={Area.DRAFTS})
def discard_draft(work: Work, draft_id: UUID) -> SavedDraft:
    """Take a draft off the list; `restore_draft` brings it back. Errors: NotFound."""
    saved = work.unit.drafts.save(replace(_own(work, draft_id), discarded=True))
    work.record("discarded", "draft", draft_id, after=saved)
    return saved


@needs(Permission.EDIT_OWN_DRAFT, writes=True, changes={Area.DRAFTS})
def restore_draft(work: Work, draft_id: UUID) -> SavedDraft:
    """Bring a discarded draft back to the list. Errors: NotFound."""
    saved = work.unit.drafts.save(replace(_own(work, draft_id), discarded=False))
    work.record("restored", "draft", draft_id, after=saved)
    return saved


def completion_of(work: Work, incident_id: UUID) -> SavedDraft | None:
    """The actor's draft that completes this record, or None."""
    own = work.unit.drafts.of_owner(work.actor.user_id)
    return next((one for one in own if one.completing and one.completing.incident_id == incident_id), None)


def later_of(work: Work, kind: str, subject_id: UUID) -> SavedDraft | None:
    """The actor's draft of a later chapter over this record, or None."""
    own = work.unit.drafts.of_owner(work.actor.user_id)
    typed = (one for one in own if one.later and (one.later.kind, one.later.subject_id) == (kind, subject_id))
    return next(typed, None)


def keep_later(work: Work, later: LaterWork) -> SavedDraft:
    """Keep what was typed over a record of a later chapter; each user has one such draft of it."""
    present = later_of(work, later.kind, later.subject_id)
    if present is None:
        saved = SavedDraft(work.new_id(), work.actor.user_id, work.now, later=later)
        work.unit.drafts.add(saved)
        work.record("created", "draft", saved.id, after=saved)
    else:
        saved = work.unit.drafts.save(replace(present, later=later, saved_at=work.now))
        work.record("changed", "draft", saved.id, after=saved)
    return saved


def finish_later(work: Work, kind: str, subject_id: UUID) -> None:
    """Put away the actor's draft of a later chapter, if there is one, with nothing left in it."""
    if (present := later_of(work, kind, subject_id)) is not None:
        finished = work.unit.drafts.save(replace(present, later=None, discarded=True))
        work.record("finished", "draft", present.id, after=finished)


def finish_completion(work: Work, incident_id: UUID) -> None:
    """Put away the actor's draft that completes this record, if there is one: it is saved now."""
    if (present := completion_of(work, incident_id)) is not None:
        finished = work.unit.drafts.save(replace(present, completing=None, discarded=True))
        work.record("finished", "draft", present.id, after=finished)


def _own(work: Work, draft_id: UUID) -> SavedDraft:
    present = work.unit.drafts.get(draft_id)
    work.require(owner_id=present.owner_id)
    return present
