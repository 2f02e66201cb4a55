"""The key file: what is in it, and its two formats as text.

**Format 2** is a JSON object. Bytes are base64, but `store`, `mac` and `digest` are hexadecimal.

* `format`: 2. `store`: 16 bytes by which the file knows its database. `generation`: counts the changes of this file.
* `slots`: one for each account and one, with the owner "", for the recovery key. Each has

  - `owner` (the compared user name), `one_time`, `salt` (16 bytes), `cost` (of Argon2id);
  - `public`: the X25519 public key of the owner's pair;
  - `nonce` and `wrapped`: the data key (32 bytes) and then the owner's private key (32 bytes), AES-256-GCM under
    Argon2id(pass phrase, salt, cost) or, in the recovery slot, HKDF-SHA256(recovery key, salt, "recovery"), with the
    associated data [2, "slot", store, owner, one_time, cost, public];
  - `keys`: further keys by name, each sealed for `public` by HPKE (see `sealing`) with the info [2, "key", store,
    owner, public, name]. There is one so far: "identity", the second data key. A key for a role is one name more; a key
    that two people share is sealed for their `public` wherever it is needed.

* `clinic`: the clinic's pair. `public` can be read by anyone who can read the file, so that something can be sealed for
  the clinic before anyone is signed in. `nonce` and `wrapped`: the private key, AES-256-GCM under HKDF-SHA256(data key,
  "clinic-pair") with the associated data [2, "clinic", store, public].
* `escrow`: further keys by name, AES-256-GCM under HKDF-SHA256(data key, "escrow") with the associated data [2,
  "escrow", store, name]. It is there only while a slot of format 1 is left, whose owner has no pair yet.
* `mac`: HMAC-SHA256 under HKDF-SHA256(data key, "key-file") of all of the above. It is proved when a slot is opened, so
  that a slot, a public key or a sealed key that was put in or taken out without the data key is noticed then.
* `digest`: SHA-256 of all of the above. It tells damage from a wrong pass phrase. It is made in the same way in every
  format, also in those to come, so that a newer file is told from a damaged one.

**Format 1** has `format`, `store`, `slots` and `digest`. Its slots have neither `public` nor `keys`; `wrapped` holds
the data key alone, with the associated data [store, owner, one_time, cost]. It becomes format 2 when it is opened.
Slots of format 1 stay in a file of format 2 until their owners sign in, because their pass phrase is known only then.

In what is hashed or bound, `store` and `public` are hexadecimal, and JSON has sorted keys and the default separators of
Python's `json`. The labels of HKDF come after "incident-tracker/".
"""

import hashlib
import hmac
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from incident_tracker.domain.errors import KeysDamaged, StoreTooNew
from incident_tracker.security.keys import KEY_BYTES, derive
from incident_tracker.security.passphrases import CEILING, FLOOR, Cost
from incident_tracker.security.sealing import NONCE_BYTES, PRIVATE_BYTES, PUBLIC_BYTES, TAG_BYTES, Enclosed

FORMAT = 2
RECOVERY = ""  # the owner of the recovery slot; no user can have this name
SALT_BYTES = 16
_WRAPPED_BYTES = {1: KEY_BYTES + TAG_BYTES, 2: KEY_BYTES + PRIVATE_BYTES + TAG_BYTES}


@dataclass(frozen=True, slots=True)
class Slot:
    """The key slot of one owner. A slot of format 1 has no `public` key, and so no further `keys`.

    `one_time`: the pass phrase is to be changed when it is first used.
    """

    owner: str
    salt: bytes
    cost: Cost
    wrapped: Enclosed
    one_time: bool = False
    public: bytes = b""
    keys: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ClinicPair:
    """The pair that belongs to the clinic; `private` is wrapped."""

    public: bytes
    private: Enclosed


@dataclass(frozen=True, slots=True)
class KeyRing:
    """All slots of one database; `store` is the first 16 bytes of its file, or a random mark for a server.

    Without the `clinic`'s pair it is of format 1, which has nothing but slots.
    """

    store: bytes
    slots: tuple[Slot, ...] = ()
    clinic: ClinicPair | None = None
    escrow: Mapping[str, Enclosed] = field(default_factory=dict)
    generation: int = 0
    mac: bytes = b""

    def slot_of(self, owner: str) -> Slot | None:
        """The slot of a compared user name, or None."""
        return next((slot for slot in self.slots if slot.owner == owner), None)


def mac_of(ring: KeyRing, data_key: bytes | bytearray) -> bytes:
    """What `mac` must be, for anyone who has the data key."""
    content = json.dumps(_body(replace(ring, mac=b"")), sort_keys=True).encode()
    return hmac.digest(derive(data_key, "key-file"), content, "sha256")


def ring_text(ring: KeyRing) -> str:
    """The ring as text, in its own format."""
    body = _body(ring)
    return json.dumps(body | {"digest": _digest(body)}, indent=1) + "\n"


def parse_ring(text: str) -> KeyRing:
    """The ring in `text`. Errors: KeysDamaged, StoreTooNew for a whole file of a later format."""
    try:
        body = json.loads(text)
        digest = body.pop("digest")
        if digest != _digest(body):
            raise KeysDamaged("digest")
        if body["format"] > FORMAT:
            raise StoreTooNew("keys")
        if body["format"] not in (1, FORMAT):
            raise KeysDamaged("format")
        ring = _ring(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise KeysDamaged("unreadable") from None
    if not _plausible(ring):
        raise KeysDamaged("implausible")
    return ring


def newest_readable(texts: Iterable[str]) -> KeyRing | None:
    """The first undamaged ring of several copies, the live one first; None if there are no texts at all.

    Errors: KeysDamaged when every one is damaged, StoreTooNew.
    """
    damaged: KeysDamaged | None = None
    for text in texts:
        try:
            return parse_ring(text)
        except KeysDamaged as problem:
            damaged = problem
    if damaged is not None:
        raise damaged
    return None


def _body(ring: KeyRing) -> dict[str, Any]:
    slots = [_slot_as_json(slot) for slot in ring.slots]
    if ring.clinic is None:
        return {"format": 1, "store": ring.store.hex(), "slots": slots}
    return {
        "format": 2,
        "store": ring.store.hex(),
        "generation": ring.generation,
        "slots": slots,
        "clinic": {"public": _text(ring.clinic.public), **_enclosed_as_json(ring.clinic.private)},
        "escrow": {name: _enclosed_as_json(key) for name, key in ring.escrow.items()},
        "mac": ring.mac.hex(),
    }


def _ring(body: Mapping[str, Any]) -> KeyRing:
    ring = KeyRing(bytes.fromhex(body["store"]), tuple(_slot(told) for told in body["slots"]))
    if body["format"] == 1:
        return ring
    clinic = ClinicPair(_bytes(body["clinic"]["public"]), _enclosed(body["clinic"]))
    escrow = {str(name): _enclosed(told) for name, told in body["escrow"].items()}
    return replace(
        ring, clinic=clinic, escrow=escrow, generation=int(body["generation"]), mac=bytes.fromhex(body["mac"])
    )


def _slot_as_json(slot: Slot) -> dict[str, Any]:
    told = {
        "owner": slot.owner,
        "salt": _text(slot.salt),
        **_enclosed_as_json(slot.wrapped),
        "cost": asdict(slot.cost),
        "one_time": slot.one_time,
    }
    if not slot.public:
        return told
    return told | {"public": _text(slot.public), "keys": {name: _text(key) for name, key in slot.keys.items()}}


def _slot(told: Mapping[str, Any]) -> Slot:
    cost = Cost(**{name: int(value) for name, value in told["cost"].items()})
    slot = Slot(str(told["owner"]), _bytes(told["salt"]), cost, _enclosed(told), bool(told["one_time"]))
    if "public" not in told:
        return slot
    keys = {str(name): _bytes(key) for name, key in told["keys"].items()}
    return replace(slot, public=_bytes(told["public"]), keys=keys)


def _plausible(ring: KeyRing) -> bool:
    sizes = [len(ring.store) == SALT_BYTES, len({slot.owner for slot in ring.slots}) == len(ring.slots)]
    if ring.clinic is not None:
        sizes.append(len(ring.clinic.public) == PUBLIC_BYTES)
    return all(sizes) and all(_plausible_slot(slot, ring) for slot in ring.slots)


def _plausible_slot(slot: Slot, ring: KeyRing) -> bool:
    cost = slot.cost
    return (
        len(slot.salt) == SALT_BYTES
        and len(slot.wrapped.nonce) == NONCE_BYTES
        and len(slot.wrapped.content) == _WRAPPED_BYTES[2 if slot.public else 1]
        and len(slot.public) in ((0, PUBLIC_BYTES) if ring.clinic else (0,))
        and FLOOR.memory <= cost.memory <= CEILING.memory
        and FLOOR.passes <= cost.passes <= CEILING.passes
        and FLOOR.lanes <= cost.lanes <= CEILING.lanes
    )


def _enclosed_as_json(enclosed: Enclosed) -> dict[str, str]:
    return {"nonce": _text(enclosed.nonce), "wrapped": _text(enclosed.content)}


def _enclosed(told: Mapping[str, Any]) -> Enclosed:
    return Enclosed(_bytes(told["nonce"]), _bytes(told["wrapped"]))


def _text(content: bytes) -> str:
    return b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)


def _digest(body: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
