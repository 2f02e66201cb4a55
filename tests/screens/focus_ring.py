"""Measures by pixels how well the focus of a widget is seen: what changes at its edge when it comes, and how much."""

from collections import Counter
from functools import cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QTabBar, QWidget

from ui.sheets.contrast import contrast
from ui.sheets.pixels import picture_of
from ui.shell.section_list import SectionList

THICK = 2
"""WCAG 2.2, 2.4.13: an indicator is at least as large as a line of two pixels around the widget …"""
LEAST = 3.0
"""… and every pixel of it has this contrast to what was there without the focus (1.4.11)."""
_BAND = 7  # pixels at the edge, and outside of it, in which an indicator is looked for
_CORNERS = 0.75  # of the line: round ends are shorter than square ones, and a line inside is shorter than the edge


def ring_share(widget: QWidget) -> float:
    """How much of the wanted indicator is there: 1 or more is enough, 0 is none. The window has to be active."""
    area = _bring_into_sight(widget)
    window = widget.window()
    before = _without_focus(widget)
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() in (widget, widget.focusProxy()), kind_of(widget)
    after = picture_of(window)
    wanted = THICK * _CORNERS * 2 * (area.width() + area.height())
    return changed_pixels(before, after, area) / wanted


def changed_pixels(before: QImage, after: QImage, area: QRect) -> int:
    """How many pixels at the edge of `area` have another color that stands out from the one before."""
    pairs: Counter[tuple[int, int]] = Counter()
    outer = area.adjusted(-3, -3, 3, 3).intersected(after.rect())
    inner = area.adjusted(_BAND, _BAND, -_BAND, -_BAND)
    for child in _edges(outer, inner):
        pairs.update(zip(_pixels(before, child), _pixels(after, child), strict=True))
    return sum(count for (one, other), count in pairs.items() if one != other and _contrast(one, other) >= LEAST)


def kind_of(widget: QWidget) -> str:
    """What the style sheet tells one widget from another by."""
    told = ("kind", "look", "refused", "readOnly")
    said = [f"{name}={widget.property(name)}" for name in told if widget.property(name)]
    if isinstance(widget, QAbstractButton) and widget.isChecked():
        said.append("checked")
    base = next(one.__name__ for one in type(widget).__mro__ if one.__module__.startswith("PySide6"))
    return " ".join([type(widget).__name__, base, *said])


def _without_focus(widget: QWidget) -> QImage:
    window = widget.window()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    window.setFocus()
    return picture_of(window)


def _bring_into_sight(widget: QWidget) -> QRect:
    """The part of its window in which the widget is seen, or the tab or the row of it that has the focus."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
    area = widget.tabRect(widget.currentIndex()) if isinstance(widget, QTabBar) else widget.rect()
    if isinstance(widget, SectionList):
        area = widget.visualItemRect(widget.currentItem())
    seen = widget.visibleRegion().boundingRect().intersected(area)
    return QRect(widget.mapTo(widget.window(), seen.topLeft()), seen.size())


def _edges(outer: QRect, inner: QRect) -> list[QRect]:
    if inner.width() <= 0 or inner.height() <= 0:
        return [outer]
    top = QRect(outer.topLeft(), QPoint(outer.right(), inner.top() - 1))
    foot = QRect(QPoint(outer.left(), inner.bottom() + 1), outer.bottomRight())
    left = QRect(QPoint(outer.left(), inner.top()), QPoint(inner.left() - 1, inner.bottom()))
    right = QRect(QPoint(inner.right() + 1, inner.top()), QPoint(outer.right(), inner.bottom()))
    return [top, foot, left, right]


def _pixels(image: QImage, area: QRect) -> list[int]:
    part = image.copy(area)
    return memoryview(part.constBits()).cast("I").tolist()


@cache
def _contrast(one: int, other: int) -> float:
    return contrast(QColor(one).name(), QColor(other).name())
