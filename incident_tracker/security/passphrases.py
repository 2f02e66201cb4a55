"""What a pass phrase must be (NIST SP 800-63B-4: length and a blocklist, no composition) and how it becomes a key."""

import secrets
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from argon2.low_level import Type, hash_secret_raw

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.security.keys import KEY_BYTES

SHORTEST = 15
LONGEST = 1024
FEWEST_DIFFERENT = 5
_ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SHORTEST_NAME_LOOKED_FOR = 3
_COMMON = frozenset(
    """
    passwordpassword password12345678 password123456789 passwordpassword1 mypasswordmypassword thisismypassword
    letmeinletmeinletmein iloveyouiloveyou qwertyuiopasdfgh qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm
    1qaz2wsx3edc4rfv 1q2w3e4r5t6y7u8i 1q2w3e4r5t6y7u8i9o0p zaq12wsxcde34rfv abcdefghijklmnop abcdefghijklmnopqrstuvwxyz
    123456789012345 1234567890123456 12345678901234567890 0123456789012345 9876543210987654 1234567812345678
    correcthorsebatterystaple troubadour correctbatteryhorsestaple changemechangeme changeme12345678
    adminadminadmin administratoradministrator administrator123 welcomewelcome123 welcome123456789
    incidenttracker incidenttracker1 incidenttracker123 frontdeskfrontdesk receptionreception theclinicpassword
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs under Argon2id: memory in KiB, passes, lanes."""

    memory: int = 65_536
    passes: int = 3
    lanes: int = 4


STANDARD = Cost()  # RFC 9106, second recommended option: a third of a second on an ordinary PC
FLOOR = Cost(19_456, 2, 1)  # a key slot with less was tampered with
CEILING = Cost(1_048_576, 20, 16)  # a key slot with more is meant to hang the program


def normalized(passphrase: str) -> str:
    """The same pass phrase for every keyboard: NFKC."""
    return unicodedata.normalize("NFKC", passphrase)


def accept_passphrase(passphrase: str, user_name: str, field: str = "passphrase") -> str:
    """The normalized pass phrase. Errors: Refused at `field` when too short, too common, or holding the user's name."""
    wanted = normalized(passphrase)
    if len(wanted) < SHORTEST:
        raise Refused(Reason.PASSPHRASE_TOO_SHORT, field, least=SHORTEST)
    if len(wanted) > LONGEST:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST)
    name = normalized(user_name).strip().casefold()
    if len(name) >= SHORTEST_NAME_LOOKED_FOR and name in wanted.casefold():
        raise Refused(Reason.PASSPHRASE_HAS_NAME, field)
    if _is_common(wanted):
        raise Refused(Reason.PASSPHRASE_TOO_COMMON, field)
    return wanted


def key_of(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key that Argon2id makes of a pass phrase."""
    return hash_secret_raw(
        normalized(passphrase).encode("utf-8", "surrogatepass"),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def one_time_passphrase() -> str:
    """Four groups of five letters and figures that are hard to confuse (98 random bits)."""
    return "-".join("".join(secrets.choice(_ONE_TIME_ALPHABET) for _ in range(5)) for _ in range(4))


def _is_common(passphrase: str) -> bool:
    bare = "".join(passphrase.casefold().split())
    if bare in _COMMON or len(set(bare)) < FEWEST_DIFFERENT:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(bare)}
    return len(steps) == 1  # one long run, such as abcdefghijklmnop
