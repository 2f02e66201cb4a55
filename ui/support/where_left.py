"""Where on a debrief someone was when its page had to close (a lock, another text size), until the page is back.

It is kept in memory only, and only for this person: the part of the page, the step of the talk, and its clock. What was
typed is a draft.
"""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject

from ui.runner import Runner


class WhereLeft(QObject):
    """It lives as long as the runner, which outlives every page."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._kept: dict[tuple[UUID, UUID], dict[str, Any]] = {}

    def keep(self, user_id: UUID, debrief_id: UUID, where: dict[str, Any]) -> None:
        """Save it, in place of what was saved before."""
        self._kept[user_id, debrief_id] = where

    def take(self, user_id: UUID, debrief_id: UUID) -> dict[str, Any]:
        """What was saved; only once."""
        return self._kept.pop((user_id, debrief_id), {})


def where_of(runner: Runner) -> WhereLeft:
    """The one place of this window."""
    return runner.findChild(WhereLeft) or WhereLeft(runner)
