"""The two data keys of a clinic, and the keys for single purposes that are derived from the first."""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class DataKeys:
    """What a signed-in user has: `data` for the database as a whole, `identity` for what says who a person is, and
    `own`, the private key of the user's pair, for what was sealed for them alone.

    Each is 32 random bytes; mutable, so that they can be overwritten. `own` is empty where no user signed in, and for
    one who has no pair yet; keys are equal if they are those of the same clinic, no matter who has them.
    """

    data: bytearray
    identity: bytearray
    own: bytearray = field(default_factory=bytearray, compare=False)

    def copy(self) -> "DataKeys":
        """The same keys, to be wiped on their own."""
        return DataKeys(bytearray(self.data), bytearray(self.identity), bytearray(self.own))

    def wipe(self) -> None:
        """Overwrite them in memory.

        Copies that a library made cannot be reached; the manual advises disk encryption.
        """
        wipe(self.data)
        wipe(self.identity)
        wipe(self.own)


@dataclass(frozen=True, slots=True, repr=False)
class PurposeKeys:
    """Keys that each serve one purpose, so that knowing one tells nothing about another."""

    audit: bytes
    seal: bytes
    backup: bytes


def new_key() -> bytearray:
    """32 random bytes."""
    return bytearray(secrets.token_bytes(KEY_BYTES))


def new_data_keys() -> DataKeys:
    """The keys of a new clinic."""
    return DataKeys(new_key(), new_key())


def wipe(key: bytearray) -> None:
    """Overwrite one key in memory."""
    key[:] = bytes(len(key))


def derive(key: bytes | bytearray, label: str, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869) of `key` for the purpose `label`; 32 bytes."""
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt or None, info=b"incident-tracker/" + label.encode())
    return kdf.derive(bytes(key))


def purpose_keys(data_key: bytes | bytearray) -> PurposeKeys:
    """All single-purpose keys of a data key."""
    return PurposeKeys(derive(data_key, "audit-mac"), derive(data_key, "seal"), derive(data_key, "backup"))
