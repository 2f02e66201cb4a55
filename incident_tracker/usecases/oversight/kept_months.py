"""What is told of months that are over: those that were closed as they were kept, and which are not final yet."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.tallies import COMPARED
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.closed_months import closes_on
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.domain.oversight.month_counts import MonthCounts
from incident_tracker.reports.kept_figures import KeptCounts, kept_counts
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.report_scope import today_at_first_site


def kept_months(work: Work, wanted: Iterable[str], sites: frozenset[UUID] | None) -> Mapping[str, KeptCounts]:
    """The counts of those of the `wanted` months ("YYYY-MM") that are closed, as they were told at these sites (None:
    all) when they were closed; left out is a month that was not told of each of these sites.
    """
    found = {}
    for month in work.unit.closed_months.months().intersection(wanted):
        kept = _kept_of(work, month, sites)
        if kept is None and sites:
            each = [_kept_of(work, month, frozenset({site})) for site in sites]
            kept = _added([one for one in each if one is not None]) if None not in each else None
        if kept is not None:
            found[month] = kept
    return found


def not_kept(first: str, last: str, kept: Collection[str]) -> Iterator[tuple[str, str]]:
    """The stretches of the months `first` to `last` that are not `kept`, each from its first to its last month."""
    for is_kept, stretch in groupby(months.between(first, last), key=lambda month: month in kept):
        if not is_kept:
            found = tuple(stretch)
            yield found[0], found[-1]


def counts_today(work: Work, month: str, sites: frozenset[UUID] | None) -> MonthCounts:
    """What today's records say of a month at these sites (None: all)."""
    tallies, hours = work.unit.tallies, hours_today(work, month, month, sites)
    return MonthCounts(
        tuple((*of, count) for of, count in sorted(tallies.by_level_and_channel(month, month, sites).items())),
        tuple(
            (aspect, code, count)
            for aspect in sorted(COMPARED)
            for code, count in tallies.by_code(aspect, month, month, sites).items()
        ),
        tuple((*at, count) for at, count in sorted(hours.items())),
    )


def hours_today(work: Work, first: str, last: str, sites: frozenset[UUID] | None) -> Counter[tuple[int, int]]:
    """How many incidents of these months happened on each weekday (Monday is 0) at each hour of their site."""
    zones = {site.id: site.time_zone for site in work.unit.sites.all()}
    found = Counter[tuple[int, int]]()
    for hour, site_id, count in work.unit.report_counts.by_hour(first, last, sites):
        local = hour.astimezone(zones[site_id])
        found[local.weekday(), local.hour] += count
    return found


def _kept_of(work: Work, month: str, sites: frozenset[UUID] | None) -> KeptCounts | None:
    closed = work.unit.closed_months.find(month, sites, wording.language())
    return kept_counts(closed.reports[0].figures) if closed is not None and closed.reports else None


def _added(each: Sequence[KeptCounts]) -> KeptCounts:
    """The counts of sites together; an exposure is known where it is known of each."""
    known = [base for base in Base if all(base in one.exposures for one in each)]
    parts = [one.parts for one in each if one.parts is not None]
    return KeptCounts(
        sum(one.incidents for one in each),
        {base: sum(one.exposures[base] for one in each) for base in known},
        MonthCounts.together(parts) if len(parts) == len(each) else None,
    )


def provisional_months(work: Work, wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the months that no one closed and that are not over, or of which late reports are still expected."""
    closed, today = work.unit.closed_months.months(), today_at_first_site(work)
    day = work.unit.settings.get().closing_day
    return tuple(month for month in wanted if month not in closed and today < closes_on(month, day))
