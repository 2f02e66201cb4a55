"""How hard a text is to read: school grades for English, the INFLESZ scale for Spanish.

English: grade = 0.39 · words/sentences + 11.8 · syllables/words − 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975,
"Derivation of new readability formulas for Navy enlisted personnel"). Spanish: ease = 206.835 − 62.3 · syllables/words
− words/sentences (Szigriszt Pazos 1993), read by the bands of INFLESZ (Barrio-Cantalejo and others 2008): from 55 on
"normal", from 65 on "rather easy". Syllables are counted by rules: exact for Spanish but for rare words, and right for
nine English words of ten.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s”\"»)]|$)|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENGLISH_NUCLEUS = re.compile(r"[aeiouyáéíóúñ]+")
_ENGLISH_SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeioudty]ed$|[^aeiouyscxzghl]es$")
_SPANISH_NUCLEUS = re.compile(r"[íú]|[iuü]*[aeoáéó][iuü]*|[iuü]+")


@dataclass(frozen=True, slots=True)
class TextCounts:
    """What both formulas are made of."""

    words: int
    sentences: int
    syllables: int


def counted(text: str, syllables: Callable[[str], int]) -> TextCounts:
    """Words, sentences and syllables of a text; numbers and signs are not words."""
    sentences = [words for part in _SENTENCE_END.split(text) if (words := _WORD.findall(part))]
    words = [word.lower() for sentence in sentences for word in sentence]
    return TextCounts(len(words), max(1, len(sentences)), sum(syllables(word) for word in words))


def english_grade(text: str) -> float:
    """The school grade that reads this with ease; 0 for a text without words."""
    found = counted(text, english_syllables)
    if not found.words:
        return 0.0
    return 0.39 * found.words / found.sentences + 11.8 * found.syllables / found.words - 15.59


def spanish_ease(text: str) -> float:
    """From 0, very hard, to 100, very easy; 100 for a text without words."""
    found = counted(text, spanish_syllables)
    if not found.words:
        return 100.0
    return 206.835 - 62.3 * found.syllables / found.words - found.words / found.sentences


def english_syllables(word: str) -> int:
    """Groups of vowels, without an e at the end that is not spoken."""
    groups = len(_ENGLISH_NUCLEUS.findall(word))
    return max(1, groups - (groups > 1 and _ENGLISH_SILENT.search(word) is not None))


def spanish_syllables(word: str) -> int:
    """Each strong or accented weak vowel is a syllable; other weak vowels join the one beside them."""
    spoken = re.sub(r"(?<=[qg])u(?=[eiéí])", "", word)
    return max(1, len(_SPANISH_NUCLEUS.findall(spoken)))
