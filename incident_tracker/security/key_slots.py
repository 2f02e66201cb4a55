"""Who has a slot on the key ring: slots are given, removed and renewed while the database is open."""

from incident_tracker.domain.clinic.users import name_key
from incident_tracker.domain.errors import KeysDamaged, OwnPassphraseNeeded, Reason, Refused, StoreMissing
from incident_tracker.security.cabinet import KEYS, Cabinet
from incident_tracker.security.guesses import RECOVERY_NAME, counted, failed_tries, forget
from incident_tracker.security.key_file import KeyRing, newest_readable, parse_ring, ring_text
from incident_tracker.security.key_ring import (
    Opened,
    check_ring,
    unlock,
    unlock_with_recovery,
    up_to_date,
    with_second_key,
    with_slot,
    without,
    wrap_for_recovery,
)
from incident_tracker.security.keys import DataKeys
from incident_tracker.security.passphrases import STANDARD, Cost
from incident_tracker.security.recovery import new_recovery_key
from incident_tracker.security.sealing import Pair, new_pair, pair_of


def read_ring(cabinet: Cabinet) -> KeyRing:
    """The key ring. Errors: StoreMissing when there is none, KeysDamaged, StoreTooNew."""
    ring = newest_readable(cabinet.generations(KEYS))
    if ring is None:
        raise StoreMissing("keys")
    return ring


def settle(cabinet: Cabinet, opened: Opened, secret: str, second_key_used: bool) -> bool:
    """Bring the key file and its second copy up to date for a person who just opened it with a pass phrase or the
    recovery key; returns whether the live copy was damaged.

    Called when it is certain that the ring belongs to the database. If that uses a second data key already, a ring
    without one is an older file that was put back, which must not get another one.
    Errors: KeysDamaged; StoreFull, StoreReadOnly.
    """
    with cabinet.alone():
        if second_key_used and read_ring(cabinet).clinic is None:
            raise KeysDamaged("older")
        mended = mend_copies(cabinet)
        ring = read_ring(cabinet)
        present = up_to_date(ring, opened, secret)
        if present != ring:
            cabinet.write(KEYS, ring_text(present))
    return mended


def mend_copies(cabinet: Cabinet) -> bool:
    """Make every copy of the key ring the same readable one; returns whether the live one was damaged.

    A copy that is missing or older (of a write that was killed, or of an earlier version of the program) is replaced,
    too. The caller locks out other programs. Errors: StoreMissing, KeysDamaged, StoreTooNew, StoreFull, StoreReadOnly.
    """
    read_ring(cabinet)
    copies = cabinet.generations(KEYS)
    good = next(text for text in copies if _readable(text))
    if copies != (good, good):
        cabinet.write(KEYS, good)
    return copies[0] != good


def _readable(text: str) -> bool:
    try:
        parse_ring(text)
    except KeysDamaged:
        return False
    return True


class OpenKeySlots:
    """The slots of an open database, whose data keys this object knows until they are wiped."""

    def __init__(self, cabinet: Cabinet, keys: DataKeys, cost: Cost = STANDARD) -> None:
        self._cabinet = cabinet
        self._keys = keys
        self._cost = cost

    def give(self, user_name: str, passphrase: str, *, one_time: bool = False, here: bool = False) -> None:
        """Let this user sign in with this accepted pass phrase; their earlier one stops working at once.

        They get a new key pair, because the earlier one is in the slot that only they could open; `here` is where they
        go on with it at once. Failed tries under the name are cleared, so that a person with a new pass phrase does not
        have to wait.
        """
        pair = new_pair()
        with self._cabinet.alone():
            ring = self._ring()
            self._keep(
                with_slot(ring, self._keys, user_name, passphrase, cost=self._cost, one_time=one_time, pair=pair)
            )
            forget(self._cabinet, user_name)
        if here:
            self._keys.own[:] = pair.private

    def change(self, user_name: str, present: str, wanted: str) -> int:
        """Replace the current pass phrase with an accepted one; returns how many tries failed in a row before.

        The key pair stays, so that what was sealed for it still opens; only after a one-time pass phrase, which someone
        else has seen, there is a new one. Errors: Delayed, WrongCredentials.
        """
        with counted(self._cabinet, user_name) as failures:
            ring = self._ring()
            opened = unlock(ring, user_name, present)
            opened.keys.wipe()
            kept = None if opened.slot.one_time else opened.pair
            pair = kept or new_pair()
            self._keep(with_slot(ring, self._keys, user_name, wanted, cost=self._cost, pair=pair))
            self._keys.own[:] = pair.private
        return failures

    def publics(self) -> dict[str, bytes]:
        """By compared user name, the public key for which something is sealed that only this user opens.

        There is none for a closed account, and none before someone chose a pass phrase that no one else knows.
        """
        slots = read_ring(self._cabinet).slots
        return {slot.owner: slot.public for slot in slots if slot.owner and slot.public and not slot.one_time}

    def own_pair(self, user_name: str) -> Pair:
        """The pair of the user who signed in.

        Errors: Refused when it is theirs no longer, because their pass phrase was reset meanwhile.
        """
        public = self.publics().get(name_key(user_name))
        if self._keys.own and (pair := pair_of(bytes(self._keys.own))).public == public:
            return pair
        raise Refused(Reason.KEY_OF_ANOTHER_DAY)

    def take(self, user_name: str) -> None:
        """Do not let this user sign in anymore."""
        with self._cabinet.alone():
            self._keep(without(self._ring(), self._keys, user_name))

    def check(self, user_name: str, passphrase: str) -> int:
        """Check the user's pass phrase. It counts as a try to sign in; returns how many failed in a row before it.

        Errors: Delayed, WrongCredentials; OwnPassphraseNeeded for a one-time one, which someone else knows.
        """
        ring = read_ring(self._cabinet)
        with counted(self._cabinet, user_name) as failures:
            opened = unlock(ring, user_name, passphrase)
            opened.keys.wipe()
        if opened.slot.one_time:
            raise OwnPassphraseNeeded
        return failures

    def failed_tries(self, user_name: str) -> int:
        """How many tries failed in a row under this name, up to the 100 after which it is blocked."""
        return failed_tries(self._cabinet, user_name)

    def check_recovery_key(self, recovery_key: str) -> None:
        """Check the recovery key. Errors: Refused at `recovery_key`."""
        ring = read_ring(self._cabinet)
        with counted(self._cabinet, RECOVERY_NAME):
            unlock_with_recovery(ring, recovery_key).keys.wipe()

    def new_recovery_key(self) -> str:
        """Make a new recovery key in place of the earlier one; it is shown once and stored nowhere."""
        recovery_key = new_recovery_key()
        with self._cabinet.alone():
            self._keep(wrap_for_recovery(self._ring(), self._keys, recovery_key))
        return recovery_key

    def are_sound(self) -> bool:
        """Check that the key file is as the program left it, and that its second copy is the same.

        A missing copy is made at a sign-in.
        """
        with self._cabinet.alone():
            copies = self._cabinet.generations(KEYS)
        try:
            for copy in copies:
                check_ring(parse_ring(copy), self._keys.data)
        except KeysDamaged:
            return False
        return len(set(copies)) == 1

    def _ring(self) -> KeyRing:
        """The ring to change: a ring that someone altered without the data key must not be signed again."""
        ring = with_second_key(read_ring(self._cabinet), self._keys)
        check_ring(ring, self._keys.data)
        return ring

    def _keep(self, ring: KeyRing) -> None:
        self._cabinet.write(KEYS, ring_text(ring))
