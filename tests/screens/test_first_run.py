"""The first day of a new clinic: what it still needs is on Today, each one key away, and goes when it is done."""

from collections.abc import Callable
from datetime import time, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.clinic.calendars import ClosedDay
from incident_tracker.usecases.clinic.accounts import add_user
from incident_tracker.usecases.clinic.first_run import is_being_set_up
from incident_tracker.usecases.clinic.people import ShiftDraft, add_person, set_shifts
from incident_tracker.usecases.clinic.sites import list_sites
from incident_tracker.usecases.support.opening import close_on
from tests.screens.looking import spoken_name, texts
from tests.screens.own_clinic import make_clinic, sign_in
from tests.storage_fixtures import MONDAY_NINE, Clock
from ui.app import Screen
from ui.capture.practice_form import PracticeForm
from ui.clinic.places_page import PlacesPage
from ui.oversight.today_line import TodayLine
from ui.oversight.today_page import TodayPage

PEOPLE, SHIFTS, ACCOUNTS, HOLIDAYS, PRACTICE = (
    "Add the people who work here",
    "Enter their working hours",
    "Give accounts to those who report",
    "Close on the public holidays",
    "Practice logging an incident",
)


def test_the_first_steps_are_on_today_until_they_are_done_or_dismissed(
    open_screen: Callable[..., Screen], tmp_path: Path, clock: Clock, qtbot: QtBot
) -> None:
    make_clinic(tmp_path / "new", clock)
    screen = open_screen(tmp_path / "new", real=True, last_user="ada")
    sign_in(screen, qtbot)
    workspace, context = screen.window.workspace, screen.window._context
    assert workspace is not None
    assert context is not None

    def steps() -> list[str]:
        qtbot.waitUntil(lambda: screen.runner.is_quiet)
        page = workspace.page
        assert isinstance(page, TodayPage)
        said = [spoken_name(line) for line in page.findChildren(TodayLine) if line.isVisible()]
        return [words for words in said if words in (PEOPLE, SHIFTS, ACCOUNTS, HOLIDAYS, PRACTICE)]

    def line(words: str) -> TodayLine:
        page = workspace.page
        assert page is not None
        return next(one for one in page.findChildren(TodayLine) if spoken_name(one) == words)

    def again() -> list[str]:
        workspace.go("users")
        qtbot.waitUntil(lambda: screen.runner.is_quiet)
        workspace.go("today")
        return steps()

    assert steps() == [PEOPLE, SHIFTS, ACCOUNTS, HOLIDAYS, PRACTICE]
    QTest.keyClick(line(HOLIDAYS), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(workspace.page, PlacesPage))
    page = workspace.page
    assert isinstance(page, PlacesPage)
    assert page.tabs.currentWidget() is page.closed
    assert again() == [PEOPLE, SHIFTS, ACCOUNTS, HOLIDAYS, PRACTICE]
    QTest.keyClick(line(PRACTICE), Qt.Key.Key_Delete)
    assert steps() == [PEOPLE, SHIFTS, ACCOUNTS, HOLIDAYS]
    workspace.messages.undo()
    assert steps() == [PEOPLE, SHIFTS, ACCOUNTS, HOLIDAYS, PRACTICE]

    (site,) = list_sites(context)
    rosa = add_person(context, "Rosa Reception", "receptionist", site.id)
    assert again() == [SHIFTS, ACCOUNTS, HOLIDAYS, PRACTICE]
    set_shifts(context, rosa.id, (ShiftDraft(0, time(8), time(17)),))
    add_user(context, "rosa", Role.RECEPTION, reason="she works at the front desk now", person_id=rosa.id)
    assert again() == [HOLIDAYS, PRACTICE]
    close_on(context, [site.id], [ClosedDay((MONDAY_NINE + timedelta(days=30)).date(), "Staff day")])
    assert again() == [PRACTICE]

    QTest.keyClick(line(PRACTICE), Qt.Key.Key_Return)  # the form as it is, and nothing of it is kept
    qtbot.waitUntil(lambda: isinstance(workspace.page, PracticeForm) and screen.runner.is_quiet)
    form = workspace.page
    assert isinstance(form, PracticeForm)
    assert "Practice: nothing is kept" in texts(form)
    qtbot.waitUntil(lambda: form.isAncestorOf(QApplication.focusWidget()))
    for digit in (Qt.Key.Key_1, Qt.Key.Key_3):  # how it reached us, and what kind, which says how severe
        QTest.keyClick(QApplication.focusWidget(), digit)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "That was practice. Nothing was saved." in texts(form))
    assert "What is owed now" in texts(form)
    assert "Undo" not in texts(workspace.messages)
    assert again() == []
    assert is_being_set_up(context)  # no incident is on record
