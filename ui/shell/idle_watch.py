"""Notices that no one is at the desk, and Ctrl+L when a dialog keeps the menu's keys from the window."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QInputEvent, QKeyEvent, QKeySequence

from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.errors import Problem
from incident_tracker.ports.context import Area
from incident_tracker.security.idle import IdleState, IdleVerdict, judge, limited, look_again_in, touch, watched_from
from ui.runner import Runner, asked
from ui.ticker import Ticker
from ui.window_filter import WindowFilter

LOCK_KEYS = QKeySequence("Ctrl+L")
_TOUCHES = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin})


class IdleWatch(WindowFilter):
    """Signals: `lock_now()`; `notice(bool)` when the lock is half a minute away, and when someone is back."""

    lock_now = Signal()
    notice = Signal(bool)

    def __init__(
        self,
        now: Callable[[], datetime],
        seconds_now: Callable[[], float],
        runner: Runner,
        ticker: Ticker,
        parent: QObject,
    ) -> None:
        """`seconds_now` is a monotonic clock; by `runner` the clinic is asked how long a window may stay open."""
        super().__init__(parent)
        self._now = now
        self._seconds_now = seconds_now
        self._runner = runner
        self._own = timedelta()
        self._state: IdleState | None = None
        self._noticed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        ticker.minute.connect(self._look)
        ticker.woke.connect(self._slept)
        runner.changed.connect(self._ask_again)

    @property
    def is_watching(self) -> bool:
        """A session is open."""
        return self._state is not None

    def start(self, after: timedelta) -> None:
        """Watch from now on; `after` is what this computer allows, and the clinic may allow less."""
        if self._state is None:
            self.watch()
        self._own = after
        self._state = watched_from(after, self._seconds_now(), self._now())
        self._look()
        self._ask_again(frozenset({Area.CLINIC}))

    @Slot(frozenset)
    def _ask_again(self, areas: frozenset[Area]) -> None:
        from incident_tracker.usecases.clinic.settings import clinic_settings  # not before the first window stands

        if Area.CLINIC in areas and self._state is not None:
            self._runner.run(asked(clinic_settings), owner=self, then=self._limit, otherwise=self._not_told)

    def _limit(self, settings: ClinicSettings) -> None:
        if self._state is not None:
            self._state = limited(self._state, self._own, timedelta(minutes=settings.idle_minutes))
            self._look()

    def _not_told(self, _problem: Problem) -> None:
        """Before there is a pass phrase of one's own, nothing is read: what this computer allows holds."""

    def stop(self) -> None:
        """Nothing is open that needs locking."""
        if self._state is not None:
            self.look_away()
        self._state = None
        self._timer.stop()
        self._tell(False)

    def sees(self, event: QEvent) -> bool:
        if not isinstance(event, QInputEvent) or self._state is None:
            return False
        kind = event.type()
        if kind in _TOUCHES:
            self._touched()
        return kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._is_lock(event)

    def _touched(self) -> None:
        if self._state is None:
            return
        self._state = touch(self._state, self._seconds_now(), self._now())
        if self._noticed:
            self._tell(False)
            self._look()

    def _is_lock(self, event: QKeyEvent) -> bool:
        """Lock on Ctrl+L, which comes here only if the menu did not take it: in a dialog or an open list."""
        asked = QKeySequence(event.keyCombination()) == LOCK_KEYS and not event.isAutoRepeat()
        if asked:
            self.lock_now.emit()
        return asked

    @Slot()
    def _look(self) -> None:
        if self._state is None:
            return
        monotonic, wall = self._seconds_now(), self._now()
        verdict = judge(self._state, monotonic, wall)
        match verdict:
            case IdleVerdict.LOCK:
                self.lock_now.emit()
                return
            case IdleVerdict.NOTICE:
                self._tell(True)
            case IdleVerdict.OPEN:
                self._tell(False)
        self._timer.start(int(look_again_in(self._state, monotonic, wall).total_seconds() * 1000))

    @Slot()
    def _slept(self) -> None:
        if self._state is not None:
            self.lock_now.emit()

    def _tell(self, noticed: bool) -> None:
        if noticed != self._noticed:
            self._noticed = noticed
            self.notice.emit(noticed)
