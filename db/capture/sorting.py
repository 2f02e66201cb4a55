"""A page of the list in another order than newest first: by an index where it may be long."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, literal, select, tuple_, union

from db.capture.filters import ORDER, before, branches
from db.capture.rows import LISTED, read_row
from db.capture.tables import incident_table
from incident_tracker.domain.capture.listing import (
    IncidentFilter,
    IncidentOrder,
    IncidentRow,
    RowKey,
    SortBy,
    SortedPlace,
    filters_in_order,
)

_incident = incident_table.c
_NEWEST = tuple(column.desc() for column in ORDER)


def sorted_page(
    connection: Connection,
    total: Callable[[IncidentFilter], int],
    wanted: IncidentFilter,
    order: IncidentOrder,
    skip: int,
    limit: int,
    after: SortedPlace | None = None,
) -> tuple[IncidentRow, ...]:
    """At most `limit` rows in that order, the first `skip` of the whole list left out; `total` counts a filter.

    Levels, statuses and desks are few: their lists follow one another, and each walks along its own index. A
    query over all of them would have to sort every row to find the first. From a place `after` on, at or before the
    one that is wanted, only the rows between the two are walked past.
    """
    found: list[IncidentRow] = []
    parts = tuple(filters_in_order(wanted, order))
    if after is not None:
        skip -= after.place
        parts = parts[after.part :]
    for part in parts:
        if skip and (n := after.ends - after.place if after is not None else total(part)) <= skip:
            skip, after = skip - n, None
            continue
        query = _from(after, _narrowed(select(*LISTED), part), order).limit(limit - len(found)).offset(skip)
        found += (read_row(row) for row in connection.execute(query))
        skip, after = 0, None
        if len(found) == limit:
            break
    return tuple(found)


def sorted_places(
    connection: Connection,
    total: Callable[[IncidentFilter], int],
    wanted: IncidentFilter,
    order: IncidentOrder,
    after: SortedPlace | None,
    step: int,
    count: int,
) -> tuple[SortedPlace, ...]:
    """At most `count` places after `after`: where each part begins, and every `step` rows within it.

    None where a list is sorted by words, as only short ones are.
    """
    if order.by in (SortBy.KIND, SortBy.CHANNEL):
        return ()
    parts = tuple(filters_in_order(wanted, order))
    at = after or SortedPlace(0, -1, 0, 0)
    found: list[SortedPlace] = []
    while len(found) < count:
        if at.ends - at.place > step:
            query = _from(at, _narrowed(select(*ORDER, _incident.ref), parts[at.part]), order)
            row = connection.execute(query.limit(1).offset(step - 1)).first()
            if row is None:  # fewer than were counted: what was counted is no longer so
                break
            *key, ref = row
            at = replace(at, place=at.place + step, row=RowKey(*key), ref=ref)
        elif at.part + 1 < len(parts):
            at = SortedPlace(at.ends, at.part + 1, at.ends, at.ends + total(parts[at.part + 1]))
            if at.begins == at.ends:
                continue
        else:
            break
        found.append(at)
    return tuple(found)


def _from(place: SortedPlace | None, query: Select[Any], order: IncidentOrder) -> Select[Any]:
    """The rows of a part in order, those after the place."""
    query = query.order_by(*_columns(order))
    if place is None or place.row is None:
        return query
    if order.by is SortBy.REFERENCE:
        return query.where(_incident.ref < place.ref if order.descending else _incident.ref > place.ref)
    return query.where(_later(place.row) if order.by is SortBy.WHEN and not order.descending else before(place.row))


def _later(key: RowKey) -> ColumnElement[bool]:
    return tuple_(*ORDER) > tuple_(*(literal(getattr(key, column.name), column.type) for column in ORDER))


def _narrowed(query: Select[Any], wanted: IncidentFilter) -> Select[Any]:
    alternatives = branches(wanted)
    if len(alternatives) == 1:
        return query.where(*alternatives[0])
    return query.where(_incident.number.in_(union(*(select(_incident.number).where(*one) for one in alternatives))))


def _columns(order: IncidentOrder) -> tuple[ColumnElement[Any], ...]:
    match order.by:
        case SortBy.WHEN:
            return tuple(column.desc() if order.descending else column.asc() for column in ORDER)
        case SortBy.REFERENCE:
            return (_incident.ref.desc() if order.descending else _incident.ref.asc(),)
        case SortBy.LEVEL | SortBy.STATUS | SortBy.DESK:
            return _NEWEST
        case SortBy.KIND | SortBy.CHANNEL:
            column = _incident.kind if order.by is SortBy.KIND else _incident.channel
            if not order.ranks:
                return _NEWEST
            places = {code: place for place, code in enumerate(order.ranks)}
            rank: ColumnElement[Any] = case(places, value=column, else_=len(places))
            return (rank.desc() if order.descending else rank.asc(), *_NEWEST)
