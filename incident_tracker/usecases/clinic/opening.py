"""When sites are open: the hours of a week, and the days on which they are closed all the same.

What a change of them does to limits of support is in `usecases/support/opening.py`.
"""

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import (
    ClosedDay,
    OpeningHours,
    Span,
    accept_opening_hours,
)
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import ChangedMeanwhile
from incident_tracker.usecases.gate import Work, needs

Weekly = tuple[tuple[Span, ...], ...]
"""Seven tuples of spans, from Monday on."""


@needs(Permission.SEE_CLINIC)
def suggested_closed_days(_work: Work, year: int, state: str | None = None) -> tuple[ClosedDay, ...]:
    """The public holidays of the United States in `year`, with those of `state` ("CA") if given, by date."""
    import holidays  # a large library that is rarely needed

    found = holidays.country_holidays("US", subdiv=state, years=year)
    return tuple(ClosedDay(day, name) for day, name in sorted(found.items()))


def with_week(work: Work, site: Site, weekly: Weekly, seen: Weekly | None) -> OpeningHours:
    """Keep other hours of the week of a site; its closed days stay. `seen` is what they were when they were read.

    Errors: Refused at `weekly`, ChangedMeanwhile where they are not what was seen anymore.
    """
    present = work.unit.calendars.opening_hours(site)
    if seen is not None and seen != present.weekly:
        raise ChangedMeanwhile("opening_hours", 0, 1)
    hours = accept_opening_hours(OpeningHours(site.zone, weekly, present.closed_days))
    work.unit.calendars.set_opening_hours(site.id, hours)
    work.record("hours_changed", "opening_hours", site.id, after=hours)
    return hours


def with_closed_days(work: Work, site: Site, days: tuple[ClosedDay, ...]) -> bool:
    """Keep these days as the closed ones of a site. Gives whether that changed anything."""
    if days == work.unit.calendars.closed_days(site.id):
        return False
    work.unit.calendars.set_closed_days(site.id, days)
    work.record("hours_changed", "opening_hours", site.id, after=work.unit.calendars.opening_hours(site))
    return True
