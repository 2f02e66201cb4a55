"""A person at work in the real window off screen: finds things by their names, presses, types, waits and looks."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QScrollArea, QWidget

from incident_tracker.settings import Settings
from ui.app import Screen
from ui.clinic.door import Door
from ui.page import Page
from ui.shell.section_list import SectionList
from ui.shell.section_tabs import SectionTabs
from ui.tour.pictures import save_picture
from ui.widgets.choice_chips import ChoiceChips

_PLAIN = Qt.KeyboardModifier.NoModifier
LONGEST_WAIT = 30
"""Seconds until a step that does not happen ends the walk."""

LOOK_EVERY = 16
"""Milliseconds after which is looked again whether something has arrived, if nothing happens before."""

W = TypeVar("W", bound=QWidget)


class StepMissed(Exception):
    """A step of the walk did not happen in time; `step` says which, in words."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


@dataclass(slots=True)
class WalkClock:
    """The clock of the walk: it stops until it is moved."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        """As a monotonic clock, for the idle lock."""
        return self.moment.timestamp()


@dataclass(frozen=True, slots=True)
class Stand:
    """One clinic to walk through: the door, the settings, the clock, and who signs in with which pass phrase."""

    door: Door
    settings: Settings
    clock: WalkClock
    passphrases: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Walker:
    """Does what a person would do in one window, and takes pictures of what is seen."""

    screen: Screen
    stand: Stand
    folder: Path
    said: TextIO
    present: str = ""

    @property
    def window(self) -> QWidget:
        """The program's window."""
        return self.screen.window

    @property
    def page(self) -> Page:
        """The current page. Errors: StepMissed if no one is signed in."""
        workspace = self.screen.window.workspace
        if workspace is None or workspace.page is None:
            raise StepMissed("a page in front")
        return workspace.page

    def begin(self, step: str) -> None:
        """Name what comes next, in case it does not happen."""
        self.present = step

    def wait(self, arrived: Callable[[], object]) -> None:
        """Let the program work until `arrived()` is true. Errors: StepMissed."""
        if arrived():
            return
        end, loop, look_again = time.monotonic() + LONGEST_WAIT, QEventLoop(), QTimer()
        look_again.start(LOOK_EVERY)
        while not arrived():
            if time.monotonic() > end:
                raise StepMissed(self.present)
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def settle(self) -> None:
        """Let everything that is running arrive and be drawn."""
        for _round in range(3):
            self.wait(self._is_quiet)
            QTest.qWait(1)

    def seen(self, kind: type[W], name: str = "") -> W:
        """Wait for the usable widget of this kind with these words or this spoken name. Errors: StepMissed.

        Names are those of the language of the window, with or without the marks of their letters.
        """
        step, self.present = self.present, f"{self.present}: {name or kind.__name__}"
        self.wait(lambda: self.sees(kind, name))
        self.present = step
        return next(self._looking(kind, name))

    def sees(self, kind: type[W], name: str = "") -> bool:
        """Is there such a widget now?"""
        return next(self._looking(kind, name), None) is not None

    def press(self, name: str) -> None:
        """Go to the button with these words or this spoken name, and press Space."""
        button = self.seen(QAbstractButton, name)
        self.come_to(button)
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def come_to(self, widget: QWidget) -> None:
        """Give it the focus, as Tab would."""
        widget.window().activateWindow()  # off screen no window manager does it
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.wait(lambda: widget.hasFocus() or widget.focusProxy() is not None)

    def write(self, name: str, text: str) -> None:
        """Go to the field with this spoken name and type."""
        target = self._typing_place(name)
        self.come_to(target)
        QTest.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(target, letter)
            else:  # QTest knows no key for it
                QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, 0, _PLAIN, letter))
        self.settle()

    def pick(self, name: str, term: str) -> None:
        """Type a term into the field with this spoken name and take the first that fits."""
        self.write(name, term)
        QTest.keyClick(self._typing_place(name), Qt.Key.Key_Return)
        self.settle()

    def choose(self, name: str, label: str) -> None:
        """Go to the row of chips and press the number of the one with this label, or Space on it."""
        chips = self.seen(ChoiceChips, name)
        every = [chip for chip in chips.findChildren(QAbstractButton) if chip.isVisibleTo(chips)]
        for number, chip in enumerate(every, 1):
            if chip.text().replace("&", "").replace("\n", " ").endswith(label):
                self.come_to(chip)
                if number <= 9:
                    QTest.keyClick(chips, Qt.Key(Qt.Key.Key_0 + number))
                else:
                    QTest.keyClick(chip, Qt.Key.Key_Space)
                self.settle()
                return
        raise StepMissed(f"{self.present}: {name}: {label}")

    def select(self, name: str, label: str) -> None:
        """Go to the box with this spoken name and type the beginning of one of its lines."""
        box = self.seen(QComboBox, name)
        self.come_to(box)
        QTest.keyClicks(box, label)
        self.settle()
        if box.currentText() != label:
            raise StepMissed(f"{self.present}: {name}: {label}")

    def enter(self, entry: str, tab: str = "") -> None:
        """Go down the list of entries to the one with this name and press Enter; then turn to this tab of it."""
        entries = self.seen(SectionList)
        self.come_to(entries)
        self.key(Qt.Key.Key_Home)
        for _row in range(entries.count()):
            if (item := entries.currentItem()) is not None and item.text() == entry:
                break
            self.key(Qt.Key.Key_Down)
        else:
            raise StepMissed(f"{self.present}: {entry}")
        self.key(Qt.Key.Key_Return)
        if tab:
            self._turn_to(tab)

    def _turn_to(self, tab: str) -> None:
        tabs = self.seen(SectionTabs)
        self.come_to(tabs)
        for _tab in range(tabs.count()):
            if tabs.tabText(tabs.currentIndex()) == tab:
                self.key(Qt.Key.Key_Tab)
                return
            self.key(Qt.Key.Key_Right)
        raise StepMissed(f"{self.present}: {tab}")

    def choose_first(self, name: str) -> None:
        """Take the first of a row of chips."""
        chips = self.seen(ChoiceChips, name)
        self.wait(lambda: chips.findChildren(QAbstractButton))
        QTest.keyClick(chips, Qt.Key.Key_1)
        self.settle()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
        self.settle()

    def control(self, key: Qt.Key) -> None:
        """Press a key together with Ctrl."""
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def go(self, key: str, argument: object = None) -> None:
        """Follow a link to a page."""
        workspace = self.screen.window.workspace
        if workspace is None:
            raise StepMissed(self.present)
        workspace.go(key, argument)
        self.settle()

    def look_at(self, widget: QWidget) -> None:
        """Scroll so that this is at the top of the visible part."""
        area = next((one for one in self.page.findChildren(QScrollArea) if one.isAncestorOf(widget)), None)
        inner = area.widget() if area is not None else None
        if area is not None and inner is not None:
            area.verticalScrollBar().setValue(widget.mapTo(inner, widget.rect().topLeft()).y() - 8)
        self.settle()

    def picture(self, name: str) -> None:
        """Save what is visible, without what the window just said."""
        workspace = self.screen.window.workspace
        if workspace is not None:
            workspace.messages.clear()
        self.settle()
        target = self.folder / f"{name}.png"
        save_picture(self.window, target)
        self.said.write(f"  {target}\n")
        self.said.flush()

    def _typing_place(self, name: str) -> QWidget:
        """The widget that takes the keys of the field with this name."""
        target = self.seen(QWidget, name)
        while (proxy := target.focusProxy()) is not None:
            target = proxy
        return target

    def _looking(self, kind: type[W], name: str) -> Iterator[W]:
        front = QApplication.activeModalWidget() or self.window
        for widget in front.findChildren(kind):
            if widget.isVisible() and widget.isEnabled() and _is_called(widget, name.replace("&", "")):
                yield widget

    def _is_quiet(self) -> bool:
        workspace = self.screen.window.workspace
        page = workspace.page if workspace is not None else None
        return self.screen.runner.is_quiet and (page is None or page.is_whole)


def _is_called(widget: QWidget, name: str) -> bool:
    """Does it have this name? A step of several also has its number and minutes."""
    names = _names_of(widget)
    return not name or name in names or (widget.property("kind") == "step" and name in names[0])


def _names_of(widget: QWidget) -> tuple[str, ...]:
    """What is written on a widget, and what it is called when it is read aloud."""
    words = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    if widget.accessibleName():
        return words, widget.accessibleName()
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
        return (words,)
    spoken = QAccessible.queryAccessibleInterface(widget)
    return words, spoken.text(QAccessible.Text.Name) if spoken is not None else ""
