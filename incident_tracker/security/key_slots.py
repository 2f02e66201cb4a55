"""Who holds a slot on the key ring: given, taken away and renewed while the database is open."""

from contextlib import AbstractContextManager
from typing import Protocol

from incident_tracker.domain.errors import StoreMissing
from incident_tracker.security.cabinet import KEYS
from incident_tracker.security.key_ring import KeyRing, dump, newest_readable, unwrap, wrap, wrap_for_recovery
from incident_tracker.security.keys import wipe
from incident_tracker.security.passphrases import STANDARD, Cost
from incident_tracker.security.recovery import new_recovery_key


class Cabinet(Protocol):
    """Where small secret documents are kept: files beside the database, or a table of the server."""

    def generations(self, name: str) -> tuple[str, ...]: ...
    def write(self, name: str, text: str) -> None: ...
    def alone(self) -> AbstractContextManager[None]: ...


def read_ring(cabinet: Cabinet) -> KeyRing:
    """The key ring. Errors: StoreMissing when there is none, KeysDamaged."""
    ring = newest_readable(cabinet.generations(KEYS))
    if ring is None:
        raise StoreMissing("keys")
    return ring


class KeySlots:
    """The slots of an open database, whose data key this object knows until the key is wiped."""

    def __init__(self, cabinet: Cabinet, data_key: bytearray, cost: Cost = STANDARD) -> None:
        self._cabinet = cabinet
        self._data_key = data_key
        self._cost = cost

    def give(self, user_name: str, passphrase: str, *, one_time: bool = False) -> None:
        """Let this user in with this accepted pass phrase; an earlier one of theirs stops working at once."""
        ring = wrap(read_ring(self._cabinet), self._data_key, user_name, passphrase, cost=self._cost, one_time=one_time)
        self._cabinet.write(KEYS, dump(ring))

    def take(self, user_name: str) -> None:
        """Let this user in no more."""
        self._cabinet.write(KEYS, dump(read_ring(self._cabinet).without(user_name)))

    def check(self, user_name: str, passphrase: str) -> None:
        """Is this the user's pass phrase? Errors: WrongCredentials."""
        key, _ = unwrap(read_ring(self._cabinet), user_name, passphrase)
        wipe(key)

    def new_recovery_key(self) -> str:
        """Make a recovery key in place of the earlier one; it is told once and kept nowhere."""
        recovery_key = new_recovery_key()
        self._cabinet.write(KEYS, dump(wrap_for_recovery(read_ring(self._cabinet), self._data_key, recovery_key)))
        return recovery_key
