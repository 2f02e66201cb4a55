"""The page of a debrief, opened at any desk, with a clock that the test moves."""

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.screens.support.support_at_desk import Stopwatch, Window, settle
from ui.page import PageDesk
from ui.support.debrief_page import DebriefPage


@pytest.fixture
def stopwatch() -> Stopwatch:
    """The clock of the talk."""
    return Stopwatch()


@pytest.fixture
def open_page(qtbot: QtBot, stopwatch: Stopwatch) -> Callable[[PageDesk, UUID], DebriefPage]:
    """Opens the page with a debrief, or an incident, at a desk."""

    def open_page(desk: PageDesk, argument: UUID) -> DebriefPage:
        page = DebriefPage(desk, seconds_now=stopwatch)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 900)
        page.show()
        page.open(argument)
        settle(qtbot, page)
        return page

    return open_page
