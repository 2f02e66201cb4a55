"""A second start shows the window that is there: of the same person on the same clinic, with real processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from incident_tracker.settings import Settings
from ui.shell import one_instance
from ui.shell.one_instance import LOG, SHOW, OneInstance, ask_the_first, meeting_point


@pytest.fixture
def own_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of this user's own, as a session has one; its path is short, as that of a socket has to be."""
    with TemporaryDirectory(prefix="it-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def first(qapp: QApplication, own_folder: Path, data: Path) -> Iterator[OneInstance]:
    """The program that is there already."""
    instance = OneInstance(meeting_point(Settings(data).place))
    assert instance.hears
    yield instance
    instance.stop()


def start_again(project: Path, *words: str) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "incident_tracker", *words]
    return subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.mark.parametrize(("words", "wanted"), [((), "show_wanted"), (("log", "--window"), "log_wanted")])
def test_a_second_start_asks_the_first_and_ends(
    first: OneInstance, data: Path, project: Path, qtbot: QtBot, words: tuple[str, ...], wanted: str
) -> None:
    with qtbot.waitSignal(getattr(first, wanted)):
        second = start_again(project, *words, "--data", str(data))
    qtbot.waitUntil(lambda: second.poll() is not None)
    said, _nothing = second.communicate()
    assert (second.returncode, said) == (0, b"")


def test_what_a_killed_program_left_behind_is_no_window(
    qapp: QApplication, own_folder: Path, data: Path, project: Path
) -> None:
    point = meeting_point(str(data))
    lives = f"from ui.shell.one_instance import OneInstance as I; i = I({point!r}); print(i.hears, flush=True); input()"
    program = [sys.executable, "-c", "from PySide6.QtCore import QCoreApplication as A; a = A([]); " + lives]
    killed = subprocess.Popen(program, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert killed.stdout is not None
    assert killed.stdout.readline() == b"True\n"
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert list(own_folder.iterdir())
    assert not ask_the_first(point, SHOW)
    again = OneInstance(point)
    assert again.hears
    again.stop()
    assert list(own_folder.iterdir()) == []


def test_a_program_that_hangs_is_not_waited_for(
    qapp: QApplication, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_instance, "_PATIENCE", 50)
    point = meeting_point("a clinic")
    hangs = QLocalServer()
    assert hangs.listen(point)
    assert not ask_the_first(point, LOG)


def test_nothing_but_its_two_words_is_heard(first: OneInstance, data: Path, qtbot: QtBot) -> None:
    heard: list[str] = []
    first.show_wanted.connect(lambda: heard.append("show"))
    first.log_wanted.connect(lambda: heard.append("log"))
    for said in (b"quit", b"show me everything", b"log\n", b"x" * 100_000):
        socket = QLocalSocket()
        socket.connectToServer(meeting_point(Settings(data).place))
        assert socket.waitForConnected()
        socket.write(said)
        qtbot.waitUntil(lambda socket=socket: socket.state() is QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []


def test_each_user_and_each_clinic_has_a_window_of_its_own(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    points = set()
    for user in ("rosa", "maria"):
        monkeypatch.setenv("LOGNAME", user)
        points |= {meeting_point(place) for place in ("/srv/harbour", "/srv/hill")}
    assert len(points) == 4
    assert {Path(point).parent for point in points} == {own_folder}
