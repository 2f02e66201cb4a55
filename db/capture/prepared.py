"""Rows written by one prepared statement: what `insert()` does, without building it again for every row."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Table, insert

Row = dict[str, Any]
Process = Callable[[Any], Any] | None


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row], statement: Insert | None = None) -> None:
    """Insert rows that all have the same columns. The types of the columns prepare the values, as in `insert()`.

    `statement` is another way of inserting into the table; it has to be the same object every time.
    """
    if not rows:
        return
    sql, columns, by_place = _prepared(table, statement, tuple(rows[0]), connection.dialect)
    values = list(zip(*(_column(rows, name, process) for name, process in columns), strict=True))
    if by_place:
        connection.exec_driver_sql(sql, values)
    else:
        names = [name for name, _ in columns]
        connection.exec_driver_sql(sql, [dict(zip(names, row, strict=True)) for row in values])


@lru_cache(maxsize=64)
def _prepared(
    table: Table, statement: Insert | None, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[tuple[str, Process], ...], bool]:
    compiled = (insert(table) if statement is None else statement).compile(dialect=dialect, column_keys=list(names))
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
