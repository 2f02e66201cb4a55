"""What the tests of an analysis's page do at a desk: type, keep or save it, look at the record."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.usecases.learning.analyses import show_analysis
from tests.storage_fixtures import Clinic
from ui.learning.analysis_page import AnalysisPage

Opened = Callable[[AnalysisPage, object], QWidget]


def saved(clinic: Clinic, analysis: Analysis) -> Analysis:
    return show_analysis(clinic.as_role(Role.MANAGER), analysis.id).analysis


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def type_text(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(QApplication.focusWidget(), text)


def kept(qtbot: QtBot, page: AnalysisPage) -> None:
    """What the window asks for when someone leaves or it locks."""
    page.keep_draft()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)


def save(qtbot: QtBot, page: AnalysisPage) -> None:
    page.save()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
