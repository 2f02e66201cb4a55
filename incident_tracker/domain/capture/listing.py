"""What a list of incidents asks for and shows: filter, row, key, page, and the de-identified view."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Annotated, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from incident_tracker.domain.capture.discretion import NOTHING, Withheld
from incident_tracker.domain.capture.incident_head import IncidentHead
from incident_tracker.domain.capture.incidents import Addendum, Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.columns import RecordColumn, columns_of

_T = TypeVar("_T")
_NO_MOMENT = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents a list shows. Days are days at the site, both included; None or empty means all.

    `desk_ids` may hold None, for what happened at no desk. `logged_by` is a user id: only what this user logged, or
    what the person `or_told_by` told. With `own_site_ids` that holds for these sites, beside everything of `site_ids`.
    `ids` are those of some incidents alone.
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

    def in_whole_months(self) -> "IncidentFilter":
        """The same from the first day of its first month to the last day of its last one."""
        first, last = self.first_day, self.last_day
        return replace(
            self,
            first_day=first and first.replace(day=1),
            last_day=last and _last_of(last),
        )

    def month_by_month(self, months: Iterable[str]) -> Iterator["IncidentFilter"]:
        """The same for each of these months ("YYYY-MM") that it reaches into, in their order."""
        for month in months:
            first = date.fromisoformat(f"{month}-01")
            last = _last_of(first)
            if (self.first_day is None or self.first_day <= last) and (self.last_day is None or self.last_day >= first):
                yield replace(
                    self, first_day=max(first, self.first_day or first), last_day=min(last, self.last_day or last)
                )


def _last_of(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


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
    language knows. What is not among them comes last. With `months` ("YYYY-MM", the oldest first) nothing tells what
    was first within a month: the list goes month by month, and within a month by number.
    """

    by: SortBy = SortBy.WHEN
    descending: bool = True
    ranks: tuple[UUID | str | None, ...] = ()
    months: tuple[str, ...] | None = None

    @property
    def is_natural(self) -> bool:
        """Newest first, as every list begins."""
        return self.by is SortBy.WHEN and self.descending


def filters_in_order(wanted: IncidentFilter, order: IncidentOrder) -> Iterator[IncidentFilter]:
    """The filter as one for each level, status, desk or month, in their order: a sorted list is these one by one."""
    if order.months is None or order.by in (SortBy.REFERENCE, SortBy.KIND, SortBy.CHANNEL):
        yield from _parts_in_order(wanted, order)
        return
    up = order.by is SortBy.WHEN and not order.descending
    months = order.months if up else order.months[::-1]
    for part in _parts_in_order(wanted, order):
        yield from part.month_by_month(months)


def _parts_in_order(wanted: IncidentFilter, order: IncidentOrder) -> Iterator[IncidentFilter]:
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

    @classmethod
    def of_place(cls, place: int) -> "RowKey":
        """The key for the committee: how many rows come before, which reveals neither a time nor an order of entry."""
        return cls(_NO_MOMENT, place)


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

    def deidentified(self, zone: ZoneInfo) -> "IncidentRow":
        """The row for the committee: no desk, no day, and nothing of the order of entry; `zone` is that of the site.

        The middle stands for the month, so that it is the same month in the zone of the person who reads it. The id
        stays, for the program opens the record by it; it is made of the moment of entry, so no one is shown it.
        """
        day = self.occurred_at.astimezone(zone).date().replace(day=15)
        middle = datetime.combine(day, time(12), zone).astimezone(UTC)
        return replace(self, occurred=Moment(middle, Precision.MONTH), desk_id=None, number=0)


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


@dataclass(frozen=True, slots=True)
class DeidentifiedIncident:
    """What the safety committee may see of one incident: no person, no narrative, no local code, no day, no desk.

    Each field is the incident's column of the same name. A column that is not named here stays hidden, and so does a
    new one until someone decides otherwise.
    """

    month: str
    site_id: UUID
    channel: str
    kind: str
    severity: Severity
    status: Status
    triggers: tuple[str, ...]
    techniques: tuple[str, ...]
    outcome: str | None
    factors: tuple[str, ...]
    affected: int
    police_called: bool | None


def deidentified(incident: Incident) -> DeidentifiedIncident:
    """The committee's view of an incident."""
    return DeidentifiedIncident(*(column.of(incident) for column in committee_columns()))


@cache
def committee_columns() -> tuple[RecordColumn, ...]:
    """The columns of an incident that the committee may see, in the order of `DeidentifiedIncident`."""
    by_name = {column.name: column for column in columns_of(Incident)}
    return tuple(by_name[field.name] for field in fields(DeidentifiedIncident))
