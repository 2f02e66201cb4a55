"""What was typed on a debrief when its page had to close (a lock, another text size), until the page is back.

It is kept in memory only, and only for the person who typed it.
"""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from ui.runner import Runner


class Unfinished(QObject):
    """It lives as long as the runner, which outlives every page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[UUID, UUID], dict[str, Any]] = {}

    def keep(self, user_id: UUID, debrief_id: UUID, typed: dict[str, Any]) -> None:
        """Save it, in place of what was saved before."""
        self._kept[user_id, debrief_id] = typed

    def take(self, user_id: UUID, debrief_id: UUID) -> dict[str, Any]:
        """What was saved; only once."""
        return self._kept.pop((user_id, debrief_id), {})


def unfinished_of(runner: Runner) -> Unfinished:
    """The one place of this window."""
    return runner.findChild(Unfinished) or Unfinished(runner)
