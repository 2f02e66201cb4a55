"""The recovery key: 160 random bits that a person can write down, with a check character for every group."""

import secrets

from incident_tracker.domain.errors import Reason, Refused

GROUPS = 8
GROUP_LENGTH = 4  # and one check character
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_LOOKALIKES = str.maketrans("OIL", "011")


def new_recovery_key() -> str:
    """Eight groups of five characters, the fifth checking the four before it, joined by "-"."""
    digits = [secrets.randbelow(32) for _ in range(GROUPS * GROUP_LENGTH)]
    return "-".join(_group(number, digits[number * 4 : number * 4 + 4]) for number in range(GROUPS))


def read_recovery_key(typed: str) -> bytes:
    """The 20 bytes of a typed key; case, spaces, dashes and look-alike letters do not matter.

    Errors: Refused at `recovery_key`; `group` tells the first group (from 1) that was mistyped, 0 a wrong length.
    """
    kept = "".join(typed.upper().replace("-", " ").split()).translate(_LOOKALIKES)
    size = GROUP_LENGTH + 1
    if len(kept) != GROUPS * size:
        raise Refused(Reason.RECOVERY_KEY_WRONG, "recovery_key", group=0)
    number = 0
    for place in range(GROUPS):
        group = kept[place * size : place * size + size]
        digits = [_ALPHABET.find(character) for character in group[:GROUP_LENGTH]]
        if -1 in digits or _group(place, digits) != group:
            raise Refused(Reason.RECOVERY_KEY_WRONG, "recovery_key", group=place + 1)
        for digit in digits:
            number = number * 32 + digit
    return number.to_bytes(GROUPS * GROUP_LENGTH * 5 // 8, "big")


def _group(place: int, digits: list[int]) -> str:
    """Four characters and their check: a polynomial over GF(32), so that every single mistyped character, every swap of
    neighbors and every swap of two groups shows.
    """
    check = place + 1
    for digit in digits:
        check = (check << 1 ^ (0b100101 if check & 16 else 0)) ^ digit
    check = check << 1 ^ (0b100101 if check & 16 else 0)
    return "".join(_ALPHABET[digit] for digit in digits) + _ALPHABET[check]
