"""Who gets their times by e-mail: the switch of the clinic, what each person says, and what that does to the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.extras import Extras, accept_address
from incident_tracker.domain.errors import NotFound, Reason, Refused
from incident_tracker.domain.support.calendar_entries import CalendarEntry
from incident_tracker.domain.support.invitations import (
    InvitationConsent,
    InvitationLetter,
    WhyDropped,
    dropped,
    invitation,
    is_needed,
)
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.extras import extras_of, save_extras
from incident_tracker.usecases.gate import Work, needs


@dataclass(frozen=True, slots=True)
class OwnInvitations:
    """Whether the clinic sends invitations, what a person said, and their own letters; to no one else is told when
    someone has protected time.
    """

    is_on: bool
    consent: InvitationConsent | None
    letters: tuple[InvitationLetter, ...]


@dataclass(frozen=True, slots=True)
class Switched:
    """The extras afterwards, without a password; how many letters that waited were dropped, or were written."""

    extras: Extras
    dropped: int
    written: int


@needs(Permission.AGREE_TO_INVITATIONS)
def invitations_of(work: Work, person_id: UUID | None = None) -> OwnInvitations:
    """What a member of staff (the actor, if no one is named) said. Errors: NotFound, NotAllowed."""
    wanted = _person(work, person_id)
    consent, is_own = work.unit.invitation_consents.find(wanted), wanted == work.actor.person_id
    letters = work.unit.invitations.of_person(wanted) if is_own else ()
    return OwnInvitations(extras_of(work).invitations, consent, letters)


@needs(Permission.AGREE_TO_INVITATIONS, writes=True, changes={Area.INVITATIONS})
def agree_to_invitations(work: Work, address: str, person_id: UUID | None = None) -> InvitationConsent:
    """Note that a person wants their times at this address, as they say themselves or told an administrator. What is
    to come is sent there. Errors: Refused at `address`, or where the clinic sends none; NotFound, NotAllowed.
    """
    wanted, extras = _person(work, person_id), extras_of(work)
    if not extras.invitations:
        raise Refused(Reason.NOT_SWITCHED_ON, "address")
    before = work.unit.invitation_consents.find(wanted)
    consent = InvitationConsent(
        before.id if before else work.new_id(),
        wanted,
        accept_address(address, "address"),
        work.now,
        work.actor.user_id,
        version=before.version if before else 1,
    )
    if before is None:
        work.unit.invitation_consents.add(consent)
    else:
        consent = work.unit.invitation_consents.save(consent)
    work.record("saved", "invitation_consent", wanted, after=consent)
    elsewhere = [one for one in work.unit.invitations.of_person(wanted) if one.address != consent.address]
    drop(work, elsewhere, WhyDropped.WITHDRAWN)
    write_letters(work, work.unit.calendar_entries.to_come(wanted, work.now))
    return consent


@needs(Permission.AGREE_TO_INVITATIONS, writes=True, changes={Area.INVITATIONS})
def withdraw_from_invitations(work: Work, person_id: UUID | None = None) -> int:
    """Note that a person wants none anymore, and forget the address; how many letters that waited were dropped. Where
    nothing was agreed there is nothing to do. Errors: NotFound, NotAllowed.
    """
    wanted = _person(work, person_id)
    consent = work.unit.invitation_consents.find(wanted)
    if consent is None or not consent.holds:
        return 0
    saved = work.unit.invitation_consents.save(replace(consent, address="", withdrawn_at=work.now))
    work.record("removed", "invitation_consent", wanted, after=saved)
    count = drop(work, work.unit.invitations.of_person(wanted), WhyDropped.WITHDRAWN)
    forgotten = [
        work.unit.invitations.save(replace(one, address="")) for one in work.unit.invitations.of_person(wanted)
    ]
    if forgotten:
        work.record("changed", "invitation", wanted, after=forgotten, facts={"records": len(forgotten)})
    return count


@needs(Permission.CHANGE_SETTINGS, writes=True, changes={Area.CLINIC, Area.INVITATIONS})
def switch_invitations(work: Work, on: bool, *, reason: str) -> Switched:
    """Send invitations from now on, to those who agreed, or end that. Errors: Refused at `host` without a mail server,
    or at `reason`.
    """
    work.require_reason(reason)
    return switched(work, extras_of(work), on)


def switched(work: Work, before: Extras, on: bool) -> Switched:
    """Switch them on or off: letters for what is to come are written, or those that wait are dropped."""
    check_switch(before, on)
    saved = before if before.invitations == on else save_extras(work, replace(before, invitations=on))
    count = written = 0
    if on:
        agreed = [one.person_id for one in work.unit.invitation_consents.all() if one.holds]
        to_come = [entry for id in agreed for entry in work.unit.calendar_entries.to_come(id, work.now)]
        written = write_letters(work, to_come)
    else:
        count = drop(work, work.unit.invitations.waiting(), WhyDropped.SWITCHED_OFF)
    return Switched(replace(saved, mail=replace(saved.mail, password="")), count, written)


def check_switch(extras: Extras, on: bool | None) -> None:
    """Whether invitations may be on with this mail server. Errors: Refused at `host`."""
    if on and not extras.mail.is_set:
        raise Refused(Reason.MISSING, "host")


def write_letters(work: Work, entries: Iterable[CalendarEntry]) -> int:
    """Put into the outbox what these entries change for people who agreed, in the transaction that changes them; how
    many letters. What waits of an earlier time is replaced.
    """
    extras = extras_of(work)
    if not extras.invitations:
        return 0
    written = [letter for entry in entries for letter in _written(work, entry, extras.mail.sender)]
    if written:
        work.record("added", "invitation", None, after=written, facts={"records": len(written)})
    return len(written)


def drop(work: Work, letters: Iterable[InvitationLetter], why: WhyDropped) -> int:
    """Take out those that still wait; how many."""
    out = [work.unit.invitations.save(dropped(one, why, work.now)) for one in letters if one.waits]
    if out:
        work.record("dropped", "invitation", None, after=out, facts={"records": len(out)})
    return len(out)


def _written(work: Work, entry: CalendarEntry, sender: str) -> Iterable[InvitationLetter]:
    consent = work.unit.invitation_consents.find(entry.person_id)
    if consent is None or not consent.holds:
        return
    letters = work.unit.invitations
    earlier = [one for one in letters.of([entry.debrief_id]) if one.person_id == entry.person_id]
    drop(work, [one for one in earlier if one.sequence < entry.sequence], WhyDropped.REPLACED)
    if is_needed(entry, consent.address, earlier, work.now):
        letter = invitation(entry, sender, consent.address, id=work.new_id(), now=work.now)
        letters.add(letter)
        yield letter


def _person(work: Work, person_id: UUID | None) -> UUID:
    wanted = person_id or work.actor.person_id
    if wanted is None:
        raise NotFound("person")
    owner_id = work.actor.user_id if wanted == work.actor.person_id else None
    work.require(site_id=work.unit.people.get(wanted).site_id, owner_id=owner_id)
    return wanted
