"""The colors of charts by meaning, on paper, in the light, in the dark and in high contrast.

Marks differ from the ground by at least 3:1 and words by 4.5:1 (WCAG 2.2, 1.4.3 and 1.4.11). Blue-green and rust stay
apart for every common kind of color blindness, and in gray by their lightness; shape and word carry the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from incident_tracker.charts.scene import Ink


@dataclass(frozen=True, slots=True)
class Palette:
    """A color (`#rrggbb`) for every ink."""

    name: str
    colors: Mapping[Ink, str]

    def __getitem__(self, ink: Ink) -> str:
        return self.colors[ink]


def _palette(name: str, **colors: str) -> Palette:
    return Palette(name, MappingProxyType({ink: colors[ink.value] for ink in Ink}))


LIGHT = _palette(
    "light",
    paper="#ffffff",
    ink="#22302e",
    muted="#566662",
    grid="#e3e8e6",
    axis="#7f908c",
    data="#2f7f77",
    center="#4a5a57",
    limit="#7a6a4f",
    band="#f1f5f3",
    signal="#8a3b12",
    improvement="#3548a8",
    target="#6b3f7c",
    phase="#566561",
    excluded="#7f8f8b",
    bar="#2f7f77",
    bar_soft="#86b5af",
    interval="#22302e",
    focus="#1a4f8b",
    heat_0="#f4f7f5",
    heat_1="#d5e6e2",
    heat_2="#a5cbc4",
    heat_3="#327e76",
    heat_4="#16504a",
    on_dark="#ffffff",
)

PRINT = Palette("print", LIGHT.colors)
"""Paper uses the light palette, so that the printed chart looks like the one on the screen."""

DARK = _palette(
    "dark",
    paper="#1e2624",
    ink="#e6ecea",
    muted="#a3b2ae",
    grid="#2f3b39",
    axis="#7d8f8a",
    data="#6fb9af",
    center="#b9c7c3",
    limit="#c2ab82",
    band="#222d2b",
    signal="#f0a071",
    improvement="#8bbcf0",
    target="#cfa6dd",
    phase="#a9b8b4",
    excluded="#84958f",
    bar="#6fb9af",
    bar_soft="#47807a",
    interval="#e6edea",
    focus="#9cc8ff",
    heat_0="#222d2b",
    heat_1="#29443f",
    heat_2="#2f5f58",
    heat_3="#6fb9af",
    heat_4="#aadcd5",
    on_dark="#10211f",
)

HIGH_CONTRAST = _palette(
    "high contrast",
    paper="#000000",
    ink="#ffffff",
    muted="#ffffff",
    grid="#4d4d4d",
    axis="#ffffff",
    data="#7ff0e2",
    center="#ffffff",
    limit="#ffd866",
    band="#000000",
    signal="#ffb38a",
    improvement="#9fd0ff",
    target="#f0b8ff",
    phase="#ffffff",
    excluded="#c8c8c8",
    bar="#7ff0e2",
    bar_soft="#3fa195",
    interval="#ffffff",
    focus="#ffff00",
    heat_0="#000000",
    heat_1="#16332f",
    heat_2="#255851",
    heat_3="#6fd6ca",
    heat_4="#c9fff8",
    on_dark="#000000",
)
