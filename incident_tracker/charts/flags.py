"""Flags above the plot: the reason of a new phase, the end of a baseline, a note on a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from incident_tracker.charts.layout import Box, Size
from incident_tracker.charts.placement import Room
from incident_tracker.charts.scene import TextAnchor
from incident_tracker.charts.type_metrics import fits, text_width

MOST_LANES = 3
_BELOW_ALL_LANES = float(MOST_LANES + 1)


class FlagKind(StrEnum):
    """What a flag marks."""

    PHASE = "phase"
    BASELINE = "baseline"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Flag:
    """A text that belongs to the place `x` on the category axis; `position` is the 1-based point it is about."""

    kind: FlagKind
    x: float
    text: str
    position: int


@dataclass(frozen=True, slots=True)
class PlacedFlag:
    """A flag in a lane (0 is the topmost); `shown` is shorter than its text, or empty, where room is scarce."""

    flag: Flag
    lane: int
    shown: str
    anchor: TextAnchor

    @property
    def is_whole(self) -> bool:
        """Whether the reader sees all of it."""
        return self.shown == self.flag.text


def place_flags(flags: Sequence[Flag], left: float, right: float, size: Size) -> tuple[PlacedFlag, ...]:
    """Give each flag the highest lane in which its text meets no other text and no other flag's stem.

    Lanes are worked out in units of lanes: a text fills its lane, a stem runs from its lane downwards.
    """
    room = Room(Box(left, 0.0, right - left, _BELOW_ALL_LANES))
    most = (right - left) * 0.45
    placed = []
    for flag in sorted(flags, key=lambda flag: flag.x):
        found = _find(flag, room, most, size)
        placed.append(found)
        room.take_line(((flag.x, found.lane + 0.1), (flag.x, _BELOW_ALL_LANES)))
    return tuple(placed)


def _find(flag: Flag, room: Room, most: float, size: Size) -> PlacedFlag:
    for width in (most, most / 2, most / 4):
        shown = fits(flag.text, width, size.note)
        if not shown:
            break
        for lane in range(MOST_LANES):
            stem = Box(flag.x - 0.01, lane + 0.1, 0.02, _BELOW_ALL_LANES - lane - 0.1)
            if not room.free(stem):
                continue
            for anchor in (TextAnchor.START, TextAnchor.END):
                box = _text_area(flag.x, shown, lane, anchor, size)
                if room.first_free((box,)):
                    return PlacedFlag(flag, lane, shown, anchor)
    return PlacedFlag(flag, MOST_LANES - 1, "", TextAnchor.START)


def _text_area(x: float, text: str, lane: int, anchor: TextAnchor, size: Size) -> Box:
    """The text with its white space, beside the stem."""
    width = text_width(text, size.note) + size.gap
    left = x + size.gap * 0.4 if anchor is TextAnchor.START else x - size.gap * 0.4 - width
    return Box(left, lane + 0.05, width, 0.9)
