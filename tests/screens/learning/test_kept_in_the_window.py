"""In the whole program: going to another page and locking keep what is typed in an analysis, and Ctrl+S saves it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.usecases.learning.analyses import open_analysis, show_analysis
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from tests.support_people import logged
from ui.app import Screen
from ui.learning.analysis_page import AnalysisPage

WHY = "The line stood out of the door"


def test_a_draft_outlives_another_page_and_a_lock_until_ctrl_s_saves_it(
    open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock
) -> None:
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("maria")
    manager = window.clinic.as_role(Role.MANAGER)
    incident = logged(window.clinic)[0].incident
    analysis = open_analysis(manager, (incident.id,), "Why do mornings begin with anger?")

    def stored() -> Analysis:
        return show_analysis(window.clinic.as_role(Role.MANAGER), analysis.id).analysis

    def shown() -> AnalysisPage:
        arrive(window)
        assert isinstance(window.page, AnalysisPage)
        return window.page

    window.workspace.go("analysis", analysis.id)
    page = shown()
    page.whys.go_here()
    QTest.keyClicks(QApplication.focusWidget(), WHY)
    window.workspace.go("today", None)
    arrive(window)
    assert "is kept as your draft" in window.workspace.messages.text
    assert stored() == analysis

    window.workspace.go("analysis", analysis.id)
    assert [why.text for why in shown().written().whys] == [WHY]
    window.screen.window.lock()
    window.settle()
    window.come_in("maria")
    window.workspace.go("analysis", analysis.id)
    page = shown()
    assert [why.text for why in page.written().whys] == [WHY]
    assert stored() == analysis
    page.subject.question.setFocus()
    QTest.keyClick(page.subject.question, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    arrive(window)
    assert [why.text for why in stored().whys] == [WHY]
    assert not page.writing.foot.discard.isVisible()
