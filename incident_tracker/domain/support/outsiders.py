"""Someone from outside the clinic who answers for a debrief where no one here may: who it is, and how to reach them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused, refuse_all

LONGEST_NAME = 120
LONGEST_CONTACT = 300


@dataclass(frozen=True, slots=True)
class Outsider:
    """A person from elsewhere who may answer for debriefs of one site.

    `contact` says how to reach them. `retired_at` (UTC) is when the clinic stopped choosing them; what they answer for
    keeps their name.
    """

    id: UUID
    site_id: UUID
    name: str
    contact: str
    retired_at: datetime | None = None
    version: int = 1

    @property
    def in_use(self) -> bool:
        """May they be chosen?"""
        return self.retired_at is None


@dataclass(frozen=True, slots=True)
class OutsiderDraft:
    """What is typed about someone from elsewhere."""

    name: str
    contact: str


def accept_outsider(draft: OutsiderDraft, *, id: UUID, site_id: UUID) -> Outsider:
    """The person as they are kept. Errors: Refused at `outside` (the name) and `contact`."""
    name, contact = (" ".join(text.split()) for text in (draft.name, draft.contact))
    given = (("outside", name, LONGEST_NAME), ("contact", contact, LONGEST_CONTACT))
    refusals = [Refused(Reason.MISSING, field) for field, text, _most in given if not text]
    refusals += [Refused(Reason.TOO_LONG, field, most=most) for field, text, most in given if len(text) > most]
    refuse_all(refusals)
    return Outsider(id, site_id, name, contact)


def with_words(outsider: Outsider, draft: OutsiderDraft) -> Outsider:
    """The same person with other words. Errors: as for `accept_outsider`."""
    accepted = accept_outsider(draft, id=outsider.id, site_id=outsider.site_id)
    return replace(outsider, name=accepted.name, contact=accepted.contact)


def no_longer_chosen(outsider: Outsider, now: datetime) -> Outsider:
    """The person who is chosen no longer. Errors: Refused when that was so before."""
    if outsider.retired_at is not None:
        raise Refused(Reason.ALREADY_DONE, "retired_at")
    return replace(outsider, retired_at=now)


def chosen_again(outsider: Outsider) -> Outsider:
    """The person who may be chosen again. Errors: Refused while they may."""
    if outsider.retired_at is None:
        raise Refused(Reason.ALREADY_DONE, "retired_at")
    return replace(outsider, retired_at=None)


def require_chosen(outsider: Outsider, site_id: UUID) -> None:
    """Errors: Refused at `outside` for a person of another site, or one who is chosen no longer."""
    if not outsider.in_use or outsider.site_id != site_id:
        raise Refused(Reason.NOT_GIVEN, "outside")


def is_one_of(name: str, names: Collection[str]) -> bool:
    """Is this name, however it is written, one of these?"""
    return " ".join(name.split()).casefold() in {" ".join(one.split()).casefold() for one in names}
