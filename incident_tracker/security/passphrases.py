"""What a pass phrase must be (NIST SP 800-63B-4: long, not known, no composition) and how it becomes a key."""

import secrets
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw

from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.security.keys import KEY_BYTES
from incident_tracker.security.phrase_guesses import is_easy

SHORTEST = 15
LONGEST = 1024
_ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SHORTEST_NAME_LOOKED_FOR = 3
_EVERY_CLINIC = (
    "incident", "tracker", "incident tracker", "front desk", "desk", "reception", "receptionist", "clinic", "hospital",
    "patient", "doctor", "nurse", "office", "pass phrase", "password", "please", "secret",
    "recepcion", "recepcionista", "clinica", "paciente", "doctora", "enfermera", "consultorio", "escritorio",
    "frase", "clave", "contrasena", "secreto", "registro", "incidente", "incidentes",
    "correct horse battery staple",
)  # fmt: skip
"""Words of this program and of any front desk, in English and Spanish, and the phrase that everyone has read about."""


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


def accept_passphrase(passphrase: str, user_name: str, field: str = "passphrase", own_words: Iterable[str] = ()) -> str:
    """The normalized pass phrase. `own_words` are names of the clinic, its sites, desks and people, which are the first
    that someone would try.

    Errors: Refused at `field` when too short, too long, too easy to guess, or holding the user's name.
    """
    wanted = normalized(passphrase)
    if len(wanted) < SHORTEST:
        raise Refused(Reason.PASSPHRASE_TOO_SHORT, field, least=SHORTEST)
    if len(wanted) > LONGEST:
        raise Refused(Reason.TOO_LONG, field, most=LONGEST)
    name = normalized(user_name).strip().casefold()
    if len(name) >= SHORTEST_NAME_LOOKED_FOR and name in wanted.casefold():
        raise Refused(Reason.PASSPHRASE_HAS_NAME, field)
    if is_easy(wanted, [user_name, *own_words, *_EVERY_CLINIC]):
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
