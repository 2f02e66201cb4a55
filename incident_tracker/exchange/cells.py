"""One cell of a log: its value as text, whether it says "nothing here", and lists within a cell."""

import re
from datetime import date, datetime, time, timedelta

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_MISSING = frozenset(
    ("", "<n/s>", "n/s", "na", "n/a", "#n/a", "nan", "null", "(null)", "nil", "-", "--", "–", "—", "?", ".", "(blank)")
)
SUPPRESSED = frozenset(("*", "**", "c", "x", "<5", "< 5", "<10", "[c]", "[x]", "s"))  # marks of official statistics
_BLANKS = re.compile(r"[ \t\u00a0\u2007\u202f\ufeff]+")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_APOSTROPHES = ("'", "\u2018", "\u2019", "`")
_COMMA = re.compile(r",\s*")


def text_of(cell: Cell) -> str:
    """A cell as text without spaces around it; whole numbers without a decimal point, dates in ISO form."""
    if isinstance(cell, str):
        if "  " in cell or "\t" in cell or "\u00a0" in cell or "\u202f" in cell:
            cell = _BLANKS.sub(" ", cell)
        return cell.strip(" \t\r\n\u00a0\u2007\u202f\ufeff\x00")
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    return str(cell)


def plain_text(cell: Cell) -> str:
    """A date or time as text, without what other programs put into it: marks of direction, an apostrophe before it."""
    text = text_of(cell)
    if not text.isascii():
        text = text_of(_UNSEEN.sub("", text))
    return text[1:].lstrip() if text.startswith(_APOSTROPHES) else text


def is_missing(text: str) -> bool:
    """True for an empty cell and for words that mean empty: NA, <N/S>, a dash."""
    return len(text) <= 7 and text.casefold() in _MISSING


def number_of(cell: Cell) -> int | None:
    """A whole number that is not negative, or None; "1,250" and 1.0 are whole numbers too."""
    text = text_of(cell)
    if re.fullmatch(r"\d{1,3}(,\d{3})+", text):
        text = text.replace(",", "")
    match = re.fullmatch(r"(\d{1,9})(\.0+)?", text)
    return int(match[1]) if match and match[1].isascii() else None


def options_of(text: str) -> tuple[str, ...]:
    """The options ticked in one cell, each once and in order.

    They are separated by semicolons or line ends if there are any, else by commas. A comma within brackets belongs to
    its option ("Nurse (RN, LPN), Security" is two), and so does one before a small letter ("personnel, facility or
    transport"), as long as options begin with capitals.
    A semicolon at the end does not make an empty option.
    """
    if ";" in text or "\n" in text:
        parts = re.split(r"[;\n]", text)
    elif "," in text:
        parts = _at_commas(text)
    else:
        parts = [text]
    return tuple(dict.fromkeys(part for part in map(text_of, parts) if not is_missing(part)))


def _at_commas(text: str) -> list[str]:
    capitals = text[:1].isupper()
    parts, start, depth, seen = [], 0, 0, 0
    for comma in _COMMA.finditer(text):
        before = text[seen : comma.start()]
        depth = max(0, depth + before.count("(") - before.count(")"))
        if before.endswith(")"):
            depth = 0  # some lists forget to close an outer bracket
        seen = comma.end()
        begins_option = not capitals or text[seen : seen + 1].isupper() or text[seen : seen + 1].isdigit()
        if depth == 0 and begins_option:
            parts.append(text[start : comma.start()])
            start = seen
    return [*parts, text[start:]]
