"""The menu of a list's columns: which are shown, where they stand, and what the list is sorted by; by keyboard too."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from incident_tracker.wording import _
from ui.widgets.column_layout import ColumnLayout
from ui.widgets.record_model import ListColumn


def column_menu(
    parent: QWidget,
    columns: tuple[ListColumn, ...],
    layout: ColumnLayout,
    sort: Callable[[int, bool], object],
    why_not: Callable[[ListColumn], str],
    start_over: Callable[[], object],
) -> QMenu:
    """`sort(column, descending)` sorts; `why_not` says why a column cannot be sorted by now, "" where it can.

    `start_over` puts the columns back as they were before someone arranged them.
    """
    menu = QMenu(_("Columns"), parent)
    menu.setToolTipsVisible(True)
    order = layout.in_order()
    for place, at in enumerate(order):
        column = columns[at]
        one = menu.addMenu(column.heading)
        one.setToolTipsVisible(True)
        shown = one.addAction(_("Show"))
        shown.setCheckable(True)
        shown.setChecked(layout.is_shown(at))
        shown.toggled.connect(partial(layout.show_column, at))
        one.addSeparator()
        reason = why_not(column)
        for words, descending in ((_("Sort upwards"), False), (_("Sort downwards"), True)):
            action = one.addAction(words)
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.triggered.connect(partial(_act, partial(sort, at, descending)))
        one.addSeparator()
        for words, by, can in (
            (_("Move to the left"), -1, place > 0),
            (_("Move to the right"), +1, place < len(order) - 1),
        ):
            action = one.addAction(words)
            action.setEnabled(can)
            action.triggered.connect(partial(_act, partial(layout.move, at, by)))
    menu.addSeparator()
    menu.addAction(_("As they were at first")).triggered.connect(partial(_act, start_over))
    return menu


def _act(act: Callable[[], object], _ticked: bool = False) -> None:
    act()
