"""A key outside the program's windows, however a system gives it: asked for, held or not, and pressed."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

KEY = "Ctrl+Shift+F9"
"""Beside F9, which notes time and desk within the window; no desktop and no browser uses it."""


class KeyState(StrEnum):
    """Whether the key is held."""

    OFF = "off"
    ASKED = "asked"  # the desktop asks the person
    HELD = "held"
    TAKEN = "taken"  # by another program
    REFUSED = "refused"  # by the person or the desktop
    IMPOSSIBLE = "impossible"  # the system gives no program such a key


class KeyHolder(QObject):
    """One kind of them. Signals: `told(KeyState, str)` how it is, and the key as the system writes it; `pressed()`."""

    told = Signal(object, str)
    pressed = Signal()

    def ask(self) -> None:
        """Ask the system for the key; `told` answers."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Let the key go."""
        raise NotImplementedError
