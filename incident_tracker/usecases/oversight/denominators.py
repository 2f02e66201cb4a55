"""Enter and read the denominators of a site's months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Denominators, SitePast, checked_figures
from incident_tracker.ports.context import Area
from incident_tracker.usecases.gate import Work, needs


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """What a person types in for one month of one site; None where a figure is not known."""

    visits: int | None = None
    calls: int | None = None
    open_days: int | None = None
    staff_hours: float | None = None
    source: str = ""
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class MonthEntry:
    """The figures of one month ("YYYY-MM"), and the version of the record that they were changed from, if any."""

    month: str
    figures: MonthFigures
    expected_version: int | None = None


@needs(Permission.ENTER_DENOMINATORS, writes=True, changes=frozenset({Area.DENOMINATORS}))
def enter_months(work: Work, site_id: UUID, entries: Sequence[MonthEntry]) -> tuple[Denominators, ...]:
    """Enter or correct some months, such as a pasted column: all of them or none.

    An entry without `expected_version` takes the place of whatever is there. Errors: Refused at the field, with the
    month among its values; NotFound (site), NotAllowed, ChangedMeanwhile.
    """
    entered = []
    for entry in entries:
        try:
            entered.append(_enter(work, site_id, entry))
        except Refused as refused:
            raise Refused(refused.reason, refused.field, **refused.values, month=entry.month) from None
    return tuple(entered)


@needs(Permission.ENTER_DENOMINATORS)
def list_denominators(work: Work, first: str, last: str) -> Sequence[Denominators]:
    """The figures of the actor's sites for the months from `first` to `last`, both included."""
    return work.unit.denominators.between(first, last, work.visible_sites())


@needs(Permission.ENTER_DENOMINATORS)
def list_site_pasts(work: Work) -> tuple[SitePast, ...]:
    """Since when each of the actor's sites has used the program, and which earlier months have incidents."""
    return site_pasts(work, work.visible_sites())


def site_pasts(work: Work, reach: frozenset[UUID] | None) -> tuple[SitePast, ...]:
    """As `list_site_pasts`, inside a use case that is already behind the gate; `reach` as for `visible_sites`."""
    made = {} if work.unit.settings.get().invented else _made(work)
    counted = work.unit.tallies.months()
    pasts = []
    for site in work.unit.sites.all():
        if reach is not None and site.id not in reach:
            continue
        founded = made.get(site.id)
        earlier: tuple[str, ...] = ()
        if founded is not None and counted and counted[0] < founded:
            found = work.unit.tallies.by_month(counted[0], months.shift(founded, -1), site_ids=frozenset({site.id}))
            earlier = tuple(month for month in sorted(found) if found[month])
        pasts.append(SitePast(site.id, founded, earlier))
    return tuple(pasts)


def counted_places(work: Work, month: str, reach: frozenset[UUID] | None) -> tuple[UUID, ...]:
    """The sites whose figures the rates of a month need: those in use by then, and those with incidents of it."""
    reported = work.unit.tallies.by_site(month, month)
    in_use = {site.id for site in work.unit.sites.all() if site.in_use(months.first_day(month))}
    return tuple(
        past.site_id
        for past in site_pasts(work, reach)
        if reported.get(past.site_id) or (past.site_id in in_use and past.needs(month))
    )


def _made(work: Work) -> dict[UUID, str]:
    """The month in which each site was added, by its own clock, from the audit trail."""
    zones = {site.id: site.time_zone for site in work.unit.sites.all()}
    return {
        entry.object_id: month_of(entry.at.astimezone(zones[entry.object_id]).date())
        for entry in work.unit.audit.of_kind("site")
        if entry.act == "created" and entry.object_id in zones
    }


def _enter(work: Work, site_id: UUID, entry: MonthEntry) -> Denominators:
    work.require(site_id=site_id)
    site = work.unit.sites.get(site_id)
    present, figures = work.unit.denominators.find(site.id, entry.month), entry.figures
    entered = checked_figures(
        Denominators(
            id=present.id if present else work.new_id(),
            site_id=site.id,
            month=entry.month,
            visits=figures.visits,
            calls=figures.calls,
            open_days=figures.open_days,
            staff_hours=figures.staff_hours,
            source=figures.source.strip(),
            estimated=figures.estimated,
            entered_by=work.actor.user_id,
            version=present.version if present else 1,
        ),
        may_be_empty=present is not None,
    )
    if present is None:
        work.unit.denominators.add(entered)
    else:
        version = entry.expected_version or present.version
        entered = work.unit.denominators.save(replace(entered, version=version))
    work.record("entered", "denominators", entered.id, after=entered)
    return entered
