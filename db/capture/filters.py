"""The filter of a list as conditions on the incident table."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, and_, func, literal, or_, tuple_

from db.capture.tables import incident_table
from incident_tracker.domain.capture.life_cycle import OPEN, Status
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow, RowKey
from incident_tracker.domain.columns import columns_sorted_by

_incident = incident_table.c
# A day at a site begins at most 14 hours before the same day in UTC and ends at most 12 hours after it.
_FURTHEST_ZONE = timedelta(hours=14)
ORDER = tuple(_incident[column.name] for column in columns_sorted_by(IncidentRow))
"""What a list is sorted by, each descending."""


def conditions(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    """The conditions on a row. Days are also given as bounds on the instant, which the list is ordered by.

    If `branches` has several, one of them has to be true, too.
    """
    found: list[ColumnElement[bool]] = []
    if wanted.first_day is not None:
        start = datetime.combine(wanted.first_day, time(), UTC) - _FURTHEST_ZONE
        found += [_incident.occurred_day >= wanted.first_day, _incident.occurred_at >= start]
    if wanted.last_day is not None:
        end = datetime.combine(wanted.last_day + timedelta(days=1), time(), UTC) + _FURTHEST_ZONE
        found += [_incident.occurred_day <= wanted.last_day, _incident.occurred_at < end]
    if wanted.own_site_ids:
        found.append(_of_sites_or_own(wanted))
    elif wanted.site_ids is not None:
        found.append(_among(_incident.site_id, wanted.site_ids))
    if wanted.statuses:
        if wanted.statuses <= OPEN:  # worded like the partial index, so that it is used
            found.append(_incident.status.in_([literal(status.value, literal_execute=True) for status in _OPEN_ORDER]))
        if wanted.statuses != OPEN:
            found.append(_among(_incident.status, wanted.statuses))
    if wanted.severities:
        found.append(_among(_incident.severity, wanted.severities))
    if wanted.channels:
        found.append(_among(_incident.channel, wanted.channels))
    if wanted.ids is not None:
        found.append(_incident.id.in_(sorted(wanted.ids)))
    if wanted.without_ids:
        found.append(_incident.id.not_in(sorted(wanted.without_ids)))
    if wanted.desk_ids:
        desks = [
            _incident.desk_id == desk if desk is not None else _incident.desk_id.is_(None) for desk in wanted.desk_ids
        ]
        found.append(desks[0] if len(desks) == 1 else or_(*desks))
    return found


def branches(wanted: IncidentFilter) -> list[list[ColumnElement[bool]]]:
    """The filter as lists of conditions, one of which must be true, so that each can use its own index.

    An "or" in one query would read the whole list where someone has only a few reports.
    """
    every = conditions(wanted)
    if wanted.logged_by is None or wanted.own_site_ids:
        return [every]
    own = [[*every, _incident.logged_by == wanted.logged_by]]
    return own if wanted.or_told_by is None else [*own, [*every, _incident.told_by_id == wanted.or_told_by]]


def fulfilling(wanted: IncidentFilter) -> list[ColumnElement[bool]]:
    """The whole filter as conditions on one row, for queries that another index leads."""
    alternatives = branches(wanted)
    return alternatives[0] if len(alternatives) == 1 else [or_(*(and_(*conditions) for conditions in alternatives))]


def before(key: RowKey) -> ColumnElement[bool]:
    """Rows that follow `key` in a list, newest first."""
    return tuple_(*ORDER) < tuple_(*(literal(getattr(key, column.name), column.type) for column in ORDER))


def in_summaries(wanted: IncidentFilter) -> bool:
    """The summaries can count it: whole months, and neither a desk, a channel nor what is someone's own alone."""
    starts = wanted.first_day is None or wanted.first_day.day == 1
    ends = wanted.last_day is None or (wanted.last_day + timedelta(days=1)).day == 1
    own_alone = wanted.logged_by is not None and not wanted.own_site_ids
    by_id = wanted.ids is not None or wanted.without_ids
    by_column = wanted.desk_ids or wanted.channels
    return bool(starts and ends and not own_alone and not by_id and not by_column)


def own_elsewhere(wanted: IncidentFilter) -> IncidentFilter:
    """Only what the filter adds to everything of `site_ids`."""
    return replace(wanted, site_ids=wanted.own_site_ids, own_site_ids=frozenset())


def _of_sites_or_own(wanted: IncidentFilter) -> ColumnElement[bool]:
    """Tested row by row along the list (see `_among`): what someone has elsewhere is little beside their sites."""
    site = func.coalesce(_incident.site_id, _incident.site_id)
    own = [func.coalesce(_incident.logged_by, _incident.logged_by) == wanted.logged_by]
    if wanted.or_told_by is not None:
        own.append(func.coalesce(_incident.told_by_id, _incident.told_by_id) == wanted.or_told_by)
    return or_(site.in_(sorted(wanted.site_ids or ())), and_(site.in_(sorted(wanted.own_site_ids)), or_(*own)))


def _among(column: Any, values: Any) -> ColumnElement[bool]:
    """One value may be looked up in an index; several are tested row by row.

    Otherwise the database would gather all rows of all values and sort them, instead of walking along the
    list and stopping when the page is full. `coalesce` hides the column from its choice of index.
    """
    listed = sorted(values)
    if len(listed) == 1:
        return cast("ColumnElement[bool]", column == listed[0])
    return func.coalesce(column, column).in_(listed)


_OPEN_ORDER = tuple(status for status in Status if status in OPEN)
