"""What must hold of everything that is shown and shows only to who presses keys: Tab, letters, wheel, rings."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcutEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.screens.focus_ring import kind_of, ring_share
from tests.screens.wheel import what_it_shows
from ui.sheets.reading import takes_focus
from ui.sheets.shown import Shown, areas, called
from ui.sheets.steps import turn_wheel
from ui.widgets.reading_order import tab_stops

MOST_PARTS = 200
"""So often Tab may stay in one widget: a time has hours and minutes, a sheet has cells, a guide has links."""


def letters_lead_there(shown: Shown) -> list[str]:
    """Alt with an underlined letter presses its button, or puts the focus into its field."""
    faults = []
    for widget in [one for one in shown.window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]:
        if isinstance(widget, QAbstractButton | QLabel) and (key := QKeySequence.mnemonic(widget.text())).toString():
            buddy = widget.buddy() if isinstance(widget, QLabel) else None
            if isinstance(widget, QLabel) and (buddy is None or not buddy.isEnabled()):
                continue
            pressed = _Pressed(widget, swallows=buddy is None)
            combination = key[0]
            QTest.keyClick(
                QApplication.focusWidget() or shown.window, combination.key(), combination.keyboardModifiers()
            )
            focus = QApplication.focusWidget()
            there = buddy is None or (focus is not None and (focus is buddy or buddy.isAncestorOf(focus)))
            if not pressed.done or not there:
                faults.append(f"{key.toString()} does not lead to {called(widget)}")
            pressed.end()
    return faults


def letters_differ(shown: Shown) -> list[str]:
    """No two of what is shown have the same underlined letter: the same in a look in which no key is pressed."""
    leads: dict[str, list[str]] = {}
    for widget in shown.window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if isinstance(widget, QMenuBar):
            for action in widget.actions():
                leads.setdefault(QKeySequence.mnemonic(action.text()).toString(), []).append(action.text())
        buddy = widget.buddy() if isinstance(widget, QLabel) else None
        if isinstance(widget, QAbstractButton) or (buddy is not None and buddy.isEnabled()):
            leads.setdefault(QKeySequence.mnemonic(widget.text()).toString(), []).append(called(widget))
    return [f"{key} leads to {' and to '.join(found)}" for key, found in leads.items() if key and len(found) > 1]


class _Pressed(QObject):
    """Notes that a letter came to a widget, and keeps a button from being pressed by it."""

    def __init__(self, widget: QWidget, swallows: bool) -> None:
        super().__init__(widget)
        self._widget, self._swallows, self.done = widget, swallows, False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QShortcutEvent):
            self.done = not event.isAmbiguous()
            return self._swallows
        return False

    def end(self) -> None:
        """Look no longer."""
        self._widget.removeEventFilter(self)
        self.deleteLater()


def tab_comes_round(shown: Shown) -> list[str]:
    """Tab reaches everything that can have the focus, and comes back to where it began."""
    wanted = {w for w in shown.window.findChildren(QWidget) if w.isVisible() and takes_focus(w)}
    here = QApplication.focusWidget()
    if here is None:
        return ["nothing has the focus"]
    seen: list[QWidget] = []
    stays = 0
    while here is not None and here not in seen and len(seen) < 400:
        seen.append(here)
        stays = 0
        while QApplication.focusWidget() is here and stays < MOST_PARTS:
            QTest.keyClick(here, Qt.Key.Key_Tab)
            stays += 1
        here = QApplication.focusWidget()
    reached = {_group(widget) for widget in seen}
    missed = [f"Tab does not reach {called(widget)}" for widget in wanted if _group(widget) not in reached]
    if here is not seen[0] and (takes_focus(seen[0]) or stays >= MOST_PARTS):
        missed.append(f"Tab does not come back: it stays at {called(here) if here else 'nothing'}")
    return sorted(missed)


def shows_where_the_keyboard_is(shown: Shown) -> list[str]:
    """In a dialog whatever has the focus has a ring; of pages `test_focus_seen` measures it, in every palette."""
    shares: dict[str, float] = {}
    if shown.body.isWindow():
        for stop in list(tab_stops(shown.body)):
            if stop.isVisible() and stop.isEnabled() and kind_of(stop) not in shares:
                shares[kind_of(stop)] = ring_share(stop)
    return [f"{kind} has {share:.2f} of a ring" for kind, share in shares.items() if share < 1]


def turns_only_what_scrolls(shown: Shown) -> list[str]:
    """The wheel changes no field that was not opened."""
    faults = []
    for kind in (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar):
        for field in shown.body.findChildren(kind):
            if not field.isVisible() or not field.isEnabled() or isinstance(field, QScrollBar):
                continue
            for area, _inner in areas(shown.body):
                if area.isAncestorOf(field):
                    area.ensureWidgetVisible(field)
            before = what_it_shows(field)
            for direction in (-1, +1):
                turn_wheel(field, direction)
                if what_it_shows(field) != before:
                    faults.append(f"the wheel changes {called(field)}")
    return faults


def _group(widget: QWidget) -> object:
    """Tab comes to one of those of which one is chosen; the arrows go on from there."""
    if isinstance(widget, QAbstractButton) and widget.isCheckable():
        if (group := widget.group()) is not None and group.exclusive():
            return group
        if widget.autoExclusive():
            return widget.parentWidget()
    return widget


QUICK_RULES: dict[str, Callable[[Shown], list[str]]] = {"letters differ": letters_differ}
"""What is looked at in every language and look: no key is pressed for it."""
KEY_RULES: dict[str, Callable[[Shown], list[str]]] = {
    "wheel": turns_only_what_scrolls,
    "letters lead": letters_lead_there,
    "tab": tab_comes_round,
    "ring": shows_where_the_keyboard_is,
}
"""Tried last: they scroll, and move the focus."""
