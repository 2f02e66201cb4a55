"""How many keys it takes to log an incident, pressed on the keyboard of a real X server."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.real_keys import Keyboard
from tests.x_server import x_server

MINE = ("ctrl+n", "1", "3", "ctrl+Return")
ON_THE_PHONE_A_QUARTER_HOUR_AGO = ("ctrl+n", "minus", "minus", "4", "3", "ctrl+Return")
TOLD_BY_A_COLLEAGUE = ("ctrl+n", "1", "3", "alt+t", "m", "Return", "ctrl+Return")
CALMED = ("ctrl+n", "1", "1", "ctrl+Return")
A_NOTE = ("F9",)

Press = Callable[..., None]
Ask = Callable[[str], str]


@pytest.fixture
def at_the_keyboard(clinic_folder: Path, project: Path) -> Iterator[tuple[Press, Ask]]:
    """The receptionist's window on an X server of its own, a way to press keys, and a way to ask the program."""
    with x_server(1366, 768) as display:
        yield from _in_the_program(display, clinic_folder, project)


def _in_the_program(display: str, folder: Path, project: Path) -> Iterator[tuple[Press, Ask]]:
    try:
        keyboard = Keyboard(display)
    except OSError as error:
        pytest.skip(f"NO KEYBOARD OF AN X SERVER HERE: {error}")
    environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    program = [sys.executable, "-m", "tests.screens.every_window.at_the_keyboard", str(folder)]
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
            for key in keys:
                keyboard.press(key)
                pressed += 1
                assert ask(f"keys {pressed}") == str(pressed)

        yield press, ask
        orders.close()
        window.wait(60)
    assert window.returncode == 0


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
