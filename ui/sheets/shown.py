"""What is in front, and where in it something is seen."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from ui.widgets.preview import PreviewPane


@dataclass(frozen=True, slots=True)
class Shown:
    """What is in front: the window or dialog, and in it the page (of a dialog the dialog itself)."""

    window: QWidget
    body: QWidget


def areas(body: QWidget) -> list[tuple[QScrollArea, QWidget]]:
    """What scrolls and is seen, each with what is in it."""
    shown = [area for area in body.findChildren(QScrollArea) if area.isVisible()]
    return [(area, inner) for area in shown if (inner := area.widget()) is not None]


def has_bar(bar: QScrollBar) -> bool:
    """Is the bar there, and does it lead anywhere?"""
    return bar.isVisible() and bar.maximum() > 0


def content(inner: QWidget) -> Iterator[QWidget]:
    """What is to be seen in `inner`: what has no parts, what scrolls by itself, and a preview, whose steps stay at its
    foot.
    """
    for child in inner.children():
        if not isinstance(child, QWidget) or child.isHidden() or child.isWindow() or not child.height():
            continue
        parts = not isinstance(child, QAbstractScrollArea | QAbstractSpinBox | QComboBox | PreviewPane)
        inside = list(content(child)) if parts else []
        if inside:
            yield from inside
        elif type(child) is not QWidget:
            yield child


def lines_of(element: QWidget, inner: QWidget) -> tuple[int, int]:
    """From where to where it is seen, in pixels of `inner`; of a label only as far as its words go."""
    top = element.mapTo(inner, QPoint(0, 0)).y()
    height = element.height()
    if isinstance(element, QLabel) and element.text():
        words = QRect(element.contentsRect())
        needed = element.heightForWidth(element.width()) if element.wordWrap() else element.sizeHint().height()
        if needed < height and element.alignment() & Qt.AlignmentFlag.AlignVCenter:
            return top + (height - needed) // 2, top + (height + needed) // 2
        height = min(height, needed, words.bottom() + 1)
    return top, top + height


def gaps(lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where nothing is between the first and the last of these."""
    reached = None
    for top, bottom in sorted(lines):
        if reached is not None and top > reached:
            yield reached, top
        reached = bottom if reached is None else max(reached, bottom)


def called(widget: QWidget) -> str:
    """What to call a widget in a list of faults."""
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} {name!r}"
