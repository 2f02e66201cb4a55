"""After a command the keyboard's place is in the part that came or near by, never in the sidebar by itself."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.learning.actions import ActionDraft, ActionStatus, Tier
from incident_tracker.usecases.learning.actions import assign_action, end_action
from incident_tracker.usecases.support.protected_time import book_slot
from tests.screens.looking import button
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import HARBOUR, MARIA, ROSA, Clock
from tests.support_people import accepted, logged, tomorrow_at_ten
from ui.app import Screen
from ui.capture.incident_page import IncidentPage
from ui.learning.action_dialogs import EndQuestion
from ui.support.debrief_page import DebriefPage
from ui.widgets.reading_order import tab_stops


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic with the manager signed in."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("maria")
    return window


CELLS = 400
"""So often at most Tab goes on within a sheet or a field of several parts."""


def press(window: Window, words: str) -> None:
    """Come to a button by the keyboard, press Space, and wait for what follows."""
    pressed = button(window.page, words)
    pressed.setFocus(Qt.FocusReason.TabFocusReason)
    window.qtbot.waitUntil(pressed.hasFocus)
    QTest.keyClick(pressed, Qt.Key.Key_Space)
    arrive(window)


def arrive(window: Window) -> None:
    """Let all answers come and be shown."""
    window.settle()
    for _round in range(3):
        QApplication.processEvents()
    window.settle()


def focused(window: Window) -> QWidget:
    """What has the focus; it is on the page in front."""
    widget = QApplication.focusWidget()
    assert widget is not None
    assert window.page.isAncestorOf(widget), f"{type(widget).__name__} {words_of(widget)!r} is not on the page"
    return widget


def words_of(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else widget.accessibleName()


def test_next_leads_to_the_first_field_of_each_part(window: Window) -> None:
    incident = logged(window.clinic)[0].incident
    window.workspace.go("incident", ("complete", incident.id))
    arrive(window)
    page = window.page
    assert isinstance(page, IncidentPage)
    parts = page.form.steps
    while not parts.is_last:
        following = page.form.parts[parts.current + 1]
        press(window, f"Next: {following[0]}")
        here = focused(window)
        assert following[1][0].isAncestorOf(here), f"{following[0]}: {words_of(here)!r}"


def test_a_yes_leaves_the_focus_on_the_page(window: Window) -> None:
    clinic = window.clinic
    _answer, debrief = logged(clinic)
    debrief = accepted(clinic, debrief)
    request = tomorrow_at_ten(clinic, covers={ROSA.id: MARIA.id})
    book_slot(clinic.as_role(Role.SUPERVISOR), debrief.id, debrief.version, request)
    window.workspace.go("support")
    arrive(window)
    press(window, "I will be there")
    assert "You said yes" in [label.text() for label in window.page.findChildren(QWidget) if hasattr(label, "text")]
    focused(window)


def an_action(window: Window) -> UUID:
    today = window.clinic.clock().date()
    draft = ActionDraft("A second chair", MARIA.id, today + timedelta(days=9), Tier.WEAKER, "staffing_workload")
    return assign_action(window.clinic.as_role(Role.MANAGER), draft, HARBOUR.id).id


def test_showing_everything_leads_to_the_list(window: Window) -> None:
    action_id = an_action(window)
    manager = window.clinic.as_role(Role.MANAGER)
    end_action(manager, action_id, ActionStatus.DONE, "It is in place.", 1)
    window.workspace.go("actions")
    arrive(window)
    press(window, "Show all actions")
    assert focused(window) is window.page.first_focus()


@pytest.mark.parametrize("again", [False, True])
def test_a_record_is_opened_where_its_first_thing_is(window: Window, again: bool) -> None:
    clinic = window.clinic
    debriefs = [logged(clinic)[1], accepted(clinic, logged(clinic)[1])]
    if again:
        window.workspace.go("debrief", debriefs.pop().id)
        arrive(window)
        window.workspace.go("support")
        arrive(window)
    window.workspace.go("debrief", debriefs.pop().id)
    arrive(window)
    page = window.page
    assert isinstance(page, DebriefPage)
    assert focused(window) is page.stages.current()


def test_each_page_is_opened_with_the_focus_on_it(window: Window) -> None:
    logged(window.clinic)
    for key in window.workspace.entries.keys() - {"incident", "debrief", "analysis", "seen", "changes"}:
        window.workspace.go(key)
        arrive(window)
        focused(window)


def test_what_a_dialog_ends_leaves_the_focus_on_the_page(window: Window) -> None:
    an_action(window)
    window.workspace.go("actions")
    arrive(window)
    press(window, "Done: A second chair")
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    question = QApplication.activeModalWidget()
    assert isinstance(question, EndQuestion)
    question.accept()
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.screen.window.activateWindow()  # off screen no window manager does it
    window.qtbot.waitUntil(window.screen.window.isActiveWindow)
    arrive(window)
    focused(window)


def test_tab_of_a_person_still_goes_to_the_sidebar(window: Window) -> None:
    window.workspace.go("actions")
    arrive(window)
    for _step in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused is not None and window.workspace.sidebar.isAncestorOf(focused):
            return
    raise AssertionError("Tab never came to the sidebar")


def test_tab_comes_round_on_every_page_while_a_message_is_shown(window: Window) -> None:
    an_action(window)
    incident = logged(window.clinic)[0].incident
    debrief = accepted(window.clinic, logged(window.clinic)[1])
    visits: list[tuple[str, object]] = [(key, None) for key in window.workspace.entries]
    visits += [("incident", incident.id), ("incident", ("complete", incident.id)), ("debrief", debrief.id)]
    astray = []
    for visit in visits:
        window.workspace.go(*visit)
        arrive(window)
        window.workspace.messages.tell("Done.", undo=window.workspace.messages.clear)
        arrive(window)
        stops = list(tab_stops(window.workspace))
        here = start = QApplication.focusWidget()
        seen: set[QWidget] = set()
        for _step in range(len(stops) + CELLS):
            QTest.keyClick(here, Qt.Key.Key_Tab)
            here = QApplication.focusWidget()
            seen.add(here)
            if here is start and len(seen) > 1:
                break
        else:
            astray.append(f"{visit[0]}: never comes back to {words_of(start)!r}")
        astray += [
            f"{visit[0]}: {type(stop).__name__} {words_of(stop)!r}" for stop in set(tab_stops(window.workspace)) - seen
        ]
    assert not astray, "\n".join(sorted(astray))
