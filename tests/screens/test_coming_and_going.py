"""Starting, signing in, locking, unlocking and closing end with status 0, off screen and on an X server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.screens.own_clinic import PHRASE
from tests.tries import tries
from tests.x_server import x_server

ROUNDS = tries(2, 20)

COME_AND_GO = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from incident_tracker.bootstrap import ClinicDoor, utc_now
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from tests.screens.plain_pages import entries
from ui.app import Screen

settings = Settings(Path(sys.argv[1]), last_user="ada", language="en")
screen = Screen(ClinicDoor(settings, utc_now, FLOOR), settings, [], utc_now, entries)
screen.window.show()
screen.application.processEvents()
rounds = 0

def enter():
    fields = screen.window.centralWidget().findChildren(QLineEdit)
    next(f for f in fields if f.isVisible() and f.echoMode() == QLineEdit.EchoMode.Password).setText(sys.argv[2])
    screen.window.centralWidget().sign_in()

def lock_or_close():
    global rounds
    rounds += 1
    QTimer.singleShot(0, screen.window.lock if rounds < 4 else screen.window.close)

def again():
    if rounds < 4:
        QTimer.singleShot(50, enter)

screen.window.entered.connect(lock_or_close)
screen.window.locked.connect(again)
QTimer.singleShot(50, enter)
sys.excepthook = sys.__excepthook__  # a mistake in this script is seen
sys.exit(screen.run())
"""


@pytest.fixture(scope="module")
def x_display() -> Iterator[str]:
    """The name of an X server of the tests' own."""
    with x_server(1280, 900) as display:
        yield display


def come_and_go(data: Path, project: Path, environment: dict[str, str]) -> None:
    for _ in range(ROUNDS):
        done = subprocess.run(
            [sys.executable, "-c", COME_AND_GO, str(data), PHRASE],
            cwd=project,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, "")


def test_coming_locking_unlocking_and_going_off_screen(data: Path, project: Path) -> None:
    come_and_go(data, project, {"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.skipif(sys.platform != "linux", reason="X servers are of Linux")
def test_coming_locking_unlocking_and_going_on_an_x_server(data: Path, project: Path, x_display: str) -> None:
    come_and_go(data, project, {"QT_QPA_PLATFORM": "xcb", "DISPLAY": x_display})
