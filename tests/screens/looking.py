"""Walks through a window as a screen reader or a large font would, and tells what it would stumble over."""

import os
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QPushButton, QScrollBar, QWidget


def nameless(window: QWidget) -> list[str]:
    """Every visible widget that can have the focus but has no name that could be spoken."""
    return [_path(widget) for widget in _visible(window) if takes_focus(widget) and not spoken_name(widget)]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says the widget is called."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def clipped(window: QWidget) -> list[str]:
    """Every visible button or label that has less room than its words need."""
    narrow = []
    for widget in _visible(window):
        if isinstance(widget, QPushButton | QLabel) and widget.text():
            needed = _room_needed(widget)
            if widget.width() < needed.width() - 1 or widget.height() < needed.height() - 1:
                narrow.append(f"{_path(widget)}: {widget.text()!r} {widget.size().toTuple()} < {needed.toTuple()}")
    return narrow


def _room_needed(widget: QPushButton | QLabel) -> QSize:
    if isinstance(widget, QPushButton) and widget.hasHeightForWidth():
        return QSize(widget.minimumSizeHint().width(), widget.heightForWidth(widget.width()))
    if isinstance(widget, QPushButton):
        return widget.sizeHint()
    if widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    return widget.minimumSizeHint()


def button(window: QWidget, words: str) -> QAbstractButton:
    """The visible button with these words (or this name)."""
    for widget in _visible(window):
        if isinstance(widget, QAbstractButton) and words in (widget.text().replace("&", ""), spoken_name(widget)):
            return widget
    raise AssertionError(f"no button {words!r}")


def texts(window: QWidget) -> str:
    """All words of the visible labels."""
    return "\n".join(w.text() for w in _visible(window) if isinstance(w, QLabel) and w.text())


def keep_picture(window: QWidget, name: str) -> None:
    """Save what is seen into the folder named by SCREEN_PICTURES, where someone wants to look at it."""
    folder = os.environ.get("SCREEN_PICTURES")
    if folder:
        window.grab().save(f"{folder}/{name}.png")


def _visible(window: QWidget) -> Iterator[QWidget]:
    """What is seen once Qt has caught up: a widget that came into a shown layout appears by an event of its own."""
    QCoreApplication.sendPostedEvents()
    yield from (widget for widget in [window, *window.findChildren(QWidget)] if widget.isVisible())


def takes_focus(widget: QWidget) -> bool:
    """Can Tab come to it?"""
    part_of_qt = isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")
    inner = isinstance(widget.parentWidget(), QAbstractItemView)
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and not part_of_qt
        and not inner
    )


def _path(widget: QWidget) -> str:
    names = []
    step: QWidget | None = widget
    while step is not None:
        names.append(type(step).__name__)
        step = step.parentWidget()
    return "/".join(reversed(names))
