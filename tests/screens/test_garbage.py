"""Widgets that hang on each other in a circle are freed on the screen's thread, never on a worker's."""

import gc
import sys
import threading
import weakref
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.runner import Runner

FREED_ON: list[str] = []


class Ring(QWidget):
    """A widget in a reference circle that notes on which thread it goes."""

    def __init__(self) -> None:
        super().__init__()
        self.myself = self

    def __del__(self) -> None:
        FREED_ON.append(threading.current_thread().name)


def much_rubbish() -> int:
    """Far more circles than the collector's thresholds, made on a worker's thread."""
    for _ in range(50_000):
        circle: list[object] = []
        circle.append(circle)
    return 1


def test_a_worker_that_makes_much_rubbish_frees_no_widget(qtbot: QtBot, runner: Runner) -> None:
    FREED_ON.clear()
    owner, answers = QObject(), []
    for _ in range(20):
        Ring()
        runner.call(much_rubbish, owner=owner, then=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 20)
    gc.collect()
    assert set(FREED_ON) == {threading.main_thread().name}
    assert len(FREED_ON) == 20


class Page(QWidget):
    """A page that notes on which thread it goes, after its answer has come."""

    def take(self, answer: object) -> None:
        self.answer = answer

    def __del__(self) -> None:
        FREED_ON.append(threading.current_thread().name)


def nothing() -> None:
    """Work that is done at once."""


def test_a_worker_never_holds_the_last_reference_to_a_page(qtbot: QtBot, runner: Runner) -> None:
    FREED_ON.clear()
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # the threads take turns far more often than they do on a quiet computer
    try:
        for _ in range(100):
            for _ in range(20):
                page = Page()
                runner.call(nothing, owner=page, then=page.take)
                del page
            qtbot.waitUntil(lambda: runner.is_quiet)
    finally:
        sys.setswitchinterval(usual)
    assert len(FREED_ON) == 2000
    assert set(FREED_ON) == {threading.main_thread().name}


class Sheet(QWidget):
    """A page with a button that opens something on it."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton(self)
        self.button.clicked.connect(partial(self.open, 1))

    def open(self, what: int) -> None:
        self.opened = what


def test_a_button_that_goes_never_takes_its_page_along(qtbot: QtBot) -> None:
    """Only the button's connection holds the page here: without the robot, it would be freed inside its own button."""
    sheets = []
    for _ in range(100):
        sheet = Sheet()
        qtbot.addWidget(sheet)
        sheet.button.deleteLater()
        sheets.append(weakref.ref(sheet))
        del sheet
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert all(sheet() is not None for sheet in sheets)
