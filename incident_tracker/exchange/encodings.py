"""From bytes to text: which encoding a file of another program is written in."""

import codecs
import re
from itertools import islice

from incident_tracker.domain.errors import FileRefused

_MARKS = (  # longer marks first: UTF-32 begins like UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
EIGHT_BIT = ("cp1252", "mac_roman", "cp850", "cp437")  # the first of equally likely ones is taken
_LETTERS = frozenset("áéíóúüñÁÉÍÓÚÜÑäöÄÖßàèìòùâêîôûçÇãõåøæÅØÆëïÀÈ")
_SIGNS = frozenset("–—‘’“”„«»…•€£°¿¡·§©®™×½¼ºª\u00a0²³±µ´")
_APOSTROPHES = frozenset("’‘´")
_BEYOND = re.compile(rb"[\x20-\x7e]{0,2}[\x80-\xff]+[\x20-\x7e]?")
_MOST_LOOKED_AT = 5_000
_SAMPLE = 4096  # bytes that are looked at for the zeros of an unmarked UTF-16


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file, and the name of its encoding.

    A mark at the beginning decides; then zeros in every second byte (UTF-16); then UTF-8 if all of it fits;
    else the eight-bit code that gives the most likely letters: of Windows, of the Macintosh or of MS-DOS. `encoding`
    overrides. Errors: FileRefused.
    """
    mark, marked = next(((mark, name) for mark, name in _MARKS if content.startswith(mark)), (b"", None))
    name = encoding or marked or _unmarked_utf16(content)
    if name is not None:
        return _strictly(content, name, mark), name
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = _likeliest(content)
        return _eight_bit(content) if name == "cp1252" else content.decode(name), name


def _likeliest(content: bytes) -> str:
    """The eight-bit code in which the letters beyond ASCII make the most sense; Windows-1252 unless another is better.

    A letter with an accent is likely within a word, in the case of its neighbors; a sign is likely between words.
    """
    around = [match[0] for match in islice(_BEYOND.finditer(content), _MOST_LOOKED_AT)]
    scores = {name: sum(map(_likelihood, (part.decode(name, "replace") for part in around))) for name in EIGHT_BIT}
    return max(EIGHT_BIT, key=lambda name: scores[name])


def _likelihood(text: str) -> int:
    score = 0
    for place, sign in enumerate(text):
        if sign.isascii():
            continue
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        if sign in _LETTERS:
            alone = not before.isalpha() and not after.isalpha()
            among_capitals = after.isupper() or (text[max(0, place - 2) : place].isupper() and place > 1)
            cased = not among_capitals if sign.islower() else not before.islower()
            score += 2 if cased and not alone and not (before + after).isdecimal() else -2
        elif sign in _APOSTROPHES and before.isalpha() and after.isalpha():
            score += 3
        elif sign in _SIGNS:
            score += 3 if before.isdecimal() or after.isdecimal() else -2 if before.isalpha() and after.isalpha() else 1
        else:
            score -= 3
    return score


def _strictly(content: bytes, name: str, mark: bytes) -> str:
    try:
        if codecs.lookup(name).name.startswith(("utf-", "utf_")):
            return content[len(mark) :].decode(name.removesuffix("-sig"))
        return content.decode(name)
    except LookupError:
        raise FileRefused("mapping", detail=f"[file] encoding = {name!r}") from None
    except (UnicodeError, ValueError):
        raise FileRefused("unreadable") from None


def _unmarked_utf16(content: bytes) -> str | None:
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(content) % 2:
        return None
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _eight_bit(content: bytes) -> str:
    """Windows-1252, whose five unused codes are read as the control characters of Latin-1."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in content)
