"""How long each page takes to open, and how long the screen's thread is kept from the next frame while someone works.

Of every page the first visit and later ones are measured, each of another record where it shows one, from the command
until it is painted with all its answers: processor time of the whole program, which is what a person waits where
nothing else runs, and of the screen's thread alone. The first visit comes after the pause in which pages are made
ready. While someone types, scrolls and turns pages, and while pages are made ready, each step of the loop of events is
measured on the screen's thread. Anchors, taken in the same run: a bare window made and painted, and letters typed into
its one field.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import slots
from clinic import MANAGER, PASSPHRASE
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QPoint, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QMainWindow, QWidget
from table import Measured

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.domain.capture.listing import IncidentFilter
from incident_tracker.settings import Settings
from incident_tracker.usecases.capture.incidents import list_incidents
from incident_tracker.usecases.learning.analyses import list_analyses
from incident_tracker.usecases.support.owed import list_support
from ui.app import Screen
from ui.capture.incidents_page import IncidentsPage
from ui.learning.analysis_page import AnalysisPage
from ui.page import Page
from ui.shell.workspace import Workspace

SIZE = 1366, 768
VISITS = 20
KEYS = "the caller shouted at the desk about a refill "
FRAME = 16.0
"""Milliseconds in which the screen wants its next picture."""


def measure(folder: Path) -> list[Measured]:
    """The lines of the table for the clinic in `folder`, which has to be there."""
    settings = Settings(folder, language="en", appearance="light", lock_after=60)
    screen = Screen(ClinicDoor(settings), settings, ["benchmark"], lambda: datetime.now(UTC))
    screen.window.resize(*SIZE)
    screen.window.show()
    _until(screen, lambda: bool(screen.window.findChildren(QLineEdit)))
    name, word = screen.window.findChildren(QLineEdit)[:2]
    name.setText(MANAGER)
    word.setText(PASSPHRASE)
    taken = _timed(screen, lambda: QTest.keyClick(word, Qt.Key.Key_Return), lambda: screen.window.workspace is not None)
    workspace = screen.window.workspace
    assert workspace is not None
    bare = [_bare_window() for _turn in range(VISITS)]
    anchor = statistics.median(bare)
    lines = [Measured("sign-in: Enter until Today is painted", anchor, taken, "")]
    lines += _made_ready(workspace)
    lines += _openings(screen, workspace, anchor)
    context = screen.runner.context
    assert context is not None
    lines += slots.measure(context, lambda: _open(screen, workspace, "incidents", None))
    lines += _steps(screen, workspace)
    screen.dispose()
    return lines


def _openings(screen: Screen, workspace: Workspace, anchor: float) -> Iterator[Measured]:
    """Each page, from another one, and all of them together."""
    every: list[float] = []
    thread: list[float] = []
    for key, arguments in _places(screen, workspace):
        taken = [_open(screen, workspace, key, argument) for argument in islice(cycle(arguments), VISITS + 1)]
        (first, first_on_thread), *later = taken
        whole, own = [one for one, _own in later], [own for _one, own in later]
        every, thread = every + whole, [*thread, first_on_thread, *own]
        note = f"p95 {_percentile(whole, 95):.0f}, longest {max(whole):.0f}, first visit {first:.0f}; on the thread "
        note += f"{statistics.median(own):.0f}, longest {max(own):.0f}, first visit {first_on_thread:.0f}"
        yield Measured(f"open: {key}", anchor, statistics.median(whole), "", note)
    analyses = dict(_places(screen, workspace))["analysis"]
    seen = [_in_sight(screen, workspace, id) for id in islice(cycle(analyses), VISITS)]
    note = f"p95 {_percentile(seen, 95):.0f}, longest {max(seen):.0f}; on the thread, what is below comes after it"
    yield Measured("open: an analysis, what is in sight", anchor, statistics.median(seen), "<= 100 ms", note)
    yield Measured("open: any page, p95", anchor, _percentile(every, 95), "<= 100 ms")
    yield Measured("open: any page, longest", anchor, max(every), "")
    yield Measured("open: any page, on the screen's thread, p95", anchor, _percentile(thread, 95), "<= 100 ms")
    yield Measured("open: any page, on the screen's thread, longest", anchor, max(thread), "<= 250 ms")


def _places(screen: Screen, workspace: Workspace) -> Iterator[tuple[str, Sequence[object]]]:
    """Each page that can be opened, with what it is opened on in turn."""
    context = screen.runner.context
    assert context is not None
    incidents = [row.id for row in list_incidents(context, IncidentFilter(), limit=VISITS).items]
    arguments: dict[str, Sequence[object]] = {
        "incident": incidents,
        "incident_support": incidents,
        "seen": incidents,
        "changes": incidents,
        "debrief": [one.subject_id for one in list_support(context) if one.status is not None],
        "analysis": [one.id for one in list_analyses(context)],
    }
    for key in workspace.entries:
        if of := arguments.get(key, (None,)):
            yield key, of


def _open(screen: Screen, workspace: Workspace, key: str, argument: object) -> tuple[float, float]:
    workspace.go("settings" if key != "settings" else "today")
    _until(screen, lambda: True)
    start = time.thread_time()
    whole = _timed(screen, lambda: workspace.go(key, argument), lambda: True)
    return whole, (time.thread_time() - start) * 1e3


def _in_sight(screen: Screen, workspace: Workspace, id: object) -> float:
    """Until the part of another analysis that the window has room for is painted: milliseconds of the thread."""
    workspace.go("settings")
    _until(screen, lambda: True)
    start = time.thread_time()
    workspace.go("analysis", id)
    page = workspace.page
    assert isinstance(page, AnalysisPage)
    while page.writing.base is None or page.writing.base.id != id:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        time.sleep(0.0005)
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
    taken = (time.thread_time() - start) * 1e3
    _until(screen, lambda: page.is_whole)
    return taken


def _made_ready(workspace: Workspace) -> Iterator[Measured]:
    """What is made in the pause after coming in: each step is one frame, in which someone may press a key."""
    with _counted() as taken:
        loop, look = QEventLoop(), QTimer()
        look.timeout.connect(lambda: loop.quit() if len(workspace._pages) == len(workspace.entries) else None)
        look.start(200)
        loop.exec()
        look.stop()
    within = sum(step <= FRAME for step in taken) / len(taken)
    note = f"{within:.1%} of {len(taken)} within {FRAME:.0f} ms, longest {max(taken):.0f}"
    yield Measured("steps: pages made ready, p99", FRAME, _percentile(taken, 99), "<= 16 ms", note)


def _timed(screen: Screen, act: Callable[[], object], arrived: Callable[[], bool]) -> float:
    start = time.process_time()
    act()
    _until(screen, arrived)
    return (time.process_time() - start) * 1e3


def _until(screen: Screen, arrived: Callable[[], bool]) -> None:
    """Run the loop until nothing is running or waiting to be painted."""
    quiet = 0
    while quiet < 3:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        if arrived() and screen.runner.is_quiet:
            quiet += 1
        else:
            quiet = 0
            time.sleep(0.001)


def _bare_window() -> float:
    start = time.process_time()
    window = QMainWindow()
    window.resize(*SIZE)
    window.show()
    QApplication.processEvents()
    taken = (time.process_time() - start) * 1e3
    window.deleteLater()
    return taken


class _Steps(QObject):
    """Measures each step of the loop of events: processor time of this thread, so that its sleep counts nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[float] = []
        self._since = time.thread_time()

    @Slot()
    def end(self) -> None:
        """The loop goes to sleep, or looks whether it may: where all it has to do takes long, that is one step."""
        now = time.thread_time()
        self.taken.append((now - self._since) * 1e3)
        self._since = now


@contextmanager
def _counted() -> Iterator[list[float]]:
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    steps = _Steps()
    dispatcher.aboutToBlock.connect(steps.end)
    yield steps.taken
    dispatcher.aboutToBlock.disconnect(steps.end)


def _steps(screen: Screen, workspace: Workspace) -> Iterator[Measured]:
    bare = QMainWindow()
    field = QLineEdit(bare)
    bare.setCentralWidget(field)
    bare.resize(*SIZE)
    bare.show()
    with _counted() as anchor:
        _work(_typing(field))
    bare.deleteLater()
    screen.window.activateWindow()
    for name, work in _jobs(screen, workspace):
        with _counted() as taken:
            _work(work)
            _until(screen, lambda: True)
        within = sum(step <= FRAME for step in taken) / len(taken)
        note = f"{within:.1%} of {len(taken)} within {FRAME:.0f} ms, longest {max(taken):.0f}"
        yield Measured(f"steps: {name}, p99", _percentile(anchor, 99), _percentile(taken, 99), "<= 16 ms", note)


def _jobs(screen: Screen, workspace: Workspace) -> Iterator[tuple[str, Iterator[object]]]:
    log = _come(screen, workspace, "log")
    yield "typing into the log", _typing(log.fields.note)  # type: ignore[attr-defined]  # it is the quick log
    page = _come(screen, workspace, "incidents")
    assert isinstance(page, IncidentsPage)
    yield "stepping down the list", _pressed(page.table, Qt.Key.Key_Down, 40)
    yield "paging down the list", _pressed(page.table, Qt.Key.Key_PageDown, 60)
    yield "turning the wheel over the list", _turned(page.table, 60)
    yield "searching as one types", _typing(page.filter.findChildren(QLineEdit)[0], "refill")
    page.filter.clear()
    for key in ("today", "week", "trends", "month", "incident"):
        page = _come(screen, workspace, key, _first(screen) if key == "incident" else None)
        yield f"scrolling {key}", _turned(max(page.findChildren(QAbstractScrollArea), key=_area), 30)
    yield "going from page to page", _visits(workspace)
    yield "coming to every page there is", _visits_of_all(screen, workspace)


def _come(screen: Screen, workspace: Workspace, key: str, argument: object = None) -> Page:
    workspace.go(key, argument)
    _until(screen, lambda: True)
    assert workspace.page is not None
    return workspace.page


def _first(screen: Screen) -> object:
    context = screen.runner.context
    assert context is not None
    return list_incidents(context, IncidentFilter()).items[0].id


def _area(widget: QWidget) -> int:
    return widget.width() * widget.height()


def _typing(field: QLineEdit, text: str = KEYS) -> Iterator[object]:
    field.setFocus()
    for letter in text:
        yield QTest.keyClicks(field, letter)


def _pressed(widget: QWidget, key: Qt.Key, times: int) -> Iterator[object]:
    widget.setFocus()
    for _turn in range(times):
        yield QTest.keyClick(widget, key)


def _turned(area: QAbstractScrollArea, times: int) -> Iterator[object]:
    middle = area.viewport().rect().center()
    for _turn in range(times):
        place = QPointF(middle)
        wheel = QWheelEvent(
            place, area.viewport().mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        yield QApplication.postEvent(area.viewport(), wheel)


def _visits(workspace: Workspace) -> Iterator[object]:
    for _turn in range(3):
        for section in workspace.sections:
            yield workspace.go_to_section(section)


def _visits_of_all(screen: Screen, workspace: Workspace) -> Iterator[object]:
    for turn in range(3):
        for key, arguments in _places(screen, workspace):
            yield workspace.go(key, arguments[turn % len(arguments)])
            while not screen.runner.is_quiet:
                yield None


def _work(steps: Iterable[object]) -> None:
    """Do one thing after another, each within a step of the loop, with pauses as people make them."""
    waiting = iter(steps)
    more = True
    while more:
        loop = QEventLoop()  # QTest's own waiting never lets the loop sleep
        act = _Act(waiting)
        QTimer.singleShot(0, act.do)
        QTimer.singleShot(30, loop.quit)
        loop.exec()
        more = act.more


class _Act(QObject):
    """The next of the things to do; `more`: there was one."""

    def __init__(self, waiting: Iterator[object]) -> None:
        super().__init__()
        self._waiting, self.more = waiting, True

    @Slot()
    def do(self) -> None:
        self.more = next(self._waiting, _END) is not _END


_END = object()


def _percentile(taken: list[float], cut: int) -> float:
    return statistics.quantiles(taken, n=100, method="inclusive")[cut - 1]
