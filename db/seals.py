"""A seal for every record, made again with each change and bound to the audit entry of the change.

A seal is an HMAC over all rows of a record as the database holds them, over its key and over the number of the entry.
Seals are only added. The sum of an entry's seals is part of that entry's link in the chain, so that none can be
changed, removed or put back without breaking the chain.
"""

import hmac
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import groupby, islice
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, Column, Connection, LargeBinary, String, Table, Uuid, inspect

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
_SUMMED_AT_ONCE = 50_000
_SEAL_BYTES = 32
_DIGEST = 2**256
_UNSEALED_TABLES = {table if isinstance(table, str) else table.name for table in NOT_SEALED}

Columns = Mapping[str, Sequence[str]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A record that does not match its last seal: `fault` is "changed", "gone", "unsealed" or "back"."""

    table: str
    key: str
    fault: str


class Seals:
    """Seals what one transaction has changed."""

    def __init__(self, connection: Connection, key: bytes, touched: dict[str, dict[Key, None]]) -> None:
        self._connection = connection
        self._key = key
        self.touched = touched

    def write(self, sequence: int) -> str:
        """Seal everything changed under this entry; returns the sum of the seals, or "" if nothing was changed."""
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
    """These records in the form that `Seals` takes. As text their keys fit any column."""
    found: dict[str, dict[Key, None]] = {}
    for one in records:
        found.setdefault(one.table, {})[parts_of(BY_NAME[one.table], one.key)] = None
    return found


def parts_of(sealed: Sealed, text: str) -> tuple[str, ...]:
    """What the columns of a key hold, of the key as text."""
    return tuple(text.split("|", len(sealed.key) - 1))


def misfits(
    connection: Connection, key: bytes, *, older_shape: bool = False, tell: Callable[[int, int], object] | None = None
) -> Iterator[Misfit]:
    """Every record against its newest seal, table by table, in memory that does not grow with the number of records.

    `older_shape`: only the tables and columns that exist are checked, as before an upgrade. `tell` is called with how
    many tables are done, and of how many; what it raises ends it.
    """
    columns = _columns_there(connection) if older_shape else None
    for done, sealed in enumerate(SEALED):
        if tell is not None:
            tell(done, len(SEALED))
        if columns is None or sealed.name in columns:
            yield from _unsealed(connection, sealed, columns)
            yield from _misfits(connection, key, sealed, columns)


def broken_sums(connection: Connection, sums: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The entries whose seals do not add up to what the entry says. `sums` are those of the chain, in its order.

    The trail is taken a stretch at a time. Of each entry there, 32 bytes hold what it says less what was found, which
    is zero where both are the same and where nothing was said nor found.
    """
    told, compared = iter(sums), None
    entry = next(told, None)
    while True:
        first = entry[0] if entry is not None else 0
        last = first + _SUMMED_AT_ONCE - 1 if entry is not None else first - 1
        differences, broken = bytearray(_SEAL_BYTES * (last + 1 - first)), set[int]()
        while entry is not None and entry[0] <= last:
            if (said := _said(entry[1])) is None:
                broken.add(entry[0])
            else:
                _add(differences, entry[0] - first, said)
            entry = next(told, None)
        for sequence, seal in _sealed_between(connection, compared, last if entry is not None else None):
            if first <= sequence <= last:
                _add(differences, sequence - first, -int.from_bytes(seal))
            else:
                broken.add(sequence)  # sealed under an entry that does not say so
        places = range(0, len(differences), _SEAL_BYTES)
        broken |= {first + at // _SEAL_BYTES for at in places if any(differences[at : at + _SEAL_BYTES])}
        yield from sorted(broken)
        if entry is None:
            return
        compared = last


def _said(text: str) -> int | None:
    """A sum as the number that it is; None if it is written as no sum is."""
    try:
        said = int(text, 16)
    except ValueError:
        return None
    return said if _hex(said) == text else None


def _add(sums: bytearray, at: int, number: int) -> None:
    """Add a number to the sum at this place."""
    place = slice(at * _SEAL_BYTES, (at + 1) * _SEAL_BYTES)
    sums[place] = ((int.from_bytes(sums[place]) + number) % _DIGEST).to_bytes(_SEAL_BYTES)


def _sealed_between(connection: Connection, after: int | None, last: int | None) -> Iterator[tuple[int, bytes]]:
    """The seals with the numbers of their entries: of those above `after` and up to `last`, if these are given."""
    limits = [(sign, limit) for sign, limit in ((">", after), ("<=", last)) if limit is not None]
    condition = "".join(f" AND sequence {sign} {_mark(connection)}" for sign, _limit in limits)
    query = f"SELECT sequence, seal FROM record_seal WHERE 1 = 1{condition}"  # noqa: S608
    yield from _stream(connection, query, [limit for _sign, limit in limits])


def _unsealed(connection: Connection, sealed: Sealed, columns: Columns | None) -> Iterator[Misfit]:
    """The records that have no seal at all."""
    texts: set[str] = set()
    for table, key in sealed.rows_of():
        if columns is None or table.name in columns:
            text = _key_text(connection, table, key)
            query = f"""SELECT {text} FROM {_quoted(table.name)} WHERE NOT EXISTS (SELECT 1 FROM record_seal
                WHERE table_name = {_mark(connection)} AND key = {text})"""  # noqa: S608  # names of our own tables
            texts |= {text for (text,) in _stream(connection, query, [sealed.name])}
    for text in sorted(texts):
        yield Misfit(sealed.name, text, "unsealed")


def _misfits(connection: Connection, key: bytes, sealed: Sealed, columns: Columns | None) -> Iterator[Misfit]:
    for some in _batches(_newest_seals(connection, sealed.name)):
        keys = {text: _key_of(connection, sealed, text) for text, _sequence, _seal in some}
        rows = dict(_records(connection, sealed, {text: one for text, one in keys.items() if one is not None}, columns))
        for text, sequence, sealed_as in some:
            own = rows.get(text, [])
            if sealed_as == _seal(key, sealed.name, text, sequence, own):
                continue
            gone = sealed_as == _seal(key, sealed.name, text, sequence, [])
            yield Misfit(sealed.name, text, "back" if gone else "changed" if own else "gone")


def _newest_seals(connection: Connection, table: str) -> Iterator[tuple[str, int, bytes]]:
    """The newest seal of every record of a table that ever had one, with the number of its entry."""
    mark = _mark(connection)
    query = f"SELECT key, sequence, seal FROM record_seal WHERE table_name = {mark} ORDER BY key, sequence"  # noqa: S608
    for key, own in groupby(_stream(connection, query, [table]), itemgetter(0)):
        *_older, (_key, sequence, seal) = own
        yield key, sequence, bytes(seal)


def _key_of(connection: Connection, sealed: Sealed, text: str) -> Key | None:
    """The key that a seal has as text, in the form the database needs; None if it cannot be a key of the table."""
    parts = parts_of(sealed, text)
    if connection.dialect.name == "sqlite":
        return parts  # as text they fit any column
    try:
        key = tuple(sealed.table.c[name].type.python_type(part) for name, part in zip(sealed.key, parts, strict=True))
    except ValueError:
        return None
    return key if _text(key) == text else None


def _key_text(connection: Connection, table: Table, key: tuple[str, ...]) -> str:
    """The key of a row as text, worked out by the database: what `_text` makes of it here."""
    parts = []
    for name in key:
        part = f"CAST({_quoted(name)} AS TEXT)"
        if connection.dialect.name != "sqlite" and isinstance(table.c[name].type, Uuid):
            part = f"replace({part}, '-', '')"
        parts.append(f"coalesce({part}, 'None')")
    return " || '|' || ".join(parts)


def _stream(connection: Connection, query: str, values: Sequence[object]) -> Iterator[Any]:
    """The rows of a query, never all in memory at once."""
    on_file = connection.dialect.name == "sqlite"
    made: Any = connection.connection
    cursor = made.cursor() if on_file else made.cursor(name=f"stream_{uuid4().hex}")
    try:
        cursor.execute(query, values)
        yield from cursor
    finally:
        cursor.close()


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
                    if text in found:  # " 5" finds the row of 5
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
    """A value as an SQLite file holds it, whatever the database; so a backup of a server matches its seals, too."""
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
    """A cursor of the driver: seals need the values as they are stored, without SQLAlchemy's conversions."""
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


def _batches(all_of_them: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(all_of_them)
    while some := list(islice(waiting, _AT_ONCE)):
        yield some


def _columns_there(connection: Connection) -> Columns:
    shape = inspect(connection)
    return {table: [column["name"] for column in shape.get_columns(table)] for table in shape.get_table_names()}
