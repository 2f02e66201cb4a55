"""What may be shown to whom: the check for names in free text, and how few answers give away who gave them.

Every chapter asks this before it shows something to people who must not know who is meant.
"""

import re
import unicodedata
from collections.abc import Iterable

SHORTEST_PART = 3
"""Shorter parts of names are too often ordinary words."""

FEWEST_STAFF_ANSWERS = 5
"""Fewer private answers of staff than this are not shown."""

FEWEST_FOR_SHARES = 11
"""Shares of fewer decisions than this are not shown: they would give away a single one."""

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
