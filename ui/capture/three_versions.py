"""Two people completed the same incident: what each changed, and what is left to choose."""

from dataclasses import dataclass, fields, replace
from typing import Any

from incident_tracker.domain.capture.incidents import Details


@dataclass(frozen=True, slots=True)
class MergedDetails:
    """`details` with everything that only one side changed; `clashes` are the fields that both changed differently.

    In a clash `details` holds mine.
    """

    details: Details
    clashes: tuple[str, ...]


def merge_details(base: Details, mine: Details, theirs: Details) -> MergedDetails:
    """Merge two completions of `base`, field by field of the details."""
    changed: dict[str, Any] = {}
    clashes = []
    for name in (column.name for column in fields(Details)):
        before, here, there = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if here in (before, there):
            changed[name] = there
        elif there != before:
            clashes.append(name)
    return MergedDetails(replace(mine, **changed), tuple(clashes))


def take_part(details: Details, other: Details, name: str) -> Details:
    """`details` with the field `name` of `other`."""
    return replace(details, **{name: getattr(other, name)})
