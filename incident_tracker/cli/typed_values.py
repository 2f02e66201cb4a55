"""Turns plain values of a file into a record, by the types of its fields; what does not fit is refused at its place.

A place is the path through the keys of the file: "police.called_at", "affected (entry 2).distress". A field with codes
of a vocabulary says so next to its type (`RecordColumn`).
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import UTC, datetime, tzinfo
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints
from uuid import UUID

from incident_tracker.domain.capture.incidents import accept_text
from incident_tracker.domain.columns import RecordColumn
from incident_tracker.domain.errors import Reason, Refused

MOST = 9_999  # people, minutes, visits: larger numbers in a file are slips
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class TypedValues:
    """How values are read at one clinic.

    `codes` gives those of a vocabulary, each with whether it is still offered; `zone` is that of moments without one.
    `prepared` turns what a file says of a type of record (at a place, with the record before or None) into its fields,
    where a file may say it otherwise.
    """

    codes: Callable[[str], Mapping[str, bool]]
    zone: tzinfo = UTC
    prepared: Mapping[type[Any], Callable[[dict[str, Any], str, Any], dict[str, Any]]] = field(default_factory=dict)

    def record(self, kind: type[R], document: object, place: str = "", before: R | None = None) -> R:
        """The record that an object of a file describes; what it does not name is as in `before`, or the default.

        Errors: Refused at the place of what does not fit.
        """
        if not isinstance(document, dict):
            raise Refused(Reason.NOT_AN_OBJECT, place, accepted=", ".join(one.name for one in _fields(kind)))
        said = dict(document)
        if kind in self.prepared:
            said = self.prepared[kind](said, place, before)
        values = self.values(kind, said, place, before)
        for one in _fields(kind):
            if one.name not in values and before is not None:
                values[one.name] = getattr(before, one.name)
            elif one.name not in values and one.default is MISSING and one.default_factory is MISSING:
                raise Refused(Reason.MISSING, _within(place, one.name))
        try:
            return kind(**values)
        except Refused as refused:  # a rule of the record itself, which knows only its own field
            raise Refused(refused.reason, _within(place, refused.field or ""), **refused.values) from None

    def values(
        self, kind: type[Any], document: Mapping[str, Any], place: str = "", before: object = None
    ) -> dict[str, Any]:
        """The values of the fields that a file names. Errors: Refused at the place of what does not fit."""
        hints = _hints(kind)
        check_keys(document, hints, place)
        present = {one.name: one for one in _fields(kind)}
        values = {}
        for name, said in document.items():
            hint = hints[name]
            if said is None and not _optional(hint):
                default = _default(present[name])
                if default is MISSING:
                    raise Refused(Reason.MISSING, _within(place, name))
                values[name] = default
            else:
                values[name] = self.value(hint, said, _within(place, name), getattr(before, name, None))
        return values

    def value(self, hint: Any, said: object, place: str, before: object = None) -> Any:
        """What a value says where a field has this type; null only where it may be None. Errors: Refused."""
        column, kind = _stated(hint)
        if get_origin(kind) is UnionType:
            if said is None:
                return None
            (kind,) = (part for part in get_args(kind) if part is not NoneType)
        if get_origin(kind) is tuple:
            if not isinstance(said, list):
                raise Refused(Reason.NOT_A_LIST, place)
            inner = get_args(kind)[0]
            return tuple(self._one(inner, column, one, _entry(place, at)) for at, one in enumerate(said, 1))
        return self._one(kind, column, said, place, before)

    def _one(self, kind: Any, column: RecordColumn, said: object, place: str, before: object = None) -> Any:
        """A record, or a value without fields of its own. Errors: Refused."""
        if is_dataclass(kind):
            return self.record(cast("type[Any]", kind), said, place, before)
        return self._single(cast("type[Any]", kind), column, said, place)

    def _single(self, kind: type[Any], column: RecordColumn, said: object, place: str) -> Any:
        """A value without fields of its own. Errors: Refused."""
        if issubclass(kind, bool):
            if not isinstance(said, bool):
                raise Refused(Reason.NOT_TRUE_OR_FALSE, place)
            return said
        if issubclass(kind, int):  # a level is a number with a name
            return kind(_number(said, place, max(kind) if issubclass(kind, Enum) else MOST))
        if not isinstance(said, str):
            raise Refused(Reason.NOT_A_TEXT, place)
        if issubclass(kind, Enum):
            return _one_of(said, {str(member.value): member for member in kind}, place)
        if issubclass(kind, datetime):
            return moment_of(said, self.zone, place)
        if issubclass(kind, UUID):
            return id_of(said, place)
        if column.vocabulary and said not in (codes := self.codes(column.vocabulary)):
            raise Refused(
                Reason.UNKNOWN_TERM,
                place,
                term=said,
                accepted=", ".join(code for code, offered in codes.items() if offered),
            )
        return accept_text(said, place)


def check_keys(document: Mapping[str, Any], known: Collection[str], place: str = "") -> None:
    """An unknown key is refused by its name, and the known names are listed. Errors: Refused."""
    for key in document:
        if key not in known:
            raise Refused(Reason.UNKNOWN_KEY, _within(place, key), key=key, accepted=", ".join(sorted(known)))


def moment_of(text: str, zone: tzinfo, place: str) -> datetime:
    """An ISO moment; without an offset it is on the wall clock of `zone`. Errors: Refused(NOT_A_DATE)."""
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(Reason.NOT_A_DATE, place) from None


def id_of(text: str, place: str) -> UUID:
    """An id as the program gives it. Errors: Refused(NOT_AN_ID)."""
    try:
        return UUID(text)
    except ValueError:
        raise Refused(Reason.NOT_AN_ID, place, given=text) from None


def _number(said: object, place: str, most: int) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise Refused(Reason.NOT_A_NUMBER, place)
    if not 0 <= said <= most:
        raise Refused(Reason.OUT_OF_RANGE, place, least=0, most=int(most))
    return said


def _one_of(said: str, members: Mapping[str, Enum], place: str) -> Enum:
    if said not in members:
        raise Refused(Reason.NOT_ONE_OF, place, given=said, accepted=", ".join(members))
    return members[said]


def _within(place: str, name: str) -> str:
    return f"{place}.{name}" if place and name else place or name


def _entry(place: str, at: int) -> str:
    return f"{place} (entry {at})"


def _fields(kind: type[Any]) -> tuple[Field[Any], ...]:
    return fields(kind)


def _hints(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind, include_extras=True)
    return {one.name: hints[one.name] for one in _fields(kind)}


def _default(one: Field[Any]) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _stated(hint: Any) -> tuple[RecordColumn, Any]:
    """What is stated beside a type, and the type."""
    if get_origin(hint) is not Annotated:
        return RecordColumn(), hint
    return next(one for one in hint.__metadata__ if isinstance(one, RecordColumn)), hint.__origin__


def _optional(hint: Any) -> bool:
    _column, kind = _stated(hint)
    return get_origin(kind) is UnionType and NoneType in get_args(kind)
