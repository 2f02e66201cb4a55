"""Incidents as rows and back, by the columns that the record states."""

from collections.abc import Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any

from sqlalchemy import Row

from db.capture.frozen import from_json, to_json
from db.capture.tables import account_table, identity_table, incident_table
from incident_tracker.domain.capture.incident_head import IncidentHead
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.listing import IncidentRow
from incident_tracker.domain.capture.moments import Moment
from incident_tracker.domain.capture.relief import Relief
from incident_tracker.domain.columns import columns_of

_KEPT = tuple(column for column in columns_of(Incident) if column.in_row)
_NAMES = tuple(column.name for column in _KEPT)
_values = attrgetter(*(column.path for column in _KEPT))
# Without the id: if it changed, SQLite would search all incidents for their `duplicate_of`.
_CHANGEABLE = tuple(name for name in _NAMES if name not in ("id", "version"))
_changeable_values = attrgetter(*(column.path for column in _KEPT if column.name in _CHANGEABLE))

_incident, _account = incident_table.c, account_table.c
# In the order of the fields of the record, the moment as its two columns.
_HEAD = tuple(column.name for column in columns_of(IncidentHead))
_OCCURRED = _HEAD.index("occurred_at")
LISTED = tuple(_incident[name] for name in (*_HEAD, "number"))
"""What is read for the line of a list."""

_FIELDS = frozenset(field.name for field in fields(Incident))
_REST = tuple(name for name in _NAMES if name in _FIELDS and name not in _HEAD)
WHOLE = (
    *LISTED,
    *(_incident[name] for name in _REST),
    _account.narrative,
    _account.details,
    _account.relief,
    identity_table.c.local_code,
)
"""What is read for a whole incident."""


def row_of(incident: Incident) -> dict[str, Any]:
    """The values of a new row, by column."""
    return dict(zip(_NAMES, _values(incident), strict=True))


def changeable(incident: Incident) -> dict[str, Any]:
    """The values that a save may change, by column."""
    return dict(zip(_CHANGEABLE, _changeable_values(incident), strict=True))


def account_of(incident: Incident) -> dict[str, Any]:
    """The values of the account row: what only the reader of the whole incident needs."""
    return {
        "incident_id": incident.id,
        "narrative": incident.narrative,
        "details": to_json(_with_code(incident.details, "")),
        "relief": None if incident.relief is None else to_json(incident.relief),
    }


def identity_of(incident: Incident) -> dict[str, Any] | None:
    """The values of the row that says who someone is; None if there is nothing to say."""
    code = incident.details.person_of_concern.local_code
    return {"incident_id": incident.id, "local_code": code} if code else None


def read_row(row: Row[Any]) -> IncidentRow:
    """The line of a list, of a row that begins with `LISTED`."""
    return IncidentRow(*_fields(row[: len(LISTED)]))


def read_incident(row: Row[Any]) -> Incident:
    """The whole incident, of a row of `WHOLE`."""
    return Incident(
        *_fields(row[: len(_HEAD)]),
        **dict(zip(_REST, row[len(LISTED) :], strict=False)),
        narrative=row.narrative,
        details=_with_code(from_json(Details, row.details), row.local_code or ""),
        relief=None if row.relief is None else from_json(Relief, row.relief),
    )


def _with_code(details: Details, code: str) -> Details:
    person = details.person_of_concern
    if person.local_code == code:
        return details
    return replace(details, person_of_concern=replace(person, local_code=code))


def _fields(values: Sequence[Any]) -> tuple[Any, ...]:
    after = _OCCURRED + 2
    return (*values[:_OCCURRED], Moment(*values[_OCCURRED:after]), *values[after:])
