"""A privacy officer's morning by keys alone: who took something out, one entry, and whether the trail is whole."""

from pathlib import Path

from PySide6.QtCore import Qt

from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture, texts
from ui.oversight.audit_page import AuditTrailPage
from ui.oversight.today_page import TodayPage
from ui.tour.walker import WalkClock

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_privacy_officer_looks_and_checks(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.PRIVACY])
        assert isinstance(you.page, TodayPage)
        keep_picture(walker.window, "privacy-today")
        walker.key(Qt.Key.Key_3, CTRL)
        page = you.page
        assert isinstance(page, AuditTrailPage)
        assert page.table.hasFocus()
        everything = page.table.model().rowCount()
        assert everything > 40
        keep_picture(walker.window, "privacy-trail")

        walker.key(Qt.Key.Key_Down)
        walker.key(Qt.Key.Key_Space)  # beside the list: what this entry is about
        keep_picture(walker.window, "privacy-entry")
        assert page.table.model().rowCount() == everything

        walker.select("What was done", "Printed, exported, backed up")
        assert page.table.model().rowCount() < everything
        keep_picture(walker.window, "privacy-taken-out")

        walker.press("Check the trail")
        walker.wait(lambda: "complete" in texts(page))
        assert "The trail is complete, and every record matches its last entry." in texts(page)
        keep_picture(walker.window, "privacy-checked")
        assert "Shouted" not in texts(page)  # no entry has any of a description
