"""Another analysis is there at once: what is below the edge of the window is made after it, in steps of its own."""

from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.factors import Evidence, Factor
from incident_tracker.domain.learning.whys import Why
from incident_tracker.usecases.learning.analyses import open_analysis, save_analysis
from incident_tracker.usecases.learning.drafts import find_analysis_draft
from tests.screens.learning.analysis_at_desk import saved
from tests.storage_fixtures import Clinic
from ui.learning.analysis_page import AnalysisPage
from ui.learning.section import Section


@pytest.fixture
def other(clinic: Clinic, incident_ids: tuple[UUID, ...], analysis: Analysis) -> Analysis:
    """A second analysis; much is written in the first."""
    manager = clinic.as_role(Role.MANAGER)
    written = replace(
        analysis,
        whys=(Why(UUID(int=1), None, "Two of three desks were closed"),),
        factors=(Factor("STF1", Evidence.SAID),),
        equity_view="We cannot tell yet",
    )
    save_analysis(manager, written, analysis.version)
    return open_analysis(manager, incident_ids[2:], "Why does the phone ring unanswered?")


def shown_of(page: AnalysisPage) -> list[Section]:
    return [section for section in page.sections if section.isVisibleTo(page)]


def test_what_is_below_comes_in_turn_and_is_never_that_of_another_one(
    qtbot: QtBot, other: Analysis, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    assert page.written() == saved(clinic, analysis)
    assert shown_of(page) == list(page.sections)
    seen: list[tuple[bool, list[Section], Analysis]] = []

    def look(_analysis: Analysis) -> None:
        seen.append((page.is_whole, shown_of(page), page.written()))

    page.writing.shown.connect(look)
    page.open(other.id)
    qtbot.waitUntil(lambda: bool(seen))
    whole, in_sight, written = seen[0]
    assert not whole
    assert in_sight == [page.subject, page.timeline], "the others have the words of another one"
    assert written == saved(clinic, other), "what is not there yet is as it was saved"
    qtbot.waitUntil(lambda: page.is_whole and page.desk.runner.is_quiet)
    assert shown_of(page) == list(page.sections)
    assert page.written() == saved(clinic, other)
    page.keep_draft()
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet)
    assert find_analysis_draft(clinic.as_role(Role.MANAGER), other.id) is None
    assert saved(clinic, analysis).equity_view == "We cannot tell yet"


def test_who_goes_there_before_finds_it_made(
    qtbot: QtBot, other: Analysis, page: AnalysisPage, clinic: Clinic, analysis: Analysis
) -> None:
    page.open(other.id)
    qtbot.waitUntil(lambda: page.is_whole and page.desk.runner.is_quiet)
    went: list[bool] = []

    def go(_analysis: Analysis) -> None:
        if not went:
            went.append(page.is_whole)
            page._visit(page.views)
            went.append(page.is_whole)

    page.writing.shown.connect(go)
    page.open(analysis.id)
    qtbot.waitUntil(lambda: page.desk.runner.is_quiet and len(went) == 2)
    assert went == [False, True]
    assert page.views.isAncestorOf(QApplication.focusWidget())
    assert page.views.written(page.written()).equity_view == "We cannot tell yet"
