"""What has come in the way of a debrief, in plain words, with a button to the part of the page that puts it right."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.support.booking_facts import DebriefObstacle
from incident_tracker.wording import _, problem_text
from ui.support.beside import Beside
from ui.support.debrief_view import DebriefView
from ui.support.panel import rebuild
from ui.widgets.buttons import Button
from ui.widgets.layout import Card
from ui.widgets.text import text_label

_PARTS = {"facilitator": "leading", "persons": "asking", "mode": "asking"}
"""The part of the page for the field of an obstacle; all others are about the time."""


class ObstacleCard(Card):
    """Hidden while nothing is in the way. Signals: `go_to(str)` asks for a part of the page."""

    go_to = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("This debrief cannot be as it is planned"), parent=parent)
        self._lines = QVBoxLayout()
        self.add(self._lines)
        self.hide()

    def show_view(self, view: DebriefView) -> None:
        """Say what is in the way of this debrief."""
        found = view.file.in_the_way
        rebuild(self._lines, *(self._line(one, view.may_plan) for one in found))
        self.setVisible(bool(found))

    def _line(self, obstacle: DebriefObstacle, may_plan: bool) -> QWidget:
        words = text_label(problem_text(obstacle.refusal), "care")
        words.setWordWrap(True)
        if not may_plan:
            return words
        part = _PARTS.get(obstacle.at, "slot")
        button = Button(_part_name(part), "small", None, partial(self.go_to.emit, part))
        return Beside(words, button)


def obstacle_lines(found: Iterable[DebriefObstacle]) -> list[str]:
    """Each obstacle as its sentence, no sentence twice."""
    return list(dict.fromkeys(problem_text(one.refusal) for one in found))


def _part_name(part: str) -> str:
    match part:
        case "leading":
            return _("Who leads")
        case "asking":
            return _("Who comes")
        case _:
            return _("Protected time")
