"""Where patients find help: lines and teams that are called instead of the police."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.clinic.last_days import accept_last_day, goes_on_longer
from incident_tracker.domain.clinic.sites import accept_name
from incident_tracker.domain.errors import Reason, Refused

LONGEST_PHONE = 60
LONGEST_NOTE = 200


class HelpKind(StrEnum):
    """What kind of help it is, in the order in which it is shown."""

    CRISIS_LINE = "crisis_line"
    MOBILE_CRISIS = "mobile_crisis"
    OWN_TEAM = "own_team"
    COMMUNITY = "community"
    SPIRITUAL_CARE = "spiritual_care"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """One line or team. `site_id` is the only site it is for; None for all.

    `hours` says in words when it is reached. `last_day` is the last day on which it is shown.
    """

    id: UUID
    name: str
    kind: HelpKind
    phone: str
    hours: str = ""
    by_video: bool = False
    note: str = ""
    site_id: UUID | None = None
    last_day: date | None = None
    version: int = 1

    def in_use(self, day: date) -> bool:
        """Is it shown on this day?"""
        return self.last_day is None or day <= self.last_day


@dataclass(frozen=True, slots=True)
class NationalLine:
    """A line that everyone in the United States can call."""

    name: str
    kind: HelpKind
    phone: str
    hours: str
    note: str


NATIONAL_LINES = (
    NationalLine("988 Suicide & Crisis Lifeline", HelpKind.CRISIS_LINE, "988", "24/7", "Español: 2 · text, chat"),
    NationalLine("211", HelpKind.COMMUNITY, "2-1-1", "24/7", "211.org"),
)
"""Their names are the same in both languages, and what is said of them has no words to translate."""


def accept_entry(entry: DirectoryEntry, others: Iterable[DirectoryEntry], today: date) -> DirectoryEntry:
    """The entry without stray spaces. Errors: Refused at `name`, `phone`, `hours` or `note`."""
    wanted = replace(
        entry,
        name=accept_name(entry.name),
        phone=_short(entry.phone, "phone", LONGEST_PHONE),
        hours=_short(entry.hours, "hours", LONGEST_NOTE),
        note=_short(entry.note, "note", LONGEST_NOTE),
    )
    if not wanted.phone:
        raise Refused(Reason.MISSING, "phone")
    if _named(wanted, others, today):
        raise Refused(Reason.NAME_TAKEN, "name")
    return wanted


def shown_until(
    entry: DirectoryEntry,
    others: Iterable[DirectoryEntry],
    last_day: date | None,
    today: date,
    taken_away: date | None = None,
) -> DirectoryEntry:
    """The entry shown until that day, or without an end again.

    Errors: as `accept_last_day`; Refused at `last_day` where another one has its name meanwhile.
    """
    accept_last_day(last_day, entry.last_day, today, taken_away)
    if goes_on_longer(entry.last_day, last_day) and _named(entry, others, today):
        raise Refused(Reason.NAME_TAKEN_MEANWHILE, "last_day")
    return replace(entry, last_day=last_day)


def _named(entry: DirectoryEntry, others: Iterable[DirectoryEntry], today: date) -> bool:
    """Has another one that is shown today, for the same site or for all, the name of this one?"""
    key = (entry.name.casefold(), entry.site_id)
    return any(key == (one.name.casefold(), one.site_id) and one.in_use(today) for one in others if one.id != entry.id)


def entries_at(entries: Iterable[DirectoryEntry], site_id: UUID | None, day: date) -> tuple[DirectoryEntry, ...]:
    """What is shown at a site (None: only what is for all of them) on a day, in the order of the kinds."""
    order = list(HelpKind)
    found = [one for one in entries if one.in_use(day) and one.site_id in (None, site_id)]
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.name.casefold())))


def accept_help_kind(code: str) -> HelpKind:
    """The kind of help with this code. Errors: Refused at `kind`."""
    try:
        return HelpKind(code)
    except ValueError:
        raise Refused(Reason.UNKNOWN_TERM, "kind", term=code) from None


def _short(text: str, field: str, most: int) -> str:
    text = " ".join(text.split())
    if len(text) > most:
        raise Refused(Reason.TOO_LONG, field, most=most)
    return text
