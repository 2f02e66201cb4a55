"""The whole program on an invented clinic, in one look, from the first window on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from PySide6.QtWidgets import QApplication, QDialog

from incident_tracker.settings import Settings
from ui.app import Screen
from ui.clinic.door import Door
from ui.sheets.look import Look
from ui.spoken import speak
from ui.tour.walker import Stand, WalkClock, Walker

MakeDoor = Callable[[Settings], Door]


@contextmanager
def program(make_door: MakeDoor, folder: Path, look: Look, clock: WalkClock) -> Iterator[Walker]:
    """The program on the clinic in `folder`, where nobody is signed in yet; it is closed whatever happens."""
    settings = Settings(
        folder, language=look.language, appearance=look.appearance, text_size=look.text_size, lock_after=15
    )
    door = make_door(settings)
    screen = Screen(door, settings, [], clock, seconds_now=clock.seconds)
    try:
        screen.application.setCursorFlashTime(0)  # a cursor that blinks makes another picture each time
        screen.window.resize(*look.size)
        screen.window.show()
        screen.window.activateWindow()
        walker = Walker(screen, Stand(door, settings, clock), folder, StringIO())
        walker.wait(lambda: QApplication.focusWidget() is not None)
        walker.settle()
        yield walker
    finally:
        for dialog in screen.window.findChildren(QDialog):
            dialog.done(QDialog.DialogCode.Rejected)
        walker.wait(lambda: screen.runner.is_quiet)
        screen.dispose()
        speak("en")
