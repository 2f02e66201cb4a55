"""Contributing factors (or any categories) by frequency, with the cumulative share."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from incident_tracker.statistics import intervals

VITAL_SHARE = 0.8
"""The vital few are the most frequent that together make up this share (Juran)."""


@dataclass(frozen=True, slots=True)
class ParetoBar:
    """One category; `cumulative` is the share of this and all more frequent ones, None if nothing was counted."""

    label: str
    count: int
    cumulative: float | None


@dataclass(frozen=True, slots=True)
class Pareto:
    """The bars from most to least frequent; `vital` of them make up 80 % of the `total`."""

    bars: tuple[ParetoBar, ...]
    total: int
    vital: int


def pareto(counts: Mapping[str, int]) -> Pareto:
    """The Pareto chart of `counts`; equal counts are in the order of their labels.

    Raises `Refused` for negative or broken counts.
    """
    for count in counts.values():
        intervals.events(count, "counts", whole=True)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    total = sum(count for _, count in ranked)
    sums = accumulate(count for _, count in ranked)
    bars = tuple(
        ParetoBar(label, count, running / total if total else None)
        for (label, count), running in zip(ranked, sums, strict=True)
    )
    before = (0.0, *(bar.cumulative or 0.0 for bar in bars))
    vital = sum(1 for bar, reached in zip(bars, before, strict=False) if bar.count and reached < VITAL_SHARE)
    return Pareto(bars, total, vital)
