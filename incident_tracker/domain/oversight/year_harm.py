"""What is told of harm to staff in a year: figures of people, so that none of 1 to 10 is told or can be worked out."""

from collections.abc import Mapping
from dataclasses import dataclass

from incident_tracker.domain.capture.parties import WorstHarm
from incident_tracker.domain.clinic.release import told_counts, told_share
from incident_tracker.domain.oversight.year_figures import Told


@dataclass(frozen=True, slots=True)
class YearHarm:
    """Incidents by the worst that they did to anyone on the staff; None is hidden.

    `harmed` of the `answered`, that is, of those of which someone said whether it did harm; of `unanswered` no one did.
    `by_worst` has a count for each kind of harm, or none at all.
    """

    harmed: Told
    answered: Told
    unanswered: Told
    by_worst: Mapping[WorstHarm, int]


def year_harm(counts: Mapping[WorstHarm, int], incidents: int) -> YearHarm:
    """What may be told of `incidents` of a year, of which `counts` say what they did to people.

    The kinds are told together or not at all: each is a count of people, and all of them have a known sum.
    """
    whole = sum(counts.values())
    none = counts.get(WorstHarm.NONE, 0)
    harmed, answered = told_share(whole - none, whole)
    kinds: list[WorstHarm] = [kind for kind in WorstHarm if kind is not WorstHarm.NONE]
    told = told_counts([*(counts.get(kind, 0) for kind in kinds), none])
    by_worst: dict[WorstHarm, int] = {}
    if harmed is not None:
        by_worst = {kind: n for kind, n in zip(kinds, told, strict=False) if n is not None}
    return YearHarm(harmed, answered, None if answered is None else incidents - whole, by_worst)
