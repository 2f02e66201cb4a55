"""What a list of incidents asks for and shows: filter, row, key, page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, TypeVar
from uuid import UUID

from incident_tracker.domain.capture.discretion import NOTHING, Withheld
from incident_tracker.domain.capture.incident_head import IncidentHead
from incident_tracker.domain.capture.incidents import Addendum, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.quarters import first_of_quarter, last_of_quarter
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents a list shows. Days are days at the site, both included; None or empty means all.

    `desk_ids` may hold None, for what happened at no desk. `logged_by` is a user id: only what this user logged, or
    what the person `or_told_by` told. With `own_site_ids` that holds for these sites, beside everything of `site_ids`.
    `ids` are those of some incidents alone, `without_ids` those of incidents that are left out.
    """

    first_day: date | None = None
    last_day: date | None = None
    site_ids: frozenset[UUID] | None = None
    statuses: frozenset[Status] = frozenset()
    severities: frozenset[Severity] = frozenset()
    desk_ids: frozenset[UUID | None] = frozenset()
    logged_by: UUID | None = None
    or_told_by: UUID | None = None
    own_site_ids: frozenset[UUID] = frozenset()
    ids: frozenset[UUID] | None = None
    without_ids: frozenset[UUID] = frozenset()
    channels: frozenset[str] = frozenset()

    def in_whole_quarters(self) -> "IncidentFilter":
        """The same from the first day of its first quarter to the last day of its last one."""
        first, last = self.first_day, self.last_day
        return replace(
            self,
            first_day=first and first_of_quarter(first),
            last_day=last and last_of_quarter(last),
        )


class SortBy(StrEnum):
    """What a list can be sorted by."""

    WHEN = "when"
    REFERENCE = "reference"
    LEVEL = "level"
    STATUS = "status"
    DESK = "desk"
    KIND = "kind"
    CHANNEL = "channel"


BY_INDEX = frozenset({SortBy.WHEN, SortBy.REFERENCE, SortBy.LEVEL, SortBy.STATUS, SortBy.DESK})
"""These are quick however long the list is; for the others the whole list is read."""
MOST_SORTED = 10_000
"""So many rows a list may have for that."""


@dataclass(frozen=True, slots=True)
class IncidentOrder:
    """How a list is sorted; within what is equal the newest comes first.

    `ranks` are the desks (None for no desk), kinds or channels in the order of their words, which only the reader's
    language knows. What is not among them comes last.
    """

    by: SortBy = SortBy.WHEN
    descending: bool = True
    ranks: tuple[UUID | str | None, ...] = ()

    @property
    def is_natural(self) -> bool:
        """Newest first, as every list begins."""
        return self.by is SortBy.WHEN and self.descending


def filters_in_order(wanted: IncidentFilter, order: IncidentOrder) -> Iterator[IncidentFilter]:
    """The filter as one for each level, status or desk, in their order: a sorted list is these one by one."""
    match order.by:
        case SortBy.LEVEL:
            for level in _directed(tuple(Severity), order):
                if not wanted.severities or level in wanted.severities:
                    yield replace(wanted, severities=frozenset({level}))
        case SortBy.STATUS:
            for status in _directed(tuple(Status), order):
                if not wanted.statuses or status in wanted.statuses:
                    yield replace(wanted, statuses=frozenset({status}))
        case SortBy.DESK:
            for desk in _directed(order.ranks, order):
                if not isinstance(desk, str) and (not wanted.desk_ids or desk in wanted.desk_ids):
                    yield replace(wanted, desk_ids=frozenset({desk}))
        case SortBy.WHEN | SortBy.REFERENCE | SortBy.KIND | SortBy.CHANNEL:
            yield wanted


def _directed(values: tuple[_T, ...], order: IncidentOrder) -> tuple[_T, ...]:
    return tuple(reversed(values)) if order.descending else values


@dataclass(frozen=True, slots=True)
class RowKey:
    """The place of a row in the order of a list: what the columns say that lists are sorted by, newest first."""

    occurred_at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class SortedPlace:
    """Where to go on in a sorted list: after `place` of its rows.

    `part` counts the lists of `filters_in_order`, of which this one goes from `begins` to `ends`; `row` and `ref` are
    of the last row before, None and "" where the part begins.
    """

    place: int
    part: int
    begins: int
    ends: int
    row: RowKey | None = None
    ref: str = ""


@dataclass(frozen=True, slots=True)
class IncidentRow(IncidentHead):
    """One line of a list; `number` is the order of entry, 0 where it is not needed."""

    number: Annotated[int, RecordColumn(untold="the order of entry, for the program", sort=True)] = 0

    @classmethod
    def of(cls, incident: Incident) -> "IncidentRow":
        """The line for a whole incident."""
        return cls(*(getattr(incident, field.name) for field in fields(IncidentHead)))

    @property
    def key(self) -> RowKey:
        """The place of this row in the list."""
        return RowKey(self.occurred_at, self.number)


@dataclass(frozen=True, slots=True)
class IncidentRows:
    """A window on a list: how many there are in all, the rows of the window, and the key to go on from.

    `more_than_total` is True where counting stopped at 1,000 hits of a search, `searched` is False if there was no
    letter or digit to search for.
    """

    total: int
    items: tuple[IncidentRow, ...]
    next: RowKey | None = None
    more_than_total: bool = False
    searched: bool = True


@dataclass(frozen=True, slots=True)
class StatusChange:
    """One step in the life of an incident: to which status, when (UTC), by whom (user id), why."""

    incident_id: UUID
    at: datetime
    by: UUID
    status: Status
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastRevision:
    """One field as it was before a save and after it; `before` and `after` are values of that field.

    `version` is the one that the save made, `at` UTC, `by` a user id. Fields of the details begin with "details.".
    """

    version: int
    at: datetime
    by: UUID
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class IncidentFile:
    """Everything on record about one incident: the record, and in order its addenda, changes of status and revisions.

    `accounts` names the people behind the user accounts that worked on it; `duplicate_of` is the number of the incident
    that it is a duplicate of, or "". What is `withheld` from the reader is left out of record and revisions; the tier
    follows from the whole record. `may_complete`: may the reader complete it now, while it is open?
    """

    incident: Incident
    addenda: tuple[Addendum, ...]
    status_changes: tuple[StatusChange, ...]
    revisions: tuple[PastRevision, ...]
    accounts: Mapping[UUID, str]
    duplicate_of: str
    support_tier: int
    withheld: Withheld = NOTHING
    may_complete: bool = False
