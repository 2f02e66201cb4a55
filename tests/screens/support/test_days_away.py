"""Someone is away, by keyboard: entered on the week, told what it moves, seen at once, and taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.absences import AbsenceDraft
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.clinic.absences import absences_of, add_absence
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.looking import texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import ALEX, MARIA, ROSA, SAM, Clock
from tests.support_people import accepted, logged, tomorrow_at_ten
from ui.absence_dialogs import AbsenceDialog, AbsencesDialog
from ui.app import Screen
from ui.support.debrief_page import DebriefPage
from ui.support.shift_bars import ShiftBars
from ui.support.week_page import WeekPage

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic."""
    return Window(open_screen(staffed, real=True), qtbot, clock)


def week(window: Window) -> WeekPage:
    window.workspace.go("week", None)
    arrive(window)
    page = window.page
    assert isinstance(page, WeekPage)
    return page


def press(window: Window, words: str) -> QWidget | None:
    """Come to the button with these words by Tab, and press it; the dialog that is in front then."""
    for _step in range(60):
        focused = QApplication.focusWidget()
        if isinstance(focused, QPushButton) and focused.text().replace("&", "") == words:
            break
        QTest.keyClick(focused or window.page, Qt.Key.Key_Backtab, SHIFT)
    else:
        pytest.fail(f"Tab does not come to {words}")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.settle()
    if QApplication.activeModalWidget() is None:
        window.screen.window.activateWindow()  # off screen no window manager does it
    arrive(window)
    return QApplication.activeModalWidget()


def test_a_supervisor_enters_days_away_is_told_what_they_move_and_takes_them_back(window: Window) -> None:
    window.come_in("sam")
    _answer, debrief = logged(window.clinic)
    debrief = accepted(window.clinic, debrief)
    manager = window.clinic.as_role(Role.MANAGER)
    book_slot(manager, debrief.id, debrief.version, tomorrow_at_ten(window.clinic))
    page = week(window)
    assert "Away this week" not in texts(page)

    listed = press(window, "Away")
    assert isinstance(listed, AbsencesDialog)
    assert listed.person == SAM  # oneself first
    people = QApplication.focusWidget()
    assert isinstance(people, QComboBox)
    people.setCurrentIndex(people.findText("Rosa Reception"))
    arrive(window)
    assert "Nothing is entered." in texts(listed)
    fields = press(window, "Add days away")
    assert isinstance(fields, AbsenceDialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)  # the first day, from today on to Tuesday or later
    fields.last.set_day(fields.first.day().replace(day=6))
    assert press(window, "Save") is fields
    assert "1 debrief is in this time. It stays booked; Today asks for another time or someone else." in texts(fields)
    assert absences_of(manager, ROSA.id) == ()
    assert press(window, "Save it all the same") is None
    (kept,) = absences_of(manager, ROSA.id)
    assert kept.last.day == 6
    assert "Away this week: Rosa" in texts(page)
    assert "Rosa Reception is away at that time." in texts(page)
    window.workspace.go("today", None)
    arrive(window)
    assert "Rosa Reception is away at that time." in texts(window.page)

    window.workspace.go("week", None)
    arrive(window)
    window.workspace.messages.undo()
    window.settle()
    arrive(window)
    assert absences_of(manager, ROSA.id) == ()
    assert "Away this week" not in texts(page)


def test_the_debrief_says_who_acts_while_the_manager_is_away_and_shows_no_hours_of_that_day(window: Window) -> None:
    window.come_in("sam")
    _answer, debrief = logged(window.clinic)
    debrief = accepted(window.clinic, debrief)
    manager, monday = window.clinic.as_role(Role.MANAGER), date(2026, 3, 2)
    slot = tomorrow_at_ten(window.clinic)
    book_slot(manager, debrief.id, debrief.version, slot)
    add_absence(manager, AbsenceDraft(MARIA.id, monday, monday))
    add_absence(manager, AbsenceDraft(ALEX.id, date(2026, 3, 3), date(2026, 3, 3)))
    window.workspace.go("debrief", debrief.id)
    arrive(window)
    page = window.page
    assert isinstance(page, DebriefPage)
    days = [one.accessibleDescription() for one in page.findChildren(ShiftBars)]
    assert any("Alex Reception: away that day" in one for one in days)
    page.go_to("leading")
    assert "Maria Manager is away today. Sam Supervisor is reminded instead." in texts(page)


def test_the_front_desk_enters_its_own_days_and_those_of_no_one_else(window: Window) -> None:
    window.come_in("rosa")
    week(window)
    listed = press(window, "Away")
    assert isinstance(listed, AbsencesDialog)
    assert "Away: Rosa Reception" in texts(listed)
    assert isinstance(press(window, "Add days away"), AbsenceDialog)
    assert press(window, "Save") is None
    rosa = window.clinic.as_role(Role.RECEPTION)
    (kept,) = absences_of(rosa, ROSA.id)
    listed = press(window, "Away")
    assert isinstance(listed, AbsencesDialog)
    assert listed.list.count() == 1
    assert press(window, "Back today") is None
    assert absences_of(rosa, ROSA.id) == ()
    window.workspace.messages.undo()
    window.settle()
    (again,) = absences_of(rosa, ROSA.id)
    assert (again.first, again.last) == (kept.first, kept.last)
    press(window, "Away")
    fields = press(window, "Change")
    assert isinstance(fields, AbsenceDialog)
    fields.part.setChecked(True)
    fields.end.setTime(fields.start.time())
    assert press(window, "Save") is fields
    assert "The end is before the start" in texts(fields)
    fields.end.setTime(fields.start.time().addSecs(7200))
    assert press(window, "Save") is None
    assert absences_of(rosa, ROSA.id)[0].hours is not None
    press(window, "Away")
    assert press(window, "Remove") is None
    assert absences_of(rosa, ROSA.id) == ()
