"""A page of one record is at its top when another record comes: no one completes the wrong person's record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.learning.analyses import open_analysis
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from tests.support_people import logged
from ui.app import Screen
from ui.widgets.layout import PageFrame

KEYS = ("incident", "complete", "debrief", "analysis", "changes")


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """Maria at a low window, where each of these pages has to scroll."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("maria")
    window.screen.window.resize(1024, 420)
    return window


@pytest.mark.parametrize("key", KEYS)
def test_another_record_is_shown_from_its_top(window: Window, key: str) -> None:
    manager, both = window.clinic.as_role(Role.MANAGER), [logged(window.clinic) for _incident in range(2)]
    places: list[tuple[str, object]] = []
    for answer, debrief in both:
        here = answer.incident.id
        if key == "analysis":
            places.append((key, open_analysis(manager, (here,), "Why do mornings begin with anger?").id))
        elif key == "complete":
            places.append(("incident", ("complete", here)))
        else:
            places.append((key, debrief.id if key == "debrief" else here))
    window.workspace.go(*places[0])
    arrive(window)
    bar = next(one for one in window.page.findChildren(PageFrame) if one.isVisible()).area.verticalScrollBar()
    bar.setValue(bar.maximum())
    bar.actionTriggered.emit(0)
    if key != "changes":
        assert bar.value() > 0
    window.workspace.back()
    arrive(window)
    window.workspace.go(*places[1])
    arrive(window)
    title = next(one for one in window.page.findChildren(PageFrame) if one.isVisible()).title
    assert bar.value() == 0
    assert not title.visibleRegion().isEmpty()
