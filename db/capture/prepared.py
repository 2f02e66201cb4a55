"""Rows written by one prepared statement: what `insert()` does, without building it anew for every row."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert

Row = dict[str, Any]
Process = Callable[[Any], Any] | None


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Insert rows that all have the same columns. The types of the columns prepare the values, as in `insert()`."""
    if not rows:
        return
    statement, columns, by_place = _prepared(table, tuple(rows[0]), connection.dialect)
    values = list(zip(*(_column(rows, name, process) for name, process in columns), strict=True))
    if by_place:
        connection.exec_driver_sql(statement, values)
    else:
        names = [name for name, _ in columns]
        connection.exec_driver_sql(statement, [dict(zip(names, row, strict=True)) for row in values])


@lru_cache(maxsize=64)
def _prepared(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[tuple[str, Process], ...], bool]:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(names))
    columns = tuple(
        (name, table.c[name].type.dialect_impl(dialect).bind_processor(dialect))
        for name in compiled.positiontup or names
    )
    return str(compiled), columns, compiled.positional


def _column(rows: Sequence[Row], name: str, process: Process) -> list[Any]:
    values = [row[name] for row in rows]
    if process is None:
        return values
    # Codes and ids occur again and again: looking one up is cheaper than preparing it.
    prepared: dict[Any, Any] = {}
    for value in values:
        if value not in prepared:
            prepared[value] = process(value)
    return [prepared[value] for value in values]
