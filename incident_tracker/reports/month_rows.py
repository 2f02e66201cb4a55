"""Every figure of a month's report as a row for other programs: the object that the paper prints, under stable names.

`id` names a figure and stays; where one has several rows, such as the levels, `label` says which one. Words are in the
language of the report.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.reports.course_rows import course_rows
from incident_tracker.reports.monthly import Count, CountRow, MonthlyReport, YearLine, YearOfPeople
from incident_tracker.reports.not_recorded import NotRecorded, not_recorded_text
from incident_tracker.reports.promises_of_month import Debriefs, PromiseKept
from incident_tracker.reports.settled import Settled
from incident_tracker.statistics.rates import Rate
from incident_tracker.statistics.shares import Share
from incident_tracker.wording import _


@dataclass(frozen=True, slots=True)
class _Figure:
    """`part` is the part of the report (1 to 14) that prints it; None where there is nothing of the kind."""

    id: str
    part: int
    label: str
    value: float | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    not_yet_due: int | None
    suppressed: bool
    recorded: bool

    def row(self) -> dict[str, object]:
        """It as a row; each has the same columns in the same order."""
        return {name: getattr(self, name) for name in self.__slots__}


def month_state(report: MonthlyReport) -> str:
    """ "provisional" or "closed"."""
    match report.standing.settled:
        case Settled.CLOSED:
            return "closed"
        case Settled.PROVISIONAL | Settled.OTHER_SITES:
            return "provisional"
    assert_never(report.standing.settled)


def month_rows(report: MonthlyReport) -> list[dict[str, object]]:
    """The figures in the order of the parts that print them."""
    return [figure.row() for figure in _figures(report)]


def _figures(report: MonthlyReport) -> Iterator[_Figure]:
    yield from _reported(report)
    yield from _behind(report)
    yield from _support(report)
    yield from _changed(report)
    yield from _complete(report)


def _reported(report: MonthlyReport) -> Iterator[_Figure]:
    counts = report.counts
    yield _figure("incidents", 2, "", counts.incidents)
    yield _figure("near_misses", 2, "", counts.near_misses)
    for name, rows in (("by_level", counts.by_level), ("by_channel", counts.by_channel)):
        for row in rows:
            yield from _counted(name, row)
    for rate in counts.rates:
        yield _rate(f"rate_{rate.base}", 2, rate.label, rate.rate)
    yield _figure("incidents_level3", 3, "", len(report.serious))
    for one in course_rows(report.course):
        yield _figure(one.id, one.part, one.label, one.value, one.recorded, one.of, recorded=one.recorded > 0)


def _counted(name: str, row: CountRow) -> Iterator[_Figure]:
    yield _count(name, 2, row.label, row.this_month)
    if row.last_month is not None:
        yield _count(f"{name}_last_month", 2, row.label, row.last_month)
    if row.usual is not None:
        yield _figure(f"{name}_usual", 2, row.label, row.usual)


def _behind(report: MonthlyReport) -> Iterator[_Figure]:
    causes, calming, calls = report.causes, report.deescalation, report.police_security
    for cause in causes.triggers:
        yield _figure("trigger", 4, cause.label, cause.count, cause.count, causes.of)
    for factor in causes.factors:
        yield _figure("factor", 4, factor.label, factor.count, factor.count, causes.of)
        yield _figure("factor_confirmed", 4, factor.label, int(factor.confirmed))
    yield _share("settled_at_desk", 5, "", calming.at_desk)
    yield _share("resolved_by_talking", 5, "", calming.resolved)
    yield _figure("techniques_recorded", 5, "", calming.recorded)
    yield _share("techniques_calmer", 5, "", calming.calmer)
    yield _figure("techniques_same", 5, "", calming.same)
    yield _figure("techniques_worse", 5, "", calming.worse)
    for technique in calming.techniques:
        yield _figure("technique", 5, technique.label, technique.used)
    yield _figure("police_called", 6, "", calls.police)
    yield _figure("security_called", 6, "", calls.security)
    for decision in calls.decisions:
        yield _figure("called_for", 6, decision.criterion, decision.incidents)
    if isinstance(report.equity, NotRecorded):
        yield _unrecorded("patient_groups", 7, report.equity)
        return
    for row in (row for table in report.equity.tables for row in table.rows):
        yield _count("group_visits", 7, row.group, row.visits)
        yield _count("group_incidents", 7, row.group, row.incidents)
        yield _count("group_police", 7, row.group, row.police)
        if row.rate is not None:
            yield _rate("group_rate", 7, row.group, row.rate)


def _support(report: MonthlyReport) -> Iterator[_Figure]:
    if report.debriefs is not None:
        yield from _debriefs(report.debriefs)
    if report.year is not None:
        yield from _year(report.year)
    if (uptake := report.uptake) is not None:
        yield _share("reports_taken_up", 9, "", uptake.taken_up)
        yield _figure("days_to_uptake", 9, "", uptake.median_days, recorded=uptake.median_days is not None)
        yield _figure("reports_waiting", 9, "", uptake.waiting)
        yield _unrecorded("reporters_answered", 9, uptake.answers)


def _debriefs(part: Debriefs) -> Iterator[_Figure]:
    yield _owed("debriefs_offered_24h", part.offered_in_24_hours)
    yield _owed("debriefs_in_window", part.in_window)
    for label, n in part.checks_not_due:
        yield _figure("checks_not_yet_due", 8, label, None, not_yet_due=n)
    yield _figure("debriefs_moved", 8, "", part.displaced)
    hours = part.median_hours_to_contact
    yield _figure("hours_to_contact", 8, "", hours, recorded=hours is not None)
    yield _figure("incidents_without_plan", 8, _("imported"), part.imported)
    yield _figure("incidents_without_plan", 8, _("older than the program"), part.older)


def _year(year: YearOfPeople) -> Iterator[_Figure]:
    tables = {
        "year_technique": year.techniques,
        "year_debriefs": year.debriefs,
        "year_share": year.shares,
        "year_check": year.checks,
        "year_reason": year.reasons,
        "year_late": year.late,
    }
    if year.harmed is not None:
        yield _count("harm_incidents", 2, str(year.year), year.harmed[0])
        yield _count("harm_answered", 2, str(year.year), year.harmed[1])
        yield _count("harm_not_recorded", 2, str(year.year), year.harmed[2])
    for line in year.harm:
        yield _count("harm_by_worst", 2, line.label, line.counts[0])
    for name, lines in tables.items():
        for line in lines:
            yield from _year_line(name, line)


def _year_line(name: str, line: YearLine) -> Iterator[_Figure]:
    """Counts that are a share stand as numerator and denominator; others one by one, in the order of the paper."""
    if name in ("year_share", "year_check"):
        part, whole = line.counts
        yield _figure(
            name,
            8,
            line.label,
            None,
            _shown(part),
            _shown(whole),
            suppressed=_shown(part) is None or _shown(whole) is None,
        )
        return
    for number, count in enumerate(line.counts, 1):
        yield _count(name if len(line.counts) == 1 else f"{name}_{number}", 8, line.label, count)


def _changed(report: MonthlyReport) -> Iterator[_Figure]:
    actions, log = report.actions, report.statutory_log
    yield _figure("analyses", 10, "", len(report.reviews.rows))
    for label, n in report.reviews.tiers:
        yield _figure("actions_by_strength", 10, label, n)
    yield _figure("actions_listed", 11, "", actions.listed)
    yield _figure("actions_open", 11, "", actions.open)
    yield _figure("actions_completed", 11, "", actions.completed)
    yield _figure("actions_due_next", 11, "", actions.due)
    yield _figure("actions_overdue", 11, "", actions.waiting)
    yield _figure("log_this_month", 12, "", log.belongs_this_month)
    yield _figure("log_this_year", 12, "", log.belongs_this_year)
    yield _figure("log_undecided", 12, "", log.undecided)
    yield _unrecorded("log_deadlines", 12, log.deadlines)
    yield _unrecorded("log_retention", 12, log.retention)


def _complete(report: MonthlyReport) -> Iterator[_Figure]:
    quality = report.data_quality
    for measure in quality.measures:
        yield _share("complete", 13, measure.label, measure.share)
    minutes = quality.median_minutes_to_log
    yield _figure("minutes_to_log", 13, "", minutes, recorded=minutes is not None)
    yield _figure("sites_without_visits", 13, "", len(quality.without_visits))
    yield _figure("said_and_done", 14, "", len(report.you_said_we_did))


def _count(name: str, part: int, label: str, count: Count) -> _Figure:
    shown = _shown(count)
    return _figure(name, part, label, shown, suppressed=shown is None)


def _owed(name: str, owed: PromiseKept) -> _Figure:
    kept = owed.kept
    return _figure(
        name,
        8,
        "",
        kept.share,
        kept.part,
        kept.whole,
        kept.lower,
        kept.upper,
        not_yet_due=owed.not_due,
        recorded=kept.share is not None,
    )


def _share(name: str, part: int, label: str, told: Share) -> _Figure:
    recorded = told.share is not None
    return _figure(name, part, label, told.share, told.part, told.whole, told.lower, told.upper, recorded=recorded)


def _rate(name: str, part: int, label: str, told: Rate) -> _Figure:
    recorded = told.rate is not None
    return _figure(name, part, label, told.rate, told.events, told.exposure, told.lower, told.upper, recorded=recorded)


def _unrecorded(name: str, part: int, what: NotRecorded) -> _Figure:
    return _figure(name, part, not_recorded_text(what), None, recorded=False)


def _shown(count: Count) -> int | None:
    return None if isinstance(count, Visibility) else count


def _figure(
    id: str,
    part: int,
    label: str,
    value: float | None,
    numerator: float | None = None,
    denominator: float | None = None,
    lower: float | None = None,
    upper: float | None = None,
    not_yet_due: int | None = None,
    suppressed: bool = False,
    recorded: bool = True,
) -> _Figure:
    """A figure of which most columns say nothing."""
    return _Figure(id, part, label, value, numerator, denominator, lower, upper, not_yet_due, suppressed, recorded)
