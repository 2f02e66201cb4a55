"""Seals notes for the keys of their readers alone: no key of the clinic opens them, and no pass phrase but theirs.

Each note has a random key of its own, new with every save. The content is AES-256-GCM under it, with the associated
data ["wellbeing", id, owner]; the key is HPKE for each reader's public key (see `sealing`), with the info
["wellbeing-key", id, owner, reader, public]. What a choice pins is AES-256-GCM under HKDF-SHA256(the owner's private
key, "wellbeing-choice") with the associated data ["wellbeing-choice", owner, supporter], so that no one else makes one.
"""

from collections.abc import Mapping
from uuid import UUID

from incident_tracker.domain.support.wellbeing import NoteKey, SealedNote, SupporterChoice
from incident_tracker.security.keys import derive, new_key, wipe
from incident_tracker.security.sealing import (
    NONCE_BYTES,
    Enclosed,
    Pair,
    bound_to,
    disclose,
    enclose,
    open_sealed,
    seal_for,
)


def sealed_note(
    id: UUID, owner_id: UUID, content: bytes, readers: Mapping[UUID, bytes], *, unfinished: bool = False
) -> SealedNote:
    """The content, sealed for these users by their public keys."""
    key = new_key()
    kept = enclose(bytes(key), content, bound_to("wellbeing", id.hex, owner_id.hex))
    keys = tuple(_key_for(id, owner_id, reader_id, public, bytes(key)) for reader_id, public in readers.items())
    wipe(key)
    return SealedNote(id, owner_id, unfinished, kept.nonce + kept.content, keys)


def opened_note(note: SealedNote, reader_id: UUID, pair: Pair) -> bytes | None:
    """The content; None if it is not sealed for this reader and pair, or was changed."""
    key = _key_in(note, reader_id, pair)
    if key is None:
        return None
    enclosed = Enclosed(note.content[:NONCE_BYTES], note.content[NONCE_BYTES:])
    return disclose(key, enclosed, bound_to("wellbeing", note.id.hex, note.owner_id.hex))


def key_for_another(note: SealedNote, reader_id: UUID, pair: Pair, other_id: UUID, public: bytes) -> NoteKey | None:
    """The key of the note, sealed for another user by one who can open it; None for one who cannot."""
    key = _key_in(note, reader_id, pair)
    return None if key is None else _key_for(note.id, note.owner_id, other_id, public, key)


def pinned(owner_id: UUID, pair: Pair, supporter_id: UUID, public: bytes) -> bytes:
    """The supporter's public key, kept so that only the owner can read or replace it."""
    kept = enclose(_choice_key(pair), public, _choice_bound(owner_id, supporter_id))
    return kept.nonce + kept.content


def pinned_in(choice: SupporterChoice, pair: Pair) -> bytes | None:
    """The public key that the owner of this pair pinned; None if another pair did."""
    enclosed = Enclosed(choice.pinned[:NONCE_BYTES], choice.pinned[NONCE_BYTES:])
    return disclose(_choice_key(pair), enclosed, _choice_bound(choice.owner_id, choice.supporter_id))


def _key_for(id: UUID, owner_id: UUID, reader_id: UUID, public: bytes, key: bytes) -> NoteKey:
    return NoteKey(reader_id, public, seal_for(public, key, _key_bound(id, owner_id, reader_id, public)))


def _key_in(note: SealedNote, reader_id: UUID, pair: Pair) -> bytes | None:
    own = note.key_of(reader_id)
    if own is None or own.public != pair.public:
        return None
    return open_sealed(pair.private, own.sealed, _key_bound(note.id, note.owner_id, reader_id, pair.public))


def _key_bound(id: UUID, owner_id: UUID, reader_id: UUID, public: bytes) -> bytes:
    return bound_to("wellbeing-key", id.hex, owner_id.hex, reader_id.hex, public.hex())


def _choice_key(pair: Pair) -> bytes:
    return derive(pair.private, "wellbeing-choice")


def _choice_bound(owner_id: UUID, supporter_id: UUID) -> bytes:
    return bound_to("wellbeing-choice", owner_id.hex, supporter_id.hex)
