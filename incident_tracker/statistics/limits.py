"""What every chart of limits starts from and gives back: the subgroups of one phase, and the lines around them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum, isclose

Line = tuple[float | None, ...]
"""One value for each subgroup; None where there is none."""

D2 = 1.128
"""Mean moving range of two normal values in standard deviations, rounded as in the SPC literature (Montgomery)."""

MOVING_RANGE_UCL = 3.267
"""Upper limit of moving ranges in mean moving ranges: D4 for two values."""


@dataclass(frozen=True, slots=True)
class Subgroups:
    """The points of one phase: figures, denominators or None, and which of the points make the limits."""

    y: Line
    n: Line | None
    baseline: tuple[bool, ...]

    def ratios(self) -> Line:
        """y, or y/n where there are denominators; None where either is missing or n is 0."""
        if self.n is None:
            return self.y
        return tuple(None if y is None or not n else y / n for y, n in zip(self.y, self.n, strict=True))

    def of_baseline(self, line: Sequence[float | None]) -> Line:
        """The values of `line` that make the limits; missing ones stay in their place as None."""
        return tuple(value for value, counts in zip(line, self.baseline, strict=True) if counts)


@dataclass(frozen=True, slots=True)
class Limits:
    """`plotted` and center line of a phase, and `at(k)`: the line k standard deviations from the center (k < 0 below).

    `at(-3)` and `at(3)` are lcl and ucl, `at(±2)` and `at(±1)` the zones of the rules. `sigma_z` is how much wider than
    expected the points vary (Laney's σz), where the chart knows it.
    """

    plotted: Line
    cl: Line
    at: Callable[[float], Line]
    sigma_z: float | None = None


def mean(values: Iterable[float | None]) -> float | None:
    """Arithmetic mean of the values that are there; None without any."""
    present = [value for value in values if value is not None]
    return fsum(present) / len(present) if present else None


def median(values: Iterable[float | None]) -> float | None:
    """Median of the values that are there; None without any."""
    present = sorted(value for value in values if value is not None)
    if not present:
        return None
    middle = len(present) // 2
    return present[middle] if len(present) % 2 else (present[middle - 1] + present[middle]) / 2


def pooled(y: Line, n: Line) -> float | None:
    """Σy / Σn over the subgroups that have both; None where Σn is 0."""
    pairs = [(a, b) for a, b in zip(y, n, strict=True) if a is not None and b]
    total = fsum(b for _, b in pairs)
    return fsum(a for a, _ in pairs) / total if total > 0 else None


def moving_ranges(values: Sequence[float | None]) -> Line:
    """|difference| between neighbors, one fewer than values; None beside a missing value."""
    return tuple(None if before is None or after is None else abs(after - before) for before, after in pairwise(values))


def mean_moving_range(ranges: Sequence[float | None], *, screened: bool) -> float | None:
    """Mean of the moving ranges; `screened` drops those of 3.267 times the mean or more, once (Nelson 1982).

    None where no range is left: fewer than two neighbors, or a constant series when screened.
    """
    average = mean(ranges)
    if average is None or not screened:
        return average
    return mean(each for each in ranges if each is not None and each < MOVING_RANGE_UCL * average)


def constant(value: float | None, like: Sequence[object]) -> Line:
    """The same value for each point."""
    return (value,) * len(like)


def side(value: float, line: float) -> int:
    """1 above the line, -1 below, 0 on it; the last few bits of floating point do not count as off the line."""
    if isclose(value, line, rel_tol=1e-12, abs_tol=1e-300):
        return 0
    return 1 if value > line else -1
