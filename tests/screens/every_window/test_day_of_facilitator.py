"""The day of a person who leads debriefs: her own time on the board, the talk itself, and nothing of the others."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt

from incident_tracker.demo.making import clinic_of
from incident_tracker.demo.past import SIZE
from incident_tracker.domain.clinic.access import Role
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.usecases.support.debriefs import show_debrief
from tests.screens.every_window.looks import ENGLISH
from tests.screens.every_window.visitor import Visitor, program
from tests.screens.looking import keep_picture, texts
from ui.support.debrief_page import DebriefPage
from ui.support.week_page import WeekPage
from ui.tour.walker import WalkClock

STARTS_IN = timedelta(hours=3)
STEP = timedelta(minutes=4)


def test_she_finds_her_debrief_on_the_week_leads_it_and_plans_nothing(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, ENGLISH, clock) as walker:
        you = Visitor(walker)
        grace = next(account for account in clinic_of(SIZE).accounts if account.user.name == "grace")
        assert grace.user.role is Role.RECEPTION
        you.sign_in(grace)
        keep_picture(walker.window, "facilitator-today")
        walker.enter("Support", "Support week")
        page = you.page
        assert isinstance(page, WeekPage)
        board = page.board.board
        assert board is not None
        blocks = [(day.day.isoweekday(), block) for day in board.days for block in day.blocks]
        assert [day for day, _block in blocks] == [2, 3]  # held yesterday, and today's
        assert all("Grace leads" in block.spoken for _day, block in blocks)
        assert page.list.count() == 0
        assert "Noor" not in texts(page)  # whose debrief waits for someone else to plan it
        keep_picture(walker.window, "facilitator-week")

        today = blocks[1][1]
        clock.moment += STARTS_IN
        row = next(row for row in range(len(board.times)) if board.days[2].block_at(row) is today)
        page.board.setFocus()
        page.board.go_to(row, 2)
        walker.key(Qt.Key.Key_Return)
        walker.wait(lambda: isinstance(walker.page, DebriefPage))
        walker.settle()
        talk = walker.page
        assert isinstance(talk, DebriefPage)
        walker.press("Hold it")
        walker.press("At the desk now")  # the one who covers has come
        walker.press("Begin now")
        walker.wait(lambda: talk.holding.steps is not None)
        steps = talk.holding.steps
        assert steps is not None
        keep_picture(walker.window, "facilitator-talk")
        while not steps.is_last:
            clock.moment += STEP
            done = len(steps.done)
            walker.press("Next")
            walker.wait(lambda done=done: len(steps.done) > done)
        walker.press("Finish")
        walker.settle()
        assert show_debrief(you.ctx, today.debrief_id).debrief.status is DebriefStatus.HELD
        keep_picture(walker.window, "facilitator-held")
