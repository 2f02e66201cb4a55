"""What is done with several rows at once, by keyboard, and what is said of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.errors import Refused
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.capture.review import close_incident, mark_not_reportable, start_review
from incident_tracker.usecases.clinic.settings import allow_own_reports
from incident_tracker.usecases.learning.analyses import open_analysis
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.duplicates import mark_duplicate
from incident_tracker.usecases.support.owed import show_support
from incident_tracker.usecases.support.striking_out import void_incident
from tests.screens.capture.incident_at_desk import DRAFT
from tests.screens.looking import button, texts
from tests.storage_fixtures import Clinic
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk

DOWN, SHIFT = Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def three(clinic: Clinic) -> list[Incident]:
    """The latest first."""
    drafts = [replace(DRAFT, occurred_at=clinic.clock() - timedelta(hours=hours)) for hours in range(3)]
    return [log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident for draft in drafts]


def all_chosen(qtbot: QtBot, desk: PageDesk) -> IncidentsPage:
    page = IncidentsPage(desk)
    qtbot.addWidget(page)
    page.resize(1240, 700)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.table.total == 3)
    page.table.setFocus()
    for _step in range(2):
        qtbot.keyClick(page.table, DOWN, SHIFT)
    return page


def offered(qtbot: QtBot, page: IncidentsPage) -> dict[str, QAction]:
    """What the menu offers that Shift+F10 opens at the rows."""
    qtbot.keyClick(page.table, Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return {action.text().replace("&", ""): action for action in menu.actions()}


def status(clinic: Clinic, incident: Incident) -> Status:
    return show_incident(clinic.as_role(Role.MANAGER), incident.id).incident.status


def test_several_are_closed_and_the_one_that_someone_else_changed_is_named(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, three: list[Incident]
) -> None:
    page = all_chosen(qtbot, desk)
    start_review(clinic.as_role(Role.SUPERVISOR), three[1].id, three[1].version)  # after the list was read
    offered(qtbot, page)["Close them"].trigger()
    dialog = QApplication.activeModalWidget()
    assert "Close 3 incidents" in texts(dialog)
    button(dialog, "Close them").click()
    qtbot.waitUntil(lambda: [status(clinic, one) for one in three].count(Status.CLOSED) == 2)
    qtbot.waitUntil(lambda: "2 incidents are closed." in texts(desk.messages))
    assert f"Not closed: {three[1].ref}." in texts(desk.messages)
    assert status(clinic, three[1]) is Status.IN_REVIEW
    assert [one.id for one in page.table.chosen()] == [one.id for one in three], "the same rows are still chosen"


def test_what_has_ended_is_not_closed_again(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, three: list[Incident]
) -> None:
    for one in three:
        close_incident(clinic.as_role(Role.MANAGER), one.id, one.version)
    page = all_chosen(qtbot, desk)
    close = offered(qtbot, page)["Close them"]
    assert not close.isEnabled()
    assert close.toolTip() == "All of these have ended already."


def test_causes_are_looked_into_together_and_debriefs_planned_in_the_week(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, three: list[Incident]
) -> None:
    page = all_chosen(qtbot, desk)
    with qtbot.waitSignal(page.open_requested) as asked:
        offered(qtbot, page)["Look for causes"].trigger()
    assert asked.args == ["analysis", ("new", tuple(one.id for one in three))]
    with qtbot.waitSignal(page.open_requested) as asked:
        offered(qtbot, page)["Plan the debriefs"].trigger()
    first = show_support(clinic.as_role(Role.MANAGER), three[0].id).debriefs[0]
    assert asked.args == ["week", first.id]
    assert "3 debriefs wait to be planned" in texts(desk.messages)


def test_no_causes_are_looked_for_where_one_was_struck_out(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, three: list[Incident]
) -> None:
    void_incident(clinic.as_role(Role.MANAGER), three[0].id, three[0].version, "It is the same call as the one before.")
    page = all_chosen(qtbot, desk)
    causes = offered(qtbot, page)["Look for causes"]
    assert not causes.isEnabled()
    assert causes.toolTip() == "A duplicate, or what is not reportable or struck out, has no causes to look for."


@pytest.mark.parametrize("ended", [Status.DUPLICATE, Status.NOT_REPORTABLE])
def test_no_causes_are_looked_for_in_what_does_not_count(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, three: list[Incident], ended: Status
) -> None:
    maria, one = clinic.as_role(Role.MANAGER), three[0]
    if ended is Status.DUPLICATE:
        mark_duplicate(maria, one.id, one.version, three[1].id, "It is the same call as the one before.")
    else:
        mark_not_reportable(maria, one.id, one.version, "It was a rehearsal, and nobody was there.")
    page = all_chosen(qtbot, desk)
    causes = offered(qtbot, page)["Look for causes"]
    assert not causes.isEnabled()
    assert causes.toolTip() == "A duplicate, or what is not reportable or struck out, has no causes to look for."
    with pytest.raises(Refused) as refused:
        open_analysis(maria, (one.id,), "Why?")
    assert refused.value.field == "incidents"


def test_the_menu_offers_only_what_the_role_may_do(
    qtbot: QtBot, desk_of: object, clinic: Clinic, three: list[Incident]
) -> None:
    assert callable(desk_of)
    page = all_chosen(qtbot, desk_of(Role.RECEPTION))
    words = offered(qtbot, page)
    assert "Copy" in words
    assert not {"Close them", "Plan the debriefs", "Look for causes"} & set(words)


@pytest.mark.parametrize("allowed", [False, True])
def test_reception_is_offered_to_complete_what_it_wrote_where_the_clinic_lets_it(
    qtbot: QtBot, desk_of: object, clinic: Clinic, three: list[Incident], allowed: bool
) -> None:
    """In the menu and beside the list; what is closed by now, and what a colleague wrote, is not offered."""
    assert callable(desk_of)
    allow_own_reports(
        clinic.as_role(Role.ADMINISTRATOR), allowed, reason="The front desk asked to finish what it begins."
    )
    close_incident(clinic.as_role(Role.MANAGER), three[1].id, three[1].version)
    page = all_chosen(qtbot, desk_of(Role.RECEPTION))
    for place, completes in ((0, allowed), (1, False)):
        page.table.choose(place)
        qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
        found = offered(qtbot, page)
        assert ("Complete it" in found and found["Complete it"].isEnabled()) is completes
        QApplication.activePopupWidget().close()
        page.master.open_preview()
        pane, ref = page.master.pane, three[place].ref
        qtbot.waitUntil(lambda pane=pane, ref=ref: ref in texts(pane) and page.desk.runner.is_quiet)
        qtbot.waitUntil(lambda pane=pane: "Open it" in _verbs(pane))
        QApplication.processEvents()
        qtbot.waitUntil(lambda pane=pane, completes=completes: ("Complete it" in _verbs(pane)) is completes)


def _verbs(pane: QWidget) -> set[str]:
    return {one.text().replace("&", "") for one in pane.findChildren(QPushButton) if one.isVisible()}
