"""A manager's afternoon by keys alone: the trend, last month's visits, and an action for someone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.learning.actions import list_plan
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture
from ui.learning.action_dialogs import AssignQuestion
from ui.learning.actions_page import ActionsPage
from ui.oversight.denominators_model import VISITS
from ui.oversight.denominators_page import DenominatorsPage
from ui.oversight.month_page import MonthPage
from ui.oversight.trends_page import TrendsPage
from ui.tour.walker import WalkClock

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
CHANGE = "A second person at check-in on Monday mornings"


def test_the_manager_reads_counts_and_assigns(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        keep_picture(walker.window, "manager-today")
        walker.key(Qt.Key.Key_5, CTRL)
        assert isinstance(you.page, MonthPage)
        walker.key(Qt.Key.Key_PageDown, CTRL)
        trends = you.page
        assert isinstance(trends, TrendsPage)
        keep_picture(walker.window, "manager-trends")

        walker.enter("Clinic", "Visits and hours")
        visits = you.page
        assert isinstance(visits, DenominatorsPage)
        walker.come_to(visits.table)
        month = next(row for row in range(visits.model.rowCount()) if visits.model.rows[row].month == "2026-10")
        visits.table.setCurrentIndex(visits.model.index(month, VISITS))
        for letter in "2140":
            QTest.keyClicks(QApplication.focusWidget(), letter)  # the first opens the cell
        walker.key(Qt.Key.Key_Return)
        assert visits.model.rows[month].figures.visits == 2140
        keep_picture(walker.window, "manager-visits")

        walker.enter("Improve", "Actions")
        page = you.page
        assert isinstance(page, ActionsPage)
        before, listed = {one.id for one in list_plan(you.ctx)}, page.table.total
        walker.press("New action")
        assert isinstance(you.front, AssignQuestion)
        assert QApplication.focusWidget() is you.front.action_form.text
        QTest.keyClicks(QApplication.focusWidget(), CHANGE)
        walker.pick("Who does it", "Sam")
        walker.choose_first("Strength")
        walker.choose_first("Kind of action")
        keep_picture(you.front, "manager-new-action")
        walker.press("Add the action")
        (mine,) = [one for one in list_plan(you.ctx) if one.id not in before]
        assert mine.text == CHANGE
        walker.window.activateWindow()  # off screen no window manager does it
        walker.settle()
        assert page.table.total == listed + 1
        keep_picture(walker.window, "manager-actions")
