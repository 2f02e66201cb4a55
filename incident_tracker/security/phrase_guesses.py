"""How many guesses a pass phrase stands, by someone who knows what people choose: passwords, names, sayings."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from math import prod
from typing import Any

from incident_tracker.catalogues import common_words
from incident_tracker.domain.searching import folded

LEAST_GUESSES = 10**9
"""A guesser who tries likely phrases first needs so many: some ten years of one processor at `STANDARD` cost."""
LEAST_AS_SAID = 2 * 10**8
"""So many sentences can be made of three of the six hundred words that people say most: greetings, blessings, proverbs.
Each word of a sentence calls for the next one, so this is more than a guesser of sentences needs.
"""
JUDGED = 72
"""Only so many characters are judged, because judging takes the longer the more there are."""
_DICTIONARY = 50_000
"""A word that is in no list of frequent ones is in a dictionary of this size, unless it stands alone."""
_NUMBER = re.compile(r"\d{1,4}")
_NEW_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[^\W\d_])(?=\d+\W*$)")
"""Where a word begins without a blank: BlueKettle, kettle2026."""


def is_easy(passphrase: str, known: Iterable[str]) -> bool:
    """Is it found with few guesses, by someone who has the lists of common passwords and the `known` words?

    It is judged with all its words, and without those that only join the others or tell a year, whichever is easier:
    a guesser leaves none of them out. It is also judged as a sentence that someone says.
    """
    words = {part for name in map(folded, known) for part in (*name.split(), "".join(name.split())) if len(part) > 1}
    told = sorted(words)
    parts = _bare(_NEW_WORD.sub(" ", passphrase)).split()
    stands = min(_judged("".join(some), told) for some in (parts, _telling(parts)))
    return stands < LEAST_GUESSES or _as_said(parts, told) < LEAST_AS_SAID


def _as_said(parts: list[str], known: list[str]) -> int:
    """The guesses for each telling word, times each other. What is no word and stands alone is no sentence."""
    words = [word for part in parts for word in _taken_apart(part, known)]
    if words == parts and len(_telling(parts)) == 1:
        return LEAST_AS_SAID
    telling = _telling(words)
    each = {word: _judged(word, known) for word in telling}
    product = prod(min(stands, _DICTIONARY) if word.isalpha() else stands for word, stands in each.items())
    return min(product, _judged("".join(telling), known))


def _taken_apart(part: str, known: list[str]) -> list[str]:
    """The words of which it is made without a blank, if it is."""
    matches = _judge()(part[:JUDGED], user_inputs=known)["sequence"] if part else []
    found = [str(one["token"]) for one in matches]
    return found if all(one["pattern"] == "dictionary" for one in matches) else [part]


def _bare(passphrase: str) -> str:
    """Its words, without accents and capitals; dashes would make words look like random letters, as blanks do."""
    plain = unicodedata.normalize("NFKD", passphrase.casefold())
    return "".join(" " if sign in "-_.,!?¡¿;:" else sign for sign in plain if not unicodedata.combining(sign))


def _judged(bare: str, known: list[str]) -> int:
    return int(_judge()(bare[:JUDGED], user_inputs=known)["guesses"]) if bare else 0


@cache
def _judge() -> Callable[..., dict[str, Any]]:
    """`zxcvbn`, whose own lists are English, with the Spanish words that people think of first and those that this
    program says most, without accents, and with the longer sayings of both languages.
    """
    from zxcvbn import matching, zxcvbn

    words = dict.fromkeys((*_words("spanish"), *common_words("es")))
    sayings = [line.split() for line in _text("sayings").splitlines()]
    joined = dict.fromkeys("".join(some) for one in sayings for some in (one, _telling(one)))
    matching.add_frequency_lists({"spanish": list(words), "sayings": list(joined)})
    judge: Callable[..., dict[str, Any]] = zxcvbn
    return judge


def _telling(parts: Iterable[str]) -> list[str]:
    """The words that say something: a guesser leaves none of the others out, and tries every year."""
    return [part for part in parts if part not in _grammar() and not _NUMBER.fullmatch(part)]


@cache
def _grammar() -> frozenset[str]:
    """The short words of English and Spanish that only join the others: articles, pronouns, prepositions, "to be"."""
    return frozenset(_words("grammar"))


def _words(name: str) -> list[str]:
    return _text(name).split()


def _text(name: str) -> str:
    return (files("incident_tracker.security") / "words" / f"{name}.txt").read_text(encoding="utf-8")
