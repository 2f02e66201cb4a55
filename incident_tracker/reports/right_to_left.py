"""Hebrew and Arabic in the order and the letter shapes in which they are drawn from left to right.

A small part of the Unicode Bidirectional Algorithm (UAX 9: levels without explicit embeddings) and of Arabic joining;
enough for names and quoted words inside reports in English or Spanish.
"""

import unicodedata
from functools import cache
from itertools import groupby

_STRONG_RIGHT = frozenset({"R", "AL"})
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


def has_right_to_left(text: str) -> bool:
    """Whether any letter of `text` belongs to a script written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _STRONG_RIGHT for letter in text)


def in_visual_order(text: str) -> str:
    """`text` as its letters are printed from left to right, Arabic letters joined."""
    letters = _joined(text)
    levels = _levels(letters)
    for level in range(max(levels, default=0), 0, -1):
        fragments: list[str] = []
        raised: list[int] = []
        position = 0
        for reverse, group in groupby(found >= level for found in levels):
            length = len(list(group))
            fragment, its_levels = letters[position : position + length], levels[position : position + length]
            fragments.append(fragment[::-1].translate(_MIRRORED) if reverse else fragment)
            raised.extend(its_levels[::-1] if reverse else its_levels)
            position += length
        letters, levels = "".join(fragments), raised
    return letters


def _levels(text: str) -> list[int]:
    """The embedding level of each letter: even from left to right, odd from right to left."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    base = next((int(kind in _STRONG_RIGHT) for kind in kinds if kind == "L" or kind in _STRONG_RIGHT), 0)
    levels: list[int | None] = []
    strong = base
    for kind in kinds:
        if kind == "L":
            strong = 0
            levels.append(2 * base)
        elif kind in _STRONG_RIGHT:
            strong = 1
            levels.append(1)
        elif kind in {"EN", "AN"}:
            levels.append(2 if strong or base else 0)
        else:
            levels.append(None)
    return _with_pairs(text, _with_neutrals(levels, base))


def _with_neutrals(levels: list[int | None], base: int) -> list[int]:
    """Blanks and punctuation take the direction of both neighbors where these agree, else that of the paragraph."""
    settled: list[int] = []
    for position, level in enumerate(levels):
        if level is not None:
            settled.append(level)
            continue
        before = settled[-1] if settled else base
        after = next((found for found in levels[position:] if found is not None), base)
        settled.append(1 if before and after else base)
    return settled


def _with_pairs(text: str, levels: list[int]) -> list[int]:
    """A closing bracket has the level of its opening one (rule N0, simplified)."""
    waiting: list[tuple[str, int]] = []
    for position, letter in enumerate(text):
        if letter in _CLOSING:
            waiting.append((_CLOSING[letter], levels[position]))
        elif waiting and letter == waiting[-1][0]:
            levels[position] = waiting.pop()[1]
    return levels


@cache
def _forms() -> dict[tuple[str, str], str]:
    """(letter, form) to its presentation form, from the compatibility decompositions of Arabic Presentation Forms-B."""
    forms = {}
    for code in range(0xFE70, 0xFEFD):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2:
            forms[chr(int(parts[1], 16)), parts[0].strip("<>")] = chr(code)
    return forms


def _joined(text: str) -> str:
    """`text` with Arabic letters in the forms that join them to their neighbors."""
    forms = _forms()
    bases = [position for position, letter in enumerate(text) if not unicodedata.combining(letter)]
    letters = list(text)
    for place, position in enumerate(bases):
        before = text[bases[place - 1]] if place else ""
        after = text[bases[place + 1]] if place + 1 < len(bases) else ""
        from_before = (before, "initial") in forms and (text[position], "final") in forms
        to_after = (text[position], "initial") in forms and (after, "final") in forms
        form = ("medial" if to_after else "final") if from_before else ("initial" if to_after else "isolated")
        letters[position] = forms.get((text[position], form), text[position])
    return "".join(letters)
