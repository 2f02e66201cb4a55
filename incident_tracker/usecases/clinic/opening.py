"""When sites are open: the hours of a week, and the days on which they are closed all the same."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import (
    ClosedDay,
    OpeningHours,
    Span,
    accept_closed_days,
    accept_opening_hours,
    without_days,
)
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.errors import ChangedMeanwhile
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.gate import Work, needs

Weekly = tuple[tuple[Span, ...], ...]
"""Seven tuples of spans, from Monday on."""


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def set_opening_hours(work: Work, site_id: UUID, weekly: Weekly, *, seen: Weekly | None = None) -> OpeningHours:
    """Replace the opening hours of a site; its closed days stay. `seen` is what they were when they were read.

    Errors: Refused at `weekly`, NotFound, ChangedMeanwhile where they are not what was seen anymore.
    """
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    present = work.unit.calendars.opening_hours(site)
    if seen is not None and seen != present.weekly:
        raise ChangedMeanwhile("opening_hours", 0, 1)
    hours = accept_opening_hours(OpeningHours(site.zone, weekly, present.closed_days))
    work.unit.calendars.set_opening_hours(site_id, hours)
    work.record("hours_changed", "opening_hours", site_id, after=hours)
    return hours


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def close_on(work: Work, site_ids: Collection[UUID], days: Sequence[ClosedDay]) -> None:
    """Close sites on days to come; a day on which one is closed already gets the new name.

    Errors: Refused at `day` for none or for one that has passed, or at `name`; NotFound, NotAllowed.
    """
    for site in _reached(work, site_ids):
        present = work.unit.calendars.closed_days(site.id)
        _save(work, site, accept_closed_days(present, days, today(work, site)))


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def open_again_on(work: Work, site_ids: Collection[UUID], days: Collection[date]) -> None:
    """Take closed days back, as far as they are still to come.

    Errors: Refused at `day` for one that has passed, NotFound, NotAllowed.
    """
    for site in _reached(work, site_ids):
        present = work.unit.calendars.closed_days(site.id)
        _save(work, site, without_days(present, days, today(work, site)))


@needs(Permission.SEE_CLINIC)
def suggested_closed_days(_work: Work, year: int, state: str | None = None) -> tuple[ClosedDay, ...]:
    """The public holidays of the United States in `year`, with those of `state` ("CA") if given, by date."""
    import holidays  # a large library that is rarely needed

    found = holidays.country_holidays("US", subdiv=state, years=year)
    return tuple(ClosedDay(day, name) for day, name in sorted(found.items()))


def _reached(work: Work, site_ids: Collection[UUID]) -> list[Site]:
    sites = [work.unit.sites.get(id) for id in site_ids]
    for site in sites:
        work.require(site_id=site.id)
    work.visible_sites()
    return sites


def _save(work: Work, site: Site, days: tuple[ClosedDay, ...]) -> None:
    if days != work.unit.calendars.closed_days(site.id):
        work.unit.calendars.set_closed_days(site.id, days)
        work.record("hours_changed", "opening_hours", site.id, after=work.unit.calendars.opening_hours(site))
