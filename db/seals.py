"""A seal for every record, made anew with each change and bound to the audit entry of the change.

A seal is an HMAC over all rows of a record as the database holds them, over its key and over the number of the entry.
Seals are only added. What those of one entry add up to is part of that entry's link in the chain, so that none can be
changed, taken away or put back without breaking the chain.
"""

import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, String, Table, inspect

from db.base import Key, metadata
from db.sealed import BY_NAME, NOT_SEALED, SEALED, Sealed

seal_table = Table(
    "record_seal",
    metadata,
    Column("table_name", String(40), primary_key=True),
    Column("key", String(120), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("seal", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)

_AT_ONCE = 200
_DIGEST = 2**256
_UNSEALED_TABLES = {table if isinstance(table, str) else table.name for table in NOT_SEALED}

Columns = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A record that is not as its last seal left it: `fault` is "changed", "gone", "unsealed" or "back"."""

    table: str
    key: str
    fault: str


class Seals:
    """Seals what one transaction has touched."""

    def __init__(self, connection: Connection, key: bytes, touched: dict[str, dict[Key, None]]) -> None:
        self._connection = connection
        self._key = key
        self.touched = touched

    def write(self, sequence: int) -> str:
        """Seal everything touched so far under this entry; what the seals add up to, or "" where nothing was."""
        made: list[tuple[str, str, int, bytes]] = []
        for table, keys in self.touched.items():
            if table not in _UNSEALED_TABLES:
                texts = {_text(key): key for key in keys}
                for text, rows in _records(self._connection, BY_NAME[table], texts):
                    made.append((table, text, sequence, _seal(self._key, table, text, sequence, rows)))
        self.touched.clear()
        if not made:
            return ""
        cursor = _cursor(self._connection)
        mark = _mark(self._connection)
        cursor.executemany(
            f"INSERT INTO record_seal (table_name, key, sequence, seal) VALUES ({', '.join([mark] * 4)})",  # noqa: S608
            made,
        )
        return _hex(sum(int.from_bytes(seal) for *_, seal in made))


def keys_of(records: Iterable[Misfit]) -> dict[str, dict[Key, None]]:
    """These records as `Seals` takes what was touched. As text their keys fit any column."""
    found: dict[str, dict[Key, None]] = {}
    for one in records:
        found.setdefault(one.table, {})[tuple(one.key.split("|"))] = None
    return found


def misfits(connection: Connection, key: bytes, *, older_shape: bool = False) -> Iterator[Misfit]:
    """Every record against its newest seal, table by table; memory grows with the largest table.

    `older_shape`: only the tables and columns that are there are looked at, as before an upgrade.
    """
    columns = _columns_there(connection) if older_shape else None
    for sealed in SEALED:
        if columns is None or sealed.name in columns:
            yield from _misfits(connection, key, sealed, columns)


def broken_sums(connection: Connection, sums: Mapping[int, str]) -> Iterator[int]:
    """The entries whose seals do not add up to what the entry says. `sums` are those of the chain."""
    found: dict[int, int] = {}
    cursor = _cursor(connection)
    cursor.execute("SELECT sequence, seal FROM record_seal")
    for sequence, seal in cursor:
        found[sequence] = found.get(sequence, 0) + int.from_bytes(seal)
    for sequence in sorted(found.keys() | sums.keys()):
        if (_hex(found[sequence]) if sequence in found else "") != sums.get(sequence, ""):
            yield sequence


def _misfits(connection: Connection, key: bytes, sealed: Sealed, columns: Columns | None) -> Iterator[Misfit]:
    newest = _newest_seals(connection, sealed.name)
    present = {_text(one): one for one in _keys(connection, sealed, columns)}
    for text in present.keys() - newest.keys():
        yield Misfit(sealed.name, text, "unsealed")
    for some in _batches(text for text in sorted(newest)):
        asked = {text: present[text] for text in some if text in present}
        rows = dict(_records(connection, sealed, asked, columns))
        for text in some:
            sequence, sealed_as = newest[text]
            if sealed_as == _seal(key, sealed.name, text, sequence, rows.get(text, [])):
                continue
            gone = sealed_as == _seal(key, sealed.name, text, sequence, [])
            yield Misfit(sealed.name, text, "back" if gone else "changed" if text in present else "gone")


def _newest_seals(connection: Connection, table: str) -> dict[str, tuple[int, bytes]]:
    cursor = _cursor(connection)
    mark = _mark(connection)
    cursor.execute(
        f"SELECT key, sequence, seal FROM record_seal WHERE table_name = {mark} ORDER BY sequence",  # noqa: S608
        (table,),
    )
    return {key: (sequence, bytes(seal)) for key, sequence, seal in cursor}


def _keys(connection: Connection, sealed: Sealed, columns: Columns | None = None) -> Iterator[Key]:
    """The keys that any row of the record's tables has."""
    there = [(table, key) for table, key in sealed.rows_of() if columns is None or table.name in columns]
    parts = (f"SELECT {', '.join(map(_quoted, key))} FROM {_quoted(table.name)}" for table, key in there)  # noqa: S608
    cursor = _cursor(connection)
    cursor.execute(" UNION ".join(parts))
    yield from (tuple(row) for row in cursor.fetchall())


def _records(
    connection: Connection, sealed: Sealed, keys: Mapping[str, Key], columns: Columns | None = None
) -> Iterator[tuple[str, list[str]]]:
    """For each of these keys all rows of its record, each as text, without what is NULL: a column that a later version
    adds changes no seal before it holds something. A key without any rows gives an empty list.
    """
    for some in _batches(keys):
        found: dict[str, list[str]] = {text: [] for text in some}
        for table, key in sealed.rows_of():
            if columns is None or table.name in columns:
                names = sorted(table.c.keys() if columns is None else columns[table.name])
                rows = _rows(connection, table.name, key, names, [keys[text] for text in some])
                for text, own in rows:
                    found[text].append(table.name + own)
        for text, own_rows in found.items():
            if len(own_rows) > 1:
                own_rows.sort()
            yield text, own_rows


def _rows(
    connection: Connection, table: str, key: tuple[str, ...], names: Sequence[str], keys: Sequence[Key]
) -> Iterator[tuple[str, str]]:
    """The key and the text of every row of a table that has one of these keys."""
    mark, bound = _mark(connection), _bound(connection)
    listed = ", ".join(map(_quoted, names))
    if len(key) == 1:
        condition = f"{_quoted(key[0])} IN ({', '.join([mark] * len(keys))})"
    else:
        one = " AND ".join(f"{_quoted(name)} = {mark}" for name in key)
        condition = " OR ".join([f"({one})"] * len(keys))
    cursor = _cursor(connection)
    cursor.execute(
        f"SELECT {listed} FROM {_quoted(table)} WHERE {condition}",  # noqa: S608  # names of our own tables
        [bound(value) for one in keys for value in one],
    )
    places = [names.index(name) for name in key]
    on_file = connection.dialect.name == "sqlite"
    for stored in cursor:
        row = stored if on_file else [_plain(value) for value in stored]
        text = "|".join([str(row[place]) for place in places])
        yield text, _json({name: value for name, value in zip(names, row, strict=True) if value is not None})


def _seal(key: bytes, table: str, text: str, sequence: int, rows: Sequence[str]) -> bytes:
    # JSON in ASCII holds no control character, so that none of the parts can run into the next.
    return hmac.digest(key, "\x1e".join((table, text, str(sequence), *rows)).encode(), "sha256")


_json = json.JSONEncoder(separators=(",", ":"), default=lambda value: bytes(value).hex()).encode


def _plain(value: object) -> object:
    """A value as an SQLite file holds it, whatever the database; so a backup of a server fits its seals, too."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).strftime("%Y-%m-%d %H:%M:%S.%f")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S.%f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value)
    if isinstance(value, bool):
        return int(value)
    return value


def _text(key: Key) -> str:
    return "|".join([one.hex if isinstance(one, UUID) else str(one) for one in key])


def _cursor(connection: Connection) -> Any:
    """A cursor of the driver: seals need the values as they are stored, and nothing of SQLAlchemy's comfort."""
    return connection.connection.cursor()


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.name == "sqlite" else "%s"


def _bound(connection: Connection) -> Callable[[object], object]:
    return _as_in_file if connection.dialect.name == "sqlite" else _as_it_is


def _as_in_file(value: object) -> object:
    return value.hex if isinstance(value, UUID) else value


def _as_it_is(value: object) -> object:
    return value


def _quoted(name: str) -> str:
    return f'"{name}"'


def _hex(total: int) -> str:
    return f"{total % _DIGEST:064x}"


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(keys)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _columns_there(connection: Connection) -> Columns:
    shape = inspect(connection)
    return {table: [column["name"] for column in shape.get_columns(table)] for table in shape.get_table_names()}
