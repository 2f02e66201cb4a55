"""What may be shown to whom: which counts are told as they are, which are hidden, and the check for names in free text.

Every chapter asks this before it shows something to people who must not know who is meant, on the screen, on paper and
in files.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterable
from datetime import UTC, date, datetime, timedelta
from enum import Enum, StrEnum, auto
from typing import assert_never
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

FEWEST_SHOWN = 11
"""Of people, and where two dimensions cross, counts below this are hidden: the cell size policy of the US Centers for
Medicare & Medicaid Services.
"""

LEAST_VALUES = 3
"""So many values a hidden count must still be able to have, for someone who knows everything that is told."""


class Counted(Enum):
    """What a figure counts: EVENTS, that is, incidents and what the clinic did about them, or PEOPLE, that is, who was
    asked, who declined, who answered what, who was hurt, and groups and jobs.
    """

    EVENTS = auto()
    PEOPLE = auto()


class Visibility(StrEnum):
    """Why a figure is not told: HIDDEN because it is small, COMPLEMENTARY to protect another."""

    HIDDEN = "hidden"
    COMPLEMENTARY = "complementary"


def is_told_whole(counted: Counted, dimensions: int) -> bool:
    """Whether people who see no names are told such a count as it is, however small.

    Events are, by one dimension at a time (level, channel, kind, place, factor and so on; the month and the site of the
    report are none): a small clinic has small months, and its serious incidents are listed one by one. Where two
    dimensions cross, a count of one is an incident that someone remembers. People are never told so.
    """
    match counted:
        case Counted.EVENTS:
            return dimensions <= 1
        case Counted.PEOPLE:
            return False
    assert_never(counted)


def told_share(part: int, whole: int) -> tuple[int | None, int | None]:
    """A part of some people and their whole as people who see no names are told them; None is hidden.

    The rest is a count of people too. A whole of 10 or fewer tells nothing of its part.
    """
    if _is_few(whole):
        return None, None
    return (None if _is_few(part) or _is_few(whole - part) else part), whole


def told_counts(counts: Collection[int]) -> tuple[int | None, ...]:
    """Counts of people that may have a known sum: told all, or none, because one that is hidden could be worked out."""
    few = any(map(_is_few, counts))
    return tuple(None if few else count for count in counts)


def _is_few(count: int) -> bool:
    return 1 <= count < FEWEST_SHOWN


NO_ONE = UUID(int=0)
"""In place of the account that wrote something, for people who see no names."""


def told_moment(moment: datetime, zone: ZoneInfo) -> datetime:
    """When something was, as finely as people who see no names are told it: the beginning of its month at the site.

    `moment` is aware; what comes out is in UTC.
    """
    there = moment.astimezone(zone)
    return there.replace(day=1, hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def told_limit(moment: datetime, zone: ZoneInfo) -> datetime:
    """Until when something is to be done, for people who see no names: the end of that month, so that none is late
    before it is.
    """
    following = told_moment(told_moment(moment, zone) + timedelta(days=32), zone)
    return following - timedelta(seconds=1)


def told_day(day: date) -> date:
    """A day on which something is due, for people who see no names: the last one of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def stand_in(job: str) -> UUID:
    """The id that stands for the person who does something in this job (a code), where no names are seen."""
    return uuid5(NAMESPACE_OID, f"job:{job}")


SHORTEST_PART = 3
"""Shorter parts of names are too often ordinary words."""

FEWEST_FOR_MEDIANS = 5
"""A median of fewer is the moment of one."""

_WORD = re.compile(r"\w+")
_IDENTIFYING = re.compile(r"\d{5,}|@|\b\d{3}[-. ]\d{3,4}")
"""Record and phone numbers, and mail addresses."""


def names_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Which of the `names` appear in `text`, in whole or in part, ignoring case and accents. A help, not a proof."""
    words = set(_WORD.findall(_plain(text)))
    return tuple(name for name in names if words.intersection(_parts(_plain(name))))


def parts_in(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The parts of `names` that are in `text` as written, sorted.

    Capitals count, because many names are words as well ("Will", "May").
    """
    words = set(_WORD.findall(text))
    return tuple(sorted({part for name in names for part in _parts(name) if part in words}))


def leads_to_a_person(text: str, names: Iterable[str]) -> bool:
    """Whether one of `names` is in `text` as written, or a number or an address that leads to a person."""
    return bool(parts_in(text, names)) or _IDENTIFYING.search(text) is not None


def _parts(name: str) -> list[str]:
    return [part for part in _WORD.findall(name) if len(part) >= SHORTEST_PART]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
