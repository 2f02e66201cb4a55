"""Who holds a slot on the key ring: given, taken away and renewed while the database is open."""

from incident_tracker.domain.errors import KeysDamaged, StoreMissing
from incident_tracker.security.cabinet import KEYS, Cabinet
from incident_tracker.security.guesses import RECOVERY_NAME, counted, failed_tries, forget
from incident_tracker.security.key_ring import (
    KeyRing,
    dump,
    newest_readable,
    parse,
    unwrap,
    unwrap_with_recovery,
    wrap,
    wrap_for_recovery,
)
from incident_tracker.security.keys import wipe
from incident_tracker.security.passphrases import STANDARD, Cost
from incident_tracker.security.recovery import new_recovery_key


def read_ring(cabinet: Cabinet) -> KeyRing:
    """The key ring. Errors: StoreMissing when there is none, KeysDamaged."""
    ring = newest_readable(cabinet.generations(KEYS))
    if ring is None:
        raise StoreMissing("keys")
    return ring


def mend_copies(cabinet: Cabinet) -> bool:
    """Make every copy of the key ring the one that can be read; was the live one damaged?

    A copy that is missing or older (of a write that was killed, or of an earlier version of the program) is replaced,
    too. The caller keeps other programs away. Errors: StoreMissing, KeysDamaged, StoreFull, StoreReadOnly.
    """
    read_ring(cabinet)
    copies = cabinet.generations(KEYS)
    good = next(text for text in copies if _readable(text))
    if copies != (good, good):
        cabinet.write(KEYS, good)
    return copies[0] != good


def _readable(text: str) -> bool:
    try:
        parse(text)
    except KeysDamaged:
        return False
    return True


class KeySlots:
    """The slots of an open database, whose data key this object knows until the key is wiped."""

    def __init__(self, cabinet: Cabinet, data_key: bytearray, cost: Cost = STANDARD) -> None:
        self._cabinet = cabinet
        self._data_key = data_key
        self._cost = cost

    def give(self, user_name: str, passphrase: str, *, one_time: bool = False) -> None:
        """Let this user in with this accepted pass phrase; an earlier one of theirs stops working at once.

        Failed tries under the name are forgotten, so that nobody waits who was just given a new one.
        """
        with self._cabinet.alone():
            ring = read_ring(self._cabinet)
            ring = wrap(ring, self._data_key, user_name, passphrase, cost=self._cost, one_time=one_time)
            self._cabinet.write(KEYS, dump(ring))
            forget(self._cabinet, user_name)

    def take(self, user_name: str) -> None:
        """Let this user in no more."""
        with self._cabinet.alone():
            self._cabinet.write(KEYS, dump(read_ring(self._cabinet).without(user_name)))

    def check(self, user_name: str, passphrase: str) -> int:
        """Is this the user's pass phrase? It counts as a try to sign in; how many failed in a row before it.

        Errors: Delayed, WrongCredentials.
        """
        ring = read_ring(self._cabinet)
        with counted(self._cabinet, user_name) as failures:
            key, _ = unwrap(ring, user_name, passphrase)
        wipe(key)
        return failures

    def failed_tries(self, user_name: str) -> int:
        """How many tries failed in a row under this name, up to the 100 after which it is stopped."""
        return failed_tries(self._cabinet, user_name)

    def check_recovery_key(self, recovery_key: str) -> None:
        """Is this the recovery key? Errors: Refused at `recovery_key`."""
        ring = read_ring(self._cabinet)
        with counted(self._cabinet, RECOVERY_NAME):
            wipe(unwrap_with_recovery(ring, recovery_key))

    def new_recovery_key(self) -> str:
        """Make a recovery key in place of the earlier one; it is told once and kept nowhere."""
        recovery_key = new_recovery_key()
        with self._cabinet.alone():
            ring = wrap_for_recovery(read_ring(self._cabinet), self._data_key, recovery_key)
            self._cabinet.write(KEYS, dump(ring))
        return recovery_key
