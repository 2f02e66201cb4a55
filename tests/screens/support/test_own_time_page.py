"""My time, by keyboard: what is there by itself, what is written down, corrected and taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.own_time import TimeKind
from incident_tracker.domain.support.protected_time import Paid
from tests.screens.looking import button, clipped, keep_picture, nameless, texts
from tests.storage_fixtures import Clinic
from ui.page import PageDesk
from ui.runner import Runner
from ui.screen_text import day_text
from ui.support.own_time_page import OwnTimePage, TimeDialog
from ui.widgets.message_bar import MessageBar


def dialog_of(page: OwnTimePage) -> TimeDialog:
    """The dialog that is open over the page."""
    (dialog,) = (one for one in page.window().findChildren(TimeDialog) if one.isVisible())
    return dialog


def test_time_is_written_down_corrected_and_taken_back(
    desk_of: Callable[[Role], PageDesk], clinic: Clinic, qtbot: QtBot, runner: Runner, messages: MessageBar
) -> None:
    page = OwnTimePage(desk_of(Role.RECEPTION))
    qtbot.addWidget(page)
    page.resize(1000, 700)
    runner.changed.connect(page.refresh)  # as the shell does
    page.show()
    page.open(None)
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert "No time is here yet" in texts(page)
    page.first_focus().setFocus()  # type: ignore[union-attr]
    qtbot.keyClick(page.add, Qt.Key.Key_Space)
    dialog = dialog_of(page)
    dialog.accept()
    assert "Please choose one." in texts(dialog), "whether it was paid is asked, and not guessed"
    button(dialog, "Was it paid?: No").click()
    assert "Please choose one." not in texts(dialog), "it goes with the choice"
    dialog.kind.choose(TimeKind.COMMITTEE)
    dialog.minutes.setValue(50)
    dialog.paid.choose(Paid.NO)
    dialog.voluntary.setChecked(True)
    assert nameless(dialog) == []
    keep_picture(dialog, "write-time")
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet and "50 minutes, not paid, voluntary" in texts(page))
    assert "Committee work" in texts(page)
    assert nameless(page) == []
    assert clipped(page) == []
    keep_picture(page, "my-time")

    button(page, f"Correct: Committee work, {day_text(clinic.clock().date())}").click()
    dialog = dialog_of(page)
    assert (dialog.minutes.value(), dialog.paid.code(), dialog.voluntary.isChecked()) == (50, Paid.NO, True)
    dialog.minutes.setValue(40)
    dialog.accept()
    qtbot.waitUntil(lambda: runner.is_quiet and "40 minutes" in texts(page))
    button(page, f"Withdraw: Committee work, {day_text(clinic.clock().date())}").click()
    qtbot.waitUntil(lambda: runner.is_quiet and "No time is here yet" in texts(page))
    button(messages, "Undo").click()
    qtbot.waitUntil(lambda: runner.is_quiet and "40 minutes" in texts(page))
    assert QApplication.activeModalWidget() is None
