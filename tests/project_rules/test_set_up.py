"""The commands `run` and `test` set up what is missing, repair what is broken, and then keep out of the way."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="the shell scripts are for Linux and macOS"),
    pytest.mark.xdist_group("set up"),  # they share a checkout
]

ECHO = "import sys\nprint(*sys.argv[1:], sep='|')\nsys.exit(7)\n"


class Checkout:
    """A copy of the set-up with nothing to install, around a program that answers with its arguments."""

    def __init__(self, folder: Path, project: Path) -> None:
        self.folder = folder
        self.environment = folder / ".venv"
        shutil.copytree(project / ".ci", folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(project / "run", folder / "run")
        for lock in ("requirements.lock", "requirements-dev.lock"):
            (folder / lock).write_text("")
        for package in ("incident_tracker", "ui", "db"):
            (folder / package).mkdir()
        (folder / "incident_tracker" / "__main__.py").write_text(ECHO)

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Start it from another folder: exit status, what the program said, what the set-up said."""
        command = [self.folder / "run", *arguments]
        environment = os.environ | {"PIP_NO_INDEX": "1", "UV_OFFLINE": "1"}
        done = subprocess.run(command, cwd="/", env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def state(self) -> str:
        """What the next start would find: `ready`, `outdated` or `broken`."""
        code = (
            f"import sys; sys.path.insert(0, {str(self.folder / '.ci')!r}); import set_up; print(set_up.state('run'))"
        )
        return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Checkout:
    folder = tmp_path_factory.mktemp("set-up") / "a folder with spaces"
    folder.mkdir()
    return Checkout(folder, project)


def test_first_and_second_start(checkout: Checkout) -> None:
    shutil.rmtree(checkout.environment, ignore_errors=True)

    first = checkout.run("report", "monthly", "two words")
    second = checkout.run("version")

    assert first[:2] == (7, "report|monthly|two words\n")
    assert "Setting up" in first[2]
    assert second == (7, "version\n", "")


def test_an_interrupted_set_up_is_taken_up_again(checkout: Checkout) -> None:
    checkout.run()
    (checkout.environment / "set-up-unfinished").touch()

    status, _, said = checkout.run()

    assert status == 7
    assert "Setting up" in said
    assert checkout.run()[2] == ""


def test_what_is_damaged_is_noticed(checkout: Checkout) -> None:
    checkout.run()
    python = checkout.environment / "bin" / "python"
    (package,) = checkout.environment.glob("lib/python3*/site-packages/incident_tracker_checkout.pth")
    assert checkout.state() == "ready"

    for part in (python, package):
        part.rename(part.with_suffix(".away"))
        assert checkout.state() == "broken"
        part.with_suffix(".away").rename(part)

    assert checkout.state() == "ready"


def test_a_moved_folder_is_noticed(checkout: Checkout) -> None:
    checkout.run()
    home = checkout.folder
    checkout.folder = home.rename(home.with_name("elsewhere"))

    state = checkout.state()
    checkout.folder = checkout.folder.rename(home)

    assert state == "broken"
    assert checkout.state() == "ready"


def test_another_lock_is_installed_over_the_old_one(checkout: Checkout) -> None:
    checkout.run()
    with (checkout.folder / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")

    status, _, said = checkout.run()

    assert status == 7
    assert "up to date" in said
    assert checkout.run()[2] == ""


def test_what_cannot_be_installed_is_said_in_words(checkout: Checkout) -> None:
    lock = checkout.folder / "requirements.lock"
    lock.write_text(f"no-such-package==1 --hash=sha256:{'0' * 64}\n")

    status, answered, said = checkout.run()
    lock.write_text("")

    assert (status, answered) == (1, "")
    assert "start again" in said
    assert "Traceback" not in said
