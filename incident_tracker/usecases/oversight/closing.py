"""Close the months that are over, so that what was told of them stays as it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from incident_tracker import wording
from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight.closed_months import ClosedMonth, KeptReport, closes_on, still_open
from incident_tracker.domain.oversight.denominators import SitePast
from incident_tracker.domain.oversight.report_months import report_months
from incident_tracker.ports.context import Area, Context
from incident_tracker.reports import month_standing
from incident_tracker.reports.kept_figures import kept_text
from incident_tracker.usecases.gate import Work, needs, outside_gate
from incident_tracker.usecases.oversight.denominators import counted_places, site_pasts
from incident_tracker.usecases.oversight.kept_months import counts_today
from incident_tracker.usecases.oversight.monthly_report import check_month, present_report
from incident_tracker.usecases.oversight.promise_report import present_promises
from incident_tracker.usecases.oversight.report_scope import today_at_first_site
from incident_tracker.usecases.oversight.year_figures import keep_year


@dataclass(frozen=True, slots=True)
class OpenMonth:
    """A month ("YYYY-MM") that is over and not closed; it can be from `closes_on` on, a day at the first site.

    `incidents` are those reported so far, `without_visits` the sites (ids) whose figures are still missing.
    """

    month: str
    closes_on: date
    may_close: bool
    incidents: int
    without_visits: tuple[UUID, ...]


@needs(Permission.CLOSE_MONTH)
def list_open_months(work: Work) -> tuple[OpenMonth, ...]:
    """The months of the clinic that are over and that no one has closed, oldest first."""
    day, today = work.unit.settings.get().closing_day, today_at_first_site(work)
    found = []
    for month in _open_months(work, site_pasts(work, None)):
        entered = {one.site_id for one in work.unit.denominators.between(month, month, None)}
        missing = tuple(site for site in counted_places(work, month, None) if site not in entered)
        incidents = sum(work.unit.tallies.by_month(month, month).values())
        on = closes_on(month, day)
        found.append(OpenMonth(month, on, on <= today, incidents, missing))
    return tuple(found)


@outside_gate("each month goes through the gate, in a transaction of its own")
def close_months(ctx: Context, months: Sequence[str]) -> tuple[ClosedMonth, ...]:
    """Close several months, the earliest first. Errors: as `close_month`.

    What was closed before one is refused stays closed.
    """
    done = []
    for month in sorted(set(months)):
        keep_year(ctx, month)
        done.append(close_month(ctx, month))
    return tuple(done)


@needs(Permission.CLOSE_MONTH, writes=True, changes={Area.REPORTS})
def close_month(work: Work, month: str) -> ClosedMonth:
    """Keep what is told of a month from now on: for all sites, for each one, and for those that someone leads together.

    Errors: Refused at `month`: NOT_A_DATE, IN_THE_FUTURE; CLOSES_LATER with the day from which it can be closed;
    ALREADY_DONE.
    """
    today = today_at_first_site(work)
    check_month(month, month_of(today))
    on = closes_on(month, work.unit.settings.get().closing_day)
    if today < on:
        raise Refused(Reason.CLOSES_LATER, "month", day=on)
    if month in work.unit.closed_months.months():
        raise Refused(Reason.ALREADY_DONE, "month")
    closed = ClosedMonth(work.new_id(), month, work.now, work.actor.user_id, tuple(_reports(work, month, on, today)))
    work.unit.closed_months.add(closed)
    work.record("closed", "closed_month", closed.id, after=closed, facts={"month": month})
    return closed


def closable_months(work: Work, pasts: Sequence[SitePast]) -> tuple[str, ...]:
    """The months that can be closed today, oldest first, inside a use case that is already behind the gate.

    `pasts` are those of all sites.
    """
    day, today = work.unit.settings.get().closing_day, today_at_first_site(work)
    return tuple(month for month in _open_months(work, pasts) if closes_on(month, day) <= today)


def _open_months(work: Work, pasts: Sequence[SitePast]) -> tuple[str, ...]:
    counted, today = work.unit.tallies.months(), today_at_first_site(work)
    known = report_months(pasts, counted[0] if counted else None, month_of(today))
    return still_open(known, work.unit.closed_months.months(), today)


def _reports(work: Work, month: str, on: date, today: date) -> Iterator[KeptReport]:
    standing = month_standing.closed(on, today)
    for language in wording.LANGUAGES:
        with wording.speaking(language):
            for sites in _told_together(work):
                report = replace(present_report(work, month, sites), standing=standing)
                promises, counts = present_promises(work, month, sites), counts_today(work, month, sites)
                yield KeptReport(sites, language, kept_text(report, promises, counts))


def _told_together(work: Work) -> list[frozenset[UUID] | None]:
    """All sites, each site, and the sites that belong to one account together."""
    sites = work.unit.sites.all()
    of_accounts = {user.sites for user in work.unit.users.all() if user.active and len(user.sites) > 1}
    return [None, *(frozenset({site.id}) for site in sites), *sorted(of_accounts, key=sorted)]
