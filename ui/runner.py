"""Runs use cases off the screen's thread, brings back their answers, and says which areas changed."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance, Slot

from incident_tracker.domain.errors import ConfirmationNeeded, Locked, Problem, SecondNeeded, StoreReplaced
from incident_tracker.ports.context import Area, Context
from incident_tracker.wording import problem_text
from ui.garbage import collect_when_due, keep_to_this_thread

if TYPE_CHECKING:  # the first window needs the runner, not every repository behind the gate
    from incident_tracker.usecases.gate import Gate

BUSY_AFTER = 300  # milliseconds: a shorter wait is not worth a word

P = ParamSpec("P")
R = TypeVar("R")

Otherwise = Callable[[Problem], object]
_Telling = Callable[[], object]  # passes the answer to the page that waits for it


@dataclass(frozen=True, eq=False)
class Asked(Generic[R]):
    """A use case with all its own arguments, to be answered for the user who is signed in when it runs."""

    answer: Callable[[Context], R]
    changes: frozenset[Area] = frozenset()


def asked(use_case: Callable[Concatenate[Context, P], R], *args: P.args, **kwargs: P.kwargs) -> Asked[R]:
    """`use_case(ctx, *args, **kwargs)` for `Runner.run`: the arguments and the answer keep their types.

    A function that combines several use cases is asked in the same way; what it changes is not reported.
    """
    gate: Gate | None = getattr(use_case, "gate", None)
    return Asked(lambda ctx: use_case(ctx, *args, **kwargs), gate.changes if gate is not None else frozenset())


@dataclass(frozen=True, eq=False)
class _Call:
    """What waits on the screen's thread for one task: its owner, and where the answer or refusal goes."""

    owner: QObject | None
    tell: _Telling
    otherwise: Otherwise | None
    changes: frozenset[Area] = frozenset()
    again: Callable[[Context | None], None] | None = None


class _Task(Generic[R]):
    """What a worker gets: the work, and a place for its answer.

    It knows nothing of the page that waits: a worker that held the last reference to a widget would free it on its
    own thread, and with that take the process down.
    """

    def __init__(self, work: Callable[[], R]) -> None:
        self._work = work
        self._answer: list[R] = []
        self.error: BaseException | None = None

    @property
    def answer(self) -> R:
        """The result, once it is done without an error."""
        return self._answer[0]

    def run(self, done: SignalInstance) -> None:
        """Do the work, on this thread, and emit `done`."""
        try:
            self._answer.append(self._work())
        except BaseException as error:
            self.error = error
        try:
            done.emit(self)
        except RuntimeError:  # the window was closed meanwhile: no one is left to tell
            return


class Runner(QObject):
    """One worker thread for writes and short reads, a second for long reads.

    Signals, all on the screen's thread:
    `changed(frozenset[Area])` after a use case that changes something; `busy(bool)` when the oldest call has run for
    300 ms, and when all is quiet again; `refused(Problem)` for a problem that no page took; `failed(Exception)` for a
    bug; `confirmation_needed(again)` when the pass phrase has to be typed again: call `again()` after `use` with a
    fresh context, or do nothing; `second_needed(SecondNeeded, again)` when someone else has to agree: call
    `again(context)` with a context that carries the agreement, for this call alone, or do nothing; `replaced(str)` when
    a restore put other records in place of those that are open, with what to say at the sign-in; `touched()` whenever
    a call is made; `quiet()` when the last answer was given and led to no other call.
    """

    changed = Signal(frozenset)
    busy = Signal(bool)
    refused = Signal(object)
    failed = Signal(object)
    confirmation_needed = Signal(object)
    second_needed = Signal(object, object)
    replaced = Signal(str)
    touched = Signal()
    quiet = Signal()
    _done = Signal(object)  # a task

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        keep_to_this_thread()
        self._database = ThreadPoolExecutor(1, thread_name_prefix="database")
        self._reading = ThreadPoolExecutor(1, thread_name_prefix="long-read")
        self._context: Context | None = None
        self._open: dict[object, _Call] = {}  # what waits, by its task
        self._is_busy = False
        self._stopped = False
        self._waiting: list[Callable[[], object]] = []  # for quiet, in the order in which they asked
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(BUSY_AFTER)
        self._patience.timeout.connect(self._say_busy)
        self._done.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def context(self) -> Context | None:
        """Who is signed in, or None."""
        return self._context

    def use(self, context: Context | None) -> None:
        """From now on run everything as this actor on this store; None while locked."""
        self._context = context

    def run(
        self,
        question: Asked[R],
        *,
        owner: QObject,
        then: Callable[[R], object] | None = None,
        otherwise: Otherwise | None = None,
        long: bool = False,
    ) -> None:
        """Run `asked(use_case, …)` on the database's thread and give the answer to `then`.

        `then` and `otherwise` are bound methods, called on the screen's thread, and not at all once `owner` is gone. A
        Problem goes to `otherwise`, or to the message bar where there is none. `long=True` for reports and exports, so
        that they do not delay saving.
        """
        self._run_as(self._context, question, owner, then, otherwise, long)

    def _run_as(
        self,
        context: Context | None,
        question: Asked[R],
        owner: QObject,
        then: Callable[[R], object] | None,
        otherwise: Otherwise | None,
        long: bool,
    ) -> None:
        if self._stopped:
            return
        if context is None:
            self._refuse(Locked(), otherwise)
            return
        task = _Task(partial(question.answer, context))
        again = partial(self._run_again, question, owner, then, otherwise, long)
        self._start(task, _Call(owner, partial(_tell, then, task), otherwise, question.changes, again), long)

    def call(
        self,
        function: Callable[[], R],
        *,
        owner: QObject | None,
        then: Callable[[R], object] | None = None,
        otherwise: Otherwise | None = None,
        long: bool = False,
    ) -> None:
        """Call `function()`, which needs no signed-in user, in the same way; bind its arguments with `partial`.

        It is no method of a widget: see `_Task`.
        """
        task = _Task(function)
        self._start(task, _Call(owner, partial(_tell, then, task), otherwise), long)

    def when_quiet(self, then: Callable[[], object]) -> None:
        """Call `then` once nothing is running: before locking and closing. Each is called, in order; if one starts
        something, the next waits for that too.
        """
        if self._open or self._waiting:
            self._waiting.append(then)
        else:
            then()

    @property
    def is_quiet(self) -> bool:
        """Is nothing running?"""
        return not self._open

    def stop(self) -> None:
        """Wait for what is running and end both threads; answers and later requests are dropped."""
        self._stopped = True
        self._patience.stop()
        self._waiting.clear()
        self._database.shutdown(wait=True)
        self._reading.shutdown(wait=True)
        self._open.clear()
        collect_when_due()

    def _run_again(
        self,
        question: Asked[R],
        owner: QObject,
        then: Callable[[R], object] | None,
        otherwise: Otherwise | None,
        long: bool,
        context: Context | None,
    ) -> None:
        """The same again, with this context or, without one, with the one in use by then."""
        if shiboken6.isValid(owner):
            # a lock meanwhile has ended the agreement
            used = context if context is not None and self._context is not None else self._context
            self._run_as(used, question, owner, then, otherwise, long)

    def _start(self, task: _Task[R], call: _Call, long: bool) -> None:
        if self._stopped:  # a page's timer may outlive what would have answered it
            return
        collect_when_due()
        self._open[task] = call
        if not self._patience.isActive() and not self._is_busy:
            self._patience.start()
        self.touched.emit()
        (self._reading if long else self._database).submit(task.run, self._done)

    @Slot()
    def _say_busy(self) -> None:
        if self._open and not self._is_busy:
            self._is_busy = True
            self.busy.emit(True)

    @Slot(object)
    def _deliver(self, task: _Task[object]) -> None:
        call, error = self._open.pop(task, None), task.error
        if call is None:
            return
        if not self._open:
            self._patience.stop()
            if self._is_busy:
                self._is_busy = False
                self.busy.emit(False)
        here = call.owner is None or shiboken6.isValid(call.owner)
        if error is None:
            if here:
                call.tell()
            if call.changes:
                self.changed.emit(call.changes)
        elif isinstance(error, ConfirmationNeeded) and call.again is not None and here:
            self.confirmation_needed.emit(partial(call.again, None))
        elif isinstance(error, SecondNeeded) and call.again is not None and here:
            self.second_needed.emit(error, call.again)
        elif isinstance(error, StoreReplaced):
            self.replaced.emit(problem_text(error))
        elif isinstance(error, Problem):
            if here:
                self._refuse(error, call.otherwise)
        else:
            self.failed.emit(error)
        if not self._open:
            self.quiet.emit()
        while self._waiting and not self._open:
            self._waiting.pop(0)()

    def _refuse(self, problem: Problem, otherwise: Otherwise | None) -> None:
        if otherwise is not None:
            otherwise(problem)
        else:
            self.refused.emit(problem)


def _tell(then: Callable[[R], object] | None, task: _Task[R]) -> None:
    if then is not None:
        then(task.answer)
