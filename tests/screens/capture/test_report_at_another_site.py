"""What a manager wrote at a site that others lead: list, menu, preview and page offer what the gate allows."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.screens.capture.incident_at_desk import DRAFT, opened
from tests.screens.looking import texts
from tests.storage_fixtures import HILL, HILL_DESK, Clinic
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk

FOR_LEADERS = {
    "Complete it",
    "Close it",
    "Look for causes",
    "Start the review",
    "Strike it out",
    "Print",
    "Who saw this",
}


@pytest.fixture
def mine(clinic: Clinic) -> Incident:
    """Maria helped out at Hill Road, which she does not lead."""
    draft = replace(DRAFT, occurred_at=clinic.clock(), site_id=HILL.id, desk_id=HILL_DESK.id)
    return log_incident_with_support(clinic.as_role(Role.MANAGER), draft).incident


def buttons(widget: QWidget) -> set[str]:
    """The words on the buttons that can be seen."""
    found = widget.findChildren(QAbstractButton)
    return {one.text().replace("&", "") for one in found if one.isVisible() and one.text()}


def test_the_list_has_it_and_offers_no_step_that_would_be_refused(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, mine: Incident
) -> None:
    page = IncidentsPage(desk)
    qtbot.addWidget(page)
    page.resize(1240, 700)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.table.total == 1)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text().replace("&", ""): action for action in menu.actions()}
    for words in ("Complete it", "Close it", "Look for causes", "Plan the debrief"):
        assert not offered[words].isEnabled(), words
        assert offered[words].toolTip(), "it says why"
    menu.close()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    pane = page.master.pane
    qtbot.waitUntil(lambda: pane.isVisible() and mine.ref in texts(pane) and "What is owed" in texts(pane))
    assert "Open it" in buttons(pane)
    assert not FOR_LEADERS & buttons(pane)


def test_the_page_is_read_and_added_to(qtbot: QtBot, desk: PageDesk, mine: Incident) -> None:
    page = opened(qtbot, desk, mine.id)
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
    assert not FOR_LEADERS & buttons(page)
    assert "Add" in " ".join(buttons(page))
    assert not page.offers("print_paper")
    assert not page.offers("export")
