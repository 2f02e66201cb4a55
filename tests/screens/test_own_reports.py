"""An administrator lets people complete their own reports, in the real window; the front desk then does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Completion, Details
from incident_tracker.domain.capture.parties import AffectedPerson
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.completing import complete_incident
from tests.screens.capture.incident_at_desk import DRAFT
from tests.screens.looking import button, clipped, nameless, texts
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_go_to import enter, open_it, type_in
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import ALEX, Clock
from ui.app import Screen
from ui.capture.incident_page import IncidentPage
from ui.clinic.own_reports_card import OwnReports


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic with the administrator signed in."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("ada")
    return window


def asked_why(window: Window) -> OwnReports:
    """Find the setting, which has the focus then, and press it."""
    dialog = open_it(window)
    assert type_in(window, dialog, "who completes")[0] == "SETTINGS"
    enter(window, dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OwnReports))
    arrive(window)
    asking = QApplication.activeModalWidget()
    assert isinstance(asking, OwnReports)
    return asking


def test_it_is_allowed_with_a_reason_and_the_front_desk_completes_what_it_wrote(window: Window) -> None:
    asking = asked_why(window)
    assert nameless(asking) == []
    assert clipped(asking) == []
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is asking  # why is missing
    asking.findChildren(QPlainTextEdit)[0].setPlainText("The front desk asked to finish what it begins")
    QTest.keyClick(asking.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert "People complete the open reports that they wrote." in texts(window.page)

    window.screen.window.activateWindow()  # off screen no window manager does it
    window.lock()
    window.come_in("rosa")
    rosa, maria = window.clinic.as_role(Role.RECEPTION), window.clinic.as_role(Role.MANAGER)
    draft = replace(DRAFT, occurred_at=window.clinic.clock() - timedelta(hours=1))
    incident = log_incident_with_support(rosa, draft).incident
    hurt = AffectedPerson(UUID(int=0x921), person_id=ALEX.id, distress=8)
    complete_incident(maria, incident.id, Completion(Details(affected=(hurt,))), incident.version)
    window.workspace.go("incident", ("complete", incident.id))
    arrive(window)
    page = window.page
    assert isinstance(page, IncidentPage)
    assert page.form.isVisible()
    page.form.steps.go(1)
    arrive(window)
    assert "What it did to them is not shown to you." in texts(page)
    shown = [one.accessibleName() for one in page.form.people.findChildren(QAbstractButton) if one.isVisible()]
    assert f"Take out {ALEX.name}" not in shown
    button(page, "Save").click()
    arrive(window)
    assert "Saved. Earlier versions are kept." in window.workspace.messages.text
    assert show_incident(maria, incident.id).incident.affected == (hurt,)


def test_only_an_administrator_sets_it(window: Window) -> None:
    window.lock()
    window.come_in("maria")
    assert "SETTINGS" not in type_in(window, open_it(window), "who completes")
