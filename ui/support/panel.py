"""What every part of the debrief page shares: the view, its own refusals, and what is typed and not saved yet."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.errors import ChangedMeanwhile, Problem
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.wording import _, problem_text
from ui.page import PageDesk
from ui.runner import Asked
from ui.support.debrief_view import DebriefView
from ui.support.late_question import asks_why
from ui.theme.spacing import px
from ui.widgets.form import Form
from ui.widgets.layout import LayoutItem, empty_out

R = TypeVar("R")

Typed = dict[str, Any]
"""What was typed and not saved, by field."""


class DebriefPanel(QWidget):
    """One part of the page. A panel fills its fields from the record until someone changes them.

    Signals: `changed_meanwhile()` when someone else saved first; `go_to(str)` asks for another part of the page;
    `typing()` when what is typed and not saved may have changed.
    """

    changed_meanwhile = Signal()
    typing = Signal()
    go_to = Signal(str)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.view: DebriefView | None = None
        self.form: Form | None = None
        self.touched = False
        self.filling = False
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(16))

    def add(self, *children: LayoutItem) -> None:
        """Put widgets below each other."""
        for child in children:
            if isinstance(child, QWidget):
                self.body.addWidget(child)
            elif child is not None and not isinstance(child, int):
                self.body.addLayout(child)

    def show_view(self, view: DebriefView) -> None:
        """Show another state of the debrief; what is typed stays."""
        self.view = view
        self.filling = True
        self.fill(view)
        self.filling = False

    def fill(self, view: DebriefView) -> None:
        """Fill the panel from the record."""

    def forget(self) -> None:
        """Another debrief is coming: clear everything that was typed."""
        self.touched = False

    def typed(self) -> Typed:
        """What was typed and is not saved; empty if there is nothing."""
        return {}

    def take_typed(self, typed: Typed) -> None:
        """Put back what was typed before."""

    def where(self) -> Typed:
        """Where in the talk someone is: kept over a lock, and in no draft."""
        return {}

    def go_on_from(self, where: Typed) -> None:
        """Go on there."""

    @Slot()
    def touch(self) -> None:
        """Someone changed a field."""
        if not self.filling:
            self.touched = True
            self.typing.emit()

    @Slot()
    def tell_typing(self) -> None:
        """Someone typed something."""
        if not self.filling:
            self.typing.emit()

    def run(
        self,
        question: Asked[R],
        then: Callable[[R], object] | None = None,
        again: Callable[[Lateness], object] | None = None,
    ) -> None:
        """Run a use case; refusals are said at their fields. What came after its limit is done `again` with why."""
        otherwise = self.refused if again is None else partial(self._refused_as_late, again)
        self.desk.runner.run(question, owner=self, then=then, otherwise=otherwise)

    def _refused_as_late(self, again: Callable[[Lateness], object], problem: Problem) -> None:
        if not asks_why(self, problem, again):
            self.refused(problem)

    def refused(self, problem: Problem) -> None:
        """Show a refusal where it belongs."""
        if isinstance(problem, ChangedMeanwhile):
            self.desk.messages.warn(
                _("Someone else changed this debrief meanwhile. You see the current version; what you typed is saved.")
            )
            self.changed_meanwhile.emit()
        elif self.form is None or not self.form.show_problem(problem):
            self.desk.messages.warn(problem_text(problem))

    def saved(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """What was typed has been saved; `undo` takes it back."""
        self.touched = False
        self.typing.emit()
        if self.form is not None:
            self.form.clear_problems()
        self.desk.messages.tell(text, undo)


def rebuild(holder: QVBoxLayout, *children: LayoutItem) -> None:
    """Put other widgets into a list."""
    empty_out(holder)
    for child in children:
        if isinstance(child, QWidget):
            holder.addWidget(child)
        elif child is not None and not isinstance(child, int):
            holder.addLayout(child)
