"""When a month may be closed, and what is kept of one that was: its reports, as they are told ever after."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from incident_tracker.domain.oversight import months


@dataclass(frozen=True, slots=True)
class KeptReport:
    """The figures of one report of a closed month, in one language, as text that is never read otherwise.

    `site_ids` None means all sites that there were.
    """

    site_ids: frozenset[UUID] | None
    language: str
    figures: str


@dataclass(frozen=True, slots=True)
class ClosedMonth:
    """A month ("YYYY-MM") that the user `closed_by` closed at `closed_at` (UTC), with its reports, or some of them."""

    id: UUID
    month: str
    closed_at: datetime
    closed_by: UUID
    reports: tuple[KeptReport, ...]


def closes_on(month: str, closing_day: int) -> date:
    """The first day on which a month can be closed; until then visits and late reports are expected."""
    return months.first_day(months.shift(month, 1)).replace(day=closing_day)


def still_open(known: Iterable[str], closed: Collection[str], today: date) -> tuple[str, ...]:
    """The months among the `known` ones that are over and that nobody closed, oldest first."""
    return tuple(sorted(month for month in known if month not in closed and months.last_day(month) < today))
