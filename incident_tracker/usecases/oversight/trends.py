"""A question about reports over time, and its answer: counts, run chart, control chart, Pareto, week."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from incident_tracker.domain.capture.moments import month_of
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.capture.tallies import COMPARED, Aspect
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.release import Counted, is_told_whole
from incident_tracker.domain.errors import NotAllowed, Reason, Refused
from incident_tracker.domain.oversight import months
from incident_tracker.domain.oversight.denominators import Base, missing_at, totals
from incident_tracker.domain.oversight.month_counts import MonthCounts
from incident_tracker.reports.kept_figures import KeptCounts
from incident_tracker.statistics.chart_choice import ChartChoice, ChoiceReason, Measured, choose_chart
from incident_tracker.statistics.chart_results import ChartKind, ControlChart, Improvement, RuleSet
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.heat import Heat, heat
from incident_tracker.statistics.pareto import Pareto, pareto
from incident_tracker.statistics.series import Series
from incident_tracker.usecases.gate import Work, needs
from incident_tracker.usecases.oversight.kept_months import hours_today, kept_months, not_kept, provisional_months

BUILD_UP_MONTHS = 12
"""For this many months after the first report a rise means that reporting is growing, not that things are getting
worse.
"""

USUAL_LENGTH = 24
"""How many months a chart shows by default."""


@dataclass(frozen=True, slots=True)
class TrendQuestion:
    """What a person wants to see over time.

    Months are "YYYY-MM", both included; None means the last 24 whole months. `base` is the unit of a rate, or None for
    counts. None for sites, severities, channels means all. `rules` is the one rule set that judges.
    """

    first: str | None = None
    last: str | None = None
    site_ids: frozenset[UUID] | None = None
    severities: frozenset[Severity] | None = None
    channels: frozenset[str] | None = None
    base: Base | None = Base.VISITS
    rules: RuleSet = RuleSet.ANHOEJ
    freeze: int | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """The answer. `run` and `chart` show the same months; both are None where nothing was reported in the period.

    `base` is the unit actually used for the rate; None, and a count chart, where `missing` names months without any.
    `choice` says which chart suits these figures, and why. The months begin with the first one that has a report:
    before it nothing was counted. `missing_at` names the sites that lack figures in `missing`. `provisional` are the
    months that are not over, or still expect late reports: they are drawn, and not judged.
    """

    question: TrendQuestion
    months: tuple[str, ...]
    counts: tuple[int, ...]
    denominators: tuple[float | None, ...]
    base: Base | None
    missing: tuple[str, ...]
    run: ControlChart | None = None
    chart: ControlChart | None = None
    choice: ChartChoice | None = None
    missing_at: tuple[UUID, ...] = ()
    provisional: tuple[str, ...] = ()


@needs(Permission.SEE_TRENDS)
def show_trend(work: Work, question: TrendQuestion) -> Trend:
    """Reports per month over time.

    Errors: Refused at `first` if the period ends too early; Refused(NOT_TOGETHER) at `channel` for people who see no
    names and ask for some levels and some channels at once; NotAllowed.
    """
    crossing = (question.severities is not None) + (question.channels is not None)
    if work.deidentified and not is_told_whole(Counted.EVENTS, crossing):
        raise Refused(Reason.NOT_TOGETHER, "channel")
    return trend(work, question)


@needs(Permission.SEE_TRENDS)
def show_pareto(
    work: Work, aspect: Aspect, first: str, last: str, site_ids: frozenset[UUID] | None = None
) -> Pareto | None:
    """How often each code of an aspect (factor, trigger, …) was named, most frequent first; None if none was.

    Errors: Refused at `first`, or at `aspect` for what is not compared; NotAllowed.
    """
    _check_period(first, last)
    if aspect not in COMPARED:
        raise Refused(Reason.NOT_ONE_OF, "aspect", given=aspect.value)
    sites = _sites(work, site_ids)
    kept = _kept_parts(work, first, last, sites)
    counts = Counter[str]()
    for part in kept.values():
        counts.update(part.of(aspect))
    for start, end in not_kept(first, last, kept):
        counts.update(work.unit.tallies.by_code(aspect, start, end, sites))
    return pareto(counts) if counts else None


@needs(Permission.SEE_TRENDS)
def show_week(work: Work, first: str, last: str, site_ids: frozenset[UUID] | None = None) -> Heat | None:
    """On which weekdays and at which hours of the site reports came; None if there were none.

    Errors: Refused at `first`; NotAllowed, also for people who see no names: the hour of a weekday leads to a rota.
    """
    if work.deidentified:
        raise NotAllowed(work.permission)
    _check_period(first, last)
    sites = _sites(work, site_ids)
    kept = _kept_parts(work, first, last, sites)
    tally = Counter[tuple[int, int]]()
    for part in kept.values():
        for weekday, hour, count in part.hours:
            tally[weekday, hour] += count
    for start, end in not_kept(first, last, kept):
        tally.update(hours_today(work, start, end, sites))
    return heat(tally.elements()) if tally else None


def _kept_parts(work: Work, first: str, last: str, sites: frozenset[UUID] | None) -> dict[str, MonthCounts]:
    """By month, what was counted of those of these months that are closed."""
    found = kept_months(work, months.between(first, last), sites)
    return {month: one.parts for month, one in found.items() if one.parts is not None}


def trend(work: Work, question: TrendQuestion) -> Trend:
    """As `show_trend`, inside a use case that is already behind the gate."""
    sites = _sites(work, question.site_ids)
    known = work.unit.tallies.months()
    wanted = _months(question, known, work)
    expecting = provisional_months(work, wanted)
    judged = len(expecting) < len(wanted)
    left_out = tuple(at for at, month in enumerate(wanted, 1) if judged and month in expecting)
    first, last = wanted[0], wanted[-1]
    found = work.unit.tallies.by_month(
        first, last, site_ids=sites, severities=question.severities, channels=question.channels
    )
    denominators, lacking = _denominators(work, wanted, sites, question.base)
    kept = kept_months(work, wanted, sites)
    counts = tuple(_kept_count(kept.get(month), question, found.get(month, 0)) for month in wanted)
    denominators = tuple(
        kept[month].exposures.get(question.base, value) if question.base and month in kept else value
        for month, value in zip(wanted, denominators, strict=True)
    )
    missing = tuple(month for month, value in zip(wanted, denominators, strict=True) if value is None)
    base = question.base if question.base and not missing else None
    if not known or last < known[0]:
        return Trend(question, wanted, counts, denominators, base, missing, missing_at=lacking, provisional=expecting)
    series = Series.of(counts, denominators if base else None, wanted)
    choice = choose_chart(Series.of(counts, denominators if question.base else None, wanted), Measured.EVENTS)
    kind = ChartKind.C
    if base:
        kind = ChartKind.UP if choice.reason is ChoiceReason.OVERDISPERSED_RATE else ChartKind.U
    build_up = months.shift(known[0], BUILD_UP_MONTHS) > last
    return Trend(
        question,
        wanted,
        counts,
        denominators,
        base,
        missing,
        run=_chart(series, ChartKind.RUN, question, base, build_up, left_out),
        chart=_chart(series, kind, question, base, build_up, left_out),
        choice=choice,
        missing_at=lacking,
        provisional=expecting,
    )


def _kept_count(kept: KeptCounts | None, question: TrendQuestion, today: int) -> int:
    """What was counted when the month was closed; today's count where that was not kept."""
    if kept is None:
        return today
    if question.severities is None and question.channels is None:
        return kept.incidents
    return today if kept.parts is None else kept.parts.incidents(question.severities, question.channels)


def _months(question: TrendQuestion, known: Sequence[str], work: Work) -> tuple[str, ...]:
    """The months to show: those asked for, except any before the very first report."""
    last = question.last or months.shift(month_of(work.now.date()), -1)
    first = question.first or months.shift(last, 1 - USUAL_LENGTH)
    _check_period(first, last)
    if known and first < known[0] <= last:
        first = known[0]
    return months.between(first, last)


def _chart(
    series: Series,
    kind: ChartKind,
    question: TrendQuestion,
    base: Base | None,
    build_up: bool,
    left_out: Sequence[int],
) -> ControlChart:
    return control_chart(
        series,
        kind,
        rules=question.rules,
        exclude=left_out,
        freeze=question.freeze if question.freeze and question.freeze <= len(series) else None,
        multiply=base.multiply if base else 1,
        improvement=Improvement.LOWER,
        reporting_build_up=build_up,
    )


def _denominators(
    work: Work, wanted: tuple[str, ...], sites: frozenset[UUID] | None, base: Base | None
) -> tuple[tuple[float | None, ...], tuple[UUID, ...]]:
    """The sum for each month, and the sites that lack a figure in any of them."""
    if base is None:
        return (None,) * len(wanted), ()
    known = work.unit.denominators.between(wanted[0], wanted[-1], sites)
    places = tuple(sites or _places(work, wanted))
    return totals(known, wanted, places, base), missing_at(known, wanted, places, base)


def _places(work: Work, wanted: tuple[str, ...]) -> tuple[UUID, ...]:
    """The sites that should have figures: those in use, and closed ones with reports."""
    reported = work.unit.tallies.by_site(wanted[0], wanted[-1])
    first = months.first_day(wanted[0])
    return tuple(site.id for site in work.unit.sites.all() if site.in_use(first) or reported.get(site.id))


def _sites(work: Work, asked: frozenset[UUID] | None) -> frozenset[UUID] | None:
    """The sites to count: those asked for, as far as the actor may see them."""
    visible = work.visible_sites()
    if asked is None:
        return visible
    for site_id in asked:
        work.require(site_id=site_id)
    return asked


def _check_period(first: str, last: str) -> None:
    if last < first:
        raise Refused(Reason.ENDS_BEFORE_START, "first")
