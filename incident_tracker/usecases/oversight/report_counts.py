"""Parts 2, 4 and 5 of the monthly report, from the summaries: counts and rates, causes, de-escalation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.deescalation import Resolved
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import Aspect
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Base, totals
from incident_tracker.reports.monthly import (
    Cause,
    Causes,
    CountRow,
    Counts,
    DeescalationFigures,
    FactorRow,
    RateRow,
    Technique,
)
from incident_tracker.statistics.rates import rate
from incident_tracker.statistics.shares import share
from incident_tracker.usecases.gate import Work
from incident_tracker.usecases.oversight.denominators import counted_places
from incident_tracker.usecases.oversight.report_scope import ReportScope
from incident_tracker.usecases.oversight.trends import TrendQuestion, trend
from incident_tracker.wording import _

SHOWN_TECHNIQUES = 12
AT_DESK = "at_desk"
"""The outcome of an incident that ended at the desk."""
K = TypeVar("K")


def counts(work: Work, scope: ReportScope) -> Counts:
    """How many reports there were, by level and by channel, as rates, and over two years."""
    levels = _compared(work, scope, work.unit.tallies.by_severity)
    channels = _compared(work, scope, work.unit.tallies.by_channel)
    course = trend(work, TrendQuestion(last=scope.month, site_ids=scope.site_ids))
    incidents = sum(levels.now.values())
    return Counts(
        incidents=incidents,
        near_misses=levels.now.get(Severity.NEAR_MISS, 0),
        by_level=tuple(
            levels.row(level, f"{int(level)} · {scope.label('severity', str(int(level)))}") for level in Severity
        ),
        by_channel=tuple(channels.row(code, scope.label("channel", code)) for code in channels.most_frequent_first()),
        rates=_rates(work, scope, incidents),
        chart=course.chart,
        chart_title=_("Reports each month"),
        chart_measure=_("per 1,000 visits") if course.base is Base.VISITS else _("reports"),
    )


def causes(work: Work, scope: ReportScope) -> Causes:
    """Triggers and factors of the last 12 months, and which factors an analysis closed in these months names, too."""
    first, last, sites = scope.first_of_causes, scope.month, scope.site_ids
    tallies = work.unit.tallies
    confirmed = {
        factor.code
        for analysis in work.unit.analyses.between(scope.causes_begin, scope.ends, sites)
        if analysis.closed_at is not None and scope.causes_begin <= analysis.closed_at < scope.ends
        for factor in analysis.factors
    }
    return Causes(
        triggers=tuple(
            Cause(scope.label("trigger", code), count)
            for code, count in tallies.by_code(Aspect.TRIGGER, first, last, sites).items()
        ),
        factors=tuple(
            FactorRow(scope.label("factor", code), count, confirmed=code in confirmed)
            for code, count in tallies.by_code(Aspect.FACTOR, first, last, sites).items()
        ),
        of=sum(tallies.by_month(first, last, site_ids=sites).values()),
        period=period_words(first, last),
    )


def deescalation(work: Work, scope: ReportScope) -> DeescalationFigures:
    """What was tried in the last 12 months and how the person was afterwards."""
    first, last, sites = scope.first_of_causes, scope.month, scope.site_ids
    found = {
        aspect: work.unit.tallies.by_code(aspect, first, last, sites)
        for aspect in (
            Aspect.TECHNIQUE,
            Aspect.TECHNIQUE_CALMED,
            Aspect.TECHNIQUE_SAME,
            Aspect.TECHNIQUE_WORSE,
            Aspect.RESOLVED,
            Aspect.OUTCOME,
        )
    }
    answered = sum(found[Aspect.RESOLVED].values())
    calmer, same, worse = (
        sum(found[after].values()) for after in (Aspect.TECHNIQUE_CALMED, Aspect.TECHNIQUE_SAME, Aspect.TECHNIQUE_WORSE)
    )
    return DeescalationFigures(
        resolved=share(found[Aspect.RESOLVED].get(Resolved.YES.value, 0), answered),
        at_desk=share(found[Aspect.OUTCOME].get(AT_DESK, 0), sum(found[Aspect.OUTCOME].values())),
        recorded=sum(found[Aspect.TECHNIQUE].values()),
        calmer=share(calmer, calmer + same + worse),
        same=same,
        worse=worse,
        techniques=tuple(
            Technique(scope.label("technique", code), used)
            for code, used in list(found[Aspect.TECHNIQUE].items())[:SHOWN_TECHNIQUES]
        ),
        period=period_words(first, last),
    )


def period_words(first: str, last: str) -> str:
    """The period in words."""
    names = [period_name(month) for month in (first, last)]
    return _("{first} to {last}").format(first=names[0], last=names[1]) if first != last else names[0]


@dataclass(frozen=True, slots=True)
class _Compared(Generic[K]):
    """Counts by category: of the month, of the one before, and of all `months` of up to a year before.

    `last` is None and `months` 0 where there is no earlier report: such months are missing, not zero.
    """

    now: Mapping[K, int]
    last: Mapping[K, int] | None
    year: Mapping[K, int]
    months: int

    def row(self, key: K, label: str) -> CountRow:
        """One category under its label."""
        return CountRow(
            label,
            self.now.get(key, 0),
            None if self.last is None else self.last.get(key, 0),
            self.year.get(key, 0) / self.months if self.months else None,
        )

    def most_frequent_first(self) -> list[K]:
        """The categories with any report."""
        return sorted(
            {*self.now, *self.year}, key=lambda key: (-self.now.get(key, 0), -self.year.get(key, 0), str(key))
        )


def _compared(
    work: Work, scope: ReportScope, count: Callable[[str, str, frozenset[UUID] | None], Mapping[K, int]]
) -> _Compared[K]:
    """What `count` finds between two months, for the month of the report and for those before it."""
    month, sites = scope.month, scope.site_ids
    known = work.unit.tallies.months()
    first, before = months.shift(month, -12), months.shift(month, -1)
    earlier = months.between(max(first, known[0]), before) if known else ()
    return _Compared(
        now=count(month, month, sites),
        last=count(before, before, sites) if earlier else None,
        year=count(earlier[0], before, sites) if earlier else {},
        months=len(earlier),
    )


def _rates(work: Work, scope: ReportScope, incidents: int) -> tuple[RateRow, ...]:
    month, sites = scope.month, scope.site_ids
    known = work.unit.denominators.between(month, month, sites)
    places = counted_places(work, month, sites)
    calls = sum(work.unit.tallies.by_month(month, month, site_ids=sites, channels=PHONE_CHANNELS).values())
    wanted = (
        (_("All reports"), _("visits"), Base.VISITS, incidents),
        (_("Reports from the phone"), _("calls"), Base.CALLS, calls),
        (_("All reports"), _("staff hours"), Base.STAFF_HOURS, incidents),
    )
    rows = []
    for label, unit, base, events in wanted:
        exposure = totals(known, (month,), places, base)[0]
        if exposure is not None:
            rows.append(RateRow(base, label, unit, rate(events, exposure, base=base.multiply)))
    return tuple(rows)
