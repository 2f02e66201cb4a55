"""Logging asked for from outside the window: from the tray, or by a command, which may start the program."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.shell.main_window import MainWindow
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from ui.shell.small_log import SmallLog


class LogAtOnce(QObject):
    """In the program's window where that is in sight, else in a small window of its own.

    Where there is no clinic yet, the program's window is shown, which makes one.
    """

    def __init__(self, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._waits = False
        self._only = False  # the program was started for this alone
        self.small: SmallLog | None = None
        window.tray.log_wanted.connect(self.come)
        window.entered.connect(self._entered)
        window.closed.connect(self._ended)

    def start(self) -> None:
        """Log, in a program that was started for that."""
        self._only = True
        self.come()

    @Slot()
    def come(self) -> None:
        """Show the quick log; the page to sign in has the note of time and desk, for who cannot wait."""
        if self._window.in_sight or not self._window.has_own_clinic:
            self._window.tray.come_to_front()
            self._only = False
            self._waits = self._window.workspace is None
            self._go()
            return
        if self.small is None:
            from ui.shell.small_log import SmallLog  # the first window comes up without it

            self.small = SmallLog(self._window)
            self._theme.dress(self.small)
            self.small.done.connect(self._done)
            self.small.whole_wanted.connect(self.show_whole)
        self.small.come_to_front()

    @Slot()
    def show_whole(self) -> None:
        """Bring the program's own window to the front, which stays from now on."""
        self._only = False
        self._window.tray.come_to_front()

    @Slot()
    def _done(self) -> None:
        small, self.small = self.small, None
        if small is not None:
            small.deleteLater()
        if self._only:
            self._window.close()

    @Slot()
    def _ended(self) -> None:
        """The program ends: nothing of it stays on the screen."""
        small, self.small = self.small, None
        if small is not None:
            small.hide()
            small.deleteLater()

    @Slot()
    def _entered(self) -> None:
        if self._waits:
            self._waits = False
            self._go()

    def _go(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.go("log")
