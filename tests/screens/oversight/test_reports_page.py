"""The committee's report on the screen: built, paged through, read as text, saved; noted once for each act."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from tests.screens.looking import clipped, texts
from tests.storage_fixtures import Clinic
from ui.oversight.reports_page import ReportsPage
from ui.page import PageDesk
from ui.runner import Runner
from ui.widgets.dialogs import Question
from ui.widgets.message_bar import MessageBar

Show = Callable[..., None]


def _built(page: ReportsPage, qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(lambda: page._report is not None and runner.is_quiet)


@pytest.mark.usefixtures("with_visits")
def test_the_last_whole_month_is_there_to_be_paged_through(
    desk_of: Callable[[Role], PageDesk], show: Show, qtbot: QtBot, runner: Runner
) -> None:
    page = ReportsPage(desk_of(Role.COMMITTEE))
    show(page)
    _built(page, qtbot, runner)
    assert page.choices.code("month") == "2026-02"
    assert page.preview.page == 1
    assert page.preview.page_count > 5
    assert page._report is not None
    assert page._report.audit_head in texts(page)
    area = page.preview.area
    area.setFocus()
    assert area.accessibleName() == f"Page 1 of {page.preview.page_count}"
    assert "Safety committee report" in area.accessibleDescription()
    qtbot.keyClick(area, Qt.Key.Key_Right)
    assert page.preview.page == 2
    for _step in range(100):
        qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert page.preview.page == page.preview.page_count
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert page.preview.page == 1


@pytest.mark.usefixtures("lived_in")
def test_the_pages_are_really_painted_and_grow(desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    page.preview.repaint()
    qtbot.waitUntil(lambda: bool(page.preview.area._desk._pictures) and runner.is_quiet)
    image = page.preview.area._desk._pictures[0][1]
    inks = {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert QColor("white").name() in inks
    assert len(inks) > 5
    before = page.preview.area._desk.width()
    qtbot.keyClick(page.preview.area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert page.preview.area._desk.width() > before
    qtbot.keyClick(page.preview.area, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert page.preview.area._desk.width() == before


@pytest.mark.usefixtures("lived_in")
def test_the_text_can_be_read_line_by_line(desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    page.preview.area.setFocus()
    qtbot.keyClick(page.preview.area, Qt.Key.Key_T)
    assert page.preview.text.isVisible()
    assert "February 2026" in page.preview.text.toPlainText()


def test_saving_is_whole_noted_once_and_never_silent_about_an_older_file(
    lived_in: Clinic, desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner, tmp_path: Path, messages: MessageBar
) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    page.export()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "committee-report-2026-02.pdf"
    assert not dialog.testOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.reject()
    target = tmp_path / "report.pdf"
    assert page._printout is not None
    page._printout.save_to(str(target))
    qtbot.waitUntil(lambda: runner.is_quiet and bool(messages.text))
    assert page._report is not None
    assert target.read_bytes() == page._report.pdf
    assert [path.name for path in tmp_path.glob("*.tmp")] == []
    assert messages.text == "Saved as report.pdf."
    with lived_in.store.read() as unit:
        acts = [entry.act for entry in unit.audit.entries() if entry.kind == "monthly_report"]
    assert acts == ["shown", "saved"]


@pytest.mark.usefixtures("lived_in")
def test_a_place_that_cannot_be_written_to_is_said(
    desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner, tmp_path: Path
) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    assert page._printout is not None
    page._printout.save_to(str(tmp_path / "not there" / "report.pdf"))
    qtbot.waitUntil(lambda: page.findChild(Question) is not None)
    said = page.findChild(Question)
    assert said is not None
    assert "Not saved" in texts(said)


@pytest.mark.usefixtures("lived_in")
def test_month_language_and_paper_build_another_one(desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner) -> None:
    page = ReportsPage(desk)
    show(page, "2025-01")
    _built(page, qtbot, runner)
    assert page._report is not None
    assert page._report.month == "2025-01"
    page.choices.choose("language", "es")
    _built(page, qtbot, runner)
    assert "enero de 2025" in page.preview.text.toPlainText()
    page.choices.choose("paper", "a4")
    _built(page, qtbot, runner)
    assert page.preview._pages is not None
    assert round(page.preview._pages.sheets[0].width) == 595


@pytest.mark.usefixtures("lived_in")
def test_stopping_shows_nothing_and_building_again_does(
    desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner
) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    page.build()
    assert not page.save_button.isEnabled()
    page.stop()
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert page._report is None
    assert "No report is shown" in texts(page)
    page.build()
    _built(page, qtbot, runner)
    assert page.save_button.isEnabled()


def test_an_empty_month_is_a_report_too(desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    assert page.preview.page_count > 1


@pytest.mark.usefixtures("lived_in")
def test_everything_has_a_name_and_room(
    desk: PageDesk, show: Show, qtbot: QtBot, runner: Runner, speaks_names: Callable[[QWidget], None]
) -> None:
    page = ReportsPage(desk)
    show(page)
    _built(page, qtbot, runner)
    speaks_names(page)
    assert clipped(page) == []


@pytest.mark.usefixtures("lived_in")
def test_the_report_on_support_alone_is_chosen_read_and_noted(
    desk_of: Callable[[Role], PageDesk], clinic: Clinic, show: Show, qtbot: QtBot, runner: Runner
) -> None:
    page = ReportsPage(desk_of(Role.MANAGER))
    show(page)
    _built(page, qtbot, runner)
    page.open("support")
    qtbot.waitUntil(lambda: runner.is_quiet and page._report is not None and page._is_on_support)
    assert "Support for the people affected" in page.preview.area.accessibleDescription()
    assert page.suggested_name().startswith("support-report-")
    with clinic.store.read() as unit:
        shown = [one for one in unit.audit.entries() if (one.act, one.kind) == ("shown", "support_report")]
    assert len(shown) == 1
    page.choices.choose("report", "committee")
    qtbot.waitUntil(lambda: runner.is_quiet and page._report is not None and not page._is_on_support)
    assert "Safety committee report" in page.preview.area.accessibleDescription()
    assert clipped(page) == []
