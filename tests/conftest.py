"""What holds for every test: windows off screen, no network, a home of its own, and nothing goes wrong unnoticed."""

import gc
import logging
import os
import signal as signals
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.tries import LONG, examples, takes_part
from ui.garbage import collect_when_due
from ui.page import Page

gc.disable()  # until everything is read: see `pytest_collection_finish`
HERE = Path(__file__).parent
PATIENCE = 60_000  # milliseconds
MEMORY = "/dev/shm"
ENOUGH = 4 * 2**30  # bytes
pytest_plugins = ["tests.crash_dumps", "tests.postgres_server"]
if (HERE / "storage_fixtures.py").exists():
    pytest_plugins.append("tests.storage_fixtures")

# What is compiled is kept, even where the environment says no: the tests start the program hundreds of times.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"


def _work_in_memory() -> None:
    """Every save waits until the disk has it, a hundredth of a second; the tests save some ten thousand times.

    Not where someone said where to work, or where there is little room in memory, such as in many containers.
    """
    if sys.platform != "linux" or "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return
    there = os.statvfs(MEMORY)
    if there.f_bavail * there.f_frsize >= ENOUGH and not there.f_flag & os.ST_NOEXEC:
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY


_work_in_memory()
_home = tempfile.TemporaryDirectory(prefix="home-", ignore_cleanup_errors=True)
os.environ["HOME"] = os.environ["USERPROFILE"] = _home.name
for name in [name for name in os.environ if name.startswith(("INCIDENT_TRACKER_", "XDG_")) or name == "LANGUAGE"]:
    del os.environ[name]

if signals.getsignal(signals.SIGINT) == signals.SIG_IGN:  # a run in the background would pass that on to what it starts
    signals.signal(signals.SIGINT, signals.default_int_handler)

# A busy computer is no fault. Looking for new cases is for developers; a verdict on a change must be the same twice.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.register_profile("long", settings.get_profile("here"), max_examples=examples(100), print_blob=True)
settings.load_profile("long" if LONG else "ci" if os.environ.get("CI") else "here")
LONGEST_TEST = 7200  # seconds, in a long run


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    """Sockets of this machine may be used, for servers of the tests' own; the outside world may not."""
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in ("127.0.0.1", "::1"):
        raise RuntimeError(f"a test wanted to reach {arguments[1][0]!r}: the program works without a network")


sys.addaudithook(_refuse_network)


class _Warnings(logging.Handler):
    """Collects what the program noted as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.noted: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        details = {name: record.__dict__.get(name) for name in ("facts", "places") if name in record.__dict__}
        self.noted.append(f"{record.levelname} {record.getMessage()} {details}")


@pytest.fixture(autouse=True)
def nothing_noted_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning or an error in the program's log fails the test, unless it is marked `expects_log_entries`.

    Afterwards the process-wide hooks that the program sets when it starts are as they were.
    """
    logger, root, warnings = logging.getLogger("incident_tracker"), logging.getLogger(), _Warnings()
    before = sys.excepthook, threading.excepthook, logger.propagate, list(logger.handlers), list(root.filters)
    logger.addHandler(warnings)
    yield
    collect_when_due()  # a window in this process has stopped Python from doing so by itself
    for handler in set(logger.handlers) - set(before[3]) - {warnings}:
        handler.close()
    sys.excepthook, threading.excepthook, logger.propagate, logger.handlers, root.filters = before
    if warnings.noted and not request.node.get_closest_marker("expects_log_entries"):
        pytest.fail("the program noted in its log:\n" + "\n".join(warnings.noted), pytrace=False)


class PatientBot(QtBot):
    """Waits as long as a busy computer needs; what never comes still ends the test, after a minute.

    Qt shows a widget that was added to a shown page, and lays the page out, one turn of its loop later. What was
    waited for may have come in the very last turn: it is on the screen too before the test looks.

    What is added is held until it is closed. A page of its own belongs to Python: if the last one to hold it were a
    button's connection (`partial(self.open, item)`), then the button that goes would take its page along, which
    deletes the button a second time.
    """

    def __init__(self, request: pytest.FixtureRequest) -> None:
        super().__init__(request)
        self._held: list[QWidget] = []

    def addWidget(self, widget: QWidget, **options: Any) -> None:
        super().addWidget(widget, **options)
        self._held.append(widget)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)
        QCoreApplication.sendPostedEvents()

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **options: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[QtBot]:
    """The robot of pytest-qt, which by itself gives up after five seconds; nothing is still held afterwards.

    A double click of QTest leaves the button down, for the application and so for every later test.
    """
    yield PatientBot(request)
    QTest.keyRelease(QWindow(), Qt.Key.Key_Control)
    QTest.mouseRelease(QWindow(), Qt.MouseButton.LeftButton)
    assert QApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """The robot closes what it holds; what the test itself has deleted is not there to be closed.

    What is to be deleted later is deleted now. Otherwise it stays until a loop of the next test turns, and before that
    the next test sets its style sheet on all of it, which takes longer than most tests do. So does a page that nobody
    holds, at every later test in this process.
    """
    added = getattr(item, "qt_widgets", [])
    item.qt_widgets = [one for one in added if one[0]() is None or shiboken6.isValid(one[0]())]  # type: ignore[attr-defined]
    result = yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        left = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, Page)]
        for page in left:
            shiboken6.delete(page)
        if left:
            names = ", ".join(type(page).__name__ for page in left)
            pytest.fail(f"{names} was left behind: hand each page to qtbot.addWidget", pytrace=False)
    return result


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What says of itself that it takes long begins first, so that no process has to finish it alone at the end.

    In a long run every test may take its time. In a round a part of the tests may be tried.
    """
    resting = [item for item in items if not takes_part(item.nodeid)]
    if resting:
        config.hook.pytest_deselected(items=resting)
        items[:] = [item for item in items if takes_part(item.nodeid)]
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)
    if LONG:
        for item in items:
            item.add_marker(pytest.mark.timeout(LONGEST_TEST), append=False)


def pytest_collection_finish() -> None:
    """What was read to find the tests stays; looking through it for garbage again and again costs a fourth of a run."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the checkout."""
    return HERE.parent


@pytest.fixture(scope="session")
def oracles(project: Path) -> Path:
    """Independent numbers and files kept beside the project."""
    folder = project.parent / "shared" / "oracles"
    if not folder.is_dir():
        pytest.skip(f"NO ORACLES HERE: {folder} is missing, so nothing was compared with independent numbers")
    return folder


@pytest.fixture(scope="session")
def checks(project: Path) -> Path:
    """Outside checkers kept beside the project."""
    folder = project.parent / "shared" / "checks"
    if not folder.is_dir():
        pytest.skip(f"NO CHECKERS HERE: {folder} is missing, so nothing was judged from outside")
    return folder
