"""A series of figures over time: counts or measurements, their denominators, and the labels of the points."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from incident_tracker.domain.errors import Reason, Refused

LARGEST = 10**15
"""Figures beyond this size are refused: counts would no longer be exact in floating point."""

SMALLEST_DENOMINATOR = 1e-9
"""Denominators between 0 and this are refused: rates would grow beyond all numbers."""


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of time.

    `y` is what was counted or measured in each subgroup (a month, a week, a gap between two events); None where it is
    missing: a missing month is not a month with zero. `n` are the denominators (visits, calls, staff hours), same
    length, or None where the chart needs none. `x` are the labels, same length; without any the points are numbered
    from 1. Make one with `Series.of`, which checks the figures.
    """

    y: tuple[float | None, ...]
    n: tuple[float | None, ...] | None
    x: tuple[str, ...]

    @classmethod
    def of(
        cls,
        y: Sequence[float | None],
        n: Sequence[float | None] | None = None,
        x: Sequence[object] | None = None,
    ) -> "Series":
        """The series of these figures.

        Raises `Refused`: MISSING without any figure; NOT_A_NUMBER for NaN, infinity or no number at all; OUT_OF_RANGE
        for figures beyond ±1e15, denominators below 0 or between 0 and 1e-9, or lengths that differ. `position` counts
        from 1.
        """
        figures = tuple(_checked(value, "y", position) for position, value in enumerate(y, 1))
        if all(value is None for value in figures):
            raise Refused(Reason.MISSING, "y")
        denominators = None
        if n is not None:
            denominators = tuple(_checked(value, "n", position) for position, value in enumerate(n, 1))
            if len(denominators) != len(figures):
                raise Refused(Reason.OUT_OF_RANGE, "n", least=len(figures), most=len(figures))
            for position, value in enumerate(denominators, 1):
                if value is not None and (value < 0 or 0 < value < SMALLEST_DENOMINATOR):
                    least = 0 if value < 0 else SMALLEST_DENOMINATOR
                    raise Refused(Reason.OUT_OF_RANGE, "n", least=least, most=LARGEST, position=position)
        labels = tuple(str(label) for label in (range(1, len(figures) + 1) if x is None else x))
        if len(labels) != len(figures):
            raise Refused(Reason.OUT_OF_RANGE, "x", least=len(figures), most=len(figures))
        return cls(figures, denominators, labels)

    def __len__(self) -> int:
        return len(self.y)


def _checked(value: float | None, field: str, position: int) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused(Reason.NOT_A_NUMBER, field, position=position)
    if isinstance(value, float) and not isfinite(value):
        raise Refused(Reason.NOT_A_NUMBER, field, position=position)
    if abs(value) > LARGEST:
        raise Refused(Reason.OUT_OF_RANGE, field, least=-LARGEST, most=LARGEST, position=position)
    return value
