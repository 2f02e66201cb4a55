"""A manager's morning by keys alone, in the real window: from anywhere to booked debriefs, and one of them moved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from incident_tracker.demo.past import accounts
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.usecases.support.debriefs import show_debrief
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture
from ui.support.booking_sheet import BookingSheet
from ui.support.week_page import WeekPage
from ui.tour.walker import WalkClock, Walker

CTRL = Qt.KeyboardModifier.ControlModifier
MOST_KEYS = 8


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER])
def test_a_debrief_is_booked_from_the_week_with_few_keys(clinic_folder: Path, clock: WalkClock, role: Role) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[role])
        walker.key(Qt.Key.Key_3, CTRL)
        walker.settle()
        page = you.page
        assert isinstance(page, WeekPage)
        assert QApplication.focusWidget() is page.list
        walker.key(Qt.Key.Key_Down)  # to someone of today; the first has waited for longer, and is away
        walker.settle()
        board = page.board.board
        assert board is not None
        assert board.chosen is not None
        debrief_id = board.chosen.debrief.id
        waiting = page.list.count()
        keep_picture(walker.window, f"{role}-week")

        # choose it; the first time that suits; the sheet; they said yes; book
        pressed = _press(walker, Qt.Key.Key_Return, Qt.Key.Key_Return)
        keep_picture(you.front, f"{role}-sheet")
        pressed += _press(walker, Qt.Key.Key_Space, Qt.Key.Key_Return)
        assert pressed <= MOST_KEYS
        booked = show_debrief(you.ctx, debrief_id).debrief
        assert booked.status is DebriefStatus.PLANNED
        assert booked.facilitator_id is not None
        walker.window.activateWindow()  # off screen no window manager does it
        walker.settle()
        assert page.list.count() == waiting - 1
        assert QApplication.focusWidget() is page.list
        keep_picture(walker.window, f"{role}-booked")


def test_a_booked_time_moves_to_the_next_that_suits_with_few_keys(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        planned = you.owed(DebriefStatus.PLANNED)
        page = you.go(WeekPage, "week")
        board = page.board.board
        assert board is not None
        page.board.setFocus()
        page.board.go_to(*board.place_of(planned.starts_at))  # type: ignore[arg-type]  # it is planned
        _press(walker, Qt.Key.Key_Space, Qt.Key.Key_Return)  # look at it; move it
        walker.window.activateWindow()  # off screen no window manager does it
        walker.settle()
        assert page.board.hasFocus()
        _press(walker, Qt.Key.Key_N, Qt.Key.Key_Return)
        asked = you.front
        assert isinstance(asked, BookingSheet)
        _press(walker, Qt.Key.Key_Space, Qt.Key.Key_Return)  # who asked for it; move
        file = show_debrief(you.ctx, planned.subject_id)
        assert file.debrief.starts_at != planned.starts_at
        assert file.slots[0].moved_because is MoveReason.PARTICIPANT


def _press(walker: Walker, *keys: Qt.Key) -> int:
    """Press these keys, each when the one before is done, and say how many."""
    for key in keys:
        walker.key(key)
        walker.settle()
    return len(keys)
