"""Nobody reads any more what a command writes: it does its work to the end, and its status says how that went."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from incident_tracker.cli.program import COMMANDS
from tests.cli.clinic_commands import NOON, REASON, Commands
from tests.storage_fixtures import PASSPHRASE
from tests.tries import tries

ROUNDS = tries(2, 50)
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
"""What is left in a buffer is written when the interpreter ends; this setting would hide that."""
GONE = (("stdout",), ("stderr",), ("stdout", "stderr"))


def status_unread(gone: tuple[str, ...], words: list[str], project: Path, phrase: str = PASSPHRASE) -> int:
    """The status of a command whose output goes into pipes that nobody reads."""
    read, write = os.pipe()
    os.close(read)
    streams = {name: write if name in gone else subprocess.DEVNULL for name in ("stdout", "stderr")}
    try:
        return subprocess.run(
            [sys.executable, "-m", "incident_tracker", *words],
            env={**BUFFERED, "INCIDENT_TRACKER_PASSPHRASE": phrase},
            cwd=project,
            check=False,
            **streams,
        ).returncode
    finally:
        os.close(write)


def shared(commands: Commands, user: str = "sam") -> list[str]:
    return ["--data", str(commands.folder), "--user", user, "--now", NOON]


@pytest.mark.parametrize("gone", GONE, ids="+".join)
def test_a_command_that_nobody_listens_to_ends_well(gone: tuple[str, ...], project: Path) -> None:
    for _ in range(ROUNDS):
        assert status_unread(gone, ["version", "--json"], project) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe of the shell")
def test_a_reader_that_takes_only_the_beginning(project: Path) -> None:
    for reader in ("true", "head -c 1"):
        line = f"'{sys.executable}' -m incident_tracker version --json | {reader}; exit ${{PIPESTATUS[0]}}"
        for _ in range(ROUNDS):
            done = subprocess.run(
                ["/bin/bash", "-c", line], env=BUFFERED, cwd=project, capture_output=True, text=True, check=False
            )
            assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="a redirection of the shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_without_a_stream_ends_well(closed: str, project: Path) -> None:
    for words, status in (("version --json", 0), ("rates --nonsense", 2)):
        line = f"'{sys.executable}' -m incident_tracker {words} {closed}"
        done = subprocess.run(
            ["/bin/bash", "-c", line], env=BUFFERED, cwd=project, capture_output=True, text=True, check=False
        )
        assert (done.returncode, "unexpected" in done.stderr) == (status, False)


@pytest.mark.parametrize("name", sorted(COMMANDS)[:: tries(4, 1)])
def test_the_help_of_every_command_ends_well(name: str, project: Path) -> None:
    assert status_unread(("stdout",), [name, "--help"], project) == 0


@pytest.mark.parametrize("gone", GONE, ids="+".join)
def test_what_a_command_was_to_do_is_done(gone: tuple[str, ...], commands: Commands, project: Path) -> None:
    commands("ada", "user", "list")
    (commands.folder / "clinic.attempts").unlink()
    words = ["user", "add", "eve", "--role", "manager", "--reason", REASON, *shared(commands, "ada")]
    assert status_unread(gone, words, project) == 0  # it writes to both: the pass phrase, and what was lost
    assert "eve" in [user["name"] for user in commands("ada", "user", "list").document["users"]]


@pytest.mark.parametrize("gone", GONE, ids="+".join)
def test_what_went_wrong_is_still_told_by_the_status(gone: tuple[str, ...], commands: Commands, project: Path) -> None:
    assert status_unread(gone, ["list", *shared(commands)], project, "not the right words") == 3
    assert status_unread(gone, ["list", "--no-such-option"], project) == 2
    assert status_unread(gone, ["show", "NO-SUCH", *shared(commands)], project) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="THERE IS NO DISK THAT IS ALWAYS FULL HERE")
def test_an_answer_that_finds_no_space_is_not_taken_for_given(project: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "incident_tracker", "version", "--json"],
            env=BUFFERED,
            cwd=project,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 9
    assert "space" in done.stderr
