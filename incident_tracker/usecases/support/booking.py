"""Book, move, give up and take back the time of a debrief in one step: what was heard, who leads, when, and cover."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.obstacles import standing
from incident_tracker.domain.support.participants import Response
from incident_tracker.domain.support.protected_time import (
    TAKEN_BACK_WITHIN,
    MoveReason,
    SlotRequest,
    check_take_back,
    kept_again,
    not_held_taken_back,
    unbooked,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.debriefs import lead
from incident_tracker.usecases.support.participants import (
    ask,
    give_up_slot,
    note_answer,
    participant_in,
    settle_answers,
)
from incident_tracker.usecases.support.protected_time import book
from incident_tracker.usecases.support.reach import answered_for, debrief_to_plan, save_debrief

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class WholeBooking:
    """A time with all that belongs to it.

    `said_yes` are people who were asked in person just now and said yes; `leader_id` who leads it, or None to leave
    that as it is; `because` who asked to move it, for a debrief that has a time already; `late` why, if asking
    them is the first offer and comes after its limit.
    """

    request: SlotRequest
    leader_id: UUID | None = None
    leader_reason: str = ""
    said_yes: tuple[UUID, ...] = ()
    because: MoveReason | None = None
    late: Lateness | None = None


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def book_whole(work: Work, debrief_id: UUID, version: int, wanted: WholeBooking) -> Debrief:
    """Keep the answers that were heard, name who leads, and book or move the time: all of it, or nothing.

    Errors: as for `record_debrief_answer`, `choose_facilitator`, `book_slot` and `move_slot`; Refused at `because` when
    a booked time moves and no one is said to have asked for it.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    moves = debrief.status is DebriefStatus.PLANNED
    if moves and wanted.because is None:
        raise Refused(Reason.MISSING, "because")
    if wanted.said_yes:
        ask(work, debrief, wanted.said_yes, wanted.late)
        for person_id in wanted.said_yes:
            note_answer(work, participant_in(work, debrief_id, person_id), Response.YES)
        debrief = work.unit.debriefs.get(debrief_id)
    if wanted.leader_id is not None and wanted.leader_id != debrief.facilitator_id:
        debrief = lead(work, debrief, wanted.leader_id, wanted.leader_reason)
    if moves:
        give_up_slot(work, debrief_id, wanted.because)
    elif debrief.status is not DebriefStatus.TO_PLAN:
        raise Refused(Reason.WRONG_STATUS, "status")
    return book(work, debrief, wanted.request, "moved" if moves else "booked")


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def give_up_time(work: Work, debrief_id: UUID, version: int, because: MoveReason) -> Debrief:
    """Cancel a booked time, which stays in the history with who asked for that; the debrief is to be planned again.

    Errors: Refused when it has no time, or has begun; ChangedMeanwhile.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    after = unbooked(debrief)
    give_up_slot(work, debrief_id, because)
    return save_debrief(work, "moved", after)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def take_back_not_held(work: Work, debrief_id: UUID, version: int) -> Debrief:
    """Undo one's own note of a moment ago that a debrief was not held: it is as before, with its time.

    Where that time does not suit anymore, it is to be planned. Errors: Refused when it is too late for that, or someone
    else noted it; ChangedMeanwhile, NotFound, NotAllowed.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    noted = [one for one in work.unit.audit.of("debrief", debrief_id) if one.act == "not_held"]
    if not noted or noted[-1].actor_id != work.actor.user_id or work.now > noted[-1].at + TAKEN_BACK_WITHIN:
        raise Refused(Reason.WRONG_STATUS, "status")
    slots = work.unit.protected_slots.of([debrief_id])
    slot = next((one for one in slots if one.moved_at == noted[-1].at and one.moved_because is None), None)
    back = answered_for(work, not_held_taken_back(debrief, slot))
    if slot is not None and standing(booking_of(work, back), work.now):
        slot, back = None, answered_for(work, not_held_taken_back(debrief, None))
    if slot is not None:
        kept = work.unit.protected_slots.save(kept_again(slot))
        work.record("changed", "protected_slot", kept.id, after=kept)
    settle_answers(work, save_debrief(work, "changed", back))
    return work.unit.debriefs.get(debrief_id)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def take_back_booking(work: Work, debrief_id: UUID, version: int) -> Debrief:
    """Undo one's own booking of a moment ago; it is no move that anyone asked for.

    Errors: Refused when it is too late for that, or someone else booked it; ChangedMeanwhile.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    for slot in work.unit.protected_slots.of([debrief_id]):
        if slot.moved_at is None:
            check_take_back(slot, work.actor.user_id, work.now)
    after = unbooked(debrief)
    give_up_slot(work, debrief_id, None)
    return save_debrief(work, "moved", after)
