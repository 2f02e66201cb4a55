"""A receptionist's shift by keys alone: abuse by phone in four keys, the first minutes, and a report to confirm."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.past import accounts
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import show_incident
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture, texts
from ui.capture.incident_page import IncidentPage
from ui.capture.incidents_page import IncidentsPage
from ui.capture.quick_form import QuickForm
from ui.oversight.today_line import TodayLine
from ui.oversight.today_page import TodayPage
from ui.tour.walker import WalkClock

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_shift_at_the_front_desk(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.RECEPTION])
        assert isinstance(you.page, TodayPage)
        keep_picture(walker.window, "reception-today")
        before = {row.id for row in you.incidents()}

        walker.control(Qt.Key.Key_N)
        walker.key(Qt.Key.Key_4)
        walker.key(Qt.Key.Key_3)
        walker.control(Qt.Key.Key_Return)
        form = you.page
        assert isinstance(form, QuickForm)
        walker.wait(form.after.isVisible)
        keep_picture(walker.window, "reception-saved")
        (mine,) = [row for row in you.incidents() if row.id not in before]
        assert (mine.kind, mine.channel, mine.severity) == ("verbal_abuse", "phone_in", Severity.ABUSE_IN_WORDS)
        assert mine.ref in texts(form)

        walker.key(Qt.Key.Key_Tab)  # past the button that copies the number
        walker.key(Qt.Key.Key_Tab)
        walker.key(Qt.Key.Key_Space)  # no one is hurt
        ticked = show_incident(you.ctx, mine.id).incident.relief
        assert ticked is not None
        assert ticked.nobody_hurt  # done: no one is, or they are cared for
        assert ticked.safe is None
        walker.key(Qt.Key.Key_Return, CTRL)  # done for now
        today = you.page
        assert isinstance(today, TodayPage)

        line = QApplication.focusWidget()
        while not (isinstance(line, TodayLine) and line.accessibleName() == "Is this written down right?"):
            walker.key(Qt.Key.Key_Tab)
            line = QApplication.focusWidget()
        walker.key(Qt.Key.Key_Return)
        report = you.page
        assert isinstance(report, IncidentPage)
        keep_picture(walker.window, "reception-is-it-right")
        asked = next(row for row in you.incidents() if row.ref in texts(report) and row.id != mine.id)
        walker.press("Yes, that is right")
        assert show_incident(you.ctx, asked.id).incident.confirmation is Confirmation.CONFIRMED

        walker.key(Qt.Key.Key_2, CTRL)
        page = you.page
        assert isinstance(page, IncidentsPage)
        assert page.table.total == len(before) + 1
        assert page.table.current().id == mine.id
        keep_picture(walker.window, "reception-own-reports")
