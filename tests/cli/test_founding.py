"""Making a clinic in a place where others are at work or have left something: whole or not at all, theirs untouched."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.storage_fixtures import PASSPHRASE
from tests.tries import tries

ROUNDS = tries(1, 20)
INIT = ("init", "--site", "Harbour Street")
DEMO = ("demo", "--incidents", "10", "--months", "2", "--sites", "1")
MINE = {
    "clinic.db.saved-by-hand": b"the database before the power cut",
    "clinic.keys.saved-by-hand": b"its keys",
    "clinic.keys.old": b"keys of last year",
    "clinic.dbx": b"something else",
    "restoring/notes.txt": b"to do",
}
"""Files that a person set aside in the folder of the clinic."""
LEFT = {
    "clinic.db-wal": b"what was saved last",
    "clinic.keys.bak": b"the only good copy of the keys",
    "clinic.attempts": b"{}",
    "clinic.head": b"where the audit trail ended",
}
"""What the program keeps beside a database, and what stays when someone takes the database away."""


def start(words: Iterable[str], prepare: Callable[[], None] | None = None) -> "subprocess.Popen[str]":
    """A process of its own; `prepare` is done in it first."""
    return subprocess.Popen(
        [sys.executable, "-m", "incident_tracker", *words, "--user", "ada", "--json"],
        env={**os.environ, "INCIDENT_TRACKER_PASSPHRASE": PASSPHRASE},
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=prepare,
    )


def ended(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=100)
    assert "Traceback" not in err
    return process.returncode, out, err


def lay_down(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def present(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in names if (folder / name).exists()}


def of_the_clinic(folder: Path) -> set[str]:
    """Every file that is part of a clinic, or was to become one."""
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return found - set(MINE) - set(LEFT) - {"device", "exclusive.lock"}


@pytest.fixture(params=["file", pytest.param("server", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """The options that name an empty place: a folder, or a server and a folder for what this computer keeps."""
    if request.param == "file":
        return ["--data", str(tmp_path / "data")]
    return ["--data", str(tmp_path / "data"), "--database", request.getfixturevalue("postgres_url")]


@pytest.mark.parametrize(("first", "second"), [(INIT, INIT), (INIT, DEMO)])
def test_of_two_who_make_a_clinic_at_once_one_wins_and_the_others_is_whole(
    first: tuple[str, ...], second: tuple[str, ...], place: list[str], tmp_path: Path
) -> None:
    folder = Path(place[1])
    for number in range(ROUNDS if place[2:] == [] else 1):
        place[1] = str(folder / str(number))
        racing = [start([*words, *place]) for words in (first, second)]
        answers = [ended(process) for process in racing]
        won, lost = sorted(answers)
        assert (won[0], lost[:2]) in ((0, (6, "")), (0, (8, ""))), answers  # 8: the other was not done after a while
        assert ("already a clinic here" if lost[0] == 6 else "Another program") in lost[2]
        made = json.loads(won[1])
        if "users" in made:
            admin = next(user for user in made["users"] if user["role"] == "administrator")
            name, phrase = admin["name"], admin["passphrase"]
        else:
            name, phrase = "ada", PASSPHRASE
        environment = {**os.environ, "INCIDENT_TRACKER_PASSPHRASE": phrase}
        checked = subprocess.run(
            [sys.executable, "-m", "incident_tracker", "user", "list", *place, "--user", name, "--json"],
            env=environment,
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
        )
        assert checked.returncode == 0, checked.stderr
        assert name in {user["name"] for user in json.loads(checked.stdout)["users"]}


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("init", "--site", ""), 2),
        (("init", "--site", "Harbour", "--timezone", "Mars/Olympus"), 2),
        ((*INIT, "--desk", "x" * 400), 2),
        (("demo", "--sites", "0"), 2),
    ],
)
def test_a_clinic_that_is_refused_touches_nothing(words: tuple[str, ...], status: int, tmp_path: Path) -> None:
    lay_down(tmp_path, MINE | LEFT)
    refused = ended(start([*words, "--data", str(tmp_path)]))
    assert refused[0] == status, refused
    assert present(tmp_path, MINE | LEFT) == MINE | LEFT
    assert of_the_clinic(tmp_path) == set()


@pytest.fixture
def small_disk(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder on a disk of its own with room for so many kilobytes.

    It is not in the folder of the test: what a killed process leaves mounted is not in the way of later runs, which
    clear up those.
    """
    place = Path(tempfile.mkdtemp(prefix="small-disk-"))
    size = f"size={request.param}k"
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", size, "tmpfs", place], capture_output=True, check=False)
    if made.returncode != 0:
        place.rmdir()
        pytest.skip("NO SMALL DISK HERE: only root may make one")
    yield place
    subprocess.run(["umount", place], check=True)
    place.rmdir()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the disk is made as on Linux")
@pytest.mark.parametrize(
    ("words", "small_disk"), [(INIT, 44), (INIT, 100), (INIT, 700), (DEMO, 1400)], indirect=["small_disk"]
)
def test_a_disk_that_is_full_meanwhile_keeps_what_others_put_there(words: tuple[str, ...], small_disk: Path) -> None:
    lay_down(small_disk, MINE | LEFT)
    status, out, err = ended(start([*words, "--data", str(small_disk)]))
    assert (status, out) == (9, ""), err
    assert "space" in err
    assert present(small_disk, MINE | LEFT) == MINE | LEFT
    assert of_the_clinic(small_disk) == set()
    subprocess.run(["mount", "-o", "remount,size=40m", small_disk], check=True)
    assert ended(start([*words, "--data", str(small_disk)]))[0] == 0
    assert present(small_disk, MINE) == MINE


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on files is set as on Unix")
@pytest.mark.parametrize("largest", [6_000, 60_000])
def test_a_disk_that_fails_meanwhile_is_not_called_a_damaged_clinic(largest: int, tmp_path: Path) -> None:
    def refuse_large_files() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    lay_down(tmp_path, MINE | LEFT)
    status, out, err = ended(start([*INIT, "--data", str(tmp_path)], refuse_large_files))
    assert (status, out) == (12, ""), err
    assert "cannot be written to" in err
    assert present(tmp_path, MINE | LEFT) == MINE | LEFT
    assert of_the_clinic(tmp_path) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="killed as on Unix")
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_clinic_whose_making_is_cut_short_is_not_there_and_can_be_made_again(
    blow: signal.Signals, place: list[str]
) -> None:
    folder = Path(place[1])
    lay_down(folder, MINE)
    making = start(["demo", "--incidents", "3000", *place])
    while not list(folder.glob(".unfinished-*")):
        with suppress(subprocess.TimeoutExpired):  # looking without a pause would take the time from what is looked for
            making.wait(0.01)
        assert making.poll() is None, making.communicate()
    making.send_signal(blow)
    making.communicate(timeout=60)
    assert making.returncode != 0
    assert present(folder, MINE) == MINE
    again = ended(start([*INIT, *place]))
    assert again[0] == 0, again
    assert present(folder, MINE) == MINE
    assert not list(folder.glob(".unfinished-*"))


def test_what_an_earlier_clinic_left_beside_its_database_is_kept_aside(tmp_path: Path) -> None:
    lay_down(tmp_path, MINE | LEFT)
    place = ["--data", str(tmp_path)]
    assert ended(start([*INIT, *place]))[0] == 0
    [aside] = (tmp_path / "quarantine").iterdir()
    assert present(aside, LEFT) == LEFT
    assert present(tmp_path, MINE) == MINE
    told = ended(start(["user", "list", *place]))
    assert (told[0], told[2]) == (0, "")
