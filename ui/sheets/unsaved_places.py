"""How to come to what is typed and not saved, and to the quick log in a window of its own."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from incident_tracker.domain.capture.life_cycle import OPEN
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import AnalysisStatus
from incident_tracker.domain.support.debriefs import DebriefStatus
from ui.capture.incident_page import IncidentPage
from ui.learning.analysis_page import AnalysisPage
from ui.sheets.place import Place
from ui.sheets.visitor import Visitor
from ui.shell.small_log import SmallLog
from ui.support.debrief_page import DebriefPage


def _small_log(you: Visitor) -> None:
    """As from the tray, while the program's window is an icon."""
    you.walker.window.showMinimized()
    you.walker.screen.log_at_once.come()
    you.walker.wait(lambda: isinstance(you.front, SmallLog) and you.front.form is not None)


def _analysis(you: Visitor) -> None:
    page = you.go(AnalysisPage, "analysis", you.analysis(AnalysisStatus.OPEN))
    page.views.focus_first()
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "We never know who is next.")
    you.walker.wait(lambda: page.writing.kept.is_kept)


def _completing(you: Visitor) -> None:
    found = next(row for row in you.incidents() if row.status in OPEN)
    page = you.go(IncidentPage, "incident", ("complete", found.id))
    page.form.steps.go(0)
    page.form.basics.when.show_unread("half pa")
    page.keep_draft()
    you.walker.settle()


def _debrief(you: Visitor) -> None:
    page = you.go(DebriefPage, "debrief", you.owed(DebriefStatus.TO_PLAN).subject_id)
    page.go_to("leading")
    you.walker.settle()
    page.leading.outside.setFocus()
    QTest.keyClicks(page.leading.outside, "Ines, from the clinic next door")
    page.keep_draft()
    you.walker.settle()


UNSAVED_PLACES = (
    Place(Role.RECEPTION, "small log", SmallLog, _small_log),
    Place(Role.MANAGER, "analysis, not saved", AnalysisPage, _analysis),
    Place(Role.MANAGER, "completing, half a date", IncidentPage, _completing),
    Place(Role.MANAGER, "debrief, typed", DebriefPage, _debrief),
)
