"""The page of a debrief, opened at any desk, with a clock that the test moves."""

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.screens.support.support_at_desk import Stopwatch, Window, settle
from ui.page import PageDesk
from ui.support.debrief_page import DebriefPage
from ui.support.week_page import WeekPage


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


@pytest.fixture
def open_week(qtbot: QtBot) -> Callable[..., WeekPage]:
    """Opens the week at a desk, with the focus where the window puts it."""

    def open_week(desk: PageDesk, argument: object = None) -> WeekPage:
        page = WeekPage(desk)
        Window(page)
        qtbot.addWidget(page)
        page.resize(1100, 640)
        page.show()
        page.activateWindow()
        page.open(argument)
        settle(qtbot, page)
        first = page.first_focus()
        assert first is not None
        first.setFocus()
        return page

    return open_week
