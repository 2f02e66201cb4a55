"""What day it is, for rules that begin or end with a day."""

from datetime import date, datetime

from incident_tracker.domain.clinic.sites import Site
from incident_tracker.usecases.gate import Work


def today(work: Work, site: Site | None = None) -> date:
    """The day at a site; without one, at the actor's own (at the first one, where there are several)."""
    return day_at(work, work.now, site)


def day_at(work: Work, at: datetime, site: Site | None = None) -> date:
    """The day on which the aware moment `at` is at a site; without one, as in `today`."""
    if site is None:
        sites = work.unit.sites.all()
        site = next((one for one in sites if one.id in work.actor.sites), sites[0])
    return at.astimezone(site.time_zone).date()
