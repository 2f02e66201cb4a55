"""A test process that dies or hangs, at whatever moment, fails the run, and its dump is printed."""

import importlib.util
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes end otherwise there")

PASSING = "def test_passes():\n    pass\n"
DYING = "import ctypes\n\ndef test_dies():\n    ctypes.string_at(0)\n"
DYING_AT_THE_END = "import atexit, ctypes\n\natexit.register(ctypes.string_at, 0)\n\n" + PASSING
HANGING = "import threading\n\ndef test_hangs():\n    threading.Event().wait()\n"
HANGING_AT_THE_END = "import atexit, threading\n\natexit.register(threading.Event().wait)\n\n" + PASSING


@pytest.fixture(scope="module")
def watched(project: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("watched", project / ".ci" / "watched.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Trial:
    """Runs a file of tests in a folder of its own, watched, and keeps what was shown."""

    def __init__(self, watched: ModuleType, folder: Path) -> None:
        self._watched, self._folder = watched, folder
        self.shown = ""

    def run(self, tests: str, spread: Sequence[str] = (), *, silent: float = 60, longest: float = 60) -> int:
        (self._folder / "test_trial.py").write_text(tests, encoding="utf-8")
        arguments = ["-q", "-p", "tests.crash_dumps", "-p", "no:randomly", *spread, str(self._folder)]
        told: list[str] = []
        status, last_line = self._watched.pytest_watched(arguments, silent=silent, longest=longest, show=told.append)
        self.shown = "".join(told) + last_line
        return int(status)


@pytest.fixture
def trial(watched: ModuleType, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trial:
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(project))
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    monkeypatch.chdir(tmp_path)
    return Trial(watched, tmp_path)


def test_what_passes_passes(trial: Trial) -> None:
    assert trial.run(PASSING, ("-n", "2")) == 0
    assert "1 passed" in trial.shown
    assert "died" not in trial.shown


@pytest.mark.parametrize("spread", [(), ("-n", "2")], ids=["alone", "spread"])
@pytest.mark.parametrize("tests", [DYING, DYING_AT_THE_END], ids=["in a test", "at the end"])
def test_a_process_that_dies_fails_the_run_and_leaves_its_dump(trial: Trial, tests: str, spread: Sequence[str]) -> None:
    assert trial.run(tests, spread) != 0
    assert "died" in trial.shown
    assert "Segmentation fault" in trial.shown


def test_a_test_that_hangs_ends_with_a_dump(trial: Trial) -> None:
    assert trial.run(HANGING, longest=8) != 0
    assert "had not ended after 8 s" in trial.shown
    assert "in test_hangs" in trial.shown


def test_a_process_that_hangs_at_the_end_ends_too(trial: Trial) -> None:
    assert trial.run(HANGING_AT_THE_END, silent=6) != 0
    assert "nothing was heard of them for 6 s" in trial.shown


def test_a_long_run_says_its_seed_and_tries_more(project: Path) -> None:
    asked = "from tests.tries import chance, examples, tries; print(tries(3, 50), examples(10), chance('x').random())"

    def tell(**environment: str) -> list[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TESTS_")}
        done = subprocess.run(
            [sys.executable, "-c", asked],
            cwd=project,
            env=kept | environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.split()

    sample, whole = tell(), tell(TESTS_LONG="1", TESTS_SEED="5")
    assert (sample[:2], whole[:2]) == (["3", "10"], ["50", "200"])
    assert sample == tell()
    assert whole == tell(TESTS_LONG="1", TESTS_SEED="5") != tell(TESTS_LONG="1", TESTS_SEED="6")
