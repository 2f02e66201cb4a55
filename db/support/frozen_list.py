"""A column type for a few frozen records that belong to one row, as JSON text."""

from typing import Any

from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

from db.capture.frozen import from_json, to_json


class FrozenList(TypeDecorator[Any]):
    """A tuple of frozen records; none is NULL, so that older rows keep their seal."""

    impl = Text
    cache_ok = True

    def __init__(self, record: type[Any]) -> None:
        super().__init__()
        self.record = record

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The records as text."""
        return to_json(value) if value else None

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...]:
        """The records. Errors: KeyError or ValueError for anything else."""
        return from_json(tuple[self.record, ...], value) if value else ()  # type: ignore[name-defined]
