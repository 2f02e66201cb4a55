"""What someone pasted into a report neither steers the terminal nor turns its lines around."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from incident_tracker.cli.answers import harmless
from tests.cli.clinic_commands import INCIDENT, Commands

HOSTILE = "He said \x1b]0;owned\x07 and \u202eleft\u2069\x9b2J.\nThen\the left, señora 😀."


def test_control_characters_and_marks_of_direction_are_shown_as_such() -> None:
    assert harmless(HOSTILE) == "He said \ufffd]0;owned\ufffd and \ufffdleft\ufffd\ufffd2J.\nThen\the left, señora 😀."


def test_an_incident_is_shown_without_them_and_kept_with_them(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "incident.json"
    file.write_text(json.dumps(INCIDENT | {"narrative": HOSTILE}), encoding="utf-8")
    ref = commands("rosa", "log", "--file", file).document["ref"]
    said = commands("maria", "show", ref, plain=True).out
    assert "]0;owned" in said
    assert not {"\x1b", "\x07", "\u202e", "\u2069", "\x9b"} & set(said)
    assert HOSTILE in commands("maria", "show", ref).document.values()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows writes no such files")
def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    code = """
import resource
from incident_tracker.__main__ import leave_no_core
leave_no_core()
print(resource.getrlimit(resource.RLIMIT_CORE))
"""
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "(0, 0)"
