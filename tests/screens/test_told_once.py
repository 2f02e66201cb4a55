"""A window tells of what is waiting once, not again after a lock, and not on a second computer."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.support.participants import ask_participants
from tests.storage_fixtures import ROSA, Clinic
from tests.support_people import HOUR, logged
from ui.page import PageDesk
from ui.shell.reminder_center import ReminderCenter


def news_of(qtbot: QtBot, desk: PageDesk, looks: int = 2) -> list[str]:
    """What a window that has just been opened tells the tray."""
    center, said = ReminderCenter(desk), list[str]()
    qtbot.addWidget(center)
    center.news.connect(said.append)
    for _n in range(looks):
        center.look()
        qtbot.waitUntil(lambda: desk.runner.is_quiet)
    return said


def test_what_is_waiting_is_told_once_over_locks_and_computers(
    qtbot: QtBot, desk_of: Callable[[Role], PageDesk], clinic: Clinic
) -> None:
    _answer, debrief = logged(clinic)
    ask_participants(clinic.as_role(Role.MANAGER), debrief.id, [ROSA.id])
    rosa = desk_of(Role.RECEPTION)
    assert news_of(qtbot, rosa) == ["Something is waiting for you."]
    clinic.clock.advance(HOUR)
    assert news_of(qtbot, rosa) == [], "after a lock the window is another one"
    assert news_of(qtbot, desk_of(Role.RECEPTION)) == [], "so is that on the second computer"
