"""The first paragraph is written from the figures: read back, it contradicts no figure, signal or suppression."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.reports.month_figures import FigureVerdict, month_figures
from incident_tracker.reports.monthly import MonthlyReport
from incident_tracker.reports.promises_of_month import Debriefs, PromiseKept
from incident_tracker.reports.summary import summary
from incident_tracker.statistics.chart_results import ChartKind, Improvement
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series
from incident_tracker.statistics.shares import share
from incident_tracker.wording import speaking
from tests.reports import sample, sample_parts
from tests.reports.paragraph_reading import stated
from tests.tries import chance, examples

SITES = ("Riverside", "St. Mary's, North", "Hill 2 and Bay", "3 sites", "Clínica 24 de Mayo")
SIGNALS = {
    FigureVerdict.USUAL: "usual",
    FigureVerdict.GROWING: "growing",
    FigureVerdict.LOOK: "look",
    FigureVerdict.TOO_EARLY: "too_early",
    FigureVerdict.NOT_OVER: "not_over",
}


def some(dice: Random) -> int:
    """A count, often none or one, sometimes of four digits."""
    return dice.choice((0, 0, 1, 1, 2, dice.randrange(3, 60), dice.randrange(1000, 5000)))


def part(dice: Random) -> PromiseKept:
    whole = some(dice)
    return PromiseKept(share(dice.randrange(whole + 1), whole), some(dice))


def any_month(dice: Random) -> MonthlyReport:
    """A month of anything, also of what rarely comes together."""
    report, full = sample.empty_month(), sample.full_month()
    incidents = some(dice)
    serious = dice.randrange(min(incidents, 30) + 1)
    whole, calls = some(dice), full.police_security
    series = [dice.choice((2, 5, 9, 12)) + dice.randrange(4) for _month in range(dice.randrange(2, 30))]
    chart = control_chart(
        Series.of(
            [*series, dice.choice((0, 9, 60))],
            None,
            [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(len(series) + 1)],
        ),
        ChartKind.C,
        improvement=Improvement.LOWER,
        reporting_build_up=dice.random() < 0.3,
    )
    hidden = Visibility.COMPLEMENTARY
    answered = some(dice)
    harmed = dice.choice(((hidden, hidden, hidden), (hidden, answered, 1), (dice.randrange(answered + 1), answered, 2)))
    debriefs = Debriefs(part(dice), part(dice), some(dice), None, some(dice), some(dice), ())
    return replace(
        report,
        site=dice.choice(SITES),
        month=date(dice.randrange(2020, 2030), dice.randrange(1, 13), 1),
        is_over=dice.random() < 0.8,
        counts=replace(
            report.counts,
            incidents=incidents,
            near_misses=dice.randrange(incidents - serious + 1),
            chart=dice.choice((chart, chart, chart, None)),
        ),
        serious=tuple(sample_parts.serious(number) for number in range(serious)),
        deescalation=replace(report.deescalation, resolved=share(dice.randrange(whole + 1), whole)),
        police_security=replace(calls, police=some(dice), security=some(dice)),
        year=dice.choice(
            (None, replace(sample_parts.year(), harmed=None), replace(sample_parts.year(), harmed=harmed))
        ),
        debriefs=dice.choice((None, debriefs, debriefs)),
        actions=replace(report.actions, completed=some(dice), due=some(dice), waiting=some(dice)),
    )


def expected(report: MonthlyReport) -> dict[str, int]:
    """What a paragraph has to state about this month, from its figures."""
    counts, calls, actions, debriefs = report.counts, report.police_security, report.actions, report.debriefs
    said = {SIGNALS[month_figures(report)[0].verdict]: 1}
    if counts.incidents:
        said |= {"incidents": counts.incidents, "reports": 1}
        said |= {"serious": len(report.serious)} if report.serious else {"not_serious": 1}
        said |= {"near": 1, "near_misses": counts.near_misses} if counts.near_misses else {}
        resolved = report.deescalation.resolved
        said |= {"talking": 1, "resolved": resolved.part or 0, "resolved_of": resolved.whole} if resolved.whole else {}
        called = {"calls": 1, "security": calls.security, "police": calls.police}
        said |= called if calls.police or calls.security else {"no_calls": 1}
    else:
        said |= {"none": 1, "calm": 1}
    if report.year is not None and report.year.harmed is not None:
        harmed, answered, _unanswered = report.year.harmed
        if isinstance(harmed, Visibility) or isinstance(answered, Visibility):
            said |= {"harm_hidden": 1, "year": report.year.year}
        elif answered:
            said |= {"harm": 1, "year": report.year.year, "harmed": harmed, "harmed_of": answered}
    if debriefs is not None:
        offered, kept = debriefs.offered_in_24_hours.kept, debriefs.in_window.kept
        said |= {"offered": offered.part or 0, "offered_of": offered.whole} if offered.whole else {}
        said |= {"kept": kept.part or 0, "kept_of": kept.whole} if kept.whole else {}
        said |= {"not_due": debriefs.in_window.not_due} if debriefs.in_window.not_due else {}
    if actions.completed or actions.due or actions.waiting:
        told = {"completed": actions.completed, "due": actions.due, "waiting": actions.waiting}
        said |= {"actions": 1} | told
    return said


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_contradicts_a_figure_a_signal_or_a_suppression(language: str) -> None:
    dice = chance("first paragraph")
    for _month in range(examples(500)):
        report = any_month(dice)
        with speaking(language):
            paragraph = summary(report)
        assert stated(paragraph, report.site, language) == expected(report), paragraph


def test_a_sentence_that_no_one_knows_is_seen() -> None:
    for wrong in ("Everything is fine.", "3 were of level 3 or more. 4 were of level 3 or more."):
        with pytest.raises(ValueError, match=r"level 3|fine"):
            stated(wrong, "Riverside", "en")
