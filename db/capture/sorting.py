"""A page of the list in another order than newest first: by an index where it may be long."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select, union

from db.capture.filters import ORDER, branches
from db.capture.rows import LISTED, read_row
from db.capture.tables import incident_table
from incident_tracker.domain.capture.listing import IncidentFilter, IncidentOrder, IncidentRow, SortBy, filters_in_order

_incident = incident_table.c
_NEWEST = tuple(column.desc() for column in ORDER)
_BY_NUMBER = func.coalesce(_incident.ref, _incident.ref)
"""Hides the column from the choice of index: the rows of one month are sorted, not all of them read in this order."""


def sorted_page(
    connection: Connection,
    total: Callable[[IncidentFilter], int],
    wanted: IncidentFilter,
    order: IncidentOrder,
    skip: int,
    limit: int,
) -> tuple[IncidentRow, ...]:
    """At most `limit` rows in that order, the first `skip` of the whole list left out; `total` counts a filter.

    Levels, statuses, desks and months are few: their lists follow one another, and each walks along its own index. A
    query over all of them would have to sort every row to find the first.
    """
    found: list[IncidentRow] = []
    for part in filters_in_order(wanted, order):
        if skip and (n := total(part)) <= skip:
            skip -= n
            continue
        query = _narrowed(select(*LISTED), part).order_by(*_columns(order)).limit(limit - len(found)).offset(skip)
        found += (read_row(row) for row in connection.execute(query))
        skip = 0
        if len(found) == limit:
            break
    return tuple(found)


def _narrowed(query: Select[Any], wanted: IncidentFilter) -> Select[Any]:
    alternatives = branches(wanted)
    if len(alternatives) == 1:
        return query.where(*alternatives[0])
    return query.where(_incident.number.in_(union(*(select(_incident.number).where(*one) for one in alternatives))))


def _columns(order: IncidentOrder) -> tuple[ColumnElement[Any], ...]:
    within: tuple[ColumnElement[Any], ...] = _NEWEST if order.months is None else (_BY_NUMBER,)
    match order.by:
        case SortBy.WHEN if order.months is not None:
            return within
        case SortBy.WHEN:
            return tuple(column.desc() if order.descending else column.asc() for column in ORDER)
        case SortBy.REFERENCE:
            return (_incident.ref.desc() if order.descending else _incident.ref.asc(),)
        case SortBy.LEVEL | SortBy.STATUS | SortBy.DESK:
            return within
        case SortBy.KIND | SortBy.CHANNEL:
            column = _incident.kind if order.by is SortBy.KIND else _incident.channel
            if not order.ranks:
                return within
            places = {code: place for place, code in enumerate(order.ranks)}
            rank: ColumnElement[Any] = case(places, value=column, else_=len(places))
            return (rank.desc() if order.descending else rank.asc(), *within)
