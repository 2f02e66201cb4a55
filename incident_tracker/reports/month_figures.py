"""The figures of a month that are read first, each with its verdict: the same on the cover and on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import assert_never

from incident_tracker.charts.control_chart_text import finding
from incident_tracker.charts.figures import figure_text
from incident_tracker.domain.clinic.release import FEWEST_SHOWN, Visibility
from incident_tracker.reports.monthly import Ask, Counts, MonthlyReport, RateRow
from incident_tracker.reports.printed import (
    NOTHING,
    interval_text,
    of_text,
    percent_text,
    printed_rate_text,
    rate_interval_text,
    with_interval,
)
from incident_tracker.statistics.chart_results import Variation
from incident_tracker.statistics.sentences import latest_position
from incident_tracker.statistics.shares import share
from incident_tracker.wording import _, ngettext


class FigureVerdict(Enum):
    """What a figure asks of its readers."""

    USUAL = auto()
    GROWING = auto()
    LOOK = auto()
    DECIDE = auto()
    ON_TIME = auto()
    NOTHING_DUE = auto()
    TOO_EARLY = auto()
    NOT_OVER = auto()
    WHOLE_YEAR = auto()
    UNKNOWN = auto()


def verdict_text(verdict: FigureVerdict) -> str:
    """The verdict in two or three words."""
    match verdict:
        case FigureVerdict.USUAL:
            return _("usual")
        case FigureVerdict.GROWING:
            return _("reporting grows")
        case FigureVerdict.LOOK:
            return _("worth a look")
        case FigureVerdict.DECIDE:
            return _("to decide")
        case FigureVerdict.ON_TIME:
            return _("on time")
        case FigureVerdict.NOTHING_DUE:
            return _("nothing due")
        case FigureVerdict.TOO_EARLY:
            return _("too early to say")
        case FigureVerdict.NOT_OVER:
            return _("month not over")
        case FigureVerdict.WHOLE_YEAR:
            return _("whole year")
        case FigureVerdict.UNKNOWN:
            return _("not recorded")
    assert_never(verdict)


def verdict_sentence(verdict: FigureVerdict) -> str:
    """What the chart of reports finds, as a sentence of the first paragraph; "" for verdicts that it never has."""
    match verdict:
        case FigureVerdict.USUAL:
            return _("The chart in part 2 shows nothing but usual variation.")
        case FigureVerdict.GROWING:
            return _("The chart in part 2 shows that reporting grows.")
        case FigureVerdict.LOOK:
            return _("The chart in part 2 shows more than chance, and is worth a look.")
        case FigureVerdict.TOO_EARLY:
            return _("It is too early to say what is usual.")
        case FigureVerdict.NOT_OVER:
            return _("The month is not over, so it is not judged yet.")
        case (
            FigureVerdict.DECIDE
            | FigureVerdict.ON_TIME
            | FigureVerdict.NOTHING_DUE
            | FigureVerdict.WHOLE_YEAR
            | FigureVerdict.UNKNOWN
        ):
            return ""
    assert_never(verdict)


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """A figure, what it counts, one more fact about it, and its verdict."""

    value: str
    caption: str
    detail: str
    verdict: FigureVerdict


def month_figures(report: MonthlyReport) -> tuple[MonthFigure, ...]:
    """Reports, their rate, harm to staff, debriefs, actions; a dash where there is no figure."""
    return (_reports(report), _rate(report), _harm(report), _debriefs(report), _actions(report))


def chart_verdict(report: MonthlyReport) -> FigureVerdict:
    """What the chart of reports finds in its latest month; it judges no month that is still growing."""
    chart = report.counts.chart
    if not report.is_over:
        return FigureVerdict.NOT_OVER
    if chart is None:
        return FigureVerdict.TOO_EARLY
    signal = chart.signals[latest_position(chart)]
    if chart.reporting_build_up and signal is not None and signal.high:
        return FigureVerdict.GROWING
    if signal is not None or chart.variation is Variation.UNSTABLE:
        return FigureVerdict.LOOK
    return FigureVerdict.TOO_EARLY if chart.phases[-1].trial else FigureVerdict.USUAL


def month_finding(report: MonthlyReport) -> str:
    """What the chart of reports says, as a sentence above or below it."""
    return " ".join(_finding(report))


def _finding(report: MonthlyReport) -> Iterator[str]:
    chart = report.counts.chart
    if chart is None:
        yield _("There is no chart yet: it begins with the first month that has a report.")
        return
    if not report.is_over:
        yield _("This month is not over and its figures can still grow, so they are not judged yet.")
        return
    yield finding(chart)
    if chart.reporting_build_up:
        yield _("In the first twelve months, a rise means that reporting grows.")


def _reports(report: MonthlyReport) -> MonthFigure:
    counts = report.counts
    serious = _("{count} of level 3 or more").format(count=figure_text(len(report.serious)))
    usual = _usual(counts)
    detail = (
        serious
        if usual is None
        else _("{serious} · usually {mean}").format(serious=serious, mean=figure_text(usual, 1))
    )
    caption = ngettext("incident reported", "incidents reported", counts.incidents)
    return MonthFigure(figure_text(counts.incidents), caption, detail, chart_verdict(report))


def _usual(counts: Counts) -> float | None:
    """The mean of all reports in the months before: the sum of the means by level."""
    means = [row.usual for row in counts.by_level if row.usual is not None]
    return sum(means) if means else None


def _rate(report: MonthlyReport) -> MonthFigure:
    if not report.counts.rates:
        return MonthFigure(NOTHING, _("rate"), _("no visit or call figures yet"), FigureVerdict.UNKNOWN)
    row = report.counts.rates[0]
    return MonthFigure(
        printed_rate_text(row.rate),
        _("per {base} {unit}").format(base=figure_text(row.rate.base), unit=row.unit),
        _("interval {interval} (95%)").format(interval=rate_interval_text(row.rate)),
        _verdict_of_rate(report, row),
    )


def _verdict_of_rate(report: MonthlyReport, row: RateRow) -> FigureVerdict:
    """The chart judges the rate only where it shows this rate, and not counts because older visits are missing."""
    chart = report.counts.chart
    shown = chart.series.n[-1] if chart is not None and chart.series.n else None
    if report.is_over and shown != row.rate.exposure:
        return FigureVerdict.TOO_EARLY
    return chart_verdict(report)


def _harm(report: MonthlyReport) -> MonthFigure:
    """Of people, so that it is told for whole years alone."""
    year, caption = report.year, _("of 100 incidents harmed staff")
    if year is None or year.harmed is None:
        told = _("told for whole years, from January 10 on")
        return MonthFigure(NOTHING, caption, told, FigureVerdict.TOO_EARLY)
    harmed, answered = year.harmed[:2]
    if isinstance(harmed, Visibility) or isinstance(answered, Visibility):
        hidden = _("{year}: 1 to {most} are not told").format(year=year.year, most=FEWEST_SHOWN - 1)
        return MonthFigure(_("hidden"), caption, hidden, FigureVerdict.WHOLE_YEAR)
    if not answered:
        return MonthFigure(NOTHING, caption, _("no one was asked"), FigureVerdict.UNKNOWN)
    detail = f"{year.year}: {with_interval(share(harmed, answered))}"
    return MonthFigure(figure_text(100 * harmed / answered), caption, detail, FigureVerdict.WHOLE_YEAR)


def _debriefs(report: MonthlyReport) -> MonthFigure:
    caption = _("debriefs held in time or declined")
    if report.debriefs is None:
        return MonthFigure(NOTHING, caption, _("no support is recorded"), FigureVerdict.UNKNOWN)
    held = report.debriefs.in_window.kept
    if not held.whole:
        return MonthFigure(NOTHING, caption, _("none was due"), FigureVerdict.NOTHING_DUE)
    kept = FigureVerdict.ON_TIME if held.part == held.whole else FigureVerdict.LOOK
    share = _("{percent} ({interval}, 95%)").format(percent=percent_text(held), interval=interval_text(held))
    return MonthFigure(of_text(held), caption, share, kept if report.is_over else FigureVerdict.NOT_OVER)


def _actions(report: MonthlyReport) -> MonthFigure:
    part = report.actions
    late = _("{n} late").format(n=figure_text(part.waiting))
    done = _("{n} done this month").format(n=figure_text(part.completed))
    if part.waiting or any(row.asks is Ask.EFFECT for row in part.rows):
        verdict = FigureVerdict.DECIDE
    else:
        verdict = FigureVerdict.ON_TIME if part.open else FigureVerdict.NOTHING_DUE
    caption = ngettext("open action", "open actions", part.open)
    return MonthFigure(figure_text(part.open), caption, f"{late} · {done}", verdict)
