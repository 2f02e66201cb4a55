"""A walk through the main job in the real windows, off screen, that leaves pictures and the report behind."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from incident_tracker.settings import Settings
from incident_tracker.wording import _
from ui.app import Screen
from ui.clinic.door import Door
from ui.page import Page

LONGEST_WAIT = 60  # seconds until a step that does not come about ends the walk
SIZE = (1280, 860)


class StepMissed(Exception):
    """A step of the walk did not come about in time; `step` says which."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


@dataclass(frozen=True, slots=True)
class Stand:
    """One clinic to walk through: the way in, the settings, and who walks."""

    door: Door
    settings: Settings
    user: str = ""
    passphrase: str = ""


@dataclass(slots=True)
class Walker:
    """Does what a person would do in one window, and takes pictures of what is seen."""

    screen: Screen
    folder: Path
    said: TextIO
    taken: list[Path] = field(default_factory=list)

    @property
    def window(self) -> QWidget:
        """The program's window."""
        return self.screen.window

    @property
    def page(self) -> Page:
        """The page in front."""
        workspace = self.screen.window.workspace
        if workspace is None or workspace.page is None:
            raise StepMissed("page")
        return workspace.page

    def wait(self, step: str, arrived: Callable[[], object]) -> None:
        """Let the program work until `arrived()` is true. Errors: StepMissed."""
        end = time.monotonic() + LONGEST_WAIT
        while not arrived():
            if time.monotonic() > end:
                raise StepMissed(step)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            QTest.qWait(5)

    def settle(self) -> None:
        """Let everything under way arrive, and be drawn."""
        for _round in range(3):
            self.wait("quiet", self._is_quiet)
            QApplication.processEvents()

    def go(self, key: str, argument: object = None) -> Page:
        """Open a page."""
        workspace = self.screen.window.workspace
        if workspace is None:
            raise StepMissed(key)
        workspace.go(key, argument)
        self.settle()
        return self.page

    def press(self, label: str, inside: QWidget | None = None) -> None:
        """Press the button with these words or this spoken name."""
        button = self.find(label, inside)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def find(self, label: str, inside: QWidget | None = None) -> QAbstractButton:
        """The visible, usable button with these words or this spoken name."""
        for button in (inside or self.window).findChildren(QAbstractButton):
            words = (button.text().replace("&", ""), button.accessibleName())
            if label in words and button.isVisible() and button.isEnabled():
                return button
        raise StepMissed(label)

    def keys(self, *keys: Qt.Key | str) -> None:
        """Type words and keys where the focus is."""
        for key in keys:
            focus = QApplication.focusWidget()
            if focus is None:
                raise StepMissed("focus")
            if isinstance(key, str):
                QTest.keyClicks(focus, key)
            else:
                QTest.keyClick(focus, key)
        self.settle()

    def picture(self, name: str) -> Path:
        """Save what is seen as the next picture."""
        self.settle()
        target = self.folder / f"{len(self.taken) + 1:02d}-{name}.png"
        self.window.grab().save(str(target))
        self.taken.append(target)
        self.said.write(f"  {target}\n")
        self.said.flush()
        return target

    def _is_quiet(self) -> bool:
        return self.screen.runner.is_quiet


def open_walker(stand: Stand, folder: Path, said: TextIO, argv: Sequence[str]) -> Walker:
    """A walker in front of the program's first window."""
    screen = Screen(stand.door, stand.settings, list(argv))
    screen.application.setCursorFlashTime(0)
    screen.window.resize(*SIZE)
    screen.window.show()
    return Walker(screen, folder, said)


def walk(empty: Stand, filled: Stand, folder: Path, said: TextIO, argv: Sequence[str]) -> int:
    """Walk the main job: first start, log, complete, debrief, analyse, trends, report.

    `empty` has no clinic yet, `filled` one with a past. Pictures and the report go into `folder`, which is made.
    Gives the exit status: 0, or 1 if a step did not come about (said, with what was kept).
    """
    folder.mkdir(parents=True, exist_ok=True)
    said.write(_("Walking through the program off screen. Pictures and the report:") + "\n")
    try:
        first = open_walker(empty, folder, said, argv)
        taken = _first_start(first)
        second = open_walker(filled, folder, said, argv)
        second.taken.extend(taken)
        try:
            _main_job(second, filled)
        finally:
            second.screen.dispose()
    except StepMissed as missed:
        said.write(_("The walk stopped at “{step}”. The pictures so far are kept.").format(step=missed.step) + "\n")
        return 1
    return 0


def _first_start(walker: Walker) -> list[Path]:
    try:
        walker.picture("first-start")
    finally:
        walker.screen.dispose()
    return walker.taken


def _main_job(walker: Walker, stand: Stand) -> None:
    _sign_in(walker, stand)
    _log(walker)
    for key in ("incidents", "support", "analyses", "actions", "trends"):
        walker.go(key)
        walker.picture(key)


def _sign_in(walker: Walker, stand: Stand) -> None:
    walker.picture("sign-in")
    walker.keys(stand.user, Qt.Key.Key_Tab, stand.passphrase, Qt.Key.Key_Return)
    walker.wait("sign in", lambda: walker.screen.window.workspace is not None)
    walker.picture("today")


def _log(walker: Walker) -> None:
    walker.go("log")
    walker.keys(Qt.Key.Key_1, Qt.Key.Key_Tab, Qt.Key.Key_2, Qt.Key.Key_Tab, Qt.Key.Key_2)
    walker.picture("log")
    walker.page.save()
    walker.picture("logged")
