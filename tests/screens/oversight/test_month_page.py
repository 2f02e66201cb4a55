"""This month: the figures of the report, what to decide, and a meeting view that names no one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.sites import Profile
from incident_tracker.domain.learning.actions import ActionDraft, ActionStatus, Tier
from incident_tracker.reports.month_figures import month_figures, month_finding
from incident_tracker.usecases.clinic.sites import add_site
from incident_tracker.usecases.learning.actions import assign_action, end_action, list_plan
from incident_tracker.usecases.oversight.monthly_report import compile_monthly_report
from tests.screens.looking import clipped, texts
from tests.storage_fixtures import HARBOUR, PEOPLE, SAM, USERS, Clinic
from ui.oversight.meeting_view import MeetingView
from ui.oversight.month_page import MonthPage
from ui.page import PageDesk
from ui.runner import Runner

Show = Callable[..., None]


@pytest.fixture
def page(desk_of: Callable[[Role], PageDesk]) -> MonthPage:
    """The committee's page; what it shows is asked for by `show`."""
    return MonthPage(desk_of(Role.COMMITTEE))


def planned(clinic: Clinic, text: str) -> UUID:
    """An action of the supervisor's, to be done by 10 March."""
    draft = ActionDraft(text, SAM.id, datetime(2026, 3, 10, tzinfo=UTC).date(), Tier.STRONGER, "redesign")
    return assign_action(clinic.as_role(Role.MANAGER), draft, HARBOUR.id).id


def test_the_figures_are_those_of_the_report(with_visits: Clinic, page: MonthPage, show: Show) -> None:
    show(page)
    report = compile_monthly_report(with_visits.as_role(Role.COMMITTEE), "2026-02")
    said = texts(page)
    assert page.bar.chosen == "2026-02"
    for figure in month_figures(report):
        assert figure.value in said
        assert figure.detail in said
    assert page.finding.text() == month_finding(report)
    assert page.causes.scene.table.rows[0][1].value == max(one.count for one in report.causes.factors)
    chart = report.counts.chart
    assert chart is not None
    assert len(page.course.scene.points) == len(chart.plotted)
    assert clipped(page) == []


@pytest.mark.usefixtures("with_visits")
def test_an_earlier_month_is_one_key_away(page: MonthPage, show: Show, qtbot: QtBot, runner: Runner) -> None:
    show(page)
    newest = page.report
    assert not page.bar.later.isEnabled() or page.bar.month.currentIndex() > 0
    qtbot.keyClick(page.bar.month, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert page.bar.chosen == "2026-01"
    assert page.report is not None
    assert page.report.month.isoformat() == "2026-01-01"
    qtbot.keyClick(page.bar.later, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert page.report is not None
    assert newest is not None
    # Reading a report may be what keeps the figures of a year, which the trail notes.
    assert replace(page.report, made_at=newest.made_at, audit_head=newest.audit_head) == newest


def test_what_waits_is_decided_by_one_key_and_its_owner_is_a_role(
    lived_in: Clinic, page: MonthPage, show: Show, qtbot: QtBot
) -> None:
    action = planned(lived_in, "A second person on the phones from eight to ten")
    lived_in.clock.advance(timedelta(days=40))
    show(page, "2026-03")
    line = page.decisions.lines[0]
    assert "A second person on the phones" in texts(line)
    assert "Supervisor · was due in March 2026: keep, change or drop?" in texts(line)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    kind, shown = asked.args
    assert kind == "actions"
    assert shown != action, "its own id would tell when it was made"
    assert shown in {one.id for one in list_plan(lived_in.as_role(Role.COMMITTEE))}


def test_a_past_month_stays_as_it_was(lived_in: Clinic, page: MonthPage, show: Show) -> None:
    action = planned(lived_in, "A second person on the phones from eight to ten")
    committee = lived_in.as_role(Role.COMMITTEE)
    lived_in.clock.advance(timedelta(days=40))
    before = compile_monthly_report(committee, "2026-03").actions
    end_action(lived_in.as_role(Role.MANAGER), action, ActionStatus.DONE, "Two people since April.", 1)
    assert compile_monthly_report(committee, "2026-03").actions == before
    show(page, "2026-03")
    assert "1 late" in texts(page)


def test_nothing_that_names_a_person_is_on_the_page_or_on_the_wall(
    lived_in: Clinic, page: MonthPage, show: Show, qtbot: QtBot
) -> None:
    planned(lived_in, "Rosa is not alone at the desk on Mondays")
    lived_in.clock.advance(timedelta(days=40))
    show(page, "2026-03")
    page.show_meeting()
    view = page.window().findChild(MeetingView)
    assert view is not None
    said = texts(page)
    for place in range(len(view.slides)):
        view.go_to(place)
        said += f"\n{texts(view)} {view.slide.accessibleName()} {view.slide.accessibleDescription()}"
    assert "left out here because it could identify a person" in said
    for person in PEOPLE:
        for name in person.name.split():
            if name not in ("Reception", "Supervisor", "Manager", "Hill"):
                assert name not in said
    for user in USERS.values():
        assert f" {user.name} " not in said
    view.reject()


@pytest.mark.usefixtures("with_visits")
def test_the_meeting_is_turned_by_keys_and_left_by_one(page: MonthPage, show: Show, qtbot: QtBot) -> None:
    show(page)
    qtbot.keyClick(page.meeting, Qt.Key.Key_Space)
    view = page.window().findChild(MeetingView)
    assert view is not None
    assert view.isFullScreen()
    heads = []
    for _slide in view.slides:
        heads.append(view.slide.accessibleName())
        qtbot.keyClick(view.slide, Qt.Key.Key_Right)
    assert heads[0].startswith("February 2026")
    assert heads[1:4] == ["Is anything different?", "What lay behind", "Decisions for this meeting"]
    assert heads[-1] == view.slide.accessibleName()  # it stays at the last
    assert page.finding.text() in view.slides[1].accessibleDescription()
    qtbot.keyClick(view.slide, Qt.Key.Key_Home)
    qtbot.keyClick(view.slide, Qt.Key.Key_Space)
    assert view.slide is view.slides[1]
    qtbot.keyClick(view.slide, Qt.Key.Key_Backspace)
    assert view.slide is view.slides[0]
    qtbot.keyClick(view.slide, Qt.Key.Key_Escape)
    assert not view.isVisible()


def test_the_first_month_of_a_clinic_says_what_is_not_there_yet(
    clinic: Clinic, desk_of: Callable[[Role], PageDesk], show: Show
) -> None:
    annex = add_site(clinic.as_role(Role.ADMINISTRATOR), "Annex", HARBOUR.zone, Profile.CA_CLINIC)
    clinic.users[Role.MANAGER] = replace(USERS[Role.MANAGER], sites=frozenset({annex.id}))
    page = MonthPage(desk_of(Role.MANAGER))
    show(page)
    assert [page.bar.month.itemText(n) for n in range(page.bar.month.count())] == ["March 2026 so far"]
    assert not page.bar.earlier.isEnabled()
    said = texts(page)
    for words in (
        "month not over",
        "no visit or call figures yet",
        "There is no chart yet",
        "No factor was recorded in these months.",
        "Nothing is waiting for a decision.",
        "No support is recorded for the incidents of this month.",
    ):
        assert words in said
    assert clipped(page) == []


@pytest.mark.usefixtures("lived_in")
def test_who_may_enter_visits_is_led_there_and_others_are_told(
    desk_of: Callable[[Role], PageDesk], show: Show, qtbot: QtBot
) -> None:
    manager = MonthPage(desk_of(Role.MANAGER))
    show(manager)
    line = next(line for line in manager.decisions.lines if "Visits for February 2026" in texts(line))
    with qtbot.waitSignal(manager.open_requested) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Space)
    assert asked.args == ["denominators", None]
    committee = MonthPage(desk_of(Role.COMMITTEE))
    show(committee)
    assert "Visits for February 2026 are missing" in texts(committee)
    assert not [line for line in committee.decisions.lines if "Visits" in texts(line)]


@pytest.mark.usefixtures("with_visits")
def test_the_report_is_one_button_about_the_same_month_and_sites(page: MonthPage, show: Show, qtbot: QtBot) -> None:
    show(page, "2026-01")
    with qtbot.waitSignal(page.open_requested) as asked:
        page.paper.click()
    assert asked.args == ["reports", ("2026-01", None)]
