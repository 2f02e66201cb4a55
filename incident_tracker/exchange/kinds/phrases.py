"""Finding the phrases of the lists in a text: the longest that fits at each place, and what it is a sign of.

Notation of the lists: one phrase ends at a bar; `*` stands for any ending of a word, ` … ` for up to three words
between, ` …… ` for up to six (never a denial); `{staff}`, `{person}` and `{thing}` for the words of those lists;
the rest is a regular expression in plain spelling.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from incident_tracker.exchange.kinds import english, harmless, spanish
from incident_tracker.exchange.kinds.signs import Sign

_LISTS: tuple[Mapping[Sign, str], ...] = (english.PHRASES, spanish.PHRASES, harmless.ENGLISH, harmless.SPANISH)
_RANK = {sign: place for place, sign in enumerate(Sign)}  # of two signs for the same words the later one counts
_ARTICLE = "(?:(?:a|an|the|our|his|her|their|another|el|la|los|las|un|una|su) )?"
_DENIALS = "no|not|without|never|nobody|none|nor|sin|ni|nunca|nadie"
_BETWEEN, _FAR = (rf"(?: (?!(?:{_DENIALS})\b)\w+){{0,{most}}} " for most in (3, 6))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class PhraseMark:
    """A phrase found in a plain text: what it is a sign of, and where it is."""

    sign: Sign
    start: int
    end: int


def marks_in(text: str) -> tuple[PhraseMark, ...]:
    """The phrases of a plain text from left to right. None overlap: a longer phrase hides the shorter in it."""
    found = sorted(_all_in(text), key=lambda mark: (_hides(mark), mark.start - mark.end, -_RANK[mark.sign]))
    kept: list[PhraseMark] = []
    for mark in found:
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def _hides(mark: PhraseMark) -> bool:
    """Puts phrases that hide even longer ones first: "flu shot" is not a shot, no matter who got it."""
    return mark.sign is not Sign.HARMLESS


def _all_in(text: str) -> Iterator[PhraseMark]:
    phrases = _phrases()
    for word in _WORD.finditer(text):
        for phrase, sign in phrases.get(word[0][0], ()):
            match = phrase.match(text, word.start())
            if match is not None:
                yield PhraseMark(sign, match.start(), match.end())


@cache
def _phrases() -> Mapping[str, tuple[tuple[re.Pattern[str], Sign], ...]]:
    """The phrases by the letter that they begin with."""
    classes = {
        "{staff}": _ARTICLE + _any_of(english.STAFF + "|" + spanish.STAFF),
        "{person}": _ARTICLE + _any_of(english.PERSON + "|" + spanish.PERSON),
        "{thing}": _any_of(english.THING + "|" + spanish.THING),
    }
    table: dict[str, list[tuple[re.Pattern[str], Sign]]] = {}
    for phrases in _LISTS:
        for sign, listed in phrases.items():
            for phrase in _parted(listed):
                compiled = re.compile(_pattern(phrase, classes) + r"\b")
                for letter in _beginnings(phrase):
                    table.setdefault(letter, []).append((compiled, sign))
    return {letter: tuple(listed) for letter, listed in table.items()}


def _any_of(listed: str) -> str:
    return "(?:" + "|".join(_pattern(phrase, {}) for phrase in _parted(listed)) + ")"


def _pattern(phrase: str, classes: Mapping[str, str]) -> str:
    pattern = (
        re.sub(r"(?<=[\w\])])\*", r"\\w*", phrase).replace(" …… ", _FAR).replace(" … ", _BETWEEN).replace("(", "(?:")
    )
    pattern = pattern.replace("(?:?", "(?")
    for name, words in classes.items():
        pattern = pattern.replace(name, words + r"\b")
    return f"(?:{pattern})"


def _parted(listed: str) -> Iterator[str]:
    """The phrases of a list: split at the bars outside brackets."""
    depth, phrase = 0, ""
    for sign in listed:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            yield " ".join(phrase.split())
            phrase = ""
        else:
            phrase += sign
    yield " ".join(phrase.split())


def _beginnings(phrase: str) -> set[str]:
    """The letters that a phrase can begin with."""
    if not phrase.startswith("("):
        return {phrase[0]}
    inside = phrase[1 : _closing(phrase)]
    return set().union(*(_beginnings(part) for part in _parted(inside)))


def _closing(phrase: str) -> int:
    depth = 0
    for place, sign in enumerate(phrase):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place
    raise ValueError(phrase)
