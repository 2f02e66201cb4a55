"""The command for a USB button or a shortcut of the desktop: no pass phrase, at once, and it says what it is not."""

import json
import os
import subprocess
import sys
from pathlib import Path

from incident_tracker.settings import Settings, keep_settings
from tests.cli.clinic_commands import Commands
from tests.storage_fixtures import CHECK_IN

WITHIN = 1.5  # seconds, from the start of the program, as the manual says


def press(folder: Path, project: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "incident_tracker", "stub", "--data", str(folder), *words]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_keeps_a_note_that_waits_at_sign_in(commands: Commands, project: Path) -> None:
    keep_settings(Settings(commands.folder, desk=str(CHECK_IN.id)))
    first = press(commands.folder, project)
    assert (first.returncode, first.stderr) == (0, "")
    assert "does not call anyone" in first.stdout
    again = press(commands.folder, project, "--json")
    assert json.loads(again.stdout) == {"schema": 1, "kept": False, "just_before": True}
    assert len(list(commands.folder.glob("stubs/*.stub"))) == 1


def test_it_is_done_within_a_second_and_a_half_of_work(commands: Commands, project: Path) -> None:
    """Time of the processor, since other programs may be busy: the fastest of three."""
    taken = []
    for number in range(3):
        for latest in commands.folder.glob("stubs/latest"):
            latest.unlink()
        before = _children()
        assert press(commands.folder, project).returncode == 0, number
        taken.append(_children() - before)
    assert min(taken) < WITHIN


def test_where_there_is_no_clinic_or_no_room_it_says_so(commands: Commands, tmp_path: Path) -> None:
    nowhere = Commands(tmp_path / "nowhere", commands._environment, commands._screen)
    told = nowhere("nobody", "stub")
    assert told.status == 6
    assert "Nothing was saved: write the time down on paper." in told.err
    (commands.folder / "stubs").write_text("in the way")
    told = commands("nobody", "stub")
    assert told.status == 12
    assert "does not call anyone" in told.err


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system
