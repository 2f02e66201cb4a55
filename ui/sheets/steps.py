"""What is done to a window while it is looked at: Down, Tab, one turn of the wheel, and one thing that goes wrong."""

from enum import StrEnum

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from incident_tracker.domain.errors import StoreBusy
from incident_tracker.wording import problem_text
from ui.capture.quick_form import QuickForm
from ui.clinic.entrance import EntranceFrame
from ui.sheets.shown import Shown
from ui.sheets.visitor import in_front
from ui.tour.walker import Walker
from ui.widgets.dialogs import Question
from ui.widgets.reading_order import in_reading_order

NOTCH = 120  # of a usual wheel, in eighths of a degree


class Step(StrEnum):
    """What was done last; each comes after the one before."""

    OPENED = "opened"
    DOWN = "Down"
    TAB = "Tab"
    WHEEL = "wheel"
    ERROR = "error"


def take(step: Step, walker: Walker, shown: Shown) -> bool:
    """Do it; False where there is nothing to do, or where what was in front is gone by it."""
    match step:
        case Step.OPENED:
            return True
        case Step.DOWN:
            walker.key(Qt.Key.Key_Down)
        case Step.TAB:
            walker.key(Qt.Key.Key_Tab)
        case Step.WHEEL:
            turn_wheel(shown.body)
        case Step.ERROR:
            if not _make_an_error(walker, shown):
                return False
    walker.settle()
    return in_front(walker) is shown.window


def turn_wheel(widget: QWidget, direction: int = -1) -> None:
    """One notch over the middle of a shown widget: -1 as one scrolls down, +1 as one scrolls up."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), place, QPoint(0, direction * NOTCH))


def _make_an_error(walker: Walker, shown: Shown) -> bool:
    """A dialog or a form is sent as it is; elsewhere the database is busy."""
    body = shown.body
    if isinstance(body, Question):
        if in_reading_order(body):
            body.verb.click()
        return bool(in_reading_order(body))
    if isinstance(body, EntranceFrame):
        empty = any(one.isVisible() and not one.text() for one in body.findChildren(QLineEdit))
        sends = [
            one for one in body.findChildren(QAbstractButton) if one.isVisible() and one.property("kind") == "primary"
        ]
        if empty and sends:
            sends[0].click()
        return bool(empty and sends)
    workspace = walker.screen.window.workspace
    if shown.window is not walker.window or workspace is None:
        return False
    if isinstance(body, QuickForm) and not body.after.isVisible():
        body.save()
    else:
        workspace.messages.warn(problem_text(StoreBusy()))
    return True
