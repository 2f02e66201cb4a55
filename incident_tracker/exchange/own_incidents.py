"""An incident as our own files tell it, made again of its columns by the types of their fields."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.columns import Surface, columns_on
from incident_tracker.exchange.own_rows import OwnRow

DERIVED = frozenset(("occurred_at", "precision", "police_called", "addenda", "occurred_at_site"))


class NotOurs(Exception):  # it is an answer: which cell, and what it says
    """A cell that does not say what this program writes there."""

    def __init__(self, column: str, value: object) -> None:
        super().__init__()
        self.column, self.value = column, value


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What names mean in this clinic: `ids` gives the id of a site, desk, person or user account by its name.

    `new_id` makes ids for the people within an incident; a name that is not known is told to `missing`, and left out.
    """

    ids: Mapping[str, Mapping[str, UUID]]
    new_id: Callable[[], UUID]
    missing: Callable[[str, str], None]

    def id_of(self, kind: str, name: str) -> UUID | None:
        """The id that a name means."""
        found = self.ids.get(kind, {}).get(name)
        if found is None:
            self.missing(kind, name)
        return found


def told_incident(row: OwnRow, known: KnownNames, head: Mapping[str, object]) -> tuple[Incident, tuple[str, ...]]:
    """The incident that a row tells, and the texts that were added to it. `head` gives the fields that no file has.

    Errors: NotOurs for a cell that does not fit its column.
    """
    tree: dict[str, Any] = dict(head)
    for column in columns_on(Incident, Surface.EXPORT):
        if column.key in DERIVED or column.key not in row.values or not _is_field(column.path):
            continue
        said = row.values[column.key]
        hint = _hint_at(Incident, column.path)
        value = _value(hint, said, column.key, row.in_cells)
        if value is _DEFAULT:
            continue
        place = tree
        *parts, last = column.path.split(".")
        for part in parts:
            place = place.setdefault(part, {})
        place[last] = _typed(hint, value, column.key, known, column.refers_to)
    at = _typed(datetime, row.values.get("occurred_at"), "occurred_at", known)
    precision = _typed(Precision, row.values.get("precision"), "precision", known)
    tree["occurred"] = Moment(at, precision)
    police = _value(bool | None, row.values.get("police_called"), "police_called", row.in_cells)
    if isinstance(police, bool):
        tree.setdefault("details", {}).setdefault("police", {})["called"] = police
    addenda = _value(tuple[str, ...], row.values.get("addenda"), "addenda", row.in_cells)
    try:
        incident = cast("Incident", _built(Incident, tree))
    except TypeError:
        raise NotOurs("ref", row.values.get("ref")) from None
    return incident, tuple(map(str, addenda)) if isinstance(addenda, list | tuple) else ()


_DEFAULT = object()


def _value(hint: Any, said: object, key: str, in_cells: bool) -> object:
    """A value as JSON would give it; `_DEFAULT` where a cell says nothing."""
    if not in_cells:
        return _DEFAULT if said is None else said
    if said is None or said == "":
        return _DEFAULT
    kind = _bare(hint)
    try:
        if get_origin(kind) is tuple:
            text = str(said)
            return json.loads(text) if text.startswith("[") else text.split("; ")
        if is_dataclass(kind):
            return json.loads(str(said))
        if issubclass(kind, bool):
            return {"yes": True, "no": False, "True": True, "False": False}[str(said)]
        if issubclass(kind, int | float):
            return int(float(str(said))) if issubclass(kind, int) else float(str(said))
    except (ValueError, KeyError, RecursionError):
        raise NotOurs(key, said) from None
    return str(int(said)) if isinstance(said, float) and said.is_integer() else str(said)


def _typed(hint: Any, value: object, key: str, known: KnownNames, refers_to: str = "") -> Any:
    """A value of JSON as its field has it. Errors: NotOurs."""
    kind = _bare(hint)
    try:
        if get_origin(kind) is tuple:
            return tuple(_typed(get_args(kind)[0], one, key, known) for one in _listed(value))
        if is_dataclass(kind):
            return _record(cast("type[Any]", kind), value, key, known)
        if issubclass(kind, UUID):
            return known.id_of(refers_to, str(value))
        if issubclass(kind, datetime):
            moment = datetime.fromisoformat(str(value))
            if moment.tzinfo is None:
                raise ValueError
            return moment
        if issubclass(kind, bool):
            return {True: True, False: False}[value]  # type: ignore[index]  # anything else is no answer
        if issubclass(kind, Enum):
            return kind(value)
        return kind(value)
    except (ValueError, TypeError, KeyError):
        raise NotOurs(key, value) from None


def _record(kind: type[Any], said: object, key: str, known: KnownNames) -> Any:
    if not isinstance(said, dict):
        raise NotOurs(key, said)
    hints = get_type_hints(kind, include_extras=True)
    values: dict[str, Any] = {}
    for field in fields(kind):
        name = field.name.removesuffix("_id")
        if field.name == "id":
            values["id"] = known.new_id()
        elif name in said:
            refers_to = _refers_to(hints[field.name]) or ("user_account" if field.name == "by" else "")
            values[field.name] = _typed(hints[field.name], said[name], key, known, refers_to)
    return kind(**values)


def _built(kind: type[Any], tree: Mapping[str, Any]) -> Any:
    hints = get_type_hints(kind)
    values = {
        name: _built(_bare(hints[name]), part) if isinstance(part, dict) and is_dataclass(_bare(hints[name])) else part
        for name, part in tree.items()
    }
    return kind(**values)


def _is_field(path: str) -> bool:
    """Does a path lead through fields only, and not to a property that is worked out?"""
    kind: Any = Incident
    for name in path.split("."):
        if not is_dataclass(kind) or name not in {field.name for field in fields(kind)}:
            return False
        kind = _bare(get_type_hints(kind, include_extras=True)[name])
    return True


def _hint_at(kind: Any, path: str) -> Any:
    hint: Any = kind
    for name in path.split("."):
        hint = get_type_hints(_bare(hint), include_extras=True)[name]
    return hint


def _bare(hint: Any) -> Any:
    """A type without what is stated beside it and without None."""
    if get_origin(hint) is Annotated:
        hint = hint.__origin__
    if get_origin(hint) is UnionType:
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    return hint


def _refers_to(hint: Any) -> str:
    stated = hint.__metadata__[0] if get_origin(hint) is Annotated else None
    return stated.refers_to if stated is not None else ""


def _listed(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise TypeError
    return list(value)
