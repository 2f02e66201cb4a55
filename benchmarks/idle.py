"""How often an idle window wakes the processor in a minute: signed in, a text field in focus, nobody there."""

import sys
import tempfile
from pathlib import Path

from clinic import MANAGER, PASSPHRASE, invented
from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from table import Measured

from incident_tracker.bootstrap import ClinicDoor
from incident_tracker.settings import Settings
from ui.app import Screen

SETTLED, MINUTE = 5_000, 60_000
MOST = 3


class _Count(QObject):
    """Counts how often the loop of events wakes up."""

    def __init__(self) -> None:
        super().__init__()
        self.woken = 0

    @Slot()
    def wake(self) -> None:
        self.woken += 1


def measure() -> list[Measured]:
    """One line; the anchor is the number of wake-ups allowed. Takes a minute."""
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        with invented(Path(temporary), 200):
            pass
        settings = Settings(Path(temporary), language="en", appearance="light")
        screen = Screen(ClinicDoor(settings), settings, [sys.argv[0]])
        screen.window.show()
        QTest.qWait(SETTLED)
        name, word = screen.window.findChildren(QLineEdit)[:2]
        name.setText(MANAGER)
        word.setText(PASSPHRASE)
        QTest.keyClick(word, Qt.Key.Key_Return)
        QTest.qWait(SETTLED)
        count = _Count()
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(count.wake)
        QTimer.singleShot(MINUTE, QApplication.exit)
        QApplication.exec()
        signed_in = screen.runner.context is not None
        screen.dispose()
    note = "signed in" if signed_in else "at the sign-in"
    return [Measured("idle: wake-ups a minute", MOST, count.woken - 1, "<= 3", note)]  # one was the end of the minute
