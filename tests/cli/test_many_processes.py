"""Several programs on one clinic, and programs that are killed: what was acknowledged is there, once."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.clinic_commands import INCIDENT, NOON, Commands
from tests.storage_fixtures import PASSPHRASE
from tests.tries import chance, tries

PROCESSES = tries(3, 8)
SAVES = tries(4, 20)
KILLS = tries(3, 50)

SAVER = """
import sys
from incident_tracker.cli.program import main
for _ in range(int(sys.argv[1])):
    status = main(sys.argv[2:])
    if status:
        sys.exit(status)
"""


def start(commands: Commands, project: Path, saves: int) -> "subprocess.Popen[str]":
    """A process that logs the same incident `saves` times, telling each one after its commit."""
    file = commands.written("incident", INCIDENT)
    words = ["log", "--file", str(file), "--data", str(commands.folder), "--user", "rosa", "--now", NOON, "--json"]
    environment = {**os.environ, "INCIDENT_TRACKER_PASSPHRASE": PASSPHRASE}
    return subprocess.Popen(
        [sys.executable, "-c", SAVER, str(saves), *words],
        env=environment,
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def acknowledged(out: str) -> list[str]:
    """The reference numbers that were told in whole lines."""
    return [json.loads(line)["ref"] for line in out.splitlines(keepends=True) if line.endswith("\n")]


def stored(commands: Commands) -> list[str]:
    """The reference numbers in the clinic."""
    return [item["ref"] for item in commands("sam", "list", "--limit", "10000").document["items"]]


def test_programs_that_save_at_once_all_save(commands: Commands, project: Path) -> None:
    savers = [start(commands, project, SAVES) for _ in range(PROCESSES)]
    told = []
    for saver in savers:
        out, err = saver.communicate(timeout=110)
        assert (saver.returncode, err) == (0, "")
        told += acknowledged(out)
    assert len(told) == len(set(told)) == PROCESSES * SAVES
    assert sorted(told) == sorted(stored(commands))
    assert commands("sam", "check").document["ok"] is True


@pytest.mark.skipif(sys.platform == "win32", reason="killed as on Unix")
def test_programs_that_are_killed_lose_nothing_that_was_told(commands: Commands, project: Path) -> None:
    dice, told = chance("kills of commands"), []
    for _ in range(KILLS):
        saver = start(commands, project, 1000)
        assert saver.stdout is not None
        first = saver.stdout.readline()
        time.sleep(dice.uniform(0, 0.3))  # the moment of the kill is what is tried
        saver.send_signal(signal.SIGKILL)
        out, err = saver.communicate()
        assert err == ""
        told += acknowledged(first + out)
    present = stored(commands)
    assert len(told) >= KILLS
    assert set(told) <= set(present)
    assert len(present) <= len(told) + KILLS
    assert commands("sam", "check").document["ok"] is True
