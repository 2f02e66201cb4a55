"""Change when sites are open, and with it the limits of support that are still to come, in one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, Weekly, accept_closed_days, without_days
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.support.calendar_changes import case_by_calendar, check_by_calendar, debrief_by_calendar
from incident_tracker.domain.support.cases import SupportCase
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.follow_ups import FollowUp
from incident_tracker.ports.context import Area
from incident_tracker.usecases.clinic.days import today
from incident_tracker.usecases.clinic.opening import weeks_taken_back, with_closed_days, with_week
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.support.reach import save_debrief

CHANGES = frozenset({Area.CLINIC, Area.SUPPORT, Area.REMINDERS})
_EVERY = 1_000_000


@dataclass(frozen=True, slots=True)
class LimitsMoved:
    """The records whose limits move, as they will be."""

    cases: tuple[SupportCase, ...]
    checks: tuple[FollowUp, ...]
    debriefs: tuple[Debrief, ...]

    def by_key(self) -> dict[tuple[str, UUID], SupportCase | FollowUp | Debrief]:
        """Each by its kind and id."""
        kinds: dict[str, tuple[SupportCase | FollowUp | Debrief, ...]] = {
            "case": self.cases,
            "check": self.checks,
            "debrief": self.debriefs,
        }
        return {(kind, one.id): one for kind, records in kinds.items() for one in records}


@needs(Permission.MANAGE_CLINIC, writes=True, changes=CHANGES)
def set_opening_hours(
    work: Work, site_id: UUID, weekly: Weekly, *, first: date | None = None, seen: OpeningHours | None = None
) -> OpeningHours:
    """Other opening hours of a site from the day `first` on (None: today there); what is over keeps those of then.

    Its closed days stay, and limits of support that are still to come follow. `seen` is what the hours were when they
    were read. Errors: Refused at `weekly` or `first`, NotFound, ChangedMeanwhile where they are not that anymore.
    """
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    hours = with_week(work, site, weekly, first, seen)
    follow_calendar(work, site, hours)
    return hours


@needs(Permission.MANAGE_CLINIC, writes=True, changes=CHANGES)
def take_back_hours(work: Work, site_id: UUID, before: OpeningHours, *, seen: OpeningHours) -> OpeningHours:
    """The opening hours of a site as they were `before` a change, and limits of support with them.

    Errors: Refused at `first` where a day that is over would change, NotFound, ChangedMeanwhile.
    """
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    hours = weeks_taken_back(work, site, before, seen)
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
    moved = limits_moved(work, site, hours)
    for case in moved.cases:
        kept = work.unit.support_cases.save(case)
        work.record("changed", "support_case", kept.id, after=kept)
    for check in moved.checks:
        saved = work.unit.follow_ups.save(check)
        work.record("changed", "follow_up", saved.id, after=saved)
    for debrief in moved.debriefs:
        save_debrief(work, "changed", debrief)


def limits_moved(work: Work, site: Site, hours: OpeningHours) -> LimitsMoved:
    """What these hours of a site would move."""
    unit, now = work.unit, work.now
    not_offered = unit.support_cases.not_offered(site.id, now)
    by_calendar = {one.id: case_by_calendar(one, hours, now) for one in not_offered}
    checks = unit.follow_ups.to_come(site.id, now)
    debriefs = [one for one in unit.debriefs.waiting(frozenset({site.id}), None, _EVERY) if one.open]
    ids = {one.incident_id for one in checks} | {id for one in debriefs for id in one.incident_ids}
    cases = {one.id: one for one in unit.support_cases.many(list(ids))} | by_calendar
    new_checks = [check_by_calendar(one, cases[one.incident_id], hours, now) for one in checks]
    new_debriefs = [
        debrief_by_calendar(one, [cases[id] for id in one.incident_ids if id in cases], hours, now) for one in debriefs
    ]
    return LimitsMoved(
        tuple(by_calendar[one.id] for one in not_offered if by_calendar[one.id] != one),
        tuple(new for old, new in zip(checks, new_checks, strict=True) if new != old),
        tuple(new for old, new in zip(debriefs, new_debriefs, strict=True) if new != old),
    )


def count_moved(work: Work, site: Site, before: OpeningHours, after: OpeningHours) -> int:
    """How many limits that are still to come would be elsewhere by the hours `after` than by those of `before`."""
    now, then = (limits_moved(work, site, hours).by_key() for hours in (before, after))
    return sum(now.get(key) != then.get(key) for key in now.keys() | then.keys())


def _reached(work: Work, site_ids: Collection[UUID]) -> list[Site]:
    sites = [work.unit.sites.get(id) for id in site_ids]
    for site in sites:
        work.require(site_id=site.id)
    work.visible_sites()
    return sites


def _keep(work: Work, site: Site, days: tuple[ClosedDay, ...]) -> None:
    if with_closed_days(work, site, days):
        follow_calendar(work, site, work.unit.calendars.opening_hours(site))
