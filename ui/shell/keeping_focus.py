"""The keyboard focus on a page: in its first field on arrival, and nearby when the focused widget goes away."""

from collections.abc import Callable
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from ui.page import Page
from ui.runner import Runner
from ui.widgets.reading_order import first_stop, is_gone, tab_stops


@dataclass(frozen=True, slots=True)
class _Around:
    """One part of the page around what had the focus, and where in it that was."""

    part: QWidget
    middle: QPoint


class KeepingFocus(QObject):
    """Puts the focus where a person would look for it.

    Qt gives the focus of a widget that is hidden, disabled or rebuilt to the next one of the window, which from the end
    of a page is the sidebar. Here it stays in the same part of the page, or next to it. While a page waits for its
    answers it has the focus itself; they decide once everything is there.
    """

    def __init__(self, page: Callable[[], Page | None], runner: Runner, workspace: QWidget) -> None:
        """`page` gives the page in front of `workspace`."""
        super().__init__(workspace)
        self._in_front, self._workspace = page, workspace
        self._last: QWidget | None = None  # what had the focus on the page
        self._lost: list[_Around] = []
        self._given: QWidget | None = None  # what got it on arriving, until all answers are there
        runner.quiet.connect(self._all_is_there)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def _page(self) -> Page | None:
        page = self._in_front() if shiboken6.isValid(self._workspace) else None
        return page if page is not None and shiboken6.isValid(page) else None

    def arrive(self) -> None:
        """Someone went to another page: its first field has the focus, now and when its answers are there."""
        self._lost = []
        self._given = self._page()
        QTimer.singleShot(0, self._give_first)

    def rescue(self) -> bool:
        """Keep the focus on the page if what had it is gone; False if a person is moving with Tab."""
        page, focused = self._page(), self._workspace.window().focusWidget()
        if page is None or focused is None or not page.isAncestorOf(focused) or not is_gone(focused):
            return False
        self._lose(page, focused)
        return True

    def _lose(self, page: Page, gone: QWidget) -> None:
        if not self._lost:
            self._lost = _around(gone, page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self._settle)

    @Slot()
    def _settle(self) -> None:
        page = self._page()
        if page is None or not self._lost:
            return
        if not page.hasFocus():  # a person has already moved it
            self._lost = []
        elif self._given is None and (target := _nearest(self._lost)) is not None:
            self._lost = []
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _all_is_there(self) -> None:
        given, self._given = self._given, None
        if given is not None and self._is_still_at(given):
            self._give(Qt.FocusReason.OtherFocusReason)
        self._settle()

    @Slot()
    def _give_first(self) -> None:
        given = self._given  # none is left where all answers were quicker
        self._give(Qt.FocusReason.TabFocusReason)
        if given is not None:
            self._given = QApplication.focusWidget()

    def _give(self, reason: Qt.FocusReason) -> None:
        page = self._page()
        if page is None or not self._workspace.isVisible():
            return
        target = page.first_focus()
        if target is None or is_gone(target):
            target = first_stop(page) or page
        if target is not QApplication.focusWidget():
            target.setFocus(reason)

    def _is_still_at(self, given: QWidget) -> bool:
        focused, page = QApplication.focusWidget(), self._page()
        return focused is None or focused is page or not shiboken6.isValid(given) or focused is given

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        page = self._page()
        if page is None:
            return
        if now is not None and (now is page or page.isAncestorOf(now)):
            self._last = now
        elif now is None or self._workspace.isAncestorOf(now):
            QTimer.singleShot(0, self._look_after)

    @Slot()
    def _look_after(self) -> None:
        """A dialog closed, say, and what had the focus before is gone: the window then takes its first button."""
        page, last, focused = self._page(), self._last, QApplication.focusWidget()
        away = focused is None or (self._workspace.isAncestorOf(focused) and page is not focused)
        if page is None or last is None or not away or not self._workspace.window().isActiveWindow():
            return
        if focused is not None and page.isAncestorOf(focused):
            return
        if not shiboken6.isValid(last):
            self._last = None
            self._given = self._given or page
            self._give(Qt.FocusReason.OtherFocusReason)
        elif page.isAncestorOf(last) and is_gone(last):
            self._last = None
            self._lose(page, last)


def _around(gone: QWidget, page: QWidget) -> list[_Around]:
    """The parts of the page around a widget, from the smallest to the page itself."""
    parts, around = [], gone.parentWidget()
    while around is not None:
        parts.append(_Around(around, gone.mapTo(around, gone.rect().center())))
        if around is page:
            break
        around = around.parentWidget()
    return parts


def _nearest(lost: list[_Around]) -> QWidget | None:
    """The stop that is nearest to the lost place, in the smallest part that still has one."""
    for around in lost:
        if shiboken6.isValid(around.part) and around.part.isVisible():
            stops = [(_apart(stop, around), place, stop) for place, stop in enumerate(tab_stops(around.part))]
            if stops:
                return min(stops)[2]
    return None


def _apart(stop: QWidget, around: _Around) -> int:
    return (stop.mapTo(around.part, stop.rect().center()) - around.middle).manhattanLength()
