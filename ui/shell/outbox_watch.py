"""Sends invitations that wait while someone is signed in, on a thread that nobody waits for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

from incident_tracker.domain.errors import Problem
from incident_tracker.logs import log
from incident_tracker.ports.context import Area
from ui.runner import Runner, asked
from ui.ticker import Ticker

if TYPE_CHECKING:  # the first window needs none of it
    from incident_tracker.domain.clinic.extras import MailTrouble
    from incident_tracker.domain.support.invitations import InvitationLetter
    from incident_tracker.exports.invitations import Batch

_MAY_WRITE_LETTERS = frozenset({Area.SUPPORT, Area.INVITATIONS})


class OutboxWatch(QObject):
    """Looks once a minute, and after each change that may have written a letter. The database's thread takes letters
    and notes what became of them; the server is spoken with elsewhere, so that neither saving nor locking waits for it.
    """

    _handed_over = Signal(object, object)
    _done = Signal()

    def __init__(self, runner: Runner, now: Callable[[], datetime], ticker: Ticker, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._now = now
        self._is_sending = self._look_again = False
        self._stop = Event()
        self._handed_over.connect(self._note, Qt.ConnectionType.QueuedConnection)
        self._done.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        runner.changed.connect(self._look_after)
        ticker.minute.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Send what is due, if anything is; while that is under way, again afterwards."""
        if self._is_sending:
            self._look_again = True
        elif self._runner.context is not None:
            from incident_tracker.usecases.support.outbox import letters_are_due

            self._is_sending = True
            self._runner.run(asked(letters_are_due), owner=self, then=self._take, otherwise=self._leave)

    @Slot()
    def pause(self) -> None:
        """Begin no further letter: the window locks or closes. What was not begun is left to the next look."""
        self._stop.set()

    @Slot(frozenset)
    def _look_after(self, areas: frozenset[Any]) -> None:
        if areas & _MAY_WRITE_LETTERS:
            self.look()

    def _take(self, due: bool) -> None:
        if due:
            from incident_tracker.usecases.support.outbox import take_letters

            self._runner.run(asked(take_letters), owner=self, then=self._send, otherwise=self._leave)
        else:
            self._finish()

    def _leave(self, _problem: Problem) -> None:
        """Locked meanwhile, or another program was first; the next look tells."""
        self._is_sending = self._look_again = False

    def _send(self, batch: "Batch") -> None:
        self._stop = Event()
        work = partial(_hand_over, batch, self._now, self._stop, self._handed_over, self._done)
        Thread(target=work, name="mail", daemon=True).start()

    @Slot(object, object)
    def _note(self, letter: "InvitationLetter", trouble: "MailTrouble | None") -> None:
        from incident_tracker.usecases.support.outbox import note_delivery

        if trouble is None:
            log("letter.sent", letter=letter.id)
        else:
            log("letter.waits", letter=letter.id, trouble=trouble)
        self._runner.run(asked(note_delivery, letter, trouble), owner=self, otherwise=self._unnoted)

    def _unnoted(self, _problem: Problem) -> None:
        """It is sent again after its lease, as the same letter, which a calendar shows once."""
        log("letter.unnoted")

    @Slot()
    def _finish(self) -> None:
        self._is_sending, again = False, self._look_again
        self._look_again = False
        if again:
            self.look()


def _hand_over(
    batch: "Batch", now: Callable[[], datetime], stop: Event, told: SignalInstance, done: SignalInstance
) -> None:
    from incident_tracker.exports.invitations import deliveries

    with suppress(RuntimeError), _at_last(done):  # the window was closed meanwhile: no one is left to tell
        for letter, trouble in deliveries(batch, now, stop.is_set):
            told.emit(letter, trouble)


@contextmanager
def _at_last(done: SignalInstance) -> Iterator[None]:
    try:
        yield
    finally:
        done.emit()
