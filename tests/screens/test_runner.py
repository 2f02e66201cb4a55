"""Use cases run beside the screen and answer on it; what nobody waits for any more is dropped."""

import threading
from datetime import timedelta
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Permission, Role
from incident_tracker.domain.errors import Locked, NotAllowed, Problem, Reason, Refused
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.gate import Work, needs
from tests.storage_fixtures import Clinic
from ui.runner import Runner, asked


@needs(Permission.SEE_CLINIC)
def on_which_thread(work: Work) -> str:
    return threading.current_thread().name


@needs(Permission.MANAGE_CLINIC, writes=True, changes={Area.CLINIC})
def change_something(work: Work) -> int:
    work.require(site_id=next(iter(work.actor.sites)))
    return 7


@needs(Permission.SEE_CLINIC)
def refuse(work: Work) -> None:
    raise Refused(Reason.MISSING, "name")


@needs(Permission.SEE_CLINIC)
def break_down(work: Work) -> None:
    raise ZeroDivisionError


@needs(Permission.MANAGE_USERS, writes=True)
def manage(work: Work) -> str:
    work.require_reason("because it was asked for by ada")
    return "done"


class Asker(QWidget):
    """Remembers what it was told, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []
        self.problems: list[Problem] = []
        self.threads: set[str] = set()

    def take(self, answer: object) -> None:
        self.answers.append(answer)
        self.threads.add(threading.current_thread().name)

    def refused(self, problem: Problem) -> None:
        self.problems.append(problem)


@pytest.fixture
def asker(qtbot: QtBot) -> Asker:
    asker = Asker()
    qtbot.addWidget(asker)
    return asker


def test_work_is_done_elsewhere_and_answered_here(runner: Runner, asker: Asker, ctx: Context, qtbot: QtBot) -> None:
    runner.use(ctx)
    runner.run(asked(on_which_thread), owner=asker, then=asker.take)
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert str(asker.answers[0]).startswith("database")
    assert asker.threads == {threading.current_thread().name}


def test_what_changed_is_told_once_the_answer_is_in(runner: Runner, asker: Asker, ctx: Context, qtbot: QtBot) -> None:
    runner.use(ctx)
    with qtbot.waitSignal(runner.changed) as told:
        runner.run(asked(change_something), owner=asker, then=asker.take)
    assert told.args == [frozenset({Area.CLINIC})]
    assert asker.answers == [7]


def test_a_refusal_goes_to_its_page_or_to_the_window(runner: Runner, asker: Asker, ctx: Context, qtbot: QtBot) -> None:
    runner.use(ctx)
    runner.run(asked(refuse), owner=asker, otherwise=asker.refused)
    qtbot.waitUntil(lambda: bool(asker.problems))
    with qtbot.waitSignal(runner.refused) as told:
        runner.run(asked(refuse), owner=asker)
    assert isinstance(told.args[0], Refused)


def test_what_the_role_may_not_is_refused(runner: Runner, asker: Asker, clinic: Clinic, qtbot: QtBot) -> None:
    runner.use(clinic.as_role(Role.RECEPTION))
    runner.run(asked(change_something), owner=asker, otherwise=asker.refused)
    qtbot.waitUntil(lambda: bool(asker.problems))
    assert isinstance(asker.problems[0], NotAllowed)


def test_a_bug_is_told_apart_from_a_problem(qtbot: QtBot, asker: Asker, ctx: Context) -> None:
    runner = Runner()
    runner.use(ctx)
    with qtbot.waitSignal(runner.failed) as told:
        runner.run(asked(break_down), owner=asker, then=asker.take, otherwise=asker.refused)
    assert isinstance(told.args[0], ZeroDivisionError)
    assert asker.answers == asker.problems == []
    runner.stop()


def test_an_answer_for_a_page_that_is_gone_is_dropped(runner: Runner, ctx: Context, qtbot: QtBot) -> None:
    runner.use(ctx)
    gone = Asker()
    runner.run(asked(on_which_thread), owner=gone, then=gone.take)
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: runner.is_quiet)
    assert gone.answers == []


def test_while_locked_nothing_runs(runner: Runner, asker: Asker) -> None:
    runner.run(asked(on_which_thread), owner=asker, then=asker.take, otherwise=asker.refused)
    assert isinstance(asker.problems[0], Locked)


def test_a_stale_confirmation_is_asked_for_and_the_call_repeated(
    runner: Runner, asker: Asker, clinic: Clinic, qtbot: QtBot
) -> None:
    runner.use(clinic.as_role(Role.ADMINISTRATOR))
    clinic.clock.advance(timedelta(minutes=6))
    with qtbot.waitSignal(runner.confirmation_needed) as wanted:
        runner.run(asked(manage), owner=asker, then=asker.take)
    runner.use(clinic.as_role(Role.ADMINISTRATOR))
    wanted.args[0]()
    qtbot.waitUntil(lambda: asker.answers == ["done"])


def test_busy_is_said_only_after_a_while(runner: Runner, asker: Asker, qtbot: QtBot) -> None:
    go_on = threading.Event()
    said: list[bool] = []
    runner.busy.connect(said.append)
    runner.call(go_on.wait, owner=asker, then=asker.take)
    assert said == []
    qtbot.waitUntil(lambda: said == [True])
    go_on.set()
    qtbot.waitUntil(lambda: said == [True, False])


def test_all_who_wait_for_quiet_are_called_in_order(runner: Runner, asker: Asker, qtbot: QtBot) -> None:
    called: list[str] = []

    def first() -> None:
        called.append("first")
        runner.call(partial(called.append, "what the first one starts"), owner=asker)

    go_on = threading.Event()
    runner.call(go_on.wait, owner=asker)
    runner.when_quiet(first)
    runner.when_quiet(partial(called.append, "second"))
    assert called == []
    go_on.set()
    qtbot.waitUntil(lambda: len(called) == 3)
    assert called == ["first", "what the first one starts", "second"]
    runner.when_quiet(partial(called.append, "at once"))
    assert called[-1] == "at once"


class _Emitter(QObject):
    told = Signal(bool)


def test_ten_thousand_signals_do_no_harm(qapp: object) -> None:
    counted: list[bool] = []
    emitter = _Emitter()
    emitter.told.connect(counted.append)
    for _ in range(10_000):
        emitter.told.emit(True)
    assert len(counted) == 10_000
