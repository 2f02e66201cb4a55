"""The ring of key slots: who can open the data keys of a database, and how. See `key_file` for what is stored."""

import hmac
import secrets
from dataclasses import asdict, dataclass, replace

from incident_tracker.domain.clinic.users import name_key
from incident_tracker.domain.errors import KeysDamaged, Reason, Refused, WrongCredentials
from incident_tracker.security.key_file import RECOVERY, SALT_BYTES, ClinicPair, KeyRing, Slot, mac_of
from incident_tracker.security.keys import KEY_BYTES, DataKeys, derive, new_key
from incident_tracker.security.passphrases import FLOOR, STANDARD, Cost, key_of
from incident_tracker.security.recovery import read_recovery_key
from incident_tracker.security.sealing import (
    Enclosed,
    Pair,
    bound_to,
    disclose,
    enclose,
    new_pair,
    open_sealed,
    pair_of,
    seal_for,
)

IDENTITY = "identity"
_NO_CONTENT = Enclosed(b"", b"")


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What a slot gave: the data keys, and the owner's pair, which a slot of format 1 does not have yet.

    A ring of format 1 has no second data key, so it gives a new one that is not stored yet.
    """

    keys: DataKeys
    slot: Slot
    pair: Pair | None


def new_store_mark() -> bytes:
    """16 random bytes by which a key ring knows its database."""
    return secrets.token_bytes(SALT_BYTES)


def new_ring(keys: DataKeys) -> KeyRing:
    """The ring of a new clinic, without a slot."""
    return _signed(_with_clinic(KeyRing(new_store_mark()), keys), keys)


def with_slot(
    ring: KeyRing,
    keys: DataKeys,
    user_name: str,
    passphrase: str,
    *,
    cost: Cost = STANDARD,
    one_time: bool = False,
    pair: Pair | None = None,
) -> KeyRing:
    """The ring with a fresh slot for this user and pass phrase (which the caller has accepted).

    Without their `pair` they get a new one: what was sealed for the earlier one is closed to them.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    slot = Slot(name_key(user_name), salt, cost, _NO_CONTENT, one_time)
    return _filled(ring, keys, slot, key_of(passphrase, salt, cost), pair or new_pair())


def wrap_for_recovery(ring: KeyRing, keys: DataKeys, recovery_key: str) -> KeyRing:
    """The ring with a fresh recovery slot. 160 random bits need no slow hash."""
    salt = secrets.token_bytes(SALT_BYTES)
    slot = Slot(RECOVERY, salt, FLOOR, _NO_CONTENT)
    return _filled(ring, keys, slot, _recovery_secret(recovery_key, salt), new_pair())


def with_second_key(ring: KeyRing, keys: DataKeys) -> KeyRing:
    """The ring in format 2: one of format 1 gets the second data key and a pair of the clinic, others stay as they are.

    Slots of format 1 stay, too, until their owners sign in.
    """
    return ring if ring.clinic is not None else _signed(_with_clinic(ring, keys), keys)


def without(ring: KeyRing, keys: DataKeys, user_name: str) -> KeyRing:
    """The ring without the slot of a user."""
    left = tuple(slot for slot in ring.slots if slot.owner != name_key(user_name))
    return _signed(replace(_with_clinic(ring, keys), slots=left), keys)


def unlock(ring: KeyRing, user_name: str, passphrase: str) -> Opened:
    """What the slot of a user holds.

    Errors: WrongCredentials, after the same work for an unknown user as for a wrong pass phrase; KeysDamaged when the
    slot opens, but the file was changed by someone who had not opened it.
    """
    slot = ring.slot_of(name_key(user_name)) if name_key(user_name) else None
    if slot is None:
        # An unknown user takes the same time as a known one, so that time does not reveal who has an account.
        cost = next((other.cost for other in ring.slots if other.owner), STANDARD)
        key_of(passphrase, bytes(SALT_BYTES), cost)
        raise WrongCredentials
    opened = _opened(ring, slot, key_of(passphrase, slot.salt, slot.cost))
    if opened is None:
        raise WrongCredentials
    return opened


def unlock_with_recovery(ring: KeyRing, recovery_key: str) -> Opened:
    """What the recovery slot holds.

    Errors: Refused at `recovery_key` when it is mistyped or belongs to another database; KeysDamaged as `unlock`.
    """
    read_recovery_key(recovery_key)
    slot = ring.slot_of(RECOVERY)
    opened = None if slot is None else _opened(ring, slot, _recovery_secret(recovery_key, slot.salt))
    if opened is None:
        raise Refused(Reason.RECOVERY_KEY_WRONG, "recovery_key", group=0)
    return opened


def up_to_date(ring: KeyRing, opened: Opened, secret: str) -> KeyRing:
    """The ring with all of format 2 that `secret` (a pass phrase, or the recovery key) makes possible: a second data
    key, a pair of the clinic, and a pair for the owner of the slot that was opened. The same ring if nothing is
    missing.

    `ring` is the present one, which may be newer than the one that `opened` came from: if another program made the
    second data key meanwhile, `opened.keys` takes that one, and so it does with the private key of a new pair. Errors:
    KeysDamaged.
    """
    if ring.clinic is not None:
        check_ring(ring, opened.keys.data)
        if IDENTITY in ring.escrow:
            opened.keys.identity[:] = _from_escrow(ring, opened.keys.data)
    slot = opened.slot
    if slot.public or ring.slot_of(slot.owner) != slot:
        return ring
    if slot.owner == RECOVERY:
        return wrap_for_recovery(ring, opened.keys, secret)
    pair = new_pair()
    opened.keys.own[:] = pair.private
    return with_slot(ring, opened.keys, slot.owner, secret, cost=slot.cost, one_time=slot.one_time, pair=pair)


def clinic_pair(ring: KeyRing, data_key: bytes | bytearray) -> Pair:
    """The clinic's pair. Errors: KeysDamaged when there is none, it does not open, or its halves do not fit."""
    if ring.clinic is not None:
        private = disclose(
            derive(data_key, "clinic-pair"), ring.clinic.private, _clinic_bound(ring, ring.clinic.public)
        )
        if private is not None and (pair := pair_of(private)).public == ring.clinic.public:
            return pair
    raise KeysDamaged("clinic pair")


def check_ring(ring: KeyRing, data_key: bytes | bytearray) -> None:
    """Is the ring as its last change left it? Errors: KeysDamaged."""
    if not hmac.compare_digest(ring.mac, mac_of(ring, data_key)):
        raise KeysDamaged("altered")
    clinic_pair(ring, data_key)


def _with_clinic(ring: KeyRing, keys: DataKeys) -> KeyRing:
    """The ring with a pair of the clinic and a second data key, which a ring of format 1 lacks."""
    if ring.clinic is not None:
        return ring
    pair = new_pair()
    private = enclose(derive(keys.data, "clinic-pair"), pair.private, _clinic_bound(ring, pair.public))
    kept = enclose(derive(keys.data, "escrow"), bytes(keys.identity), _escrow_bound(ring))
    return replace(ring, clinic=ClinicPair(pair.public, private), escrow={IDENTITY: kept})


def _filled(ring: KeyRing, keys: DataKeys, slot: Slot, wrapping_key: bytes, pair: Pair) -> KeyRing:
    slot = replace(slot, public=pair.public)
    sealed = seal_for(pair.public, bytes(keys.identity), _key_bound(ring, slot, IDENTITY))
    wrapped = enclose(wrapping_key, bytes(keys.data) + pair.private, _slot_bound(ring, slot))
    others = (other for other in ring.slots if other.owner != slot.owner)
    slots = (*others, replace(slot, wrapped=wrapped, keys={IDENTITY: sealed}))
    return _signed(replace(_with_clinic(ring, keys), slots=slots), keys)


def _signed(ring: KeyRing, keys: DataKeys) -> KeyRing:
    if all(slot.public for slot in ring.slots):
        ring = replace(ring, escrow={})
    ring = replace(ring, generation=ring.generation + 1)
    return replace(ring, mac=mac_of(ring, keys.data))


def _opened(ring: KeyRing, slot: Slot, wrapping_key: bytes) -> Opened | None:
    content = disclose(wrapping_key, slot.wrapped, _slot_bound(ring, slot))
    if content is None:
        return None
    data, private = bytearray(content[:KEY_BYTES]), content[KEY_BYTES:]
    if ring.clinic is None:
        return Opened(DataKeys(data, new_key()), slot, None)
    check_ring(ring, data)
    if not slot.public:
        return Opened(DataKeys(data, _from_escrow(ring, data)), slot, None)
    sealed = slot.keys.get(IDENTITY)
    identity = None if sealed is None else open_sealed(private, sealed, _key_bound(ring, slot, IDENTITY))
    if identity is None:
        raise KeysDamaged(IDENTITY)
    return Opened(DataKeys(data, bytearray(identity), bytearray(private)), slot, Pair(slot.public, private))


def _from_escrow(ring: KeyRing, data_key: bytes | bytearray) -> bytearray:
    kept = ring.escrow.get(IDENTITY)
    key = None if kept is None else disclose(derive(data_key, "escrow"), kept, _escrow_bound(ring))
    if key is None:
        raise KeysDamaged("escrow")
    return bytearray(key)


def _recovery_secret(recovery_key: str, salt: bytes) -> bytes:
    return derive(read_recovery_key(recovery_key), "recovery", salt)


def _slot_bound(ring: KeyRing, slot: Slot) -> bytes:
    """What a slot is bound to: it opens nothing under another owner, another database or weaker parameters."""
    store, cost = ring.store.hex(), asdict(slot.cost)
    if not slot.public:
        return bound_to(store, slot.owner, slot.one_time, cost)
    return bound_to(2, "slot", store, slot.owner, slot.one_time, cost, slot.public.hex())


def _key_bound(ring: KeyRing, slot: Slot, name: str) -> bytes:
    return bound_to(2, "key", ring.store.hex(), slot.owner, slot.public.hex(), name)


def _clinic_bound(ring: KeyRing, public: bytes) -> bytes:
    return bound_to(2, "clinic", ring.store.hex(), public.hex())


def _escrow_bound(ring: KeyRing) -> bytes:
    return bound_to(2, "escrow", ring.store.hex(), IDENTITY)
