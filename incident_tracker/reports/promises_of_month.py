"""What the clinic owed the people affected by a month's incidents, as values of its report."""

from dataclasses import dataclass

from incident_tracker.statistics.shares import Share


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """How often a promise was kept, of those that were due by then; `not_due` still have time and are in neither."""

    kept: Share
    not_due: int


@dataclass(frozen=True, slots=True)
class Debriefs:
    """Part 8, of all incidents of the month: what the clinic owed by now, and did. Who was asked and what they answered
    is told by the year alone (`YearOfPeople`).

    `in_window` are debriefs that were held within their window or declined by all: a declined offer is a choice, and no
    one can tell from the figure whether there was one. `median_hours_to_contact` is None for fewer than five.
    `imported` and `older` incidents of level 3 or more are in none of this: they were imported from an old log, or are
    older than the program.
    """

    offered_in_24_hours: PromiseKept
    in_window: PromiseKept
    displaced: int
    median_hours_to_contact: float | None
    imported: int
    older: int
    checks_not_due: tuple[tuple[str, int], ...]
    """Follow-up checks that still have time. How many of the others took place is told by the year."""
