"""Encrypts for a key or for the holder of a key pair, bound to what it is for; the library does the cryptography.

For a key: AES-256-GCM with a random nonce. For a pair: HPKE (RFC 9180) in base mode with X25519, HKDF-SHA256 and
AES-256-GCM; this does not prove who sealed something.
"""

import json
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

PUBLIC_BYTES = PRIVATE_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What was encrypted for a key, with the nonce that it was encrypted with."""

    nonce: bytes
    content: bytes


@dataclass(frozen=True, slots=True, repr=False)
class Pair:
    """A public key, for which anyone can seal, and the private one that opens it; 32 bytes each."""

    public: bytes
    private: bytes


def bound_to(*parts: object) -> bytes:
    """The associated data for these parts: what was encrypted with it opens with the same parts only."""
    return json.dumps(parts, sort_keys=True).encode()


def enclose(key: bytes, content: bytes, bound: bytes) -> Enclosed:
    """Encrypt for a 32-byte key."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Enclosed(nonce, AESGCM(key).encrypt(nonce, content, bound))


def disclose(key: bytes, enclosed: Enclosed, bound: bytes) -> bytes | None:
    """The content; None for another key, other associated data or a changed byte."""
    try:
        return AESGCM(key).decrypt(enclosed.nonce, enclosed.content, bound)
    except InvalidTag:
        return None


def new_pair() -> Pair:
    """A fresh key pair."""
    return pair_of(X25519PrivateKey.generate().private_bytes_raw())


def pair_of(private: bytes) -> Pair:
    """The pair of a private key."""
    return Pair(X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw(), private)


def seal_for(public: bytes, content: bytes, bound: bytes) -> bytes:
    """Encrypt for the holder of the private key. Errors: ValueError for bytes that are no usable public key."""
    return _SUITE.encrypt(content, X25519PublicKey.from_public_bytes(public), info=bound)


def open_sealed(private: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """The content; None for another key, other associated data or a changed byte."""
    try:
        return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info=bound)
    except InvalidTag:
        return None
