"""Help for staff from outside the clinic: who gives it, how to reach them, and naming it to a person who said yes."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused, refuse_all
from incident_tracker.domain.support.offers import Answer, OfferKind, SupportOffer

LONGEST_NAME = 120
LONGEST_CONTACT = 300


@dataclass(frozen=True, slots=True)
class OutsideHelp:
    """Someone outside the clinic who helps its staff, for one site, such as an employee assistance program.

    `contact` says how a person reaches them; `kinds` are the offers that they take up. `retired_at` (UTC) is when the
    clinic stopped naming them; who was referred before keeps the contact.
    """

    id: UUID
    site_id: UUID
    name: str
    contact: str
    kinds: tuple[OfferKind, ...]
    retired_at: datetime | None = None
    version: int = 1

    @property
    def in_use(self) -> bool:
        """Is it still named to people?"""
        return self.retired_at is None

    def gives(self, kind: OfferKind) -> bool:
        """Can a person be referred to it for this?"""
        return self.in_use and kind in self.kinds


@dataclass(frozen=True, slots=True)
class HelpDraft:
    """What is typed about help from outside. `apart`: no one who helps there treats patients of the clinic or works
    for it as a clinician.
    """

    name: str
    contact: str
    kinds: tuple[OfferKind, ...]
    apart: bool = False


def accept_help(draft: HelpDraft, *, id: UUID, site_id: UUID) -> OutsideHelp:
    """The help as it is kept. Errors: Refused at `name`, `contact`, `kinds`, or at `apart` unless that is confirmed."""
    name, contact = draft.name.strip(), draft.contact.strip()
    refusals = [Refused(Reason.MISSING, field) for field, given in (("name", name), ("contact", contact)) if not given]
    if len(name) > LONGEST_NAME:
        refusals.append(Refused(Reason.TOO_LONG, "name", most=LONGEST_NAME))
    if len(contact) > LONGEST_CONTACT:
        refusals.append(Refused(Reason.TOO_LONG, "contact", most=LONGEST_CONTACT))
    if not draft.kinds:
        refusals.append(Refused(Reason.MISSING, "kinds"))
    if not draft.apart:
        refusals.append(Refused(Reason.NOT_APART, "apart"))
    refuse_all(refusals)
    return OutsideHelp(id, site_id, name, contact, tuple(dict.fromkeys(draft.kinds)))


def no_longer_named(help: OutsideHelp, now: datetime) -> OutsideHelp:
    """The help that is named no longer. Errors: Refused when it was retired before."""
    if help.retired_at is not None:
        raise Refused(Reason.ALREADY_DONE, "retired_at")
    return replace(help, retired_at=now)


def named_again(help: OutsideHelp) -> OutsideHelp:
    """The help that is named again. Errors: Refused while it is named."""
    if help.retired_at is None:
        raise Refused(Reason.ALREADY_DONE, "retired_at")
    return replace(help, retired_at=None)


def helps_with(kind: OfferKind, every: Collection[OutsideHelp], site_id: UUID) -> tuple[OutsideHelp, ...]:
    """Who at this site can be named for an offer of this kind, by name."""
    return tuple(sorted((one for one in every if one.site_id == site_id and one.gives(kind)), key=lambda one: one.name))


def referred(offer: SupportOffer, help: OutsideHelp, now: datetime) -> SupportOffer:
    """The offer with the help that was named. Errors: Refused at `help` before the person has said yes, or for help
    that is given for something else, elsewhere, or no longer.
    """
    if offer.answer is not Answer.ACCEPTED:
        raise Refused(Reason.NOT_AGREED, "help")
    if not help.gives(offer.kind) or help.site_id != offer.site_id:
        raise Refused(Reason.NOT_GIVEN, "help")
    return replace(offer, help_id=help.id, referred_at=now)


def not_referred(offer: SupportOffer) -> SupportOffer:
    """The offer without help that is named."""
    return replace(offer, help_id=None, referred_at=None)
