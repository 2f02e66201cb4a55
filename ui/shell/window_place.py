"""Where the window is on the screen: as it was left; at the first start as large as a small screen."""

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

from ui.theme.spacing import px

_FRAME, _TITLE = 12, 40
"""Pixels that the system's frame and title may take of the screen: their true size is known only once it is shown."""
_WIDE, _HIGH = 1240, 820
"""The window at its first start, in pixels of the design; a screen with little more room is filled."""
_KEY = "window/geometry"


class WindowPlace:
    """Places a window that is not shown yet."""

    def __init__(self, window: QWidget, memory: QSettings) -> None:
        self._window, self._memory = window, memory
        self._fills_screen = False
        kept = memory.value(_KEY)
        if isinstance(kept, QByteArray) and window.restoreGeometry(kept):
            return
        room = window.screen().availableGeometry()
        window.resize(min(px(_WIDE), room.width() - _FRAME), min(px(_HIGH), room.height() - _TITLE))
        self._fills_screen = room.width() < px(_WIDE) * 5 // 4 or room.height() < px(_HIGH) * 5 // 4

    def appear(self) -> None:
        """Show the window."""
        if self._fills_screen:
            self._window.showMaximized()
        else:
            self._window.show()

    def remember(self) -> None:
        """Keep where it is for the next start; where it never was in sight, what was kept before stays."""
        if not self._window.isVisible():
            return
        self._memory.setValue(_KEY, self._window.saveGeometry())
        self._memory.sync()
