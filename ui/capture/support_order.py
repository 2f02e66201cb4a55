"""A list of incidents in the order of what support knows after them: whom it happened to, or their debrief."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.capture.listing import MOST_SORTED, IncidentFilter, IncidentRow
from incident_tracker.ports.context import Context
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.support.listed import (
    ListedSupport,
    incidents_with_debrief_due,
    support_of_listed,
)
from ui.capture.incident_cells import IncidentCells


@dataclass(frozen=True, slots=True)
class BySupport:
    """The rows that could be sorted, and the filter of the others, which follow newest first; None: these are all."""

    rows: tuple[IncidentRow, ...]
    rest: IncidentFilter | None
    support: Mapping[UUID, ListedSupport]


def by_support(ctx: Context, wanted: IncidentFilter, cells: IncidentCells, sort: str, descending: bool) -> BySupport:
    """The list that is wanted, sorted by `sort`, "person" or "debrief".

    It is sorted whole up to `MOST_SORTED` rows. Of a longer one only the debriefs that are still to be planned or held
    are, which an index tells however many incidents there are; nothing of it is sorted by person.
    """
    total = list_incidents(ctx, wanted, limit=1).total
    if total <= MOST_SORTED:
        rows = list_incidents(ctx, wanted, limit=MOST_SORTED).items
        rest = None
    elif sort == "debrief":
        due = incidents_with_debrief_due(ctx).incidents[:MOST_SORTED]
        asked_for = frozenset(due) if wanted.ids is None else wanted.ids & frozenset(due)
        rows = list_incidents(ctx, replace(wanted, ids=asked_for), limit=MOST_SORTED).items
        rest = replace(wanted, without_ids=frozenset(row.id for row in rows))
    else:
        return BySupport((), wanted, {})
    support = support_of_listed(ctx, [row.id for row in rows])
    return BySupport(tuple(cells.by_support(rows, support, sort, descending)), rest, support)
