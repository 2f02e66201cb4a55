"""Frozen records as JSON text and back, by their type hints; fields that have their default are left out.

So a field added later reads as its default in older records. Non-ASCII characters are escaped, which every
database can hold.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter, methodcaller
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.capture.relief import Relief

T = TypeVar("T")

STORED_NAMES: Mapping[type, Mapping[str, str]] = {
    AffectedPerson: {"need": "wish"},
    Relief: {"nobody_hurt": "hurt"},
}
"""Fields that databases store under an earlier name, so that records of every age read the same."""


def to_json(record: object) -> str:
    """The JSON text of a frozen record."""
    return _encode(json_value(record))


def from_json(kind: type[T], text: str) -> T:
    """The record of this type that `to_json` wrote. Errors: KeyError or ValueError for anything else."""
    return cast("T", _reader(cast("Any", kind))(json.loads(text)))


def reader_of(hint: Any) -> Callable[[Any], Any]:
    """Reads a value of this type hint from what `json_value` made of it."""
    return _reader(hint)


def json_value(value: Any) -> Any:
    """A value as JSON knows it: records as objects, sequences as lists, moments as ISO text."""
    return _writer(cast("Any", type(value)))(value)


# Built once: an encoder is made again with every call of json.dumps that has settings.
_encode = json.JSONEncoder(separators=(",", ":")).encode


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    if kind in (NoneType, str, int, bool):
        return lambda value: value
    if issubclass(kind, Enum):
        return attrgetter("value")
    if kind is UUID:
        return attrgetter("hex")
    if issubclass(kind, date):  # a datetime is one too
        return methodcaller("isoformat")
    if is_dataclass(kind):
        return _record_writer(kind)
    if issubclass(kind, Iterable):
        return lambda value: [json_value(item) for item in value]
    raise TypeError(f"{kind.__name__} has no JSON form")


def _record_writer(kind: Any) -> Callable[[Any], Any]:
    stored = STORED_NAMES.get(kind, {})
    taken = tuple(
        (stored.get(field.name, field.name), attrgetter(field.name), _default(field)) for field in fields(kind)
    )

    def write(record: Any) -> dict[str, Any]:
        kept = {}
        for name, take, default in taken:
            item = take(record)
            # Most fields hold the default object itself, which is faster to check than to compare.
            if item is not default and item != default:
                kept[name] = json_value(item)
        return kept

    return write


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
    stored = STORED_NAMES.get(kind, {})
    readers = {stored.get(field.name, field.name): (field.name, _reader(hints[field.name])) for field in fields(kind)}

    def read(value: dict[str, Any]) -> Any:
        given = ((*readers[name], item) for name, item in value.items())
        return kind(**{name: reader(item) for name, reader, item in given})

    return read
