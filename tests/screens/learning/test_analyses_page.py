"""The list of root cause analyses: when one is worth it, what stands where, and who may begin one."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import Analysis
from tests.screens.looking import button, texts
from tests.storage_fixtures import Clinic
from ui.learning.analyses_page import AnalysesPage
from ui.page import PageDesk
from ui.theme.spacing import px

Opened = Callable[[AnalysesPage, object], QWidget]


def test_an_empty_list_says_when_an_analysis_is_worth_it(qtbot: QtBot, desk: PageDesk, opened: Opened) -> None:
    page = AnalysesPage(desk)
    opened(page, None)
    assert "Not who, but what: that is what we can change." in texts(page)
    with qtbot.waitSignal(page.open_requested) as asked:
        button(page, "Begin an analysis").click()
    assert asked.args == ["analysis", ("new", ())]


def test_each_line_says_its_clock_without_blame_and_enter_opens_it(
    qtbot: QtBot,
    desk: PageDesk,
    analysis: Analysis,
    opened: Opened,
    clinic: Clinic,
    speaks_names: Callable[[QWidget], None],
) -> None:
    page = AnalysesPage(desk)
    opened(page, None)
    row = page.table.current()
    assert row.id == analysis.id
    assert page._clock(row) == "to begin by Thursday"
    clinic.clock.advance(timedelta(days=4))
    assert page._clock(row) == "waiting to begin since yesterday"
    clinic.clock.advance(timedelta(days=42))
    assert page._clock(row) == "waiting since yesterday"
    speaks_names(page)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["analysis", analysis.id]


def test_the_committee_reads_the_list_and_begins_none(
    analysis: Analysis, desk_of: Callable[[Role], PageDesk], opened: Opened
) -> None:
    page = AnalysesPage(desk_of(Role.COMMITTEE))
    opened(page, None)
    assert page.table.total == 1
    assert not page._begin.isVisible()


def test_space_shows_the_whole_question_and_the_next_step_beside_the_list(
    qtbot: QtBot, desk: PageDesk, analysis: Analysis, opened: Opened
) -> None:
    page = AnalysesPage(desk)
    opened(page, None)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.table.current().question in texts(page.master.pane))
    qtbot.keyClick(page.table, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert asked.args == ["analysis", analysis.id]
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Escape)
    assert not page.master.pane.isVisible()
    assert page.table.hasFocus()


def test_beside_the_preview_the_question_keeps_its_room_and_the_day_says_less(
    qtbot: QtBot, desk: PageDesk, analysis: Analysis, opened: Opened, clinic: Clinic
) -> None:
    """Where both do not fit, "to finish by Wed 23 Dec 2026" is its day alone."""
    page = AnalysesPage(desk)
    opened(page, None)
    clinic.clock.advance(timedelta(days=42))
    page.resize(1366 - 216, 700)
    page.refresh()
    qtbot.waitUntil(lambda: desk.runner.is_quiet)
    table = page.table
    wide = shown_words(page)
    page.resize(620, 700)
    QApplication.processEvents()
    narrow = shown_words(page)
    assert wide["clock"] == page._clock(table.current())
    assert narrow["clock"] == page._day(table.current())
    assert narrow["question"] == wide["question"] == analysis.question


def shown_words(page: AnalysesPage) -> dict[str, str]:
    """What the current row says in the columns that are shown, as far as each has room."""
    table, found = page.table, {}
    metrics = QFontMetrics(table.font())
    for at, column in enumerate(table.all_columns):
        if not table.isColumnHidden(at):
            narrow = at in table._delegate.shortened and column.short is not None
            words = column.short(table.current()) if narrow and column.short else column.text(table.current())
            found[column.key] = metrics.elidedText(
                words, Qt.TextElideMode.ElideRight, table.columnWidth(at) - 2 * px(8)
            )
    return found
