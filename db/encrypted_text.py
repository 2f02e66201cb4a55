"""Text that the database holds encrypted under the second data key, so that its own password does not open it."""

from base64 import b64decode, b64encode
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from incident_tracker.domain.errors import StoreDamaged
from incident_tracker.security.keys import derive
from incident_tracker.security.sealing import NONCE_BYTES, Enclosed, bound_to, disclose, enclose

_FORM = "1:"  # by which a later form can be told
_KEYS: WeakKeyDictionary[Dialect, bytes] = WeakKeyDictionary()


class EncryptedText(TypeDecorator[str]):
    """A column of encrypted text, bound to its `place`, which names table and column: in another it does not open.

    The same text looks different each time, so nothing can be looked for in it. Every engine is told its key by
    `encrypt_under`.
    """

    impl = Text
    cache_ok = True

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text, encrypted."""
        return None if value is None else as_stored(dialect, self.place, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text, decrypted. Errors: StoreDamaged for what was not encrypted for this place under this key."""
        if value is None:
            return None
        text = decrypted(_KEYS[dialect], self.place, value)
        if text is None:
            raise StoreDamaged(self.place)
        return text


def text_key(identity_key: bytes | bytearray) -> bytes:
    """The key for texts that belongs to a second data key."""
    return derive(identity_key, "encrypted-text")


def encrypt_under(dialect: Dialect, key: bytes | None) -> None:
    """From now on the texts of this engine are encrypted under `key`; None forgets it."""
    if key is None:
        _KEYS.pop(dialect, None)
    else:
        _KEYS[dialect] = key


def as_stored(dialect: Dialect, place: str, text: str) -> str:
    """The text as this engine's database holds it in this place."""
    return encrypted(_KEYS[dialect], place, text)


def encrypted(key: bytes, place: str, text: str) -> str:
    """The text, encrypted for this place."""
    enclosed = enclose(key, text.encode("utf-8", "surrogatepass"), bound_to("encrypted text", place))
    return _FORM + b64encode(enclosed.nonce + enclosed.content).decode()


def decrypted(key: bytes, place: str, stored: str) -> str | None:
    """The text that was encrypted; None for anything else."""
    try:
        raw = b64decode(stored.removeprefix(_FORM), validate=True)
        content = disclose(key, Enclosed(raw[:NONCE_BYTES], raw[NONCE_BYTES:]), bound_to("encrypted text", place))
    except ValueError:
        return None
    return None if content is None else content.decode("utf-8", "surrogatepass")
