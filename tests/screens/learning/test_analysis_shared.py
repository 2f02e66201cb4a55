"""An analysis is saved, brought together with what others wrote, and read by others."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionDraft, Tier
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.factors import Factor
from incident_tracker.domain.learning.statements import CausalStatement
from incident_tracker.usecases.learning.actions import assign_action
from incident_tracker.usecases.learning.analyses import list_analyses, save_analysis
from incident_tracker.usecases.learning.drafts import find_analysis_draft
from tests.screens.learning.analysis_at_desk import Opened, save, saved, type_text
from tests.screens.looking import button, keep_picture, texts
from tests.storage_fixtures import HARBOUR, MONDAY_NINE, ROSA, Clinic
from tests.why_trees import grown
from ui import kept_typing
from ui.learning.analysis_page import AnalysisPage
from ui.page import PageDesk
from ui.widgets.message_bar import MessageBar


def test_what_someone_else_wrote_meanwhile_is_brought_together(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    page.views._views["staff_view"].setPlainText("We were two instead of three.")
    save_analysis(manager, replace(analysis, factors=(Factor("STF1"),)), analysis.version)
    save(qtbot, page)
    qtbot.waitUntil(lambda: saved(clinic, analysis).version == 3)
    both = saved(clinic, analysis)
    assert (both.staff_view, both.factors) == ("We were two instead of three.", (Factor("STF1"),))


@pytest.mark.parametrize(("choice", "left"), [("Keep mine", "mine"), ("Take theirs", "theirs")])
def test_where_both_wrote_the_same_part_both_are_shown_and_one_is_chosen(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, choice: str, left: str
) -> None:
    page.views._views["staff_view"].setPlainText("mine")
    save_analysis(clinic.as_role(Role.MANAGER), replace(analysis, staff_view="theirs"), analysis.version)
    save(qtbot, page)
    qtbot.waitUntil(page.clash.isVisible)
    keep_picture(page, "analysis_clash")
    assert "mine" in texts(page.clash)
    assert "theirs" in texts(page.clash)
    assert saved(clinic, analysis).staff_view == "theirs"  # nothing was overwritten
    assert page.views._views["staff_view"].text() == "mine"  # and nothing typed was lost
    button(page.clash, f"{choice}: The people who work here").click()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet and not page.clash.isVisible())
    assert saved(clinic, analysis).staff_view == left


def test_a_part_that_cannot_be_saved_says_so_and_nothing_typed_is_lost(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    question = page.subject.question
    page.whys.go_here()
    type_text(qtbot, "The line stood out of the door")
    question.setFocus()
    qtbot.keyClick(question, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(question, Qt.Key.Key_Delete)
    page.save()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet and page.subject._problem.isVisible())
    assert "Not saved yet" in texts(page)
    assert saved(clinic, analysis) == analysis
    question.setFocus()
    type_text(qtbot, "Why does the line grow?")
    page.save()
    qtbot.waitUntil(lambda: saved(clinic, analysis).question == "Why does the line grow?")
    assert [why.text for why in saved(clinic, analysis).whys] == ["The line stood out of the door"]
    qtbot.waitUntil(lambda: "Not saved yet" not in texts(page))


def test_a_draft_that_could_not_be_kept_is_tried_again(
    qtbot: QtBot, page: AnalysisPage, clinic: Clinic, analysis: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_typing, "TRY_AGAIN", 20)
    manager = page.desk.runner.context
    page.desk.runner.use(None)
    page.whys.go_here()
    type_text(qtbot, "The line stood out of the door")
    page.keep_draft()
    page.desk.runner.use(manager)
    qtbot.waitUntil(lambda: find_analysis_draft(clinic.as_role(Role.MANAGER), analysis.id) is not None)
    assert saved(clinic, analysis) == analysis


def test_the_committee_reads_causes_without_stories(
    qtbot: QtBot, clinic: Clinic, analysis: Analysis, desk_of: Callable[[Role], PageDesk], opened: Opened
) -> None:
    manager = clinic.as_role(Role.MANAGER)
    tree = grown((), UUID(int=1), None, "Two of three desks were open")
    statement = CausalStatement(UUID(int=2), "One desk is closed", "waits grow", "shouting")
    written = replace(
        analysis, whys=tree, factors=(Factor("STF1"),), statements=(statement,), staff_view="A story", equity_view="Yes"
    )
    save_analysis(manager, written, analysis.version)
    draft = ActionDraft("Float receptionist", ROSA.id, MONDAY_NINE.date(), Tier.INTERMEDIATE, "staffing_workload")
    assign_action(manager, replace(draft, analysis_id=analysis.id), HARBOUR.id)
    page = AnalysisPage(desk_of(Role.COMMITTEE))
    opened(page, list_analyses(clinic.as_role(Role.COMMITTEE))[0].id)
    qtbot.waitUntil(lambda: "Short staffing" in texts(page) and "Float receptionist" in texts(page))
    said = texts(page)
    for hidden in (page.timeline, page.views, page.closing):
        assert not hidden.isVisible()
    assert "Incidents" not in said
    assert page.subject.question.isReadOnly()
    assert [why.text for why in page.whys.outline.tree()] == [why.text for why in tree]


def test_a_supervisor_reads_and_does_not_write(
    qtbot: QtBot, analysis: Analysis, desk_of: Callable[[Role], PageDesk], opened: Opened
) -> None:
    page = AnalysisPage(desk_of(Role.SUPERVISOR))
    opened(page, analysis.id)
    qtbot.waitUntil(lambda: "Incidents" in texts(page))
    assert page.subject.question.isReadOnly()
    assert not page.closing.isVisible()


def test_reception_is_sent_back_kindly(
    qtbot: QtBot, analysis: Analysis, desk_of: Callable[[Role], PageDesk], messages: MessageBar
) -> None:
    page = AnalysisPage(desk_of(Role.RECEPTION))
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.back_requested):
        page.open(analysis.id)
    assert messages.text
