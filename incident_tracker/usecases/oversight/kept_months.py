"""What is told of months that are over: those that were closed as they were kept, and which are not final yet."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.oversight.closed_months import closes_on
from incident_tracker.reports.kept_figures import KeptCounts, kept_counts
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.report_scope import today_at_first_site


def kept_months(work: Work, wanted: Iterable[str], sites: frozenset[UUID] | None) -> Mapping[str, KeptCounts]:
    """The counts of those of the `wanted` months ("YYYY-MM") that are closed, as they were told at these sites (None:
    all) when they were closed; left out is a month that was not told of these sites together.
    """
    found = {}
    for month in work.unit.closed_months.months().intersection(wanted):
        closed = work.unit.closed_months.find(month, sites, wording.language())
        if closed is not None and closed.reports:
            found[month] = kept_counts(closed.reports[0].figures)
    return found


def provisional_months(work: Work, wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of the months that no one closed and that are not over, or of which late reports are still expected."""
    closed, today = work.unit.closed_months.months(), today_at_first_site(work)
    day = work.unit.settings.get().closing_day
    return tuple(month for month in wanted if month not in closed and today < closes_on(month, day))
