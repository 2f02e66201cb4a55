"""What is printed whatever the terminal can show: any encoding, and nothing that a terminal would obey."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.clinic_commands import INCIDENT, NOON, Commands
from tests.storage_fixtures import PASSPHRASE

STORY = "esc\x1b[31mred \x1b]0;owned\x07 \x9b31m \u202egnp.exe صرخ المريض"


def run(commands: Commands, *words: str, encoding: str) -> subprocess.CompletedProcess[bytes]:
    given = [
        sys.executable,
        "-m",
        "incident_tracker",
        *words,
        "--data",
        str(commands.folder),
        "--user",
        "maria",
        "--now",
        NOON,
    ]
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "INCIDENT_TRACKER_PASSPHRASE": PASSPHRASE}
    return subprocess.run(given, capture_output=True, env=environment, check=False)  # our own program


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_encoding_shows_an_incident_and_no_escape(commands: Commands, encoding: str) -> None:
    file = commands.written("told", INCIDENT | {"narrative": STORY})
    ref = commands("maria", "log", "--file", file).document["ref"]

    shown = run(commands, "show", ref, encoding=encoding)
    assert shown.returncode == 0, shown.stderr
    text = shown.stdout.decode(encoding)
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert ("صرخ" in text) is (encoding == "utf-8")

    as_json = run(commands, "show", ref, "--json", encoding=encoding)
    assert as_json.returncode == 0
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(as_json.stdout.decode(encoding))
    if encoding == "utf-8":
        assert json.loads(as_json.stdout)["narrative"] == STORY


def test_months_that_a_series_leaves_out_are_named(commands: Commands, tmp_path: Path) -> None:
    series = tmp_path / "months.csv"
    series.write_text("x,y\n2025-01,5\n2025-02,7\n2025-04,6\n2025-05,4\n2025-07,8\n", encoding="utf-8")
    told = commands("maria", "spc", "--input", series, "--chart", "c").document
    assert any("2025-03, 2025-06" in warning for warning in told["warnings"])
    series.write_text("x,y\nfirst,5\nsecond,7\nthird,6\n", encoding="utf-8")
    assert not any(
        "not in the data" in one
        for one in commands("maria", "spc", "--input", series, "--chart", "c").document["warnings"]
    )
