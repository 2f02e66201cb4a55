"""A supervisor's morning by keys alone: what nobody looked at, one more fact, its review, and the list of support."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.past import accounts
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import show_incident
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture, texts
from ui.capture.incident_page import IncidentPage
from ui.capture.incidents_page import IncidentsPage
from ui.oversight.today_page import TodayPage
from ui.tour.walker import WalkClock

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def test_the_supervisor_looks_completes_and_asks(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.SUPERVISOR])
        assert isinstance(you.page, TodayPage)
        keep_picture(walker.window, "supervisor-today")

        walker.key(Qt.Key.Key_2, CTRL)
        page = you.page
        assert isinstance(page, IncidentsPage)
        submitted = sum(row.status is Status.SUBMITTED for row in you.incidents())
        walker.press(f"Nobody looked yet {submitted}")
        assert page.table.total == submitted
        keep_picture(walker.window, "supervisor-not-looked-at")
        walker.come_to(page.table)
        here = page.table.current()
        walker.key(Qt.Key.Key_Return)
        incident = you.page
        assert isinstance(incident, IncidentPage)
        assert here.ref in texts(incident)

        walker.key(Qt.Key.Key_C, ALT)
        assert incident.form.isVisible()
        walker.press("How it went")
        walker.choose("How it ended", "Resolved at the desk")
        walker.key(Qt.Key.Key_Return, CTRL)
        file = show_incident(you.ctx, here.id)
        assert file.incident.details.deescalation.outcome == "at_desk"
        keep_picture(walker.window, "supervisor-completed")
        walker.press("Start the review")
        assert show_incident(you.ctx, here.id).incident.status is Status.IN_REVIEW

        walker.key(Qt.Key.Key_Left, ALT)
        assert you.page is page
        assert page.table.total == submitted - 1
        assert QApplication.focusWidget() is page.table
        walker.enter("Support", "Support list")
        keep_picture(walker.window, "supervisor-support")
        assert "Noor Haddad" in texts(you.page)
