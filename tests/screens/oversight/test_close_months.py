"""Closing months in the window: from Today to the question by keyboard, and what is said where nothing is to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.oversight.closing import list_open_months
from tests.screens.looking import texts
from tests.storage_fixtures import Clinic
from ui.oversight.close_months import CloseMonths
from ui.oversight.month_page import MonthPage
from ui.oversight.reach import CLOSE_MONTHS
from ui.oversight.reports_page import ReportsPage
from ui.page import PageDesk


def opened(qtbot: QtBot, desk: PageDesk, argument: object = None) -> ReportsPage:
    page = ReportsPage(desk)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    page.open(argument)
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
    return page


def question(qtbot: QtBot) -> CloseMonths:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CloseMonths))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CloseMonths)
    return dialog


def test_months_are_ticked_by_keyboard_and_closed(qtbot: QtBot, desk: PageDesk, clinic: Clinic) -> None:
    manager = clinic.as_role(Role.MANAGER)
    before = [one.month for one in list_open_months(manager) if one.may_close]
    page = opened(qtbot, desk, CLOSE_MONTHS)
    dialog = question(qtbot)
    assert list(dialog.chosen()) == before
    assert "2026-02" not in dialog.chosen()
    assert "February 2026 can be closed from" in texts(dialog)
    assert dialog.focusWidget() is dialog.months
    qtbot.keyClick(dialog.months, Qt.Key.Key_Space)
    assert list(dialog.chosen()) == before[1:]
    qtbot.keyClick(dialog.months, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None and desk.runner.is_quiet)
    assert [one.month for one in list_open_months(manager) if one.may_close] == before[:1]
    assert page.choices.code("month") == "2026-02"


def test_where_none_is_ticked_nothing_can_be_closed(qtbot: QtBot, desk: PageDesk) -> None:
    opened(qtbot, desk, CLOSE_MONTHS)
    dialog = question(qtbot)
    for row in range(dialog.months.count()):
        dialog.months.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.verb.isEnabled()
    dialog.reject()


def test_this_month_says_whether_it_is_closed(qtbot: QtBot, desk: PageDesk) -> None:
    page = MonthPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open("2026-02")
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.report is not None)
    assert page.standing.text().startswith("Provisional: late reports and visits still belong to this month.")


def test_only_who_may_close_a_month_has_the_button(qtbot: QtBot, desk_of: Callable[[Role], PageDesk]) -> None:
    page = opened(qtbot, desk_of(Role.COMMITTEE))
    assert not page.close_button.isVisible()
