"""One timer a minute that tells the time, and notices when the computer slept or its clock was changed."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, Qt

MINUTE = 60_000
SLEPT_AFTER = timedelta(minutes=10)


class Ticker(QObject):
    """Signals: `minute(datetime)` about once a minute, and at once when the window comes back to the front;
    `woke(datetime)` when the wall clock jumped by more than ten minutes since the last check.
    """

    minute = Signal(object)
    woke = Signal(object)

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None, *, by_itself: bool = True) -> None:
        """`by_itself` is false where the clock stands still until it is moved: then only `look` tells the time."""
        super().__init__(parent)
        self._now = now
        self._by_itself = by_itself
        self._last = now()
        self._timer = QTimer(self)
        self._timer.setInterval(MINUTE)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    def start(self) -> None:
        """Begin; the first `minute` comes at once."""
        if self._by_itself:
            self._timer.start()
        self.look()

    def stop(self) -> None:
        """End."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Compare with the wall clock and emit."""
        now = self._now()
        if abs(now - self._last) > SLEPT_AFTER:
            self.woke.emit(now)
        self._last = now
        self.minute.emit(now)

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self.look()

    @staticmethod
    def monotonic() -> float:
        """Seconds that no change of the wall clock moves; for the idle lock."""
        return time.monotonic()
