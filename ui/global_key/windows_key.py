"""A key on Windows, by `RegisterHotKey`: the system sends a message to the program's thread."""

import ctypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject

from ui.global_key.key_holder import KEY, KeyHolder, KeyState

CONTROL, SHIFT, NO_REPEAT, F9 = 0x0002, 0x0004, 0x4000, 0x78
HOT_KEY, MESSAGES = 0x0312, b"windows_generic_MSG"
NUMBER = 0x1CED
"""The program's own number for the key; it has one."""


class WindowsMessage(ctypes.Structure):
    """The beginning of what Windows calls MSG."""

    _fields_ = (("window", ctypes.c_void_p), ("message", ctypes.c_uint), ("number", ctypes.c_size_t))


class _HotKeys(QAbstractNativeEventFilter):
    """Hears the key; Qt gives each message of the thread to it."""

    def __init__(self, holder: "WindowsKey") -> None:
        super().__init__()
        self._holder = holder

    def nativeEventFilter(self, kind: QByteArray | bytes | bytearray | memoryview, message: int) -> object:
        return self._holder.hear(bytes(QByteArray(kind).data()), int(message)), 0


class WindowsKey(KeyHolder):
    """Where another program has the key, that is told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        libraries = getattr(ctypes, "windll", None)  # of Windows alone
        self._user: Any = getattr(libraries, "user32", None)
        self._filter: _HotKeys | None = None

    def ask(self) -> None:
        application = QCoreApplication.instance()
        if self._user is None or application is None:
            self.told.emit(KeyState.IMPOSSIBLE, "")
        elif not self._user.RegisterHotKey(None, NUMBER, CONTROL | SHIFT | NO_REPEAT, F9):
            self.told.emit(KeyState.TAKEN, KEY)
        else:
            self._filter = _HotKeys(self)
            application.installNativeEventFilter(self._filter)
            self.told.emit(KeyState.HELD, KEY)

    def give_up(self) -> None:
        application = QCoreApplication.instance()
        if self._filter is not None and application is not None:
            application.removeNativeEventFilter(self._filter)
            self._user.UnregisterHotKey(None, NUMBER)
        self._filter = None

    def hear(self, kind: bytes, message: int) -> bool:
        """True if a message of the system, of which `message` is the address, is the key."""
        if kind != MESSAGES:
            return False
        told = WindowsMessage.from_address(message)
        if (told.message, told.number) != (HOT_KEY, NUMBER):
            return False
        self.pressed.emit()
        return True
