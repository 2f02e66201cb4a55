"""The whole program on the invented clinic of the tests."""

from contextlib import AbstractContextManager
from pathlib import Path

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.security.passphrases import FLOOR
from ui.sheets.look import Look
from ui.sheets.program import program as opened
from ui.sheets.visitor import Visitor
from ui.tour.walker import WalkClock, Walker

__all__ = ["Visitor", "program"]


def program(folder: Path, look: Look, clock: WalkClock) -> AbstractContextManager[Walker]:
    """The program on the clinic in `folder`, where nobody is signed in yet, in this look."""
    return opened(lambda settings: ClinicDoor(settings, clock, FLOOR), folder, look, clock)
