"""The ring of key slots: one data key, wrapped once for every user and once for the recovery key."""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from incident_tracker.domain.clinic.users import name_key
from incident_tracker.domain.errors import KeysDamaged, Reason, Refused, WrongCredentials
from incident_tracker.security.keys import KEY_BYTES, derive
from incident_tracker.security.passphrases import CEILING, FLOOR, STANDARD, Cost, key_of
from incident_tracker.security.recovery import read_recovery_key

FORMAT = 1
RECOVERY = ""  # the owner of the recovery slot; no user can have this name
_SALT_BYTES = 16
_NONCE_BYTES = 12
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Slot:
    """The data key, wrapped for `owner` (a compared user name). `one_time`: to be changed when it is first used."""

    owner: str
    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Cost
    one_time: bool = False


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All slots of one database; `store` is the first 16 bytes of its file, or a random mark for a server."""

    store: bytes
    slots: tuple[Slot, ...] = ()

    def slot_of(self, owner: str) -> Slot | None:
        """The slot of a user, or None."""
        return next((slot for slot in self.slots if slot.owner == owner), None)

    def with_slot(self, slot: Slot) -> "KeyRing":
        """The ring with this slot in place of the owner's earlier one."""
        return replace(self, slots=(*(other for other in self.slots if other.owner != slot.owner), slot))

    def without(self, user_name: str) -> "KeyRing":
        """The ring without the slot of a user."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.owner != name_key(user_name)))


def new_store_mark() -> bytes:
    """16 random bytes by which a key ring knows its database."""
    return secrets.token_bytes(_SALT_BYTES)


def wrap(
    ring: KeyRing,
    data_key: bytes | bytearray,
    user_name: str,
    passphrase: str,
    *,
    cost: Cost = STANDARD,
    one_time: bool = False,
) -> KeyRing:
    """The ring with a fresh slot for this user and pass phrase (which the caller has accepted)."""
    slot = Slot(name_key(user_name), secrets.token_bytes(_SALT_BYTES), b"", b"", cost, one_time)
    return _filled(ring, slot, key_of(passphrase, slot.salt, cost), data_key)


def wrap_for_recovery(ring: KeyRing, data_key: bytes | bytearray, recovery_key: str) -> KeyRing:
    """The ring with a fresh recovery slot. 160 random bits need no slow hash."""
    slot = Slot(RECOVERY, secrets.token_bytes(_SALT_BYTES), b"", b"", FLOOR)
    return _filled(ring, slot, derive(read_recovery_key(recovery_key), "recovery", slot.salt), data_key)


def unwrap(ring: KeyRing, user_name: str, passphrase: str) -> tuple[bytearray, Slot]:
    """The data key and the slot it came from.

    Errors: WrongCredentials, after the same work for an unknown user as for a wrong pass phrase.
    """
    slot = ring.slot_of(name_key(user_name)) if name_key(user_name) else None
    if slot is None:
        # An unknown user costs what the others cost, so that time does not tell who has an account.
        cost = next((other.cost for other in ring.slots if other.owner), STANDARD)
        key_of(passphrase, bytes(_SALT_BYTES), cost)
        raise WrongCredentials
    data_key = _opened(ring, slot, key_of(passphrase, slot.salt, slot.cost))
    if data_key is None:
        raise WrongCredentials
    return data_key, slot


def unwrap_with_recovery(ring: KeyRing, recovery_key: str) -> bytearray:
    """The data key. Errors: Refused at `recovery_key` when it is mistyped or belongs to another database."""
    secret = read_recovery_key(recovery_key)
    slot = ring.slot_of(RECOVERY)
    data_key = None if slot is None else _opened(ring, slot, derive(secret, "recovery", slot.salt))
    if data_key is None:
        raise Refused(Reason.RECOVERY_KEY_WRONG, "recovery_key", group=0)
    return data_key


def dump(ring: KeyRing) -> str:
    """The ring as text, with a digest that tells damage from a wrong pass phrase."""
    body = {"format": FORMAT, "store": ring.store.hex(), "slots": [_slot_as_json(slot) for slot in ring.slots]}
    return json.dumps(body | {"digest": _digest(body)}, indent=1) + "\n"


def parse(text: str) -> KeyRing:
    """The ring in `text`. Errors: KeysDamaged."""
    try:
        body = json.loads(text)
        digest = body.pop("digest")
        if digest != _digest(body) or body["format"] != FORMAT:
            raise KeysDamaged("digest")
        store = bytes.fromhex(body["store"])
        slots = tuple(_slot_from_json(slot) for slot in body["slots"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeysDamaged("unreadable") from None
    if len(store) != _SALT_BYTES or not all(_plausible(slot) for slot in slots):
        raise KeysDamaged("implausible")
    return KeyRing(store, slots)


def newest_readable(texts: Iterable[str]) -> KeyRing | None:
    """The first undamaged ring of several copies, the live one first; None if there are no texts at all.

    Errors: KeysDamaged when every one is damaged.
    """
    damaged: KeysDamaged | None = None
    for text in texts:
        try:
            return parse(text)
        except KeysDamaged as problem:
            damaged = problem
    if damaged is not None:
        raise damaged
    return None


def _filled(ring: KeyRing, slot: Slot, wrapping_key: bytes, data_key: bytes | bytearray) -> KeyRing:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    wrapped = AESGCM(wrapping_key).encrypt(nonce, bytes(data_key), _bound(ring, slot))
    return ring.with_slot(replace(slot, nonce=nonce, wrapped=wrapped))


def _opened(ring: KeyRing, slot: Slot, wrapping_key: bytes) -> bytearray | None:
    try:
        return bytearray(AESGCM(wrapping_key).decrypt(slot.nonce, slot.wrapped, _bound(ring, slot)))
    except InvalidTag:
        return None


def _bound(ring: KeyRing, slot: Slot) -> bytes:
    """What a slot is bound to: it opens nothing under another owner, another database or weaker parameters."""
    return json.dumps([ring.store.hex(), slot.owner, slot.one_time, asdict(slot.cost)], sort_keys=True).encode()


def _plausible(slot: Slot) -> bool:
    cost = slot.cost
    return (
        len(slot.salt) == _SALT_BYTES
        and len(slot.nonce) == _NONCE_BYTES
        and len(slot.wrapped) == KEY_BYTES + _TAG_BYTES
        and FLOOR.memory <= cost.memory <= CEILING.memory
        and FLOOR.passes <= cost.passes <= CEILING.passes
        and FLOOR.lanes <= cost.lanes <= CEILING.lanes
    )


def _slot_as_json(slot: Slot) -> dict[str, Any]:
    return {
        "owner": slot.owner,
        "salt": b64encode(slot.salt).decode(),
        "nonce": b64encode(slot.nonce).decode(),
        "wrapped": b64encode(slot.wrapped).decode(),
        "cost": asdict(slot.cost),
        "one_time": slot.one_time,
    }


def _slot_from_json(told: Mapping[str, Any]) -> Slot:
    cost = Cost(**{name: int(value) for name, value in told["cost"].items()})
    salt, nonce, wrapped = (b64decode(told[name], validate=True) for name in ("salt", "nonce", "wrapped"))
    return Slot(str(told["owner"]), salt, nonce, wrapped, cost, bool(told["one_time"]))


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
