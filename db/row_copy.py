"""Copies every row of one database into another, of a file or of a server, as it is stored."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    ForeignKeyConstraint,
    Insert,
    Integer,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    func,
    insert,
    inspect,
    select,
    text,
    type_coerce,
    update,
)

from db.base import metadata
from db.capture.incidents import SqlIncidents
from db.encrypted_text import EncryptedText

KEYS = "key_document"
"""The keys are never copied as rows: each place keeps them in its own way."""

_AT_ONCE = 1000


def copy_rows(source: Connection, target: Connection, *, left_out: Collection[str] = (KEYS,)) -> None:
    """All rows of all tables but those that are `left_out`, into an empty database of the same schema or a later one.

    Encrypted texts are copied as they are: they match their seals in the copy, and no second key is needed. The caller
    has begun a transaction on both.
    """
    shape = inspect(source)  # which may be an older one: a backup comes before every upgrade
    for table in metadata.sorted_tables:
        if table.name in left_out or not shape.has_table(table.name):
            continue
        there = {column["name"] for column in shape.get_columns(table.name)}
        columns = [column for column in table.c if column.name in there]
        own = [name for name in _within_itself(table) if name in there]
        later: list[dict[str, Any]] = []
        for rows in source.execute(_as_stored(columns)).mappings().partitions(_AT_ONCE):
            made = [dict(row) for row in rows]
            if own:
                later += [row for row in made if any(row[name] is not None for name in own)]
                made = [row | dict.fromkeys(own) for row in made]
            target.execute(_to_be_stored(table), made)
        if later:
            target.execute(_referring(table, own), [_named(table, own, row) for row in later])
        _count_on(target, table)
    SqlIncidents(target).rebuild_words()


def _within_itself(table: Table) -> list[str]:
    """The columns that refer to another row of the same table, which may come later."""
    found = []
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint) and constraint.referred_table is table:
            found += [column.name for column in constraint.columns if column.nullable]
    return found


def _referring(table: Table, names: Iterable[str]) -> Update:
    keys = [column == bindparam(f"key_{column.name}") for column in table.primary_key]
    return update(table).where(*keys).values({name: bindparam(f"new_{name}") for name in names})


def _named(table: Table, names: Iterable[str], row: dict[str, Any]) -> dict[str, Any]:
    keys = {f"key_{column.name}": row[column.name] for column in table.primary_key}
    return keys | {f"new_{name}": row[name] for name in names}


def _count_on(target: Connection, table: Table) -> None:
    """Numbers that the server gives go on after the last one that was copied."""
    column = table.autoincrement_column
    if target.dialect.name != "postgresql" or column is None or not isinstance(column.type, Integer):
        return
    last = target.execute(select(func.max(column))).scalar()
    if last is not None:
        set_to = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
        target.execute(set_to, {"table": table.name, "column": column.name, "last": last})


def _as_stored(columns: Iterable[Column[Any]]) -> Select[Any]:
    return select(*(type_coerce(one, Text).label(one.name) if _is_encrypted(one) else one for one in columns))


def _to_be_stored(table: Table) -> Insert:
    return insert(table).values({one.name: bindparam(one.name, type_=Text) for one in table.c if _is_encrypted(one)})


def _is_encrypted(column: Column[Any]) -> bool:
    return isinstance(column.type, EncryptedText)
