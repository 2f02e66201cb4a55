"""Sending what waits in the outbox: taken by one program at a time, handed over, and noted letter by letter."""

from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.extras import MailTrouble
from incident_tracker.domain.errors import NotFound
from incident_tracker.domain.support.invitations import (
    InvitationLetter,
    LetterState,
    delivered,
    due_at_once,
    reason_to_drop,
    taken,
    undelivered,
)
from incident_tracker.exports.invitations import Batch, deliveries
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.clinic.extras import extras_of
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.support.invitations import drop

AT_ONCE = 20
SHOWN = 10


@dataclass(frozen=True, slots=True)
class OutboxState:
    """How the outbox is: whether invitations are on, how many people agreed, and how many letters are where. `trouble`
    is why letters wait, `refused` whose letters the server does not take. For when they are is not in it.
    """

    is_on: bool
    agreed: int
    waiting: int
    sent: int
    failed: int
    trouble: MailTrouble | None
    refused: tuple[tuple[UUID, MailTrouble], ...]


@needs(Permission.SEE_EXTRAS)
def outbox_state(work: Work) -> OutboxState:
    """What the administrator is told of the outbox."""
    letters, waiting = work.unit.invitations, work.unit.invitations.waiting()
    failed = letters.last(LetterState.FAILED, SHOWN)
    return OutboxState(
        extras_of(work).invitations,
        sum(one.holds for one in work.unit.invitation_consents.all()),
        len(waiting),
        letters.count(LetterState.SENT),
        letters.count(LetterState.FAILED),
        next((one.trouble for one in reversed(waiting) if one.trouble is not None), None),
        tuple(dict.fromkeys((one.person_id, one.trouble) for one in failed if one.trouble is not None)),
    )


@needs(Permission.SEE_EXTRAS, writes=True, changes={Area.INVITATIONS})
def hurry_letters(work: Work) -> int:
    """Try all that wait at once, without the rest of their pauses; how many they are."""
    waiting = work.unit.invitations.waiting()
    hurried = [work.unit.invitations.save(due_at_once(one, work.now)) for one in waiting if one.next_at > work.now]
    if hurried:
        work.record("changed", "invitation", None, after=hurried, facts={"records": len(hurried)})
    return len(waiting)


@needs(Permission.SEND_INVITATIONS)
def letters_are_due(work: Work) -> bool:
    """Is there a letter that no other program has to itself?"""
    return extras_of(work).invitations and bool(work.unit.invitations.due(work.now, 1))


@needs(Permission.SEND_INVITATIONS, writes=True, changes={Area.INVITATIONS})
def take_letters(work: Work) -> Batch:
    """Have the next few letters to oneself until their lease ends; what must not be sent anymore is dropped first.

    Errors: ChangedMeanwhile where another program took one of them in the same moment.
    """
    unit, extras = work.unit, extras_of(work)
    people = {person.id: person for person in unit.people.all()}
    mine = []
    for letter in unit.invitations.due(work.now, AT_ONCE):
        why = reason_to_drop(
            letter,
            unit.invitation_consents.find(letter.person_id),
            is_on=extras.invitations,
            works_here=people[letter.person_id].active,
            now=work.now,
        )
        if why is not None:
            drop(work, [letter], why)
        else:
            mine.append(unit.invitations.save(taken(letter, work.now)))
    if mine:
        work.record("taken_up", "invitation", None, after=mine, facts={"records": len(mine)})
    zones = {one.person_id: unit.sites.get(people[one.person_id].site_id).zone for one in mine}
    return Batch(extras.mail, tuple(mine), zones, unit.settings.get().language)


@needs(Permission.SEND_INVITATIONS, writes=True, changes={Area.INVITATIONS})
def note_delivery(work: Work, letter: InvitationLetter, trouble: MailTrouble | None) -> InvitationLetter | None:
    """Note what became of a letter that this program took. Where another has taken it since, only that it was sent
    counts; None where a restore took the letter away.
    """
    try:
        present = work.unit.invitations.get(letter.id)
    except NotFound:
        return None
    if trouble is not None and present.tries != letter.tries:
        return present
    after = delivered(present, work.now) if trouble is None else undelivered(present, trouble, work.now)
    saved = work.unit.invitations.save(after)
    work.record("done" if trouble is None else "put_off", "invitation", saved.id, after=saved)
    return saved


@dataclass(frozen=True, slots=True)
class Sending:
    """What one sending came to: how many letters the server took, and the troubles of the others by letter."""

    sent: int
    troubles: tuple[tuple[UUID, MailTrouble], ...]


@outside_gate("each of its steps asks the gate; while letters are on their way nothing waits for the records")
def send_waiting(ctx: Context) -> Sending:
    """Send all that is due, a few at a time, and note each as soon as the server took it."""
    sent, troubles = 0, []
    while (batch := take_letters(ctx)).letters:
        for letter, trouble in deliveries(batch, ctx.now):
            note_delivery(ctx, letter, trouble)
            if trouble is None:
                sent += 1
            else:
                troubles.append((letter.id, trouble))
    return Sending(sent, tuple(troubles))
