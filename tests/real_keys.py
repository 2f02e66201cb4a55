"""Keys as a keyboard sends them: through the X server, to whatever window has the input focus there."""

import ctypes
import ctypes.util
from types import TracebackType
from typing import Self

MODIFIERS = {"ctrl": b"Control_L", "alt": b"Alt_L", "shift": b"Shift_L"}
SIGNS = {" ": "space", ".": "period", "-": "minus", ",": "comma"}


class Keyboard:
    """A keyboard of the X server `display`. Errors: OSError if the libraries or the server are not there."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._server = ctypes.c_void_p(self._x.XOpenDisplay(display.encode()))
        if not self._server:
            raise OSError(f"no X server {display}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._x.XCloseDisplay(self._server)

    def press(self, chord: str) -> None:
        """Press and let go of one key with its modifiers: "ctrl+n", "minus", "3", "shift+k"."""
        *modifiers, key = chord.split("+")
        codes = [self._code(MODIFIERS[one]) for one in modifiers] + [self._code(key.encode())]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._server, ctypes.c_uint(code), 1, ctypes.c_ulong(0))
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._server, ctypes.c_uint(code), 0, ctypes.c_ulong(0))
        self._x.XSync(self._server, 0)

    def key_of(self, letter: str) -> str:
        """The chord that types a letter, a digit, a blank or one of a few signs."""
        return f"shift+{letter.lower()}" if letter.isupper() else SIGNS.get(letter, letter)

    def _code(self, name: bytes) -> int:
        symbol = ctypes.c_ulong(self._x.XStringToKeysym(name))
        return int(self._x.XKeysymToKeycode(self._server, symbol))
