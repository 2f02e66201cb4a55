"""The key that opens the quick log from any program, where the system has such keys; off until someone turns it on."""

import os
import sys
from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from ui.global_key.key_holder import KEY, KeyHolder, KeyState

MakeHolder = Callable[[QObject], KeyHolder]


class LogKey(QObject):
    """Tries one after another, until one is possible. Signals: `pressed()`, `changed()` of its state."""

    pressed = Signal()
    changed = Signal()

    def __init__(self, parent: QObject | None = None, holders: Callable[[], list[MakeHolder]] | None = None) -> None:
        super().__init__(parent)
        self._find_holders = holders or (lambda: holders_here(sys.platform, QGuiApplication.platformName(), os.environ))
        self._left: list[MakeHolder] = []
        self._holder: KeyHolder | None = None
        self.state = KeyState.OFF
        self.key = KEY

    def hold(self, on: bool) -> None:
        """Ask for the key, or let it go."""
        self._let_go()
        self._say(KeyState.OFF, KEY)
        if on:
            self._left = self._find_holders()
            self._try_next()

    def _try_next(self) -> None:
        if not self._left:
            self._say(KeyState.IMPOSSIBLE, KEY)
            return
        self._let_go()
        self._holder = self._left.pop(0)(self)
        self._holder.told.connect(self._hear)
        self._holder.pressed.connect(self.pressed)
        self._say(KeyState.ASKED, KEY)
        self._holder.ask()

    @Slot(object, str)
    def _hear(self, state: KeyState, key: str) -> None:
        if self.sender() is not self._holder:
            return
        if state is KeyState.IMPOSSIBLE and self.state is not KeyState.HELD:
            self._try_next()
        else:
            self._say(state, key or KEY)

    def _let_go(self) -> None:
        holder, self._holder = self._holder, None
        if holder is not None:
            holder.give_up()
            holder.deleteLater()

    def _say(self, state: KeyState, key: str) -> None:
        self.state, self.key = state, key
        self.changed.emit()


def holders_here(system: str, windows: str, environment: Mapping[str, str]) -> list[MakeHolder]:
    """The holders to try on this system, with this plugin of Qt for windows: the desktop's own first."""
    if system == "win32":
        return [_windows]
    if not system.startswith("linux"):
        return []
    portal = [_portal] if environment.get("DBUS_SESSION_BUS_ADDRESS") else []
    wayland = environment.get("XDG_SESSION_TYPE") == "wayland" or bool(environment.get("WAYLAND_DISPLAY"))
    return [*portal, *([_x11] if windows == "xcb" and not wayland else [])]


def log_key() -> LogKey | None:
    """The one of this program, if it has a screen."""
    application = QCoreApplication.instance()
    return application.findChild(LogKey) if application is not None else None


def _windows(parent: QObject) -> KeyHolder:
    from ui.global_key.windows_key import WindowsKey

    return WindowsKey(parent)


def _portal(parent: QObject) -> KeyHolder:
    from ui.global_key.portal_key import PortalKey

    return PortalKey(parent)


def _x11(parent: QObject) -> KeyHolder:
    from ui.global_key.x11_key import X11Key

    return X11Key(parent)
