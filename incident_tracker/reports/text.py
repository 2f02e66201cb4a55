"""Text from people made ready for paper: nothing in it is markup, nothing is lost silently, every line fits.

Paper knows no markup language at all: a text is only ever measured, broken into lines and drawn letter by letter.
What a typeface cannot draw is drawn by the fallback face, else as a visible box; the words as they were written stay
in the file (PDF's ActualText) for search, copying and screen readers.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from incident_tracker.reports.right_to_left import has_right_to_left, in_visual_order
from incident_tracker.reports.style import Face, TextStyle, font

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Replaces a control character or half a surrogate pair; also the box drawn for a letter without a glyph."""

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one line in one face, in the order of drawing."""

    face: Face
    text: str
    width: float


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line ready to draw; `said` is the text as written where the drawn letters differ from it, else None."""

    runs: tuple[Run, ...]
    width: float
    said: str | None = None

    @property
    def text(self) -> str:
        """The text as written."""
        return "".join(run.text for run in self.runs) if self.said is None else self.said


def printable(text: str) -> str:
    """`text` with one kind of line end and blanks for tabs; control characters become U+FFFD, which is seen."""
    return _CONTROLS.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text).replace("\t", "    "))


class _Advances(dict[str, float]):
    """Letter to advance width at size 1, filled in as letters are met."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.glyphs: dict[int, float] = font(face).face.charWidths

    def __missing__(self, letter: str) -> float:
        if _is_invisible(letter):
            width = 0.0
        elif ord(letter) in self.glyphs:
            width = self.glyphs[ord(letter)] / 1000
        elif self.face is not Face.FALLBACK:
            width = _advances(Face.FALLBACK)[letter]
        else:
            width = self.glyphs[ord(REPLACEMENT)] / 1000
        self[letter] = width
        return width


@cache
def _advances(face: Face) -> _Advances:
    return _Advances(face)


@cache
def _own_letters(face: Face) -> frozenset[str]:
    """The letters that the face draws itself, from left to right, one glyph each."""
    letters = (chr(code) for code in font(face).face.charToGlyph if code != 0)
    return frozenset(letter for letter in letters if not _is_invisible(letter) and not has_right_to_left(letter))


def _is_invisible(letter: str) -> bool:
    """Joiners, marks of direction, variation selectors: they are written but have no shape of their own."""
    code = ord(letter)
    return unicodedata.category(letter) == "Cf" or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF


def width_of(text: str, style: TextStyle) -> float:
    """Width in points of printable `text` set in one line."""
    return sum(map(_advances(style.face).__getitem__, text)) * style.size


def line_of(text: str, style: TextStyle) -> TextLine:
    """Printable `text` as one line, however long."""
    if _own_letters(style.face).issuperset(text):
        width = width_of(text, style)
        return TextLine((Run(style.face, text, width),), width)
    drawn = in_visual_order(text) if has_right_to_left(text) else text
    runs = tuple(_runs(drawn, style))
    shown = "".join(run.text for run in runs)
    return TextLine(runs, sum(run.width for run in runs), None if shown == text else text)


def _runs(text: str, style: TextStyle) -> Iterator[Run]:
    """`text` cut where the face changes; invisible letters left out, letters without a glyph as boxes."""
    own, spare = font(style.face).face.charToGlyph, font(Face.FALLBACK).face.charToGlyph
    face, letters = style.face, ""
    for letter in text:
        if _is_invisible(letter):
            continue
        wanted = style.face if ord(letter) in own else Face.FALLBACK
        drawn = letter if wanted is style.face or ord(letter) in spare else REPLACEMENT
        if wanted is not face and letters:
            yield Run(face, letters, width_of(letters, TextStyle(face, style.size, 0)))
            letters = ""
        face, letters = wanted, letters + drawn
    if letters:
        yield Run(face, letters, width_of(letters, TextStyle(face, style.size, 0)))


def wrap_printable(text: str, style: TextStyle, width: float) -> tuple[TextLine, ...]:
    """`text` as lines no wider than `width`, at least one; words that are too long are broken between letters."""
    text = printable(text)
    if "\n" not in text and width_of(text, style) <= width:
        return (line_of(text, style),)
    return tuple(line_of(line, style) for paragraph in text.split("\n") for line in _broken(paragraph, style, width))


def _broken(paragraph: str, style: TextStyle, width: float) -> Iterator[str]:
    """The lines of one paragraph, filled greedily."""
    blank = width_of(" ", style)
    line, used = "", 0.0
    for word in paragraph.split(" "):
        room = width_of(word, style)
        if line and used + blank + room <= width:
            line, used = f"{line} {word}", used + blank + room
            continue
        if line:
            yield line
        while room > width and len(word) > 1:
            head = _head(word, style, width)
            yield head
            word = word[len(head) :]
            room = width_of(word, style)
        line, used = word, room
    yield line


def _head(word: str, style: TextStyle, width: float) -> str:
    """As much of `word` as fits, at least one letter with its accents."""
    advances, used, end = _advances(style.face), 0.0, 0
    while end < len(word) - 1:
        used += advances[word[end]] * style.size
        if used > width:
            break
        end += 1
    while end > 1 and (unicodedata.combining(word[end]) or _is_invisible(word[end])):
        end -= 1
    return word[: max(end, 1)]


def shortened(text: str, style: TextStyle, width: float) -> TextLine:
    """`text` as one line no wider than `width`, cut with an ellipsis where it must be; only for running heads."""
    text = printable(text).replace("\n", " ")
    if width_of(text, style) <= width:
        return line_of(text, style)
    return line_of(_head(text, style, width - width_of("…", style)).rstrip() + "…", style)
