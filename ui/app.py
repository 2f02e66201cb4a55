"""Starts the screen: looks for a display, makes the application, and closes it in the right order."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QMessageLogContext, QObject, QSettings, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from incident_tracker import wording
from incident_tracker.logs import log, log_bug, start_logging
from incident_tracker.settings import Settings
from ui.clinic.door import Door
from ui.global_key.log_key import LogKey
from ui.runner import Runner
from ui.shell.ahead import Ahead
from ui.shell.log_at_once import LogAtOnce
from ui.shell.main_window import MainWindow
from ui.shell.one_instance import LOG, SHOW, OneInstance, ask_the_first, meeting_point
from ui.shell.outbox_watch import OutboxWatch
from ui.spoken import speak, spoken_language
from ui.theme.style import style_of
from ui.theme.theme import Theme
from ui.widgets.blank_guard import BlankGuard
from ui.widgets.save_dialog import SavePlaces
from ui.widgets.wheel_guard import WheelGuard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.shell.navigation import NavigationEntry

NO_DISPLAY = 2

_HARMLESS = ("This plugin does not support", "propagateSizeHints")


def missing_display(environment: Mapping[str, str], platform: str = sys.platform) -> str:
    """One plain sentence if no window can be shown here, else nothing. Qt itself would abort the process."""
    if environment.get("QT_QPA_PLATFORM"):
        return ""
    if platform.startswith("linux") and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        return wording._("There is no display here, so no window can be opened. The commands work without one.")
    return ""


def run_screen(door: Door, settings: Settings, argv: "list[str]", log_at_once: bool = False) -> int:
    """Open the window and stay until it is closed; the exit status. 2 and one sentence where there is no display.

    `log_at_once`: with the quick log in a small window instead. Where this user has a window on the same clinic
    already, that one shows itself, and this call ends at once.
    """
    sentence = missing_display(os.environ)
    if sentence:
        sys.stderr.write(sentence + "\n")
        return NO_DISPLAY
    application(argv)
    point = meeting_point(settings.place)
    if ask_the_first(point, LOG if log_at_once else SHOW):
        return 0
    screen = Screen(door, settings, argv)
    instance = OneInstance(point, screen)
    instance.log_wanted.connect(screen.log_at_once.come)
    instance.show_wanted.connect(screen.log_at_once.show_whole)
    screen.window.closed.connect(instance.stop)
    if not instance.hears:
        log("screen.second_start_not_heard")
    if log_at_once:
        screen.log_at_once.start()
    else:
        screen.window.place.appear()
    return screen.run()


def first_frame(door: Door, settings: Settings) -> float:
    """Show the first window, wait until it is drawn, and close it: milliseconds from the call to the frame."""
    if missing_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    started = time.perf_counter()
    screen = Screen(door, settings, [])
    screen.window.show()
    screen.window.repaint()
    screen.application.processEvents()
    taken = (time.perf_counter() - started) * 1000
    screen.dispose()
    return taken


class Screen(QObject):
    """The application, its look, its runner and its window, made in order and closed in reverse."""

    def __init__(
        self,
        door: Door,
        settings: Settings,
        argv: "list[str]",
        now: Callable[[], datetime] | None = None,
        make_entries: "Callable[[], Sequence[NavigationEntry]] | None" = None,
        seconds_now: Callable[[], float] | None = None,
    ) -> None:
        """`now`, `make_entries` and `seconds_now` are for walking through the program off screen and for trying parts
        of it; with clocks of its own the window locks by these alone, however slow the computer is.
        """
        self.application = application(argv)
        super().__init__()
        speak(spoken_language(settings))
        start_logging(settings.log_folder)
        self.theme = Theme(self.application, settings.appearance, settings.text_size, settings.rows)
        SavePlaces.remember_in(QSettings(str(settings.window_file), QSettings.Format.IniFormat))
        self._said: QWidget | None = None
        self.runner = Runner()
        self.runner.failed.connect(self.say_bug)
        self.window = MainWindow(door, settings, self.theme, self.runner, now or _utc_now, make_entries, seconds_now)
        self.window.closed.connect(self._end)
        outbox = OutboxWatch(self.runner, self.window.now, self.window.ticker, self.window)
        self.window.blanked.connect(outbox.pause)
        self.log_at_once = LogAtOnce(self.window, self.theme)
        if seconds_now is None:  # who moves the clock by hand waits for no pause
            self.ahead = Ahead(self.window, self.runner)
        self.log_key = LogKey(self.application)
        self.log_key.pressed.connect(self.log_at_once.come)
        self.log_key.hold(settings.log_key)
        sys.excepthook = self._uncaught
        log("screen.started")

    def run(self) -> int:
        """Stay until the window is closed."""
        status = self.application.exec()
        self.dispose()
        return status

    def dispose(self) -> None:
        """Windows before the application, so that nothing outlives what it depends on."""
        if shiboken6.isValid(self.window):
            self.runner.stop()
            self.log_key.hold(False)
            shiboken6.delete(self.log_key)
            self.window.hide()
            shiboken6.delete(self.window)
            shiboken6.delete(self.runner)
            shiboken6.delete(self.theme)
            sys.excepthook = sys.__excepthook__
            log("screen.ended")

    @Slot()
    def _end(self) -> None:
        self.application.quit()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Exceptions that nothing caught on the screen's thread."""
        if isinstance(error, Exception) and shiboken6.isValid(self.window):
            self.say_bug(error)
        else:
            sys.__excepthook__(kind, error, trace)

    @Slot(object)
    def say_bug(self, error: BaseException) -> None:
        """An unexpected error: logged without contents, and reported once, calmly."""
        from ui.widgets.dialogs import inform

        reference = log_bug(error)
        if self._said is not None and shiboken6.isValid(self._said) and self._said.isVisible():
            return
        self._said = inform(
            self.window,
            wording._("That did not work"),
            wording._(
                "Something unexpected happened, and this one step was stopped. What you saved before is "
                "safe, and so is your draft. If it happens again, give your administrator this reference:"
                " {reference}."
            ).format(reference=reference),
        )


def application(argv: "list[str]") -> QApplication:
    """The one QApplication, named, quiet on standard error, and without Qt's own quitting when a window closes."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    qInstallMessageHandler(_note_qt_message)
    made = QApplication([argv[0] if argv else "incident-tracker"])
    made.setApplicationName("Incident Tracker")
    made.setApplicationDisplayName("Incident Tracker")
    made.setDesktopFileName("incident-tracker")
    made.setQuitOnLastWindowClosed(False)
    WheelGuard(style_of(made), made)
    BlankGuard(style_of(made), made)
    made.setCursorFlashTime(0)  # a cursor that blinks wakes the processor twice a second
    return made


def _note_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Qt's own messages can quote what is shown, so only their kind is noted."""
    if kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) and not any(word in text for word in _HARMLESS):
        log("qt.message", kind=kind)


def _utc_now() -> datetime:
    return datetime.now(UTC)
