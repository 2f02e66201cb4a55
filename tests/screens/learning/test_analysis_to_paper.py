"""An analysis goes to paper from its page: looked at first, then saved, and told to the audit trail."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.usecases.learning.analyses import list_analyses, save_analysis
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from tests.screens.learning.analysis_at_desk import Opened
from tests.screens.looking import keep_picture, texts
from tests.storage_fixtures import Clinic
from ui.learning.analysis_page import AnalysisPage
from ui.page import PageDesk
from ui.paper.paper_preview import PaperPreview
from ui.paper.pdf_pages import open_pages
from ui.widgets.message_bar import MessageBar


@pytest.mark.parametrize("role", [Role.MANAGER, Role.SUPERVISOR, Role.COMMITTEE])
def test_each_reader_prints_what_the_reader_may_see(
    role: Role,
    qtbot: QtBot,
    clinic: Clinic,
    analysis: Analysis,
    desk_of: Callable[[Role], PageDesk],
    opened: Opened,
    tmp_path: Path,
) -> None:
    statement = CausalStatement(UUID(int=2), "One desk is closed", "waits grow", "shouting")
    written = replace(analysis, statements=(statement,), staff_view="We were two")
    save_analysis(clinic.as_role(Role.MANAGER), written, analysis.version)
    page = AnalysisPage(desk_of(role))
    assert not page.offers("print_paper")
    opened(page, list_analyses(clinic.as_role(role))[0].id)
    assert page.offers("print_paper")
    page.print_button.setFocus()
    qtbot.keyClick(page.print_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.findChild(PaperPreview) is not None and page.desk.runner.is_quiet)
    keep_picture(page, f"analysis-print-{role}")
    preview = page.findChild(PaperPreview)
    assert preview is not None
    assert preview.windowTitle() == "Root cause analysis"  # no number: titles are seen on the task bar
    qtbot.keyClick(preview.save_button, Qt.Key.Key_Space)
    dialog, place = preview.findChild(QFileDialog), tmp_path / "paper.pdf"
    assert dialog is not None
    dialog.selectFile(str(place))
    dialog.accept()
    qtbot.waitUntil(lambda: not page.findChildren(PaperPreview))
    whole = " ".join(" ".join(sheet.text for sheet in open_pages(place.read_bytes()).sheets).split())
    assert "One desk is closed" in whole
    assert ("We were two" in whole) == (role is not Role.COMMITTEE)
    with clinic.store.read() as unit:
        trail = [one for one in unit.audit.entries() if one.kind == "analysis" and one.act in set(PaperAct)]
    assert [one.act for one in trail] == ["shown", "saved"]
    assert {one.object_id for one in trail} == {analysis.id}


def test_what_is_typed_and_not_saved_is_said_not_to_be_on_the_paper(
    qtbot: QtBot, page: AnalysisPage, messages: MessageBar
) -> None:
    page.views._views["staff_view"].setPlainText("Typed since")
    page.print_paper()
    qtbot.waitUntil(lambda: page.findChild(PaperPreview) is not None and page.desk.runner.is_quiet)
    assert "The paper shows what is saved; what you typed since is not on it." in texts(messages)
