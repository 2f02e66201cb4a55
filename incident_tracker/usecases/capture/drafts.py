"""Drafts: autosaved while somebody writes, listed until finished, discarded so that it can be taken back."""

from dataclasses import replace
from uuid import UUID

from incident_tracker.domain.capture.drafts import IncidentDraft, SavedDraft
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.EDIT_OWN_DRAFT, writes=True, changes={Area.DRAFTS})
def save_draft(work: Work, draft: IncidentDraft, draft_id: UUID | None = None) -> SavedDraft:
    """Keep what has been typed so far; gives the draft as saved. Without `draft_id` a new one is made."""
    if draft_id is None:
        work.require(owner_id=work.actor.user_id)
        saved = SavedDraft(work.new_id(), work.actor.user_id, work.now, draft)
        work.unit.drafts.add(saved)
        work.record("created", "draft", saved.id, after=saved)
    else:
        present = _own(work, draft_id)
        saved = work.unit.drafts.save(replace(present, draft=draft, saved_at=work.now, discarded=False))
        work.record("changed", "draft", saved.id, after=saved)
    return saved


@needs(Permission.EDIT_OWN_DRAFT)
def list_drafts(work: Work) -> tuple[SavedDraft, ...]:
    """The actor's unfinished drafts, oldest first."""
    work.require(owner_id=work.actor.user_id)
    return work.unit.drafts.of_owner(work.actor.user_id)


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


def _own(work: Work, draft_id: UUID) -> SavedDraft:
    present = work.unit.drafts.get(draft_id)
    work.require(owner_id=present.owner_id)
    return present
