"""Reference numbers that can be read over the phone and reveal no count."""

import hashlib
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LETTERS = ALPHABET[8:]
DIGITS = ALPHABET[:8]
SHORTEST_CODE = 4
ATTEMPTS_PER_LENGTH = 3


def reference(site_id: UUID, year: int, id: UUID, attempt: int = 0) -> str:
    """The display number of an incident, such as K7-2026-4QX3: mark of the site, year at the site, code.

    The code is drawn from a hash of `id`, so it tells neither order nor number. `attempt` counts up from 0
    while the number is taken; every third attempt makes the code one character longer.
    No letter that is mistaken for a digit is used (no 0, 1, I or O).
    """
    site = int.from_bytes(hashlib.sha256(site_id.bytes).digest()[:4])
    mark = LETTERS[site % len(LETTERS)] + DIGITS[site // len(LETTERS) % len(DIGITS)]
    drawn = int.from_bytes(hashlib.sha256(id.bytes + attempt.to_bytes(4)).digest())
    length = SHORTEST_CODE + attempt // ATTEMPTS_PER_LENGTH
    code = "".join(ALPHABET[drawn >> 5 * place & 31] for place in range(length))
    return f"{mark}-{year}-{code}"
