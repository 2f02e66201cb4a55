"""Reference numbers: which are taken, and incidents by a part of theirs, as ranges of an index."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select

from db.capture.filters import fulfilling
from db.capture.rows import LISTED, read_row
from db.capture.tables import incident_table
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow
from incident_tracker.domain.capture.references import LAST_LETTER

_incident = incident_table.c
# Made once, because every save needs it.
_TAKEN = select(_incident.ref).where(_incident.ref.in_(bindparam("refs", expanding=True)))
_TAKEN_AT_ONCE = 500
_AT_ONCE = 40
_LONGEST_REST = 16


def taken_numbers(connection: Connection, refs: Sequence[str]) -> frozenset[str]:
    """Which of these are in use."""
    taken = set[str]()
    for start in range(0, len(refs), _TAKEN_AT_ONCE):
        taken |= set(connection.execute(_TAKEN, {"refs": refs[start : start + _TAKEN_AT_ONCE]}).scalars())
    return frozenset(taken)


def rows_with_numbers(
    connection: Connection, beginnings: Sequence[str], wanted: IncidentFilter, limit: int
) -> tuple[IncidentRow, ...]:
    """At most `limit` rows whose reference begins with one of these; those of the first beginnings come first."""
    found: list[IncidentRow] = []
    for start in range(0, len(beginnings), _AT_ONCE):
        some = beginnings[start : start + _AT_ONCE]
        query = select(*LISTED).where(or_(*map(_begins_with, some)), *_narrowed(wanted)).limit(limit - len(found))
        rows = [read_row(row) for row in connection.execute(query)]
        found += sorted(rows, key=lambda row: next(n for n, one in enumerate(some) if row.ref.startswith(one)))
        if len(found) == limit:
            break
    return tuple(found)


def _begins_with(beginning: str) -> ColumnElement[bool]:
    """As a range, which an index answers in every order of letters."""
    return and_(_incident.ref >= beginning, _incident.ref <= beginning + LAST_LETTER * _LONGEST_REST)


def _narrowed(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    """The filter; `coalesce` hides the site, by whose index the database would read all of its incidents."""
    if wanted.own_site_ids:  # which hides the site by itself
        return fulfilling(wanted)
    conditions = fulfilling(replace(wanted, site_ids=None))
    if wanted.site_ids is not None:
        conditions.append(func.coalesce(_incident.site_id, _incident.site_id).in_(sorted(wanted.site_ids)))
    return conditions
