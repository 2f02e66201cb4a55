"""The course of reports on the screen: what is asked, what is drawn, what is said, and where it leads."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.charts.layout import Size
from incident_tracker.charts.scene import MarkRole, Text
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.oversight.denominators import Base
from incident_tracker.statistics.chart_results import ChartKind, RuleSet
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report
from tests.screens.looking import clipped, texts
from tests.storage_fixtures import HARBOUR, Clinic
from ui.capture.incidents_page import IncidentsPage
from ui.oversight.trend_choices import ALL, IN_PERSON
from ui.oversight.trends_page import RUN, TrendsPage
from ui.page import Page, PageDesk
from ui.runner import Runner
from ui.widgets.message_bar import MessageBar

Show = Callable[..., None]


def _ask(page: TrendsPage, qtbot: QtBot, runner: Runner, **choices: object) -> None:
    for key, code in choices.items():
        page.choices.choose(key, code)  # type: ignore[arg-type]  # codes of the choices
    qtbot.waitUntil(lambda: runner.is_quiet)


@pytest.mark.usefixtures("lived_in")
def test_without_visits_counts_are_shown_and_what_is_missing_is_said(desk: PageDesk, show: Show) -> None:
    page = TrendsPage(desk)
    show(page)
    shown = texts(page)
    assert "the number of visits is missing for 24 of 24 months (Harbour Street, Hill Road)." in shown
    assert page.course.scene.table.headers[1] == "Reports"
    opened: list[str] = []
    page.open_requested.connect(lambda key, _argument: opened.append(key))
    page._enter.click()
    assert opened == ["denominators"]


@pytest.mark.usefixtures("with_visits")
def test_rates_levels_rules_and_limits_are_chosen(desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner) -> None:
    page = TrendsPage(desk)
    show(page)
    assert "(Hill Road)" in texts(page)
    _ask(page, qtbot, runner, site=HARBOUR.id)
    assert page._trend is not None
    assert page._trend.chart is not None
    assert page._trend.chart.kind in (ChartKind.U, ChartKind.UP)
    assert "per 1,000 visits" in page.course.scene.table.headers[1].lower()
    _ask(page, qtbot, runner, level="serious", rules=RuleSet.NHS, period=12, freeze=12)
    assert page._trend.chart.rules is RuleSet.NHS
    assert len(page._trend.months) == 12
    assert any("NHS Making Data Count rules" in note for note in page.course.scene.notes)
    assert "so the limits come from all" not in texts(page)
    _ask(page, qtbot, runner, freeze=24)
    told = "Only 12 months are shown, so the limits come from all of them, not from the first 24."
    assert told in page._reason.text()
    _ask(page, qtbot, runner, base=Base.CALLS)
    assert page._trend.question.channels == frozenset({"phone_in", "phone_out", "voicemail"})


@pytest.mark.usefixtures("with_visits")
def test_the_finding_is_above_its_chart_in_plain_words_with_months_by_name(desk: PageDesk, show: Show) -> None:
    page = TrendsPage(desk)
    show(page)
    for view, build in ((page.course, page._build_course), (page.week, page._build_week)):
        finding, sentence = view.finding, view.scene.sentence
        assert finding.text() == sentence
        assert sentence not in {mark.text for mark in view.scene.marks(MarkRole.FOOT) if isinstance(mark, Text)}
        assert finding.mapTo(page, finding.rect().bottomLeft()).y() < view.mapTo(page, view.rect().topLeft()).y()
        assert "chart)" not in sentence
        paper = build(Size(900, 300), on_paper=True)
        assert sentence in {mark.text for mark in paper.marks(MarkRole.FOOT) if isinstance(mark, Text)}
    assert "2026-" not in page.course.scene.sentence
    assert all(header[-2:] in ("AM", "PM") for header in page.week.scene.table.headers[1:])
    page.kind.choose(RUN)
    page._choose_kind()
    assert page._chart() is page._trend.run if page._trend else False


@pytest.mark.usefixtures("with_visits")
def test_walking_over_the_points_and_opening_a_month(desk: PageDesk, show: Show, qtbot: QtBot) -> None:
    page = TrendsPage(desk)
    show(page)
    canvas = page.course.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert canvas.accessibleDescription().startswith("February 2026")
    opened: list[tuple[str, object]] = []
    page.open_requested.connect(lambda key, argument: opened.append((key, argument)))
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert opened == [("incidents", (("period", "2026-02"), ("status", "counted")))]
    qtbot.keyClick(canvas, Qt.Key.Key_T)
    assert page.course.shows_table


@pytest.mark.usefixtures("with_visits")
def test_the_list_behind_a_point_holds_as_many_as_the_point_counts(
    desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner
) -> None:
    page = TrendsPage(desk)
    show(page)
    incidents = IncidentsPage(desk)
    show(incidents)
    seen: set[int] = set()
    everything: dict[str, object] = {"site": ALL, "level": ALL, "channel": ALL}
    for choices in ({}, {"site": HARBOUR.id}, {"level": "serious"}, {"channel": "phone"}, {"channel": IN_PERSON}):
        _ask(page, qtbot, runner, **(everything | choices))
        assert page._trend is not None
        at = max(range(24), key=page._trend.counts.__getitem__)
        with qtbot.waitSignal(page.open_requested) as asked:
            page.course.drill_down.emit(page._trend.months[at])
        incidents.open(asked.args[1])
        qtbot.waitUntil(lambda: runner.is_quiet)
        assert incidents.table.total == page._trend.counts[at]
        assert incidents.filter.chosen() == dict(asked.args[1])
        assert ("site", str(HARBOUR.id)) in asked.args[1] or "site" not in choices
        seen.add(incidents.table.total)
    assert len(seen) > 2


def test_screen_report_and_table_hold_the_same_figures(
    with_visits: Clinic, desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner
) -> None:
    page = TrendsPage(desk)
    show(page)
    _ask(page, qtbot, runner, site=HARBOUR.id)
    report = compile_monthly_report(with_visits.as_role(Role.MANAGER), "2026-02", HARBOUR.id)
    assert page._trend is not None
    assert page._trend.chart is not None
    assert report.counts.chart is not None
    assert page._trend.chart.plotted == report.counts.chart.plotted
    assert (page._trend.chart.ucl, page._trend.chart.signals) == (report.counts.chart.ucl, report.counts.chart.signals)
    page.course.toggle_table()
    lines = [line.split("\t") for line in page.course.table.copied_text().splitlines()]
    figures = [cell.text for cell in (row[1] for row in page.course.scene.table.rows)]
    assert [line[1] for line in lines[1:]] == figures
    assert len(figures) == 24


@pytest.mark.usefixtures("lived_in")
def test_what_lay_behind_and_when_in_the_week(desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner) -> None:
    page = TrendsPage(desk)
    show(page)
    labels = [row[0].text for row in page.causes.scene.table.rows]
    assert "Phone hold, menu or lost call" in labels
    assert page._heat is not None
    assert page._heat.total == sum(page._trend.counts[-12:] if page._trend else ())
    assert {hour for hour, n in enumerate(page._heat.by_hour) if n} <= {9, 10, 11, 12}
    page.aspect.choose("technique")
    page._ask_causes()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert len(page.causes.scene.table.rows) == 1


def test_a_clinic_without_reports_is_told_so_kindly(desk: PageDesk, show: Show) -> None:
    page = TrendsPage(desk)
    show(page)
    assert "Nothing has been reported in this period" in texts(page)
    assert not page._course_card.isVisible()


@pytest.mark.usefixtures("lived_in")
def test_the_first_year_is_called_build_up(desk: PageDesk, show: Show, lived_in: Clinic) -> None:
    lived_in.clock.moment = lived_in.clock.moment.replace(year=2024, month=12)
    page = TrendsPage(desk)
    show(page)
    assert "Reporting began in March 2024." in texts(page)


@pytest.mark.usefixtures("with_visits")
def test_everything_has_a_name_and_room(
    desk: PageDesk, show: Show, speaks_names: Callable[[QWidget], None], messages: MessageBar
) -> None:
    page: Page = TrendsPage(desk)
    show(page)
    speaks_names(page)
    assert clipped(page) == []
    assert not messages.text


def test_everybody_is_offered_the_sites_that_they_may_ask_about(
    lived_in: Clinic, desk_of: Callable[[Role], PageDesk], show: Show
) -> None:
    committee = TrendsPage(desk_of(Role.COMMITTEE))
    show(committee)
    assert committee.choices.box("site").count() == 3
    own = TrendsPage(desk_of(Role.SUPERVISOR))
    show(own)
    assert not own.choices.box("site").isVisible()
