"""The figures, their verdicts and what is to be decided: the same words on the cover, the page and the wall."""

from collections.abc import Callable
from dataclasses import replace

from incident_tracker.domain.clinic.release import Visibility
from incident_tracker.reports.month_figures import FigureVerdict, month_figures, month_finding
from incident_tracker.reports.month_meeting import Topic, decisions, main_causes, support_lines
from incident_tracker.reports.monthly import Ask, Count, MonthlyReport
from incident_tracker.statistics.chart_results import ChartKind, Improvement
from incident_tracker.statistics.control_charts import control_chart
from incident_tracker.statistics.series import Series
from tests.reports import sample
from tests.reports.pdf_reading import read

USUAL = [9, 11, 10, 12, 9, 10, 11, 8, 10, 12, 11, 9, 10]


def verdicts(report: MonthlyReport) -> list[FigureVerdict]:
    return [figure.verdict for figure in month_figures(report)]


def counted(report: MonthlyReport, counts: list[int], *, build_up: bool = False) -> MonthlyReport:
    """The report with a chart of these counts, of which the last is the month's."""
    months = [f"2025-{n + 1:02}" if n < 12 else f"2026-{n - 11:02}" for n in range(len(counts))]
    chart = control_chart(
        Series.of(counts, None, months), ChartKind.C, improvement=Improvement.LOWER, reporting_build_up=build_up
    )
    return replace(report, counts=replace(report.counts, chart=chart))


def test_the_cover_prints_the_figures_of_the_screen_with_their_verdicts(committee_pdf: Callable[..., bytes]) -> None:
    cover = " ".join(read(committee_pdf("full")).text.split())
    for figure in month_figures(sample.full_month()):
        assert figure.value in cover
        assert figure.caption in cover
        assert figure.detail in cover
    assert "to decide" in cover


def test_each_figure_has_its_verdict() -> None:
    report = counted(sample.full_month(), USUAL)
    assert verdicts(report)[0] is FigureVerdict.USUAL
    assert verdicts(report)[2:] == [FigureVerdict.WHOLE_YEAR, FigureVerdict.LOOK, FigureVerdict.DECIDE]
    assert verdicts(counted(report, [*USUAL, 40]))[0] is FigureVerdict.LOOK
    assert verdicts(counted(report, USUAL[:5]))[0] is FigureVerdict.TOO_EARLY


def test_harm_to_staff_is_told_beside_the_rate_and_hidden_where_it_could_be_worked_out() -> None:
    report = sample.full_month()
    assert report.year is not None

    def told(harmed: Count, answered: Count, unanswered: Count) -> tuple[str, str]:
        year = replace(report.year, harmed=(harmed, answered, unanswered))
        figure = month_figures(replace(report, year=year))[2]
        return figure.value, figure.detail

    hidden = Visibility.COMPLEMENTARY
    assert told(52, 214, 31) == ("24", "2025: 52 of 214 (19–30%)")
    assert told(hidden, 214, 31) == told(hidden, hidden, hidden) == ("hidden", "2025: 1 to 10 are not told")
    assert told(0, 0, 31)[0] == "–", "no one was asked, which is not 0"


def test_a_rate_is_judged_only_by_a_chart_of_that_rate() -> None:
    report = sample.full_month()
    assert report.counts.chart is not None
    rated = replace(report, counts=replace(report.counts, rates=report.counts.rates[:1]))
    assert verdicts(rated)[1] is verdicts(rated)[0]
    assert verdicts(counted(rated, USUAL))[1] is FigureVerdict.TOO_EARLY


def test_in_the_first_year_a_rise_says_that_reporting_grows() -> None:
    report = counted(sample.full_month(), [2, 3, 2, 4, 3, 30], build_up=True)
    assert verdicts(report)[0] is FigureVerdict.GROWING
    assert month_finding(report).endswith("In the first twelve months, a rise means that reporting grows.")


def test_a_month_that_still_grows_is_not_judged() -> None:
    report = replace(counted(sample.full_month(), [*USUAL, 1]), is_over=False)
    assert verdicts(report)[:4] == [*[FigureVerdict.NOT_OVER] * 2, FigureVerdict.WHOLE_YEAR, FigureVerdict.NOT_OVER]
    assert "not judged yet" in month_finding(report)


def test_a_month_with_nothing_says_so_without_a_zero_for_what_is_not_known() -> None:
    report = sample.empty_month()
    assert verdicts(report) == [
        FigureVerdict.TOO_EARLY,
        FigureVerdict.UNKNOWN,
        FigureVerdict.TOO_EARLY,
        FigureVerdict.UNKNOWN,
        FigureVerdict.NOTHING_DUE,
    ]
    assert [figure.value for figure in month_figures(report)] == ["0", "–", "–", "–", "0"]
    assert month_finding(report).startswith("There is no chart yet")
    assert (main_causes(report), support_lines(report)) == ((), ())


def test_what_is_past_its_date_is_decided_first() -> None:
    report = sample.full_month()
    found = decisions(report)
    assert found[0].topic is Topic.ACTION
    assert found[0].detail.endswith("keep, change or drop?")
    assert [one.topic for one in found[1:3]] == [Topic.REPORTS, Topic.REPORTS]
    assert {one.topic for one in found[3:]} == {Topic.ANALYSIS}
    assert decisions(sample.empty_month())[0].topic is Topic.VISITS
    assert decisions(replace(sample.empty_month(), is_over=False)) == ()


def test_a_done_action_is_asked_whether_it_helped() -> None:
    report = sample.full_month()
    row = replace(report.actions.rows[0], asks=Ask.EFFECT)
    found = decisions(replace(report, actions=replace(report.actions, rows=(row,))))
    assert found[0].what == row.what
    assert found[0].detail == f"{row.owner} · done: did it help?"


def test_support_is_told_as_the_report_counts_it_and_nothing_of_what_people_answered() -> None:
    lines = {line.label: line.value for line in support_lines(sample.full_month())}
    assert lines["Offered within 24 hours"] == "13 of 14"
    assert lines["Ask again after three months: not due yet"] == "4"
    due = [label for label in lines if "not due yet" not in label]
    assert not any(word in label for label in due for word in ("eclined", "articipants", "aid"))
    assert lines["Reports taken up"] == "20 of 24"
    assert lines["Until a report was taken up (median)"] == "3 days"
    assert lines["Answers to those who reported"] == "not recorded"


def test_only_the_most_frequent_causes_are_shown_the_first_first() -> None:
    report = sample.full_month()
    shown = [cause.count for cause in main_causes(report)]
    assert shown == sorted((factor.count for factor in report.causes.factors), reverse=True)[:6]
