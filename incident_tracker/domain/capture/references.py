"""Reference numbers that can be read over the phone and reveal no count."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LETTERS = ALPHABET[8:]
DIGITS = ALPHABET[:8]
SHORTEST_CODE = 4
ATTEMPTS_PER_LENGTH = 3
LAST_LETTER = ALPHABET[-1]
"""In every order of letters that a database may have, none of the alphabet comes after it."""
_SHORTEST_PART = 2


def reference(site_id: UUID, year: int, id: UUID, attempt: int = 0) -> str:
    """The display number of an incident, such as K7-2026-4QX3: mark of the site, year at the site, code.

    The code is drawn from a hash of `id`, so it tells neither order nor number. `attempt` counts up from 0
    while the number is taken; every third attempt makes the code one character longer.
    No letter that is mistaken for a digit is used (no 0, 1, I or O).
    """
    drawn = int.from_bytes(hashlib.sha256(id.bytes + attempt.to_bytes(4)).digest())
    length = SHORTEST_CODE + attempt // ATTEMPTS_PER_LENGTH
    code = "".join(ALPHABET[drawn >> 5 * place & 31] for place in range(length))
    return f"{site_mark(site_id)}-{year}-{code}"


def site_mark(site_id: UUID) -> str:
    """How all reference numbers of a site begin, such as K7."""
    site = int.from_bytes(hashlib.sha256(site_id.bytes).digest()[:4])
    return LETTERS[site % len(LETTERS)] + DIGITS[site // len(LETTERS) % len(DIGITS)]


def beginnings(typed: str, marks: Sequence[str], years: Sequence[int]) -> tuple[str, ...]:
    """How the reference numbers begin that `typed` may be a part of, in the order of the years and marks; none if it is
    too short for one, or no part of any.

    The part may begin at the mark of the site, at the year or at the code; "K7-2026-4Q", "k7 2026 4q", "2026-4q" and
    "4q" find the same number.
    """
    part = "".join(letter for letter in typed.upper() if letter.isalnum())
    if len(part) < _SHORTEST_PART or not part.isascii():
        return ()
    found: dict[str, None] = {}
    for year in years:
        for mark in marks:
            for head in (f"{mark}{year}", str(year), ""):
                code = part[len(head) :]
                long_enough = len(code) >= (1 if head else _SHORTEST_PART)
                if part.startswith(head) and long_enough and all(letter in ALPHABET for letter in code):
                    found[f"{mark}-{year}-{code}"] = None
    return tuple(found)
