"""Change when sites are open, and with it the limits of support that are still to come, in one transaction."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, accept_closed_days, without_days
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.support.calendar_changes import case_by_calendar, check_by_calendar, debrief_by_calendar
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.opening import Weekly, with_closed_days, with_week
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import save_case, save_debrief

CHANGES = frozenset({Area.CLINIC, Area.SUPPORT, Area.REMINDERS})
_EVERY = 1_000_000


@needs(Permission.MANAGE_CLINIC, writes=True, changes=CHANGES)
def set_opening_hours(work: Work, site_id: UUID, weekly: Weekly, *, seen: Weekly | None = None) -> OpeningHours:
    """Replace the opening hours of a site; its closed days stay. `seen` is what they were when they were read.

    Limits of support that are still to come follow. Errors: Refused at `weekly`, NotFound, ChangedMeanwhile where they
    are not what was seen anymore.
    """
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    hours = with_week(work, site, weekly, seen)
    follow_calendar(work, site, hours)
    return hours


@needs(Permission.MANAGE_CLINIC, writes=True, changes=CHANGES)
def close_on(work: Work, site_ids: Collection[UUID], days: Sequence[ClosedDay]) -> None:
    """Close sites on days to come; a day on which one is closed already gets the new name.

    Limits of support that are on these days move. Errors: Refused at `day` for none or for one that has passed, or at
    `name`; NotFound, NotAllowed.
    """
    for site in _reached(work, site_ids):
        present = work.unit.calendars.closed_days(site.id)
        _keep(work, site, accept_closed_days(present, days, today(work, site)))


@needs(Permission.MANAGE_CLINIC, writes=True, changes=CHANGES)
def open_again_on(work: Work, site_ids: Collection[UUID], days: Collection[date]) -> None:
    """Take closed days back, as far as they are still to come; limits of support move back.

    Errors: Refused at `day` for one that has passed, NotFound, NotAllowed.
    """
    for site in _reached(work, site_ids):
        present = work.unit.calendars.closed_days(site.id)
        _keep(work, site, without_days(present, days, today(work, site)))


def follow_calendar(work: Work, site: Site, hours: OpeningHours) -> None:
    """Move the limits that are still to come to where these hours put them."""
    for before, after in limits_moved(work, site, hours):
        match before, after:
            case SupportCase(), SupportCase():
                save_case(work, before, after)
            case FollowUp(), FollowUp():
                saved = work.unit.follow_ups.save(after)
                work.record("changed", "follow_up", saved.id, after=saved)
            case Debrief(), Debrief():
                save_debrief(work, "changed", after)


def limits_moved(
    work: Work, site: Site, hours: OpeningHours
) -> Iterator[tuple[SupportCase | FollowUp | Debrief, SupportCase | FollowUp | Debrief]]:
    """What these hours of a site would move, each as it is and as it would be."""
    unit, now = work.unit, work.now
    cases = {one.id: case_by_calendar(one, hours, now) for one in unit.support_cases.not_offered(site.id, now)}
    for before in unit.support_cases.many(list(cases)):
        if cases[before.id] != before:
            yield before, cases[before.id]
    checks = unit.follow_ups.to_come(site.id, now)
    debriefs = [one for one in unit.debriefs.waiting(frozenset({site.id}), None, _EVERY) if one.open]
    ids = {one.incident_id for one in checks} | {id for one in debriefs for id in one.incident_ids}
    cases = {one.id: one for one in unit.support_cases.many(list(ids))} | cases
    for check in checks:
        moved = check_by_calendar(check, cases[check.incident_id], hours, now)
        if moved != check:
            yield check, moved
    for debrief in debriefs:
        about = [cases[id] for id in debrief.incident_ids if id in cases]
        within = debrief_by_calendar(debrief, about, hours, now)
        if within != debrief:
            yield debrief, within


def count_moved(work: Work, site: Site, before: OpeningHours, after: OpeningHours) -> int:
    """How many limits that are still to come would be elsewhere by the hours `after` than by those of `before`."""
    now, then = ({new.id: new for _old, new in limits_moved(work, site, hours)} for hours in (before, after))
    return sum(now.get(id) != then.get(id) for id in now.keys() | then.keys())


def _reached(work: Work, site_ids: Collection[UUID]) -> list[Site]:
    sites = [work.unit.sites.get(id) for id in site_ids]
    for site in sites:
        work.require(site_id=site.id)
    work.visible_sites()
    return sites


def _keep(work: Work, site: Site, days: tuple[ClosedDay, ...]) -> None:
    if with_closed_days(work, site, days):
        follow_calendar(work, site, work.unit.calendars.opening_hours(site))
