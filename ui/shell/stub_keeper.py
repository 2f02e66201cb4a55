"""One key saves time and desk, signed in or not: in dialogs and on the lock page, too."""

import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence

from incident_tracker.domain.errors import Problem
from incident_tracker.labels.capture.stubs import not_kept_text, stub_text
from ui.clinic.door import Door
from ui.runner import Runner
from ui.window_filter import WindowFilter

STUB_KEY = "F9"


class StubKeeper(WindowFilter):
    """Has a thread of its own, because the database's may be busy, and is not needed.

    Signals: `told(text, kept)` when it is certain whether the note is on the disk.
    """

    told = Signal(str, bool)
    _done = Signal(object, bool)  # True or False as `Door.keep_stub`, or what it raised; and was there a desk

    def __init__(self, door: Door, runner: Runner, desk_id: Callable[[], UUID | None], parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._runner = runner
        self._desk_id = desk_id
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="stub")
        self._key = QKeySequence(STUB_KEY)
        self._done.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self.watch()

    @Slot()
    def keep(self) -> None:
        """Save time and desk now."""
        desk_id = self._desk_id()
        self._thread.submit(_keep, partial(self._door.keep_stub, desk_id), desk_id is not None, self._done)

    def stop(self) -> None:
        """Wait for what is running."""
        self._thread.shutdown(wait=True)

    def sees(self, event: QEvent) -> bool:
        # Once for each press: a window gets it before its widgets do. Where there is a menu, the menu takes it first.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if QKeySequence(event.keyCombination()) != self._key:
            return False
        if not event.isAutoRepeat():
            self.keep()
        return True

    @Slot(object, bool)
    def _tell(self, answer: object, with_desk: bool) -> None:
        if isinstance(answer, Problem):
            self.told.emit(not_kept_text(answer), False)
        elif isinstance(answer, BaseException):
            self._runner.failed.emit(answer)
        else:
            self.told.emit(stub_text(bool(answer), with_desk), True)


def _keep(keep: Callable[[], bool], with_desk: bool, done: SignalInstance) -> None:
    answer: object
    try:
        answer = keep()
    except Exception as error:
        answer = error
    with contextlib.suppress(RuntimeError):  # the window was closed meanwhile: no one is left to tell
        done.emit(answer, with_desk)
