"""Views of the list with their counts: those that everyone has, and one's own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.review import close_incident, start_review
from incident_tracker.usecases.support import listed
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.bare_incidents import log_incident
from tests.screens.capture.incident_at_desk import DRAFT
from tests.screens.looking import button, texts
from tests.storage_fixtures import Clinic
from ui.capture.incidents_page import IncidentsPage
from ui.page import PageDesk
from ui.widgets.column_memory import ColumnMemory


@pytest.fixture
def four(clinic: Clinic) -> list[Incident]:
    """The latest first: two nobody looked at, one in review, and one closed, which alone owes no debrief."""
    drafts = [replace(DRAFT, occurred_at=clinic.clock() - timedelta(hours=hours)) for hours in range(4)]
    made = [log_incident_with_support(clinic.as_role(Role.RECEPTION), draft).incident for draft in drafts[:3]]
    made.append(log_incident(clinic.as_role(Role.RECEPTION), drafts[3]).incident)
    start_review(clinic.as_role(Role.MANAGER), made[2].id, made[2].version)
    close_incident(clinic.as_role(Role.MANAGER), made[3].id, made[3].version)
    return made


def opened(qtbot: QtBot, desk: PageDesk) -> IncidentsPage:
    page = IncidentsPage(desk)
    qtbot.addWidget(page)
    page.resize(1240, 700)
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.table.total == 4)
    return page


def refs(page: IncidentsPage) -> list[str]:
    model = page.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


@pytest.mark.usefixtures("four")
def test_where_more_debriefs_are_due_than_are_looked_through_the_count_says_so(
    qtbot: QtBot, desk: PageDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "MOST_DUE", 2)
    page = opened(qtbot, desk)
    button(page, "Debrief due 2+").click()
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.table.total == 2)
    monkeypatch.setattr(listed, "MOST_DUE", 3)
    page.refresh()
    qtbot.waitUntil(lambda: desk.runner.is_quiet and page.table.total == 3)
    assert button(page, "Debrief due 3")


@pytest.mark.parametrize(
    ("words", "expected"), [("Nobody looked yet 2", (0, 1)), ("All open 3", (0, 1, 2)), ("Debrief due 3", (0, 1, 2))]
)
def test_a_view_says_how_many_there_are_and_shows_them(
    qtbot: QtBot, desk: PageDesk, four: list[Incident], words: str, expected: tuple[int, ...]
) -> None:
    page = opened(qtbot, desk)
    chip = button(page, words)
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: refs(page) == [four[n].ref for n in expected])
    assert chip.isChecked()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(refs(page)) == 4)
    assert not chip.isChecked()


def test_counts_follow_what_someone_did(qtbot: QtBot, desk: PageDesk, clinic: Clinic, four: list[Incident]) -> None:
    page = opened(qtbot, desk)
    start_review(clinic.as_role(Role.SUPERVISOR), four[0].id, four[0].version)
    page.refresh()
    qtbot.waitUntil(lambda: desk.runner.is_quiet and button(page, "Nobody looked yet 1").isVisible())


def test_ones_own_view_is_saved_renamed_and_deleted_and_nobody_else_sees_it(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], four: list[Incident], tmp_path: Path
) -> None:
    ColumnMemory.remember_in(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    page = opened(qtbot, desk_of(Role.MANAGER))
    page.filter.choose("status", "in_review")
    named(qtbot, page, "Save this view", "Being read")
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet and button(page, "Being read 1").isChecked())
    again = opened(qtbot, page.desk)
    button(again, "Being read 1").click()
    qtbot.waitUntil(lambda: refs(again) == [four[2].ref])
    named(qtbot, again, "Rename", "Now in review")
    qtbot.waitUntil(lambda: again.desk.runner.is_quiet and button(again, "Now in review 1").isChecked())
    chosen(qtbot, again, "Delete")
    with pytest.raises(AssertionError, match="no button"):
        button(again, "Now in review 1")
    other = opened(qtbot, desk_of(Role.SUPERVISOR))
    with pytest.raises(AssertionError, match="no button"):
        button(other, "Being read 1")


def test_a_view_needs_a_name_of_its_own(qtbot: QtBot, desk: PageDesk, four: list[Incident]) -> None:
    page = opened(qtbot, desk)
    page.filter.choose("level", "words")
    chosen(qtbot, page, "Save this view")
    dialog = QApplication.activeModalWidget()
    button(dialog, "Save").click()
    assert "Please type a name." in texts(dialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit), "all open")
    button(dialog, "Save").click()
    assert "There is a view with this name already." in texts(dialog)
    button(dialog, "Go back").click()


def chosen(qtbot: QtBot, page: IncidentsPage, words: str) -> None:
    """Choose something from the menu of the views; of the only view of one's own, where it is about one."""
    qtbot.keyClick(button(page, "My views"), Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    inner = [action for one in menu.actions() for action in ([one] if one.menu() is None else one.menu().actions())]
    next(action for action in inner if action.text().replace("&", "") == words).trigger()
    menu.close()


def named(qtbot: QtBot, page: IncidentsPage, words: str, name: str) -> None:
    chosen(qtbot, page, words)
    dialog = QApplication.activeModalWidget()
    line = dialog.findChild(QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, name)
    qtbot.keyClick(line, Qt.Key.Key_Return)
