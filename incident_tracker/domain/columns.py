"""A column of a record, stated once: next to the name and type of a field are its words and where it is shown.

    ref: Annotated[str, RecordColumn(N_("Reference"), Surface.LIST | Surface.EXPORT, longest=24)]

The table of the database, its rows, lists, files, the command line and paper read the statement, so that a new column
needs nothing but its field and a migration.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from enum import Flag, auto
from operator import attrgetter
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints


class Surface(Flag):
    """Where a column is shown."""

    LIST = auto()
    """The list on the screen, in words."""
    COMMAND = auto()
    """The list of the command line."""
    EXPORT = auto()
    """The identified file for other programs."""
    PAPER = auto()
    """The printed sheet of one record, in words."""


NOWHERE = Surface(0)
_STATED: "dict[type[Any], tuple[RecordColumn, ...]]" = {}  # by type of record, read once


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """What is stated of a column and, in `columns_of`, also what its field says.

    `heading` is an English text marked for translation; `untold` says why the column is shown nowhere. Values are codes
    of `vocabulary`, or ids of the kind of record that `refers_to` names, where these are given. `width` is in letters
    of a list, `longest` in characters of stored text. Lists are sorted by what says `sort`, the greatest first, equal
    ones by the next that says so. A column that is not `in_row` is kept elsewhere or worked out of others. `name`,
    `path` (the attributes that lead to the value), `kind` (the type of the value), `optional` (it may be None) and
    `within_optional` (the record that holds it may be None) come from the field or property; a `name` that is stated
    tells it from one like it in another part of the record.
    """

    heading: str = ""
    on: Surface = NOWHERE
    untold: str = ""
    vocabulary: str = ""
    refers_to: str = ""
    width: int = 18
    longest: int = 60
    unique: bool = False
    sort: bool = False
    in_row: bool = True
    name: str = ""
    path: str = ""
    kind: type[Any] = object
    optional: bool = False
    within_optional: bool = False

    @property
    def key(self) -> str:
        """The value's name in files and on the command line; for an id they name the site, desk or person."""
        return self.name.removesuffix("_id") if self.refers_to in ("site", "desk", "person") else self.name

    def of(self, record: object) -> Any:
        """The value in a record of the type that `columns_of` was asked about; None where what holds it is None."""
        if not self.within_optional:
            return attrgetter(self.path)(record)
        for part in self.path.split("."):
            record = None if record is None else getattr(record, part)
        return record


def exported(name: str = "", *, vocabulary: str = "", refers_to: str = "") -> RecordColumn:
    """What is stored with the account of a record and written to files: most of what is known, in words elsewhere."""
    return RecordColumn(on=Surface.EXPORT, vocabulary=vocabulary, refers_to=refers_to, in_row=False, name=name)


def columns_of(record: type[Any]) -> tuple[RecordColumn, ...]:
    """The columns that a type of record states, in its order: fields, with those of records within it; then properties.

    A field or property without a statement is no column.
    """
    if record not in _STATED:
        _STATED[record] = (*_of_fields(record), *_of_properties(record))
    return _STATED[record]


def columns_on(record: type[Any], surface: Surface) -> tuple[RecordColumn, ...]:
    """The columns of a type of record that are shown on `surface`."""
    return tuple(column for column in columns_of(record) if surface in column.on)


def columns_sorted_by(record: type[Any]) -> tuple[RecordColumn, ...]:
    """The columns that lists of this type are sorted by, each with the greatest first; the last differs for every
    record.
    """
    return tuple(column for column in columns_of(record) if column.sort)


def _of_fields(record: type[Any]) -> Iterator[RecordColumn]:
    hints = get_type_hints(record, include_extras=True)
    for field in fields(record):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            yield _stated(field.name, hint)
            continue
        kind, optional = _optional(hint)
        if isinstance(kind, type) and is_dataclass(kind):
            for inner in columns_of(kind):
                yield replace(
                    inner,
                    path=f"{field.name}.{inner.path}",
                    optional=inner.optional or optional,
                    within_optional=inner.within_optional or optional,
                )


def _of_properties(record: type[Any]) -> Iterator[RecordColumn]:
    for kind in reversed(record.__mro__):
        for name, member in vars(kind).items():
            if isinstance(member, property):
                hint = get_type_hints(member.fget, include_extras=True).get("return")
                if get_origin(hint) is Annotated:
                    yield _stated(name, hint)


def _stated(name: str, hint: Any) -> RecordColumn:
    kind, (stated,) = hint.__origin__, (one for one in hint.__metadata__ if isinstance(one, RecordColumn))
    kind, optional = _optional(kind)
    return replace(stated, name=stated.name or name, path=name, kind=get_origin(kind) or kind, optional=optional)


def _optional(hint: Any) -> tuple[Any, bool]:
    """The types in a hint besides None, and whether None is one of them."""
    if get_origin(hint) is UnionType and NoneType in get_args(hint):
        (kind,) = (part for part in get_args(hint) if part is not NoneType)
        return kind, True
    return hint, False
