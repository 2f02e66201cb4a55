"""Finds room for labels: beside what they belong to, never over another label, a line or a marker."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from incident_tracker.charts.layout import Box

_STRIP = 32.0
"""Width of the upright strips in which a room looks for obstacles."""

_Segment = tuple[float, float, float, float]


class Room:
    """The area labels may use, and what is already in it."""

    def __init__(self, bounds: Box) -> None:
        self._bounds = bounds
        self._boxes: defaultdict[int, list[Box]] = defaultdict(list)
        self._segments: defaultdict[int, list[_Segment]] = defaultdict(list)

    def take(self, box: Box) -> None:
        """Nothing may be placed on `box` from now on."""
        for strip in _strips(box.x, box.right):
            self._boxes[strip].append(box)

    def take_line(self, points: Sequence[tuple[float, float]]) -> None:
        """Nothing may be placed on the line through `points` from now on."""
        for (x1, y1), (x2, y2) in pairwise(points):
            for strip in _strips(min(x1, x2), max(x1, x2)):
                self._segments[strip].append((x1, y1, x2, y2))

    def free(self, box: Box) -> bool:
        """Whether `box` is inside the bounds and touches nothing."""
        if (
            box.x < self._bounds.x
            or box.right > self._bounds.right
            or box.y < self._bounds.y
            or box.bottom > self._bounds.bottom
        ):
            return False
        for strip in _strips(box.x, box.right):
            if any(box.overlaps(other) for other in self._boxes.get(strip, ())):
                return False
            if any(_crosses(box, segment) for segment in self._segments.get(strip, ())):
                return False
        return True

    def first_free(self, candidates: Iterable[Box]) -> Box | None:
        """The first candidate that is free, which is then taken; None when there is none."""
        for box in candidates:
            if self.free(box):
                self.take(box)
                return box
        return None


def spread(wanted: Sequence[float], height: float, low: float, high: float) -> tuple[float, ...]:
    """Positions near `wanted`, at least `height` apart and within low..high as far as there is room.

    Input and output keep their order of place; ties keep their order in the input.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    previous = low - height
    for index in order:
        placed[index] = previous = max(wanted[index], previous + height)
    limit = high + height
    for index in reversed(order):
        placed[index] = limit = min(placed[index], limit - height)
    return tuple(placed)


def _strips(left: float, right: float) -> range:
    return range(int(left // _STRIP), int(right // _STRIP) + 1)


def _crosses(box: Box, segment: _Segment) -> bool:
    """Whether a segment passes through a box (Liang and Barsky's clipping)."""
    x1, y1, x2, y2 = segment
    enter, leave = 0.0, 1.0
    for delta, before, after in (
        (x2 - x1, x1 - box.x, box.right - x1),
        (y2 - y1, y1 - box.y, box.bottom - y1),
    ):
        if delta == 0:
            if before < 0 or after < 0:
                return False
            continue
        first, second = sorted((-before / delta, after / delta))
        enter, leave = max(enter, first), min(leave, second)
        if enter > leave:
            return False
    return True
