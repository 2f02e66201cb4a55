"""What day it is, for rules that begin or end with a day."""

from datetime import date

from incident_tracker.domain.clinic.sites import Site
from incident_tracker.usecases.gate import Work


def today(work: Work, site: Site | None = None) -> date:
    """The day at a site; without one, at the actor's own (at the first one, where there are several)."""
    if site is None:
        sites = work.unit.sites.all()
        site = next((one for one in sites if one.id in work.actor.sites), sites[0])
    return work.now.astimezone(site.time_zone).date()
