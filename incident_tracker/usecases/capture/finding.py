"""Find incidents by a part of their number, without opening them."""

from incident_tracker.domain.capture.listing import IncidentFilter, IncidentRow
from incident_tracker.domain.capture.references import beginnings, site_mark
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.usecases.capture.incidents import that_may_be_seen
from incident_tracker.usecases.gate import Work, needs

YEARS_BACK = 30
_FOUND_AT_ONCE = 6


@needs(Permission.VIEW_INCIDENTS)
def find_by_number(work: Work, typed: str) -> tuple[IncidentRow, ...]:
    """The incidents whose number `typed` is, or a part of it from the mark of the site, the year or the code onwards;
    this year's first. They are rows, as in a list: nothing is opened, so no view is audited.
    """
    wanted = that_may_be_seen(work, IncidentFilter())
    reached = None if wanted.site_ids is None else wanted.site_ids | wanted.own_site_ids
    sites = [site.id for site in work.unit.sites.all() if reached is None or site.id in reached]
    this_year = work.now.year
    years = [*range(this_year, this_year - YEARS_BACK, -1), this_year + 1]  # at New Year, a site may be ahead of UTC
    parts = beginnings(typed, [site_mark(site_id) for site_id in sites], years)
    return work.unit.incidents.with_numbers(parts, wanted, _FOUND_AT_ONCE) if parts else ()
