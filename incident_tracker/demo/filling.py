"""Fill the invented clinic with the same use cases as a real one: denominators, incidents, and what followed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from random import Random

from incident_tracker.demo.archive import store_many
from incident_tracker.demo.clinic import InventedClinic
from incident_tracker.demo.incidents import invented_incidents
from incident_tracker.demo.months import Busyness, invented_months
from incident_tracker.demo.seeded import SetClock
from incident_tracker.demo.weeks import Staff, live_through
from incident_tracker.demo.written_minutes import minutes_written
from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.directory import DirectoryEntry, HelpKind
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.oversight import months
from incident_tracker.domain.support.offers import OfferKind
from incident_tracker.domain.support.outside_help import HelpDraft
from incident_tracker.ports.context import Context
from incident_tracker.usecases.clinic.absences import add_absence
from incident_tracker.usecases.clinic.directory import add_entry, add_national_lines
from incident_tracker.usecases.oversight.denominators import MonthEntry, MonthFigures, enter_months
from incident_tracker.usecases.support.outside_help import add_outside_help

MOST_LIVED_THROUGH = 36
"""This many incidents get their debriefs, checks and answers, half of them lately; the others come from the archive."""

HELP = HelpDraft(
    "Harbor Employee Assistance",
    "555 0142, day and night. Say that you work at the clinic; no one is told that you called.",
    (OfferKind.PEER_SUPPORTER, OfferKind.DEDICATED_COUNSELING, OfferKind.FINANCIAL),
    apart=True,
)

LATELY = 2
"""The months in which half of those happen."""


@dataclass(frozen=True, slots=True)
class DemoSize:
    """How much is to be invented. The same size on the same day gives the same clinic."""

    incidents: int = 2000
    months: int = 24
    sites: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Invented:
    """What was invented. The pass phrases of its accounts are meant to be known. Months are "YYYY-MM"."""

    clinic: InventedClinic
    months: tuple[str, ...]
    incidents: int


def fill_clinic(
    size: DemoSize, clinic: InventedClinic, clock: SetClock, staff: Staff, progress: Callable[[int], None] | None = None
) -> Invented:
    """Fill a clinic up to the beginning of the present day of `clock`, each step as the user who would take it.

    `staff` are contexts that look at `clock`; `progress` is told how many incidents are stored. Errors: the
    StoreProblem family.
    """
    random = Random(size.seed)  # noqa: S311  # nothing here is secret
    # Whole days only, so that the same size gives the same clinic all day long.
    until = clock.at.replace(hour=1, minute=0, second=0, microsecond=0)
    last_month = f"{until:%Y-%m}"
    first_month = months.shift(last_month, 1 - size.months)
    improved_from = months.first_day(months.shift(last_month, -(size.months // 3)))
    busy = {
        site: invented_months(random, months.first_day(first_month), until.date(), improved_from)
        for site in clinic.sites
    }
    clock.at = until
    _enter_figures(staff.manager, busy, until.date())
    for site in clinic.sites:
        add_outside_help(staff.manager, site.id, HELP)
    earlier = {site: months_of_site[:-LATELY] for site, months_of_site in busy.items()}
    lately = {site: months_of_site[-LATELY:] for site, months_of_site in busy.items()}
    recent = round(size.incidents * _weight(lately) / _weight(busy))
    before = size.incidents - recent
    lived = min(MOST_LIVED_THROUGH // 2, recent), min(MOST_LIVED_THROUGH // 2, before // 2)
    archived = chain(
        invented_incidents(random, clinic, earlier, before - lived[1], until, improved_from),
        invented_incidents(random, clinic, lately, recent - lived[0], until, improved_from),
    )
    stored = store_many(staff.manager, archived, progress=progress)
    alive = (
        *invented_incidents(random, clinic, earlier, lived[1], until, improved_from),
        *invented_incidents(random, clinic, lately, lived[0], until, improved_from),
    )
    meanwhile = tuple(minutes_written((staff.reception, staff.supervisor, staff.manager), until))
    in_order = sorted(alive, key=lambda one: (one.logged_at, one.id))
    live_through(random, clock, staff, clinic, in_order, until, meanwhile)
    add_national_lines(staff.administrator)
    _help_is_listed(staff.manager, clinic)
    _someone_is_away(staff.manager, clinic, until.date())
    return Invented(clinic, months.between(first_month, last_month), stored + sum(lived))


def _help_is_listed(manager: Context, clinic: InventedClinic) -> None:
    """Each site has teams to call instead of the police."""
    for site in clinic.sites:
        for name, kind, phone, hours, by_video in (
            ("County mobile crisis team", HelpKind.MOBILE_CRISIS, "555-0142", "8 AM to 10 PM", True),
            ("Behavioral health on call", HelpKind.OWN_TEAM, "ext. 214", "8 AM to 6 PM", True),
        ):
            add_entry(manager, DirectoryEntry(site.id, name, kind, phone, hours, by_video, site_id=site.id))


def _someone_is_away(manager: Context, clinic: InventedClinic, today: date) -> None:
    """One person of the first site who leads no debrief is on leave these days, and another one next week."""
    staff = [one for one in clinic.staff_of(clinic.sites[0]) if not one.may_facilitate]
    week = timedelta(days=7)
    for person, first in zip(staff[-2:], (today, today + week), strict=False):
        add_absence(manager, AbsenceDraft(person.id, first, first + timedelta(days=4)))


def _weight(busy: dict[Site, list[Busyness]]) -> float:
    return sum(month.weight for months_of_site in busy.values() for month in months_of_site) or 1.0


def _enter_figures(manager: Context, busy: dict[Site, list[Busyness]], today: date) -> None:
    for site, months_of_site in busy.items():
        known = {f"{busyness.month:%Y-%m}": _figures(busyness) for busyness in months_of_site}
        over = [MonthEntry(month, figures) for month, figures in known.items() if months.last_day(month) < today]
        enter_months(manager, site.id, over)


def _figures(busyness: Busyness) -> MonthFigures:
    return MonthFigures(
        visits=busyness.visits,
        calls=busyness.calls,
        open_days=busyness.open_days,
        staff_hours=float(busyness.staff_hours),
        source="practice management system",
    )
