"""A key on an X server: grabbed from the root window, by a connection of its own."""

import ctypes
import os

from PySide6.QtCore import QObject, QSocketNotifier, Slot

from ui.global_key.key_holder import KEY, KeyHolder, KeyState

_KEY_PRESS, _GRAB_ASYNC = 2, 1
_SHIFT, _LOCK, _CONTROL, _NUMBERS = 1, 2, 4, 16
_WITH_LOCKS = (0, _LOCK, _NUMBERS, _LOCK | _NUMBERS)
"""A key is another one while Caps Lock or Num Lock is on."""

_Heard = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


class X11Key(KeyHolder):
    """Where another program has the key, that is told; there is nothing to ask the person."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._x: ctypes.CDLL | None = None
        self._server = ctypes.c_void_p()
        self._notifier: QSocketNotifier | None = None
        self._code = 0
        self._refused = False
        self._hear_error = _Heard(self._take_error)  # kept as long as the library may call it

    def ask(self) -> None:
        if not self._open() or self._x is None:
            self.told.emit(KeyState.IMPOSSIBLE, "")
            return
        x, server = self._x, self._server
        self._code = int(x.XKeysymToKeycode(server, ctypes.c_ulong(x.XStringToKeysym(b"F9"))))
        before = x.XSetErrorHandler(self._hear_error)  # the library's own ends the program
        self._refused = False
        for locks in _WITH_LOCKS:
            x.XGrabKey(server, self._code, _SHIFT | _CONTROL | locks, self._root(), 0, _GRAB_ASYNC, _GRAB_ASYNC)
        x.XSync(server, 0)
        x.XSetErrorHandler(ctypes.cast(before, _Heard) if before else None)
        if self._refused:
            self.give_up()
            self.told.emit(KeyState.TAKEN, KEY)
            return
        self._notifier = QSocketNotifier(int(x.XConnectionNumber(server)), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._hear)
        self.told.emit(KeyState.HELD, KEY)

    def give_up(self) -> None:
        if self._notifier is not None:
            self._notifier.setEnabled(False)
            self._notifier = None
        if self._x is not None and self._server:
            self._x.XCloseDisplay(self._server)  # what it has grabbed goes with it
        self._server = ctypes.c_void_p()

    def _open(self) -> bool:
        try:
            x = self._x = ctypes.CDLL("libX11.so.6")
        except OSError:
            return False
        x.XOpenDisplay.restype = x.XSetErrorHandler.restype = ctypes.c_void_p
        x.XStringToKeysym.restype = x.XDefaultRootWindow.restype = ctypes.c_ulong
        x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._server = ctypes.c_void_p(x.XOpenDisplay(os.environ.get("DISPLAY", "").encode()))
        return bool(self._server)

    def _root(self) -> ctypes.c_ulong:
        assert self._x is not None
        return ctypes.c_ulong(self._x.XDefaultRootWindow(self._server))

    def _take_error(self, _server: int, _error: int) -> int:
        self._refused = True
        return 0

    @Slot()
    def _hear(self) -> None:
        x, event = self._x, ctypes.create_string_buffer(192)  # as long as the longest event
        while x is not None and self._server and x.XPending(self._server):
            x.XNextEvent(self._server, event)
            if ctypes.c_int.from_buffer(event).value == _KEY_PRESS:
                self.pressed.emit()
