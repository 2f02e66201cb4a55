"""Notes of time and desk: the person who signs in turns one into a draft, or discards it with a way back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.capture.saved_drafts import SavedDraft
from incident_tracker.domain.capture.stubs import WaitingStub, concerns, desk_of, draft_of, pressed_at
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.errors import NotAllowed, NotFound, Reason, Refused
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@dataclass(frozen=True, slots=True)
class StubLine:
    """A waiting note: when (None if the clock was set back since) and at which desk, if known."""

    id: UUID
    at: datetime | None
    desk: Desk | None


@dataclass(frozen=True, slots=True)
class StubsWaiting:
    """A person's notes, oldest first, and how many other files are not notes of this clinic."""

    lines: tuple[StubLine, ...]
    unreadable: int


def stubs_waiting(work: Work) -> StubsWaiting:
    """The notes on this computer for people of the actor's sites; for use cases that check the permission."""
    waiting = work.unit.stubs.waiting()
    desks = _desks(work) if waiting else {}
    lines = [
        StubLine(one.id, pressed_at(one.stub, work.now), desk)
        for one in waiting
        if concerns(desk := desk_of(one.stub, desks), work.actor.sites) and not _is_draft(work, one.id)
    ]
    return StubsWaiting(tuple(lines), work.unit.stubs.unreadable())


@needs(Permission.CREATE_INCIDENT, writes=True, changes={Area.DRAFTS})
def claim_stub(work: Work, stub_id: UUID) -> SavedDraft:
    """Turn a note into a draft of the actor, with when and where.

    Errors: NotFound; Refused(ALREADY_DONE) if someone else was quicker; NotAllowed for another site's desk.
    """
    return _taken_up(work, stub_id, discarded=False)


@needs(Permission.CREATE_INCIDENT, writes=True, changes={Area.DRAFTS})
def discard_stub(work: Work, stub_id: UUID) -> SavedDraft:
    """Discard a note; it becomes a discarded draft, which `restore_draft` brings back. Errors: as `claim_stub`."""
    return _taken_up(work, stub_id, discarded=True)


@needs(Permission.CREATE_INCIDENT, writes=True, changes={Area.DRAFTS})
def set_aside_unreadable_stubs(work: Work) -> int:
    """Set aside files that are damaged or not notes of this clinic; returns how many.

    They stay in the folder, renamed.
    """
    work.require(owner_id=work.actor.user_id)
    count = work.unit.stubs.set_aside_unreadable()
    work.record("put_away", "stub", None, facts={"records": count})
    return count


def _taken_up(work: Work, stub_id: UUID, *, discarded: bool) -> SavedDraft:
    waiting: WaitingStub = work.unit.stubs.get(stub_id)
    desk = desk_of(waiting.stub, _desks(work))
    work.require(site_id=None if desk is None else desk.site_id, owner_id=work.actor.user_id)
    if not concerns(desk, work.actor.sites):
        raise NotAllowed(work.permission)
    if _is_draft(work, stub_id):
        raise Refused(Reason.ALREADY_DONE, "stub")
    draft = draft_of(waiting.stub, desk, work.now)
    saved = SavedDraft(stub_id, work.actor.user_id, work.now, draft, discarded)
    work.unit.drafts.add(saved)
    work.record("created", "stub", stub_id, after=waiting.stub)
    work.record("discarded" if discarded else "created", "draft", stub_id, after=saved)
    work.unit.stubs.take(stub_id)
    return saved


def _is_draft(work: Work, stub_id: UUID) -> bool:
    """A note whose file is still there though it became a draft: the power went in between, or someone put it back.
    The draft is committed, so the file goes now.
    """
    try:
        work.unit.drafts.get(stub_id)
    except NotFound:
        return False
    work.unit.stubs.clear_away(stub_id)
    return True


def _desks(work: Work) -> dict[UUID, Desk]:
    return {desk.id: desk for desk in work.unit.sites.desks()}
