"""Ask people to a debrief and keep their answers, which they may change at any time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.booking_facts import refuse_if_any
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, settled, with_decline
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.obstacles import to_ask
from incident_tracker.domain.support.offers import OFFER_STAYS_OPEN
from incident_tracker.domain.support.participants import Participant, Response, TalkForm, with_response
from incident_tracker.domain.support.protected_time import MoveReason, moved
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.drafts import finish_later
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.calendar_entries import keep_entries
from incident_tracker.usecases.support.circumstances import booking_of
from incident_tracker.usecases.support.drafts import ANSWER
from incident_tracker.usecases.support.reach import (
    answered_for,
    debrief_to_plan,
    note_contact,
    own,
    refuse_left,
    save_debrief,
)

CHANGES = frozenset({Area.SUPPORT, Area.REMINDERS})


@dataclass(frozen=True, slots=True)
class Choices:
    """What a participant would like: sooner than a day after, in a group or not, with an interpreter or companion."""

    asks_earlier: bool = False
    talk_form: TalkForm | None = None
    interpreter: str = ""
    companion: str = ""
    wants_person_like_me: bool = False


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def ask_participants(
    work: Work, debrief_id: UUID, person_ids: Sequence[UUID], late: Lateness | None = None
) -> tuple[Participant, ...]:
    """Record that these people were invited to a debrief; earlier answers stay. `late` is why, if it is the first offer
    and comes after its limit.

    Returns all participants. Errors: as for `ask`.
    """
    return ask(work, debrief_to_plan(work, debrief_id), person_ids, late)


def ask(
    work: Work, debrief: Debrief, person_ids: Sequence[UUID], late: Lateness | None = None
) -> tuple[Participant, ...]:
    """Record who was invited to a debrief that the actor may plan. Returns all participants.

    Errors: Refused at `persons` for the person who leads it or has left, at `late` or `late_words` for a late offer
    without a reason, or for the status.
    """
    debrief_id = debrief.id
    if debrief.status in (DebriefStatus.HELD, DebriefStatus.NOT_HELD):
        raise Refused(Reason.WRONG_STATUS, "status")
    targeted = _targeted(work, debrief)
    present = {one.person_id for one in work.unit.participants.of([debrief_id])}
    booking = booking_of(work, debrief, person_ids)
    for person_id in dict.fromkeys(person_ids):
        if person_id in present:
            continue
        work.unit.people.get(person_id)
        refuse_if_any(to_ask(booking, person_id))
        asked = Participant(
            work.new_id(),
            debrief_id,
            person_id,
            asked_at=work.now,
            asked_by=work.actor.user_id,
            targeted=person_id in targeted,
        )
        work.unit.participants.add(asked)
        work.record("asked", "participant", asked.id, after=asked)
    for incident_id in debrief.incident_ids:
        note_contact(work, incident_id, offered=True, late=late)
    return settle_answers(work, debrief)


@needs(Permission.ANSWER_OFFER, writes=True, changes=CHANGES)
def answer_debrief(work: Work, debrief_id: UUID, response: Response, choices: Choices | None = None) -> Participant:
    """The actor's own answer to being asked; changeable for 90 days, no reason asked. Errors: NotFound, Refused."""
    participant = participant_in(work, debrief_id, work.actor.person_id)
    work.require(owner_id=own(work, participant.person_id))
    finish_later(work, ANSWER, debrief_id)
    return note_answer(work, participant, response, choices, asks_why=False)


@needs(Permission.PLAN_DEBRIEF, writes=True, changes=CHANGES)
def record_debrief_answer(
    work: Work,
    debrief_id: UUID,
    person_id: UUID,
    response: Response,
    choices: Choices | None = None,
    late: Lateness | None = None,
) -> Participant:
    """An answer given in person, recorded by the person who plans. `late` is why, if by it all declined after the
    window; the clinic is asked that, never the person. Errors: NotFound, Refused at `late` or `late_words`.
    """
    debrief_to_plan(work, debrief_id)
    return note_answer(work, participant_in(work, debrief_id, person_id), response, choices, late)


def note_answer(
    work: Work,
    participant: Participant,
    response: Response,
    choices: Choices | None = None,
    late: Lateness | None = None,
    *,
    asks_why: bool = True,
) -> Participant:
    """Keep an answer, given or noted by who may. Errors: Refused once the offer is closed, or they have left; where it
    `asks_why`, at `late` or `late_words` if all declined after the window and no one says why.
    """
    refuse_left(work, participant.person_id, "response", Reason.NO_LONGER_HERE)
    if work.now > participant.asked_at + OFFER_STAYS_OPEN:
        raise Refused(Reason.WRONG_STATUS, "response")
    answer = with_response(participant, response, work.now)
    if choices is not None:
        answer = replace(
            answer,
            asks_earlier=choices.asks_earlier,
            talk_form=choices.talk_form,
            interpreter=choices.interpreter.strip(),
            companion=choices.companion.strip(),
            wants_person_like_me=choices.wants_person_like_me,
        )
    saved = work.unit.participants.save(answer)
    work.record("answered", "participant", saved.id, after=saved)
    settle_answers(work, work.unit.debriefs.get(saved.debrief_id), late, asks_why=asks_why)
    return saved


def settle_answers(
    work: Work, debrief: Debrief, late: Lateness | None = None, *, asks_why: bool = False
) -> tuple[Participant, ...]:
    """Bring a debrief in step with the answers to it. Returns all participants. Errors: as for `note_answer`."""
    participants = work.unit.participants.of([debrief.id])
    after = with_decline(debrief, settled(debrief, participants), work.now, late, asks_why=asks_why)
    if after.open and not debrief.open:
        after = answered_for(work, after)  # someone may have left while no one was coming
    if after != debrief:
        save_debrief(work, "settled", after)
        if debrief.starts_at is not None and after.starts_at is None:
            give_up_slot(work, debrief.id, MoveReason.PARTICIPANT)
    else:
        keep_entries(work, debrief)
    return participants


def give_up_slot(work: Work, debrief_id: UUID, because: MoveReason | None) -> None:
    """Record the current slot of a debrief as given up, with the time and who asked for it (None: a slip)."""
    for slot in work.unit.protected_slots.of([debrief_id]):
        if slot.moved_at is None:
            saved = work.unit.protected_slots.save(moved(slot, because, work.now))
            work.record("moved", "protected_slot", saved.id, after=saved)


def participant_in(work: Work, debrief_id: UUID, person_id: UUID | None) -> Participant:
    """The invitation of a person. Errors: NotFound."""
    found = work.unit.participants.find(debrief_id, person_id) if person_id is not None else None
    if found is None:
        raise NotFound("participant")
    return found


def _targeted(work: Work, debrief: Debrief) -> frozenset[UUID]:
    return frozenset(person for case in work.unit.support_cases.many(debrief.incident_ids) for person in case.persons)
