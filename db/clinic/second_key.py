"""Under which second data key the texts of a database are encrypted: a mark that only the right key opens."""

from sqlalchemy import Column, Connection, SmallInteger, Table, Text, insert, inspect, select, type_coerce

from db.base import metadata
from db.encrypted_text import EncryptedText, decrypted

_PLACE = "second_key.mark"

second_key_table = Table(
    "second_key",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("mark", EncryptedText(_PLACE), nullable=False),
)
_MARK = {"id": 1, "mark": "the second data key"}


def second_key_fits(connection: Connection, key: bytes) -> bool | None:
    """Is this the key under which the texts of the database are encrypted? None where none is noted yet."""
    if not inspect(connection).has_table(second_key_table.name):
        return None
    stored = connection.execute(select(type_coerce(second_key_table.c.mark, Text))).scalar()
    return None if stored is None else decrypted(key, _PLACE, stored) is not None


def note_second_key(connection: Connection) -> None:
    """Note under which key the texts of the database are encrypted from now on, if it is not noted yet."""
    if connection.execute(select(second_key_table.c.id)).first() is None:
        connection.execute(insert(second_key_table), _MARK)
