"""What a screen reader says of a window, and which words have less room than they need."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QScrollBar, QWidget


def nameless(window: QWidget) -> list[str]:
    """Every visible widget that can have the focus but has no name that could be spoken."""
    return [_path(widget) for widget in visible_parts(window) if takes_focus(widget) and not spoken_name(widget)]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says the widget is called."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def clipped(window: QWidget) -> list[str]:
    """Every visible button or label that has less room than its words need."""
    narrow = []
    for widget in visible_parts(window):
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


def visible_parts(window: QWidget) -> Iterator[QWidget]:
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
