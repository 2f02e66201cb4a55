"""How many keys it takes to log an incident, pressed on the keyboard of a real X server."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.demo.past import NOW, accounts
from incident_tracker.domain.capture.drafts import IncidentDraft
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.clinic.access import Role
from incident_tracker.security.passphrases import FLOOR
from incident_tracker.settings import Settings
from incident_tracker.usecases.support.cases import log_incident_with_support
from tests.real_keys import Keyboard
from tests.x_server import x_server
from ui.tour.walker import WalkClock

MINE = ("ctrl+n", "1", "3", "ctrl+Return")
ON_THE_PHONE_A_QUARTER_HOUR_AGO = ("ctrl+n", "minus", "minus", "4", "3", "ctrl+Return")
TOLD_BY_A_COLLEAGUE = ("ctrl+n", "1", "3", "alt+t", "m", "Return", "ctrl+Return")
CALMED = ("ctrl+n", "1", "1", "ctrl+Return")
A_NOTE = ("F9",)

A_CALL = (
    ("alt+c", "'He said he would come over."),
    ("alt+m", "8", "Tab", "1", "Tab", "1", "1"),
    ("alt+n", "6", "2", "space", "Return", "t", "o", "Return", "2", "3"),
    ("alt+n", "2", "1", "Tab", "2", "5", "Return", "Tab", "6", "1", "5", "3", "Tab", "6", "3", "7"),
    ("alt+n", "1", "3", "'K-4711", "Tab", "2"),
    ("alt+n", "'phone", "Tab", "4", "Tab", "'the charge nurse", "Tab", "1", "3"),
    ("Return", "4", "1", "2", "1", "'supervisor", "Tab", "1"),
    ("alt+n", "2", "1"),
    ("alt+n", "2", "'No one was hurt.", "ctrl+Return"),
)
"""The keys that complete the record of a call; what begins with ' is text."""

Press = Callable[..., None]
Ask = Callable[[str], str]


@pytest.fixture
def role() -> Role:
    """Who is at the keyboard."""
    return Role.RECEPTION


@pytest.fixture
def at_the_keyboard(clinic_folder: Path, project: Path, role: Role) -> Iterator[tuple[Press, Ask]]:
    """A window of this role on an X server of its own, a way to press keys, and a way to ask the program."""
    with x_server(1366, 768) as display:
        yield from _in_the_program(display, clinic_folder, project, role)


def _in_the_program(display: str, folder: Path, project: Path, role: Role) -> Iterator[tuple[Press, Ask]]:
    try:
        keyboard = Keyboard(display)
    except OSError as error:
        pytest.skip(f"NO KEYBOARD OF AN X SERVER HERE: {error}")
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    program = [sys.executable, "-m", "tests.screens.every_window.at_the_keyboard", str(folder), role.value]
    pipe = subprocess.PIPE
    with (
        keyboard,
        subprocess.Popen(program, cwd=project, env=environment, stdin=pipe, stdout=pipe, text=True) as window,
    ):
        assert window.stdin is not None
        assert window.stdout is not None
        orders, answers = window.stdin, window.stdout
        assert answers.readline() == "ready\n"
        pressed = 0

        def ask(order: str) -> str:
            print(order, file=orders, flush=True)
            return answers.readline().strip()

        def press(*keys: str) -> None:
            nonlocal pressed
            for key in [one for said in keys for one in _keys(keyboard, said)]:
                keyboard.press(key)
                pressed += 1
                assert ask(f"keys {pressed}") == str(pressed)

        yield press, ask
        orders.close()
        window.wait(60)
    assert window.returncode == 0


def _keys(keyboard: Keyboard, said: str) -> list[str]:
    return [keyboard.key_of(letter) for letter in said[1:]] if said.startswith("'") else [said]


@pytest.fixture
def call(clinic_folder: Path) -> str:
    """The number of a report: the receptionist was threatened on the phone."""
    door = ClinicDoor(Settings(clinic_folder), WalkClock(NOW), FLOOR)
    rosa = accounts()[Role.RECEPTION]
    context = door.open(rosa.user.name, rosa.passphrase)
    site = min(rosa.user.sites)
    draft = IncidentDraft(NOW, site_id=site, channel="phone_in", kind="threat", severity=Severity.THREAT)
    logged = log_incident_with_support(context, draft).incident
    door.close(context)
    return logged.ref


@pytest.mark.skipif(sys.platform != "linux", reason="X servers are of Linux")
def test_so_many_keys_log_an_incident(at_the_keyboard: tuple[Press, Ask]) -> None:
    press, ask = at_the_keyboard

    def logged(keys: tuple[str, ...], most: int) -> dict[str, Any]:
        assert len(keys) <= most
        press(*keys)
        found: dict[str, Any] = json.loads(ask("saved"))
        assert found.pop("focus") == f"Saved as {found.pop('ref')}."
        return found

    mine = {"channel": "in_person_desk", "kind": "verbal_abuse", "level": 2, "minutes_ago": 0, "told": False}
    assert logged(MINE, 5) == mine
    assert logged(ON_THE_PHONE_A_QUARTER_HOUR_AGO, 8) == {**mine, "channel": "phone_in", "minutes_ago": 15}
    assert logged(TOLD_BY_A_COLLEAGUE, 9) == {**mine, "told": True}
    assert logged(CALMED, 5) == {**mine, "kind": "near_miss", "level": 0}
    press(*A_NOTE)
    assert ask("said on the Today page").startswith("The time is saved")


@pytest.mark.skipif(sys.platform != "linux", reason="X servers are of Linux")
@pytest.mark.parametrize("role", [Role.MANAGER])
def test_sixty_keys_complete_the_record_of_a_call(call: str, at_the_keyboard: tuple[Press, Ask]) -> None:
    """Two people, what was tried, who came, the police, and the law; the text is not counted."""
    press, ask = at_the_keyboard
    assert ask(f"read {call}") == "there"
    for part in A_CALL:
        press(*part)

    assert sum(not key.startswith("'") for part in A_CALL for key in part) <= 60
    assert ask("said Saved").startswith("Saved")
    assert json.loads(ask(f"completed {call}")) == {
        "version": 2,
        "narrative": "He said he would come over.",
        "call": [8, 1, "caller"],
        "affected": [["targeted", 6, True], ["witness", 3, None]],
        "course": [2, 1],
        "steps": ["calmer", "worse"],
        "lasted": 7,
        "code": "K-4711",
        "help": "the charge nurse",
        "police": [True, "supervisor", 2],
        "factors": 2,
        "log": ["no", "No one was hurt."],
    }
