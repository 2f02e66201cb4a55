"""Denominators: visits, calls, staff hours and open days of a site in a month, and what happens when one is missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from incident_tracker.domain.errors import Reason, Refused

LARGEST = 10_000_000
LONGEST_SOURCE = 120
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


class Base(StrEnum):
    """The unit that a rate is per."""

    VISITS = "visits"
    CALLS = "calls"
    STAFF_HOURS = "staff_hours"

    @property
    def multiply(self) -> int:
        """The round number that makes a rate readable: per 1,000 visits or calls, per 10,000 staff hours."""
        return 10_000 if self is Base.STAFF_HOURS else 1_000


@dataclass(frozen=True, slots=True)
class Denominators:
    """One site in one month ("YYYY-MM"); None where a figure is not known. `source` says where they come from."""

    id: UUID
    site_id: UUID
    month: str
    visits: int | None
    calls: int | None
    open_days: int | None
    staff_hours: float | None
    entered_by: UUID
    source: str = ""
    estimated: bool = False
    version: int = 1

    def of(self, base: Base) -> float | None:
        """The figure that a rate per `base` is divided by."""
        match base:
            case Base.VISITS:
                return self.visits
            case Base.CALLS:
                return self.calls
            case Base.STAFF_HOURS:
                return self.staff_hours


@dataclass(frozen=True, slots=True)
class SitePast:
    """The month ("YYYY-MM") since which a site has used the program; None if unknown.

    `earlier` are the months before it that have incidents, imported from an older log; their figures are optional.
    """

    site_id: UUID
    founded: str | None
    earlier: tuple[str, ...] = ()

    def needs(self, month: str) -> bool:
        """Is the figure of this month expected? Not for months before the site used the program."""
        return self.founded is None or month >= self.founded


def checked_figures(denominators: Denominators, *, may_be_empty: bool = False) -> Denominators:
    """The figures if they are possible. Errors: Refused at the field; at `visits` if nothing is filled in.

    `may_be_empty` for a month that was filled in by mistake and is emptied again.
    """
    if not _MONTH.fullmatch(denominators.month):
        raise Refused(Reason.NOT_A_DATE, "month")
    figures: dict[str, float | None] = {
        "visits": denominators.visits,
        "calls": denominators.calls,
        "open_days": denominators.open_days,
        "staff_hours": denominators.staff_hours,
    }
    if not may_be_empty and all(figure is None for figure in figures.values()):
        raise Refused(Reason.MISSING, "visits")
    for field, figure in figures.items():
        most = 31 if field == "open_days" else LARGEST
        if figure is not None and not 0 <= figure <= most:
            raise Refused(Reason.OUT_OF_RANGE, field, least=0, most=most)
    if len(denominators.source) > LONGEST_SOURCE:
        raise Refused(Reason.TOO_LONG, "source", most=LONGEST_SOURCE)
    return denominators


def totals(
    known: Iterable[Denominators], months: Sequence[str], sites: Iterable[UUID], base: Base
) -> tuple[float | None, ...]:
    """For each month the sum over `sites`; None where a site's figure is missing, zero or unknown.

    A sum with a figure missing would make the rate too high, so it stays None.
    """
    by_place: Mapping[tuple[str, UUID], float | None] = {(one.month, one.site_id): one.of(base) for one in known}
    wanted = tuple(sites)
    found: list[float | None] = []
    for month in months:
        figures = [by_place.get((month, site)) for site in wanted]
        found.append(sum(figure for figure in figures if figure) if all(figures) and figures else None)
    return tuple(found)


def missing_at(
    known: Iterable[Denominators], months: Sequence[str], sites: Iterable[UUID], base: Base
) -> tuple[UUID, ...]:
    """Those of `sites` whose figure is missing, zero or unknown in at least one of the months."""
    by_place = {(one.month, one.site_id): one.of(base) for one in known}
    return tuple(site for site in sites if not all(by_place.get((month, site)) for month in months))
