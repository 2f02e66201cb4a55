"""Whether anything covers something else, whether the keyboard is in sight, and whether headings are whole."""

from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from ui.sheets.shown import Shown, called
from ui.theme.spacing import px

_TOUCHING = 2  # pixels that two neighbors may share


def nothing_covers_words(shown: Shown) -> list[str]:
    """No two neighbors with words are painted over each other."""
    faults = []
    for parent in [shown.window, *shown.window.findChildren(QWidget)]:
        if not parent.isVisible():
            continue
        children = [one for one in parent.children() if isinstance(one, QWidget) and _has_words(one)]
        for one, other in combinations(children, 2):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > _TOUCHING and shared.height() > _TOUCHING:
                faults.append(f"{called(one)} and {called(other)} share {shared.width()} × {shared.height()} pixels")
    return faults


def keyboard_is_in_sight(shown: Shown) -> list[str]:
    """What has the focus is seen: the whole of it, or as much of it as there is room for."""
    focus = QApplication.focusWidget()
    if not focus:
        return ["nothing has the focus"]
    if not shown.window.isAncestorOf(focus):
        return []  # a list that was opened from a field
    area = focus.rect()
    if isinstance(focus, QAbstractItemView) and focus.currentIndex().isValid():
        area = focus.visualRect(focus.currentIndex())
        if not focus.viewport().rect().intersects(area):
            return [f"the current row of {called(focus)} is out of sight"]
        return _hidden(focus.viewport(), area, called(focus))
    return _hidden(focus, area, called(focus))


def headers_show_whole_words(shown: Shown) -> list[str]:
    """No heading of a column and no tab is cut off."""
    faults = []
    for header in shown.window.findChildren(QHeaderView):
        if not header.isVisible() or header.orientation() is not Qt.Orientation.Horizontal:
            continue
        for section in range(header.count()):
            words = str(header.model().headerData(section, header.orientation()) or "")
            room = header.sectionSize(section)
            needed = max((header.fontMetrics().horizontalAdvance(line) for line in words.splitlines()), default=0)
            if not header.isSectionHidden(section) and needed > room:
                faults.append(f"the heading {words!r} has {room} pixels")
    for bar in shown.window.findChildren(QTabBar):
        for tab in range(bar.count()) if bar.isVisible() else ():
            needed = bar.fontMetrics().horizontalAdvance(bar.tabText(tab).replace("&", ""))
            if not bar.tabRect(tab).isEmpty() and needed > bar.tabRect(tab).width():
                faults.append(f"the tab {bar.tabText(tab)!r} has {bar.tabRect(tab).width()} of {needed} pixels")
            if bar.tabRect(tab).right() > bar.width():
                faults.append(f"the tab {bar.tabText(tab)!r} ends outside of its bar")
    return faults


def _hidden(widget: QWidget, area: QRect, name: str) -> list[str]:
    seen = widget.visibleRegion().boundingRect().intersected(area)
    holder = widget.parentWidget()
    while holder is not None and not isinstance(holder, QAbstractScrollArea):
        holder = holder.parentWidget()
    room = holder.viewport().height() if isinstance(holder, QAbstractScrollArea) else area.height()
    if seen.height() >= min(area.height(), room * 2 // 3) - px(6):
        return []
    return [f"{name} has the focus, and {seen.height()} of {area.height()} pixels of it are seen"]


def _has_words(widget: QWidget) -> bool:
    if not widget.isVisible() or widget.isWindow() or widget.visibleRegion().isEmpty():
        return False
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return bool(widget.text())
    return isinstance(widget, QComboBox | QAbstractItemView | QTabBar)
