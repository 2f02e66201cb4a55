"""Backs up automatically: after four hours of use and at the end, if anything changed since the last time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from incident_tracker.domain.errors import Problem
from incident_tracker.logs import log
from incident_tracker.ports.context import Area
from ui.runner import Runner, asked
from ui.ticker import Ticker

if TYPE_CHECKING:
    from incident_tracker.ports.clinic import Backup

EVERY = timedelta(hours=4)
_NOTHING_NEW = frozenset({Area.AUDIT, Area.REMINDERS})


class BackupWatch(QObject):
    """Watches what the runner changes and when it was last backed up. A backup runs beside the database's thread."""

    def __init__(self, runner: Runner, now: Callable[[], datetime], ticker: Ticker, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._now = now
        self._changed = False
        self._last = now()
        runner.changed.connect(self._note_change)
        ticker.minute.connect(self._look)

    def back_up_changes(self) -> None:
        """Back up if anything was changed; for the end, when someone is still signed in."""
        if self._changed and self._runner.context is not None:
            from incident_tracker.usecases.clinic.upkeep import back_up_automatically

            self._changed = False
            self._last = self._now()
            self._runner.run(
                asked(back_up_automatically), owner=self, then=self._done, otherwise=self._failed, long=True
            )

    @Slot(frozenset)
    def _note_change(self, areas: frozenset[Any]) -> None:
        self._changed = self._changed or bool(areas - _NOTHING_NEW)

    @Slot(object)
    def _look(self, now: datetime) -> None:
        if now - self._last >= EVERY:
            self.back_up_changes()

    def _done(self, made: "Backup") -> None:
        log("backup.made", size=made.size, sequence=made.sequence)

    def _failed(self, problem: Problem) -> None:
        self._changed = True
        log("backup.failed")
        self._runner.refused.emit(problem)
