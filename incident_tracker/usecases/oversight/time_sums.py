"""What support and reports cost in staff minutes, as lines of the report on promises: sums that lead to no one."""

from collections.abc import Callable, Collection, Iterator, Sequence
from uuid import UUID

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.promise_figures import PromiseLine, PromisePart
from incident_tracker.domain.support.own_time import FEWEST_PEOPLE, TimeKind, TimeSpent, told_minutes, told_rows
from incident_tracker.domain.support.protected_time import Paid
from incident_tracker.labels.support.own_time import time_kind_text
from incident_tracker.labels.support.protected_time import minutes_paid_text
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.usecases.support.own_time import time_at
from incident_tracker.wording import _

Cells = Sequence[Collection[TimeSpent]]
"""The minutes of each site in each month: the smallest parts of which sums are told."""


def time_lines(
    work: Work, period: str, asked: Sequence[str], sites: frozenset[UUID] | None, scope: ReportScope
) -> Iterator[PromiseLine]:
    """The sums of a period, whose months are `asked`, for those who lead: by what the time was for and whether it was
    paid; of a year also by month and by job.
    """
    by_month = {month: _cells(work, month, sites) for month in asked}
    cells = [cell for found in by_month.values() for cell in found]
    yield _line("minutes_all", _("Staff minutes, all together"), period, cells, told_minutes(cells))
    yield from _sums(work, cells, period, scope, by_job=period not in by_month)
    if period not in by_month:
        for month, found in by_month.items():
            yield _line(f"minutes_in_{month}", period_name(month), period, found, told_minutes(found))


def time_lines_of_year(
    work: Work, year: str, asked: Sequence[str], sites: frozenset[UUID] | None, scope: ReportScope
) -> Iterator[PromiseLine]:
    """The sums of a year that is closed, for people who see no names.

    A month without minutes of debriefs would say, beside the promises that were kept in it, that all declined. So
    nothing is told of months, and of the year nothing unless three people had a part in debriefs.
    """
    cells = [cell for month in asked for cell in _cells(work, month, sites)]
    known = [one for cell in cells for one in cell if one.entry is None]
    if len({one.person_id for one in known}) < FEWEST_PEOPLE:
        return
    yield _line("minutes_all", _("Staff minutes, all together"), year, cells, told_minutes(cells))
    yield from _sums(work, cells, year, scope, by_job=True)


def _sums(work: Work, cells: Cells, period: str, scope: ReportScope, *, by_job: bool) -> Iterator[PromiseLine]:
    """By what the time was for, whether it was paid, and, of a year, by job."""
    kinds = [(f"minutes_{one}", time_kind_text(one), _only(cells, _is_kind(one))) for one in TimeKind]
    pay = [(_pay_id(one), minutes_paid_text(one), _only(cells, _is_paid(one))) for one in Paid]
    yield from _lines(kinds, period)
    yield from _lines(pay, period)
    if by_job:
        jobs = {one.id: one.job or "" for one in work.unit.people.all()}
        rows = [
            (f"minutes_by_job_{job or 'unknown'}", _job_text(scope, job), _only(cells, _has_job(jobs, job)))
            for job in sorted(set(jobs.values()))
        ]
        yield from _lines(rows, period)


def _lines(rows: Sequence[tuple[str, str, Cells]], period: str) -> Iterator[PromiseLine]:
    """The rows that together make up a sum which is told."""
    sums = told_rows({id: cells for id, _label, cells in rows})
    for id, label, cells in rows:
        yield _line(id, label, period, cells, sums[id])


def _pay_id(paid: Paid) -> str:
    match paid:
        case Paid.YES:
            return "minutes_paid"
        case Paid.NO:
            return "minutes_unpaid"
        case Paid.UNKNOWN:
            return "minutes_paid_not_recorded"


def _job_text(scope: ReportScope, job: str) -> str:
    return scope.label("job", job) or _("Job not recorded")


def _cells(work: Work, month: str, sites: frozenset[UUID] | None) -> list[Collection[TimeSpent]]:
    first, last = months.first_day(month), months.last_day(month)
    return [time_at(work, one, first, last) for one in work.unit.sites.all() if sites is None or one.id in sites]


def _only(cells: Cells, wanted: Callable[[TimeSpent], bool]) -> Cells:
    return [[one for one in cell if wanted(one)] for cell in cells]


def _is_kind(kind: TimeKind) -> Callable[[TimeSpent], bool]:
    return lambda one: one.kind is kind


def _is_paid(paid: Paid) -> Callable[[TimeSpent], bool]:
    return lambda one: one.paid is paid


def _has_job(jobs: dict[UUID, str], job: str) -> Callable[[TimeSpent], bool]:
    return lambda one: jobs.get(one.person_id, "") == job


def _line(id: str, label: str, period: str, cells: Cells, minutes: int | None) -> PromiseLine:
    """A sum; of what no one wrote down or spent there is none, and no zero. `not_recorded` are those whose length no
    one knows.
    """
    found = [one for cell in cells for one in cell]
    unknown = sum(one.minutes is None for one in found)
    hidden = minutes is None
    told = minutes if any(one.minutes for one in found) else None
    return PromiseLine(id, PromisePart.MINUTES, label, period, told, None, not_recorded=unknown, hidden=hidden)
