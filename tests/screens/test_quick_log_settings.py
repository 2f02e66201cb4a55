"""A manager sets which digit chooses what, and how a report from a desk begins; the log follows, for everyone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.capture.drafts import list_drafts
from incident_tracker.usecases.clinic.vocabulary import list_terms
from tests.screens.test_focus_after_commands import arrive
from tests.screens.test_go_to import enter, open_it, type_in
from tests.screens.test_one_window_many_users import Window
from tests.storage_fixtures import Clock
from ui.app import Screen
from ui.capture.quick_form import QuickForm
from ui.clinic.log_order import DeskChannels, OrderDialog

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_screen: Callable[..., Screen], staffed: Path, qtbot: QtBot, clock: Clock) -> Window:
    """The whole program at the prepared clinic with the manager signed in."""
    window = Window(open_screen(staffed, real=True), qtbot, clock)
    window.come_in("maria")
    return window


def come_to(window: Window, typed: str, kind: type) -> None:
    """Find the setting, which has the focus then, and press it."""
    dialog = open_it(window)
    assert type_in(window, dialog, typed)[0] == "SETTINGS"
    enter(window, dialog)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
    arrive(window)


def save(window: Window) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, OrderDialog | DeskChannels)
    QTest.keyClick(dialog.verb, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    window.screen.window.activateWindow()  # off screen no window manager does it
    arrive(window)


def log_of(window: Window) -> QuickForm:
    window.workspace.go("log")
    arrive(window)
    form = window.page
    assert isinstance(form, QuickForm)
    return form


def test_an_order_is_set_by_keyboard_and_undone(window: Window) -> None:
    before = [term.code for term in list_terms(window.clinic.as_role(Role.MANAGER), "kind")]
    come_to(window, "order of kind", OrderDialog)
    rows = QApplication.focusWidget()
    assert rows.item(0).text().startswith("1  ")
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Up, ALT)
    assert rows.currentRow() == 0
    QTest.keyClick(rows, Qt.Key.Key_Up, ALT)  # there is none above
    assert rows.item(7).text().startswith("7, 2  ")
    save(window)
    undo = window.workspace.messages.undo
    swapped = [before[1], before[0], *before[2:]]
    assert [term.code for term in list_terms(window.clinic.as_role(Role.RECEPTION), "kind")] == swapped
    undo()
    arrive(window)
    assert [one.code for one in log_of(window).fields.kind._choices] == before


def test_a_report_begins_with_what_its_desk_says_until_it_is_changed_by_hand(window: Window) -> None:
    come_to(window, "report from each desk", DeskChannels)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, DeskChannels)
    boxes = dialog.findChildren(QComboBox)
    assert len(boxes) == 1  # only the desks of the manager's own site
    boxes[0].setCurrentIndex(boxes[0].findData("phone_in"))
    save(window)
    window.lock()
    window.come_in("rosa")
    form = log_of(window)
    assert form.fields.channel.code() == "phone_in"
    assert form.fields.first_open() is form.fields.kind
    assert form.fields.phone.isVisible()
    form.keep_draft()
    arrive(window)
    assert list_drafts(window.clinic.as_role(Role.RECEPTION)) == ()  # nothing was told yet
    QTest.keyClick(form.fields.where, Qt.Key.Key_Down)  # at no desk
    assert form.fields.channel.code() is None
    QTest.keyClick(form.fields.where, Qt.Key.Key_Up)
    assert form.fields.channel.code() == "phone_in"
    form.fields.channel.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_1)
    chosen = form.fields.channel.code()
    QTest.keyClick(form.fields.where, Qt.Key.Key_Down)
    assert form.fields.channel.code() == chosen != "phone_in"


def test_who_may_not_set_it_does_not_see_it(window: Window) -> None:
    window.lock()
    window.come_in("rosa")
    assert type_in(window, open_it(window), "order of kind") == []
