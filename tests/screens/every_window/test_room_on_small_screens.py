"""What has to be seen at once in the windows that front desks and managers have."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from incident_tracker.demo.past import accounts
from incident_tracker.domain.capture.life_cycle import OPEN
from incident_tracker.domain.clinic.access import Role
from tests.screens.every_window.visitor import Visitor, program
from ui.capture.incident_page import IncidentPage
from ui.capture.incidents_page import IncidentsPage
from ui.capture.quick_form import QuickForm
from ui.oversight.trends_page import TrendsPage
from ui.sheets.look import Look
from ui.tour.walker import WalkClock
from ui.widgets.record_model import RecordModel


def _look(language: str, width: int, height: int) -> Look:
    return Look(language, "light", 100, (width, height))


@pytest.mark.parametrize("size", [(1366, 768), (1200, 760)])
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_manager_sees_whom_it_happened_to_and_how_far_the_debrief_has_come(
    clinic_folder: Path, clock: WalkClock, language: str, size: tuple[int, int]
) -> None:
    with program(clinic_folder, _look(language, *size), clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        table = you.go(IncidentsPage, "incidents").table
        model, header = table.model(), table.horizontalHeader()
        assert isinstance(model, RecordModel)

        left_out = {one.key for at, one in enumerate(model.columns) if header.isSectionHidden(at)}

        assert left_out <= {"channel"}
        assert table.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_question_of_the_log_is_one_line_of_choices(clinic_folder: Path, clock: WalkClock, language: str) -> None:
    with program(clinic_folder, _look(language, 1366, 768), clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.RECEPTION])
        fields = you.go(QuickForm, "log").fields
        for chips in (fields.channel, fields.kind, fields.severity):
            seen = [chip for chip in chips.findChildren(QPushButton) if chip.isVisible()]

            assert len(seen) > 6
            assert len({chip.y() for chip in seen}) == 1


def test_trends_begin_at_their_top(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, _look("en", 1366, 768), clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        page = you.go(TrendsPage, "trends")

        assert page._frame.area.verticalScrollBar().value() == 0
        assert page.choices.isAncestorOf(walker.window.focusWidget())


def test_a_call_takes_no_more_room_than_its_questions(clinic_folder: Path, clock: WalkClock) -> None:
    with program(clinic_folder, _look("en", 1366, 768), clock) as walker:
        you = Visitor(walker)
        you.sign_in(accounts()[Role.MANAGER])
        call = next(one for one in you.incidents() if one.status in OPEN and one.channel == "phone_in")
        panel = you.go(IncidentPage, "incident", ("complete", call.id)).form.call

        lowest = max(
            child.y() + child.height()
            for child in panel.call.findChildren(QWidget)
            if child.parent() is panel.call and child.isVisible()
        )
        assert panel.call.height() == lowest
