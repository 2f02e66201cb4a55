"""Invitations by e-mail: who agreed to them, and the letters that wait in the outbox until the mail server has them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.clinic.extras import MailTrouble
from incident_tracker.domain.support.calendar_entries import CalendarEntry

LEASE = timedelta(minutes=5)
"""How long a program has the letters that it took to itself; one that was killed leaves them to the next after that."""
LAST_MOMENT = timedelta(minutes=1)
"""No letter is begun later than this before the lease ends, so that no other program sends it at the same time."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
FOR_GOOD = frozenset({MailTrouble.ADDRESS, MailTrouble.REFUSED})
"""What is wrong with one letter, and stays wrong however often it is sent."""
OF_ONE_LETTER = FOR_GOOD | {MailTrouble.LATER}
"""What says nothing of the next letter; anything else is wrong with the server."""


@dataclass(frozen=True, slots=True)
class InvitationConsent:
    """What a person said to getting their times by e-mail, and when (aware moments); `noted_by` is the account that
    noted it: their own, or an administrator's. After a withdrawal the address is gone.
    """

    id: UUID
    person_id: UUID
    address: str
    agreed_at: datetime
    noted_by: UUID
    withdrawn_at: datetime | None = None
    version: int = 1

    @property
    def holds(self) -> bool:
        """Do they want them now?"""
        return self.withdrawn_at is None


class LetterState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


class WhyDropped(StrEnum):
    """Why a letter that waited is not sent."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    SWITCHED_OFF = "switched_off"
    OVER = "over"
    HAS_LEFT = "has_left"


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """One letter of the outbox: an entry of a person's calendar as it was then, from whom and to whom it goes.

    What makes a repeat the same letter never changes: `id` becomes its Message-ID, `debrief_id` its UID, and `sequence`
    its SEQUENCE. `next_at` is when it is tried next, `leased_until` until when one program has it to itself, `tries`
    how often one took it. `trouble` is what went wrong last, `settled_at` when it was sent, failed or dropped.
    """

    id: UUID
    debrief_id: UUID
    person_id: UUID
    starts_at: datetime
    ends_at: datetime
    sequence: int
    changed_at: datetime
    canceled: bool
    sender: str
    address: str
    next_at: datetime
    state: LetterState = LetterState.WAITING
    tries: int = 0
    leased_until: datetime | None = None
    settled_at: datetime | None = None
    trouble: MailTrouble | None = None
    dropped: WhyDropped | None = None
    version: int = 1

    @property
    def entry(self) -> CalendarEntry:
        """What the letter tells a calendar."""
        return CalendarEntry(
            self.id,
            self.debrief_id,
            self.person_id,
            self.starts_at,
            self.ends_at,
            self.sequence,
            self.changed_at,
            self.canceled,
        )

    @property
    def waits(self) -> bool:
        """Is it still to be sent?"""
        return self.state is LetterState.WAITING


def invitation(entry: CalendarEntry, sender: str, address: str, *, id: UUID, now: datetime) -> InvitationLetter:
    """A letter with this entry, due at once."""
    return InvitationLetter(
        id,
        entry.debrief_id,
        entry.person_id,
        entry.starts_at,
        entry.ends_at,
        entry.sequence,
        entry.changed_at,
        entry.canceled,
        sender,
        address,
        next_at=now,
    )


def is_needed(entry: CalendarEntry, address: str, earlier: Iterable[InvitationLetter], now: datetime) -> bool:
    """Whether this entry has to go to this address: not when it did or will already, or is over, and not as canceled
    where nothing that could be canceled may have arrived. `earlier` are the letters of the same debrief and person.
    """
    there = [one for one in earlier if one.address == address and (one.state is LetterState.SENT or one.tries > 0)]
    waits_already = any(one.waits and one.address == address and one.sequence == entry.sequence for one in earlier)
    told = any(one.state is LetterState.SENT and one.sequence == entry.sequence for one in there)
    return not told and not waits_already and entry.ends_at > now and (bool(there) or not entry.canceled)


def taken(letter: InvitationLetter, now: datetime) -> InvitationLetter:
    """The letter in the hands of one program, until its lease ends."""
    return replace(letter, tries=letter.tries + 1, leased_until=now + LEASE)


def may_be_begun(letter: InvitationLetter, now: datetime) -> bool:
    """Does this program still have it to itself for as long as it takes to send it?"""
    return letter.leased_until is not None and now < letter.leased_until - LAST_MOMENT


def delivered(letter: InvitationLetter, now: datetime) -> InvitationLetter:
    """The letter after the mail server took it, whatever became of it meanwhile."""
    return replace(letter, state=LetterState.SENT, settled_at=now, leased_until=None, trouble=None, dropped=None)


def undelivered(letter: InvitationLetter, trouble: MailTrouble, now: datetime) -> InvitationLetter:
    """The letter after the mail server did not take it: to be tried again after a pause that doubles, or failed."""
    if not letter.waits:
        return replace(letter, leased_until=None, trouble=trouble)
    if trouble in FOR_GOOD:
        return replace(letter, state=LetterState.FAILED, settled_at=now, leased_until=None, trouble=trouble)
    pause = min(FIRST_PAUSE * 2 ** min(letter.tries - 1, 12), LONGEST_PAUSE)
    return replace(letter, next_at=now + pause, leased_until=None, trouble=trouble)


def dropped(letter: InvitationLetter, why: WhyDropped, now: datetime) -> InvitationLetter:
    """A letter that is not sent; it keeps its lease, because one program may just be sending it."""
    return replace(letter, state=LetterState.DROPPED, settled_at=now, dropped=why)


def due_at_once(letter: InvitationLetter, now: datetime) -> InvitationLetter:
    """A waiting letter that is tried next, without the rest of its pause."""
    return replace(letter, next_at=min(letter.next_at, now))


def reason_to_drop(
    letter: InvitationLetter, consent: InvitationConsent | None, *, is_on: bool, works_here: bool, now: datetime
) -> WhyDropped | None:
    """Why a waiting letter must not be sent anymore, asked again right before it is."""
    if not is_on:
        return WhyDropped.SWITCHED_OFF
    if consent is None or not consent.holds or consent.address != letter.address:
        return WhyDropped.WITHDRAWN
    if not works_here:
        return WhyDropped.HAS_LEFT
    if letter.ends_at <= now:
        return WhyDropped.OVER
    return None
