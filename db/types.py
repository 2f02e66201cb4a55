"""Column types that mean the same on SQLite and on PostgreSQL, and the column of a table for what a record states."""

from datetime import UTC, date, datetime
from enum import IntEnum, StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Date, DateTime, Dialect, ForeignKey, Integer, SmallInteger, String, Uuid
from sqlalchemy.types import TypeDecorator, TypeEngine

from incident_tracker.domain.columns import RecordColumn


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. Refuses values without a time zone, stores UTC, answers in UTC.

    SQLite silently drops the zone of `DateTime(timezone=True)`; this type never lets that happen.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as UTC. Errors: ValueError without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        instant = value.astimezone(UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Coded(TypeDecorator[Any]):
    """One member of a StrEnum, stored as its value; a value that is no member is an error, not a guess."""

    impl = String
    cache_ok = True

    def __init__(self, members: type[StrEnum], length: int = 40) -> None:
        super().__init__(length)
        self.members = members

    def process_bind_param(self, value: Any, _dialect: Dialect) -> str | None:
        """The value of the member. Errors: ValueError for what is no member."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: Any, _dialect: Dialect) -> StrEnum | None:
        """The member. Errors: ValueError for a value that is no member."""
        return None if value is None else self.members(value)


class Numbered(TypeDecorator[Any]):
    """One member of an IntEnum, stored as its number; a number that is no member is an error, not a guess."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, members: type[IntEnum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Any, _dialect: Dialect) -> int | None:
        """The number of the member. Errors: ValueError for what is no member."""
        return None if value is None else self.members(value).value

    def process_result_value(self, value: Any, _dialect: Dialect) -> IntEnum | None:
        """The member. Errors: ValueError for a number that is no member."""
        return None if value is None else self.members(value)


def stored(column: RecordColumn) -> Column[Any]:
    """The table column for a column that a record states. Errors: TypeError for a type that no table can store."""
    refers = (ForeignKey(f"{column.refers_to}.id"),) if column.refers_to else ()
    unique = True if column.unique else None
    return Column(column.name, _type_of(column), *refers, nullable=column.optional, unique=unique)


def _type_of(column: RecordColumn) -> TypeEngine[Any]:
    kind = column.kind
    if issubclass(kind, StrEnum):
        return Coded(kind)
    if issubclass(kind, IntEnum):
        return Numbered(kind)
    if kind is str:
        return String(column.longest)
    simple: dict[type[Any], TypeEngine[Any]] = {UUID: Uuid(), datetime: UtcDateTime(), date: Date(), int: Integer()}
    if kind not in simple:
        raise TypeError(f"{column.name}: no table holds a {kind.__name__}")
    return simple[kind]
