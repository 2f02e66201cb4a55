"""What a pass phrase must be (NIST SP 800-63B-4: long, not known, no composition) and how it becomes a key."""

import secrets
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from argon2.low_level import Type, hash_secret_raw

from incident_tracker.catalogues import common_words
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.searching import folded
from incident_tracker.security.keys import KEY_BYTES

SHORTEST = 15
LONGEST = 1024
_ONE_TIME_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
SHORTEST_NAME_LOOKED_FOR = 3
LEAST_GUESSES = 10**9
"""A guesser who tries likely phrases first needs so many: some ten years of one processor at `STANDARD` cost."""
JUDGED = 72
"""Only so many characters are judged, because judging takes the longer the more there are."""
_EVERY_CLINIC = (
    "incident", "tracker", "incident tracker", "front desk", "desk", "reception", "receptionist", "clinic", "hospital",
    "patient", "doctor", "nurse", "office", "pass phrase", "password", "please", "secret",
    "recepcion", "recepcionista", "clinica", "paciente", "doctora", "enfermera", "consultorio", "escritorio",
    "frase", "clave", "contrasena", "secreto", "registro", "incidente", "incidentes",
    "correct horse battery staple",
)  # fmt: skip
"""Words of this program and of any front desk, in English and Spanish, and the phrase that everyone has read about."""
_JOINING_IN_ENGLISH = ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
_JOINING_IN_SPANISH = (
    "a",
    "al",
    "con",
    "de",
    "del",
    "e",
    "el",
    "en",
    "la",
    "las",
    "lo",
    "los",
    "o",
    "para",
    "por",
    "y",
)
_JOINING = frozenset((*_JOINING_IN_ENGLISH, *_JOINING_IN_SPANISH, "un", "una", "y"))
"""Short words between the others. A guesser leaves none out, so a phrase is no harder to guess for having them."""


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
    if _guesses(wanted, [user_name, *own_words, *_EVERY_CLINIC]) < LEAST_GUESSES:
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


def _guesses(passphrase: str, known: Iterable[str]) -> int:
    """How many guesses it stands, by someone who has the lists of common passwords and the `known` words: with all its
    words, or without those that only join the others, whichever is fewer.
    """
    words = {part for name in map(folded, known) for part in (*name.split(), "".join(name.split())) if len(part) > 1}
    told = sorted(words)
    parts = _bare(passphrase).split()
    telling = [part for part in parts if part not in _JOINING]
    return min(_judged("".join(some), told) for some in (parts, telling))


def _bare(passphrase: str) -> str:
    """Its words, without accents and capitals; dashes would make words look like random letters, as blanks do."""
    plain = unicodedata.normalize("NFKD", passphrase.casefold())
    return "".join(" " if sign in "-_.," else sign for sign in plain if not unicodedata.combining(sign))


def _judged(bare: str, known: list[str]) -> int:
    return int(_judge_with_spanish()(bare[:JUDGED], user_inputs=known)["guesses"]) if bare else 0


@cache
def _judge_with_spanish() -> Callable[..., dict[str, Any]]:
    """`zxcvbn`, whose own lists are English, with the Spanish words that people think of first and those that this
    program says most, without accents.
    """
    from zxcvbn import matching, zxcvbn

    first = (files("incident_tracker.security") / "words" / "spanish.txt").read_text(encoding="utf-8").split()
    words = dict.fromkeys((*first, *common_words("es")))
    matching.add_frequency_lists({"spanish": list(words)})
    judge: Callable[..., dict[str, Any]] = zxcvbn
    return judge
