"""Ids as people who see no names get them: the same id for the same record, and no moment in it."""

from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

from incident_tracker.security.keys import derive


class Disguise:
    """One block of AES over the 16 bytes of an id, under a key of the clinic: a permutation, so that it leads back.

    The ids of the program begin with the moment when they were made; from a disguised one that can only be read with
    the key.
    """

    def __init__(self, key: bytes) -> None:
        """`key` is one of the clinic's purpose keys; the one that is used here is derived from it."""
        self._cipher = Cipher(AES(derive(key, "disguised ids")), ECB())  # noqa: S305  # one block, always another one

    def of(self, id: UUID) -> UUID:
        """The id that stands for this one."""
        worker = self._cipher.encryptor()
        return UUID(bytes=worker.update(id.bytes) + worker.finalize())

    def meant(self, id: UUID) -> UUID:
        """The id for which this one stands."""
        worker = self._cipher.decryptor()
        return UUID(bytes=worker.update(id.bytes) + worker.finalize())
