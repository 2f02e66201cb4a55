"""Whether everything that is pressed is large enough for a finger that shakes."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTabBar,
    QTableView,
)

from ui.sheets.shown import Shown, called

LEAST = 24
"""Pixels from side to side and from above to below (WCAG 2.2, 2.5.8), at every size of the letters."""


def targets_are_large_enough(shown: Shown) -> list[str]:
    """Buttons, fields, tabs, and the rows of lists have 24 pixels or more each way."""
    faults = []
    for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox):
        for widget in shown.window.findChildren(kind):
            within = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QLineEdit | QTableView)
            if widget.isVisible() and widget.isEnabled() and not within:
                faults += _small(widget.rect(), called(widget))
    for bar in shown.window.findChildren(QTabBar):
        for tab in range(bar.count()) if bar.isVisible() else ():
            faults += _small(bar.tabRect(tab), f"the tab {bar.tabText(tab)!r}")
    for view in shown.window.findChildren(QAbstractItemView):
        if view.isVisible() and view.isEnabled() and view.currentIndex().isValid():
            faults += _small(view.visualRect(view.currentIndex()), f"a row of {called(view)}")
    return faults


def _small(area: QRect, name: str) -> list[str]:
    if area.isEmpty() or (area.width() >= LEAST and area.height() >= LEAST):
        return []
    return [f"{name} has {area.width()} × {area.height()} pixels"]
