"""Logging asked for from outside the window: from the tray, or by the command that starts the program."""

from PySide6.QtCore import QObject, Slot

from ui.shell.main_window import MainWindow


class LogAtOnce(QObject):
    """Brings the window to the front with the quick log; if no one is signed in, as soon as someone is."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._waits = False
        window.tray.log_wanted.connect(self.come)
        window.entered.connect(self._entered)

    @Slot()
    def come(self) -> None:
        """Show the quick log; the page to sign in has the note of time and desk, for who cannot wait."""
        self._window.tray.come_to_front()
        self._waits = self._window.workspace is None
        self._go()

    @Slot()
    def _entered(self) -> None:
        if self._waits:
            self._waits = False
            self._go()

    def _go(self) -> None:
        if self._window.workspace is not None:
            self._window.workspace.go("log")
