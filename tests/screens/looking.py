"""Walks through a window as a screen reader or a large font would, and tells what it would stumble over."""

import os

from PySide6.QtWidgets import QAbstractButton, QGroupBox, QLabel, QWidget

from ui.sheets.reading import clipped, nameless, spoken_name, takes_focus, visible_parts

__all__ = ["button", "clipped", "keep_picture", "nameless", "spoken_name", "takes_focus", "texts"]


def button(window: QWidget, words: str) -> QAbstractButton:
    """The visible button with these words or this name, or the name of its group and its own ("How severe: Threat")."""
    for widget in visible_parts(window):
        if isinstance(widget, QAbstractButton) and words in _names(widget):
            return widget
    raise AssertionError(f"no button {words!r}")


def _names(button: QAbstractButton) -> tuple[str, ...]:
    group = button.parentWidget()
    while group is not None and not isinstance(group, QGroupBox):
        group = group.parentWidget()
    own = (button.text().replace("&", ""), spoken_name(button))
    return own if group is None else (*own, f"{spoken_name(group)}: {spoken_name(button)}")


def texts(window: QWidget) -> str:
    """All words of the visible labels."""
    return "\n".join(w.text() for w in visible_parts(window) if isinstance(w, QLabel) and w.text())


def keep_picture(window: QWidget, name: str) -> None:
    """Save what is seen into the folder named by SCREEN_PICTURES, where someone wants to look at it."""
    folder = os.environ.get("SCREEN_PICTURES")
    if folder:
        window.grab().save(f"{folder}/{name}.png")
