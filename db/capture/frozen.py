"""Frozen records as JSON text and back, by their type hints; fields that have their default are left out.

So a field added later reads as its default in older records. Non-ASCII characters are escaped, which every
database can hold.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")


def to_json(record: object) -> str:
    """The JSON text of a frozen record."""
    return json.dumps(plain(record), separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """The record of this type that `to_json` wrote. Errors: KeyError or ValueError for anything else."""
    return cast("T", _reader(cast("Any", kind))(json.loads(text)))


def plain(value: Any) -> Any:
    """A value as JSON knows it: records as objects, sequences as lists, moments as ISO text."""
    if value is None or type(value) in (str, int, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime | date):
        return value.isoformat()
    if is_dataclass(value):
        kept = ((name, getattr(value, name), default) for name, default in _defaults(cast("Any", type(value))))
        return {name: plain(item) for name, item, default in kept if item != default}
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, _default(field)) for field in fields(kind))


def _default(field: Field[Any]) -> Any:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        (inner,) = (part for part in get_args(kind) if part is not NoneType)
        read = _reader(inner)
        return lambda value: None if value is None else read(value)
    if origin is tuple:
        read = _reader(get_args(kind)[0])
        return lambda value: tuple(read(item) for item in value)
    if kind in (str, int, bool):
        return lambda value: value
    if kind in (datetime, date):
        return cast("Callable[[Any], Any]", kind.fromisoformat)
    if is_dataclass(kind):
        return _record_reader(cast("type[Any]", kind))
    return cast("Callable[[Any], Any]", kind)  # enumerations and UUID read their own value


def _record_reader(kind: type[Any]) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields(kind)}

    def read(value: dict[str, Any]) -> Any:
        return kind(**{name: readers[name](item) for name, item in value.items()})

    return read
