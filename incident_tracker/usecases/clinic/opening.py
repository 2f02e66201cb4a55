"""When sites are open: the hours of a week, and the days on which they are closed all the same.

What a change of them does to limits of support is in `usecases/support/opening.py`.
"""

from datetime import date

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, Weekly, with_new_week, with_weeks_of
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import ChangedMeanwhile
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs


@needs(Permission.SEE_CLINIC)
def suggested_closed_days(_work: Work, year: int, state: str | None = None) -> tuple[ClosedDay, ...]:
    """The public holidays of the United States in `year`, with those of `state` ("CA") if given, by date."""
    import holidays  # a large library that is rarely needed

    found = holidays.country_holidays("US", subdiv=state, years=year)
    return tuple(ClosedDay(day, name) for day, name in sorted(found.items()))


def with_week(
    work: Work, site: Site, weekly: Weekly, first: date | None = None, seen: OpeningHours | None = None
) -> OpeningHours:
    """Keep other hours of the week of a site from the day `first` on (today, if None); its closed days stay.

    `seen` is what they were when they were read. Errors: Refused at `weekly` or `first`, ChangedMeanwhile where they
    are not what was seen anymore.
    """
    day = today(work, site)
    present = _present(work, site, seen)
    return _kept(work, site, with_new_week(present, weekly, first or day, day))


def weeks_taken_back(work: Work, site: Site, before: OpeningHours, seen: OpeningHours) -> OpeningHours:
    """Keep the weeks of a site as they were `before`. Errors: as `with_week`, Refused at `first` where that would
    change a day that is over.
    """
    return _kept(work, site, with_weeks_of(_present(work, site, seen), before, today(work, site)))


def _present(work: Work, site: Site, seen: OpeningHours | None) -> OpeningHours:
    present = work.unit.calendars.opening_hours(site)
    if seen is not None and (seen.weekly, seen.later) != (present.weekly, present.later):
        raise ChangedMeanwhile("opening_hours", 0, 1)
    return present


def _kept(work: Work, site: Site, hours: OpeningHours) -> OpeningHours:
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
