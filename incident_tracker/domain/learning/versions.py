"""Two people edited one analysis at the same time: what each changed, and what they must choose."""

from dataclasses import dataclass, replace
from typing import Any

from incident_tracker.domain.learning.analyses import Analysis

WRITTEN = ("question", "timeline", "whys", "factors", "statements", "equity_view", "staff_view", "patient_view")
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


def take_field(analysis: Analysis, other: Analysis, name: str) -> Analysis:
    """`analysis` with what `other` has in the field `name`."""
    return replace(analysis, **{name: getattr(other, name)})
