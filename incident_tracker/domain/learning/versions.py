"""Versions of one analysis: what is typed and not saved, what two people changed, and what they must choose."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.learning.analyses import Analysis

WRITTEN = (
    "question",
    "timeline",
    "whys",
    "factors",
    "statements",
    "equity_view",
    "staff_view",
    "patient_view",
    "weaker_reason",
)
"""The fields of an analysis that a team writes; the program decides the others."""


@dataclass(frozen=True, slots=True)
class MergedAnalysis:
    """`analysis` is theirs plus everything that only I changed; where both changed a field, it has mine.

    `clashes` names the fields that both changed in different ways.
    """

    analysis: Analysis
    clashes: tuple[str, ...]


def merge_analyses(base: Analysis, mine: Analysis, theirs: Analysis) -> MergedAnalysis:
    """Merge two later states of `base`, field by field. The version number is theirs, so that it can be saved."""
    kept: dict[str, Any] = {}
    clashes = []
    for name in WRITTEN:
        before, here, there = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if here not in (before, there):
            kept[name] = here
            if there != before:
                clashes.append(name)
    return MergedAnalysis(replace(theirs, **kept), tuple(clashes))


@dataclass(frozen=True, slots=True)
class UnsavedAnalysis:
    """What is typed over an analysis and not saved: `base` as it was read, `written` as it is on the screen.

    `unread` is what cannot be read yet: a moment of the time line, by the id of its step.
    """

    base: Analysis
    written: Analysis
    unread: tuple[UnreadText, ...] = ()

    @property
    def changes_something(self) -> bool:
        """True if there is something to save."""
        return bool(self.unread) or any(getattr(self.base, one) != getattr(self.written, one) for one in WRITTEN)


@dataclass(frozen=True, slots=True)
class AnalysisDraft:
    """A person's own draft of an analysis. `saved_at` (UTC) is when it was kept."""

    id: UUID
    saved_at: datetime
    typed: UnsavedAnalysis


def take_field(analysis: Analysis, other: Analysis, name: str) -> Analysis:
    """`analysis` with what `other` has in the field `name`."""
    return replace(analysis, **{name: getattr(other, name)})
