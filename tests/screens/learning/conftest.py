"""Incidents and an open analysis at the prepared clinic, and the pages of the chapter opened on it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.ports.context import Area
from incident_tracker.usecases.learning.analyses import open_analysis
from tests.bare_incidents import log_incident
from tests.screens.learning.analysis_at_desk import Opened
from tests.storage_fixtures import HARBOUR, Clinic
from ui.learning.analysis_page import AnalysisPage
from ui.page import Page, PageDesk

QUESTION = "Why do Mondays at check-in end in shouting?"


@pytest.fixture
def incident_ids(clinic: Clinic) -> tuple[UUID, ...]:
    """Three incidents that are alike."""
    manager = clinic.as_role(Role.MANAGER)
    return tuple(
        log_incident(
            manager,
            IncidentDraft(
                occurred_at=clinic.clock() - timedelta(hours=hours),
                site_id=HARBOUR.id,
                channel="in_person_desk",
                kind="verbal_abuse",
                severity=Severity.ABUSE_IN_WORDS,
            ),
        ).incident.id
        for hours in (1, 2, 3)
    )


@pytest.fixture
def analysis(clinic: Clinic, incident_ids: tuple[UUID, ...]) -> Analysis:
    """An open analysis of two of them, in which nothing is written yet."""
    return open_analysis(clinic.as_role(Role.MANAGER), incident_ids[:2], QUESTION)


@pytest.fixture
def opened(qtbot: QtBot) -> Callable[[Page, object], QWidget]:
    """Shows a page, opens it with its argument, and waits until everything is there."""

    def opened(page: Page, argument: object) -> QWidget:
        qtbot.addWidget(page)
        page.resize(1024, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.desk.runner.changed.connect(partial(_refresh, page))  # which the window does
        page.open(argument)
        qtbot.waitUntil(lambda: page.desk.runner.is_quiet and page.is_whole)
        return page

    return opened


@pytest.fixture
def page(desk: PageDesk, analysis: Analysis, opened: Opened) -> AnalysisPage:
    """The analysis, opened by the manager."""
    page = AnalysisPage(desk)
    opened(page, analysis.id)
    return page


def _refresh(page: Page, areas: frozenset[Area]) -> None:
    if areas & page.areas:
        page.refresh()
