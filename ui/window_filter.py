"""Sees what the system tells the windows of the program, and nothing of what Qt tells their thousands of parts."""

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QGuiApplication


class WindowFilter(QObject):
    """An event filter on every window there is, from the moment a window first has the keyboard.

    A filter of the application would be asked for each event of each widget: a fifth of all that a page takes to open.
    What the system says comes to a window first (a key, a press, a turn of the wheel). Override `sees`.
    """

    def sees(self, event: QEvent) -> bool:
        """Look at an event of a window; True ends it."""
        raise NotImplementedError

    def watch(self) -> None:
        """Look at every window from now on."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._meet)
            self._meet()

    def look_away(self) -> None:
        """Look at none any longer."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.disconnect(self._meet)
            for window in QGuiApplication.topLevelWindows():
                window.removeEventFilter(self)

    @Slot()
    def _meet(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)  # one that has it already has it once

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        return self.sees(event)
