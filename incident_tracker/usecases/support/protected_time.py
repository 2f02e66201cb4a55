"""Book and move protected time, name and confirm cover, and ask afterwards whether the time was kept."""

from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.audit import Act
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.booking_facts import refuse_if_any
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.obstacles import to_book, to_cover
from incident_tracker.domain.support.protected_time import (
    AfterCheck,
    Cover,
    MoveReason,
    Paid,
    ParticipantCheck,
    Protected,
    ProtectedSlot,
    SlotRequest,
    booked,
    confirmed,
)
from incident_tracker.domain.support.voices import Voices
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.drafts import finish_later
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.calendar_entries import keep_entries
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.drafts import ANSWER
from incident_tracker.usecases.support.participants import give_up_slot
from incident_tracker.usecases.support.reach import debrief_to_hold, debrief_to_plan, own, refuse_left, save_debrief

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class CheckWords:
    """What the accountable manager says about the time afterwards; minutes per person, interruptions counted."""

    protected: Protected
    paid: Paid
    paid_minutes: int = 0
    interruptions: int = 0
    cover_came: bool = True


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def book_slot(work: Work, debrief_id: UUID, version: int, request: SlotRequest) -> Debrief:
    """Book time for a debrief: in everyone's paid hours, outside breaks, with cover for each desk.

    Errors: Refused at `starts_at`, `ends_at`, `covers`, `mode`, `place` or `facilitator` with the reason;
    ChangedMeanwhile.
    """
    debrief = debrief_to_plan(work, debrief_id, version)
    if debrief.status is not DebriefStatus.TO_PLAN:
        raise Refused(Reason.WRONG_STATUS, "status")
    return book(work, debrief, request, "booked")


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def move_slot(work: Work, debrief_id: UUID, version: int, request: SlotRequest, because: MoveReason) -> Debrief:
    """Move booked time; the old slot is kept with the reason, and cover is asked again. Errors: as for `book_slot`."""
    debrief = debrief_to_plan(work, debrief_id, version)
    if debrief.status is not DebriefStatus.PLANNED:
        raise Refused(Reason.WRONG_STATUS, "status")
    give_up_slot(work, debrief_id, because)
    return book(work, debrief, request, "moved")


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def name_cover(work: Work, debrief_id: UUID, person_id: UUID, cover_id: UUID | None) -> Cover:
    """Name, or change, who takes a participant's desk; they have to confirm it. None closes the desk for that time.

    Errors: Refused at `covers`.
    """
    debrief = debrief_to_plan(work, debrief_id)
    coming = [one for one in work.unit.participants.of([debrief_id]) if one.coming]
    if person_id not in {one.person_id for one in coming}:
        raise NotFound("participant")
    named = [] if cover_id is None else [work.unit.people.get(cover_id).id]
    refuse_if_any(to_cover(booking_of(work, debrief, named), person_id, cover_id))
    cover = _set_cover(work, debrief_id, person_id, cover_id)
    keep_entries(work, debrief)
    return cover


@needs(Permission.ANSWER_OFFER, writes=True, changes=CHANGES)
def confirm_cover(work: Work, debrief_id: UUID, person_id: UUID) -> Cover:
    """The actor confirms to take the desk of `person_id`. Errors: NotFound, NotAllowed, Refused when done before."""
    cover = _cover(work, debrief_id, person_id)
    work.require(owner_id=own(work, cover.cover_id) if cover.cover_id is not None else None)
    return _confirm(work, cover)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def record_cover_confirmed(work: Work, debrief_id: UUID, person_id: UUID) -> Cover:
    """Record that the cover said yes in person. Errors: NotFound, Refused when done before."""
    debrief_to_plan(work, debrief_id)
    return _confirm(work, _cover(work, debrief_id, person_id))


@needs(Permission.HOLD_DEBRIEF, writes=True, changes=CHANGES)
def record_cover_there(work: Work, debrief_id: UUID, person_id: UUID) -> Cover:
    """Record, as the person who holds it, that the cover has taken the desk. Errors: as `record_cover_confirmed`."""
    debrief_to_hold(work, debrief_id)
    return _confirm(work, _cover(work, debrief_id, person_id))


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def check_afterwards(work: Work, debrief_id: UUID, version: int, words: CheckWords) -> AfterCheck:
    """The manager's own claim about a held debrief: protected, paid, interrupted. Errors: Refused, once only."""
    debrief = debrief_to_plan(work, debrief_id, version)
    if debrief.status is not DebriefStatus.HELD:
        raise Refused(Reason.WRONG_STATUS, "status")
    if debrief.checked_at is not None:
        raise Refused(Reason.ALREADY_DONE, "protected")
    for field in ("paid_minutes", "interruptions"):
        if getattr(words, field) < 0:
            raise Refused(Reason.OUT_OF_RANGE, field, least=0, most=600)
    check = AfterCheck(
        work.new_id(),
        debrief_id,
        words.protected,
        words.paid,
        words.paid_minutes,
        words.interruptions,
        words.cover_came,
        said_at=work.now,
        said_by=work.actor.user_id,
    )
    work.unit.after_checks.add(check)
    work.record("created", "after_check", check.id, after=check)
    save_debrief(work, "checked", replace(debrief, checked_at=work.now))
    return check


@needs(Permission.ANSWER_OFFER, writes=True, changes=CHANGES)
def answer_afterwards(
    work: Work, debrief_id: UUID, protected: Protected, paid: Paid, said: Voices | None = None
) -> ParticipantCheck:
    """The actor's private answer to the two questions; it leaves only as a count.

    `said`, with the first answer alone, goes without their name into the sums of all answers: no record and no audit
    entry tells that there was anything but the two. Errors: NotFound, Refused, also at `said` with a later answer.
    """
    participant = work.unit.participants.find(debrief_id, work.actor.person_id) if work.actor.person_id else None
    if participant is None:
        raise NotFound("participant")
    work.require(owner_id=own(work, participant.person_id))
    if not participant.attended:
        raise Refused(Reason.WRONG_STATUS, "attended")
    finish_later(work, ANSWER, debrief_id)
    mine = [one for one in work.unit.participant_checks.of([debrief_id]) if one.person_id == participant.person_id]
    if mine:
        if said is not None:
            raise Refused(Reason.ALREADY_DONE, "said")
        saved = work.unit.participant_checks.save(
            replace(mine[0], protected=protected, paid=paid, said_at=work.now),
        )
        work.record("changed", "participant_check", saved.id, after=saved)
        return saved
    check = ParticipantCheck(work.new_id(), debrief_id, participant.person_id, protected, paid, said_at=work.now)
    work.unit.participant_checks.add(check)
    work.record("created", "participant_check", check.id, after=check)
    if said is not None:
        work.unit.debrief_voices.add(said)
    return check


def book(work: Work, debrief: Debrief, request: SlotRequest, act: Act) -> Debrief:
    """Keep a time free for a debrief that the actor may plan. Errors: as for `book_slot`."""
    booking = booking_of(work, debrief, filter(None, request.covers.values()))
    refuse_if_any(to_book(booking, request, work.now))
    slot = ProtectedSlot(
        work.new_id(),
        debrief.id,
        request.starts_at,
        request.ends_at,
        booked_at=work.now,
        booked_by=work.actor.user_id,
        paid_extra_time=request.paid_extra_time,
    )
    work.unit.protected_slots.add(slot)
    work.record("created", "protected_slot", slot.id, after=slot)
    for person_id, cover_id in request.covers.items():
        if cover_id is not None:
            work.unit.people.get(cover_id)
        _set_cover(work, debrief.id, person_id, cover_id)
    return save_debrief(work, act, booked(debrief, request))


def _set_cover(work: Work, debrief_id: UUID, person_id: UUID, cover_id: UUID | None) -> Cover:
    present = work.unit.covers.find(debrief_id, person_id)
    if present is not None:
        cover = work.unit.covers.save(replace(present, cover_id=cover_id, confirmed_at=None))
    else:
        cover = Cover(work.new_id(), debrief_id, person_id, cover_id)
        work.unit.covers.add(cover)
    work.record("named", "cover", cover.id, after=cover)
    return cover


def _cover(work: Work, debrief_id: UUID, person_id: UUID) -> Cover:
    cover = work.unit.covers.find(debrief_id, person_id)
    if cover is None:
        raise NotFound("cover")
    return cover


def _confirm(work: Work, cover: Cover) -> Cover:
    if cover.cover_id is not None:
        refuse_left(work, cover.cover_id, "covers", Reason.HAS_LEFT)
    saved = work.unit.covers.save(confirmed(cover, work.now))
    work.record("confirmed", "cover", saved.id, after=saved)
    return saved
