"""The preview beside the list, by keyboard: what is owed and the next steps, and what it takes from nobody."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import NotHeldReason
from incident_tracker.domain.support.windows import SupportStep
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.usecases.capture.incidents import show_incident
from incident_tracker.usecases.support.cases import log_incident_with_support
from incident_tracker.usecases.support.debriefs import record_not_held
from incident_tracker.usecases.support.holding import record_hot_debrief
from incident_tracker.usecases.support.owed import show_support
from tests.screens.capture.incident_at_desk import DRAFT, WORDS
from tests.screens.looking import button, clipped, texts
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import logged
from ui.capture.incident_preview import owed_lines
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk
from ui.theme.theme import Theme

DOWN, RIGHT, LEFT, SPACE, ESCAPE = (
    Qt.Key.Key_Down,
    Qt.Key.Key_Right,
    Qt.Key.Key_Left,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
)


@pytest.fixture
def four(clinic: Clinic) -> list[Incident]:
    """What Rosa wrote down in the last hours, the latest first."""
    drafts = [replace(DRAFT, occurred_at=clinic.clock() - timedelta(hours=hours)) for hours in range(4)]
    return [log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident for draft in drafts]


def opened(qtbot: QtBot, desk: PageDesk, width: int = 1240) -> IncidentsPage:
    page = IncidentsPage(desk)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.table.total == 4)
    page.table.setFocus()
    return page


def previewed(qtbot: QtBot, page: IncidentsPage, ref: str, words: str) -> None:
    pane = page.master.pane
    qtbot.waitUntil(lambda: pane.isVisible() and ref in texts(pane) and words in texts(pane))


def test_space_shows_what_is_owed_and_it_follows_the_row(
    qtbot: QtBot, desk: PageDesk, four: list[Incident], speaks_names: Callable[[QWidget], None]
) -> None:
    page = opened(qtbot, desk)
    qtbot.keyClick(page.table, SPACE)
    previewed(qtbot, page, four[0].ref, "Debrief in paid, protected time")
    assert WORDS not in texts(page), "the description stays inside the incident"
    assert button(page.master.pane, "Plan the debrief").isVisible()
    speaks_names(page)
    assert clipped(page.master.pane) == []
    qtbot.keyClick(page.table, DOWN)
    previewed(qtbot, page, four[1].ref, "Debrief in paid, protected time")
    qtbot.keyClick(page.table, ESCAPE)
    assert not page.master.pane.isVisible()
    qtbot.keyClick(page.table, RIGHT)
    previewed(qtbot, page, four[1].ref, "What is owed")
    qtbot.keyClick(page.table, LEFT)
    assert not page.master.pane.isVisible()


def test_the_incident_is_closed_from_the_preview_and_the_place_is_kept(
    qtbot: QtBot, desk: PageDesk, clinic: Clinic, four: list[Incident]
) -> None:
    page = opened(qtbot, desk)
    qtbot.keyClick(page.table, DOWN)
    qtbot.keyClick(page.table, RIGHT)
    previewed(qtbot, page, four[1].ref, "What is owed")
    qtbot.keyClick(page.table, RIGHT)
    assert page.focusWidget().parent() is not page.table, "the focus is in the preview"
    close = button(page.master.pane, "Close it")
    close.setFocus()
    qtbot.keyClick(close, SPACE)
    qtbot.waitUntil(lambda: show_incident(clinic.as_role(Role.MANAGER), four[1].id).incident.status is Status.CLOSED)
    page.refresh()
    previewed(qtbot, page, four[1].ref, "Closed")
    assert page.table.current().id == four[1].id


def test_arrows_in_the_search_line_stay_there(qtbot: QtBot, desk: PageDesk, four: list[Incident]) -> None:
    page = opened(qtbot, desk)
    page.search()
    line = page.focusWidget()
    qtbot.keyClicks(line, "ab")
    qtbot.keyClick(line, LEFT)
    qtbot.keyClicks(line, "x ")
    assert page.filter.search_text() == "ax b"
    assert not page.master.pane.isVisible()


def test_with_large_letters_the_preview_takes_the_place_of_the_list(
    qtbot: QtBot, desk: PageDesk, theme: Theme, four: list[Incident]
) -> None:
    theme.choose("light", 200)
    page = opened(qtbot, desk, 960)
    qtbot.keyClick(page.table, SPACE)
    previewed(qtbot, page, four[0].ref, "What is owed")
    assert not page.table.isVisible()
    qtbot.keyClick(page.focusWidget(), DOWN)
    previewed(qtbot, page, four[1].ref, "What is owed")
    qtbot.keyClick(page.focusWidget(), LEFT)
    assert page.table.isVisible()
    assert page.focusWidget() is page.table
    assert page.table.current().id == four[1].id


def test_only_what_is_recorded_is_called_done_or_still_owed(clinic: Clinic) -> None:
    """What ended without a talk is neither; nor is what is not in the support file."""
    manager = clinic.as_role(Role.MANAGER)
    answer, formal = logged(clinic, Severity.THREAT, ROSA.id)
    record_hot_debrief(manager, answer.incident.id, NotHeldReason.NO_COVER)
    before = marks(clinic, answer.incident.id)
    assert before[support_step_text(SupportStep.HOT)] is None
    assert before[support_step_text(SupportStep.FORMAL)] is False
    record_not_held(manager, formal.id, formal.version, NotHeldReason.NO_COVER)
    assert marks(clinic, answer.incident.id)[support_step_text(SupportStep.FORMAL)] is None
    worse, _formal = logged(clinic, Severity.SEVERE_HARM, ROSA.id)
    assert marks(clinic, worse.incident.id)[support_step_text(SupportStep.ANALYSIS)] is None


def marks(clinic: Clinic, incident_id: UUID) -> dict[str, bool | None]:
    file = show_support(clinic.as_role(Role.MANAGER), incident_id)
    one_by_one = (replace(file, due=(due,)) for due in file.due)  # the preview itself shows the first seven
    lines = (owed_lines(one, clinic.clock(), ZoneInfo("UTC")) for one in one_by_one)
    return {line.words: line.done for (line,) in lines}
