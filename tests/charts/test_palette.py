"""Charts can be read in every palette, in gray, and with any common kind of color blindness."""

from itertools import combinations, pairwise

import pytest

from incident_tracker.charts.palette import DARK, HIGH_CONTRAST, LIGHT, PRINT, Palette
from incident_tracker.charts.scene import Ink
from ui.sheets.contrast import contrast, luminance

PALETTES = (LIGHT, PRINT, DARK, HIGH_CONTRAST)
WORDS = (Ink.INK, Ink.MUTED, Ink.SIGNAL, Ink.IMPROVEMENT, Ink.TARGET)
MARKS = (Ink.DATA, Ink.CENTER, Ink.LIMIT, Ink.PHASE, Ink.EXCLUDED, Ink.BAR, Ink.INTERVAL, Ink.AXIS, Ink.FOCUS)
HEAT = (Ink.HEAT_0, Ink.HEAT_1, Ink.HEAT_2, Ink.HEAT_3, Ink.HEAT_4)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_words_and_marks_stand_out_from_their_ground(palette: Palette) -> None:
    assert set(palette.colors) == set(Ink)
    for ground in (Ink.PAPER, Ink.BAND):
        for word in WORDS:
            assert contrast(palette[word], palette[ground]) >= 4.5, (word, ground)
        for mark in MARKS:
            assert contrast(palette[mark], palette[ground]) >= 3, (mark, ground)
    for light in HEAT[:3]:
        assert contrast(palette[Ink.INK], palette[light]) >= 4.5, light
    for dark in HEAT[3:]:
        assert contrast(palette[Ink.ON_DARK], palette[dark]) >= 4.5, dark


@pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)
def test_heat_grows_steadily_in_grey(palette: Palette) -> None:
    steps = [luminance(palette[ink]) for ink in HEAT]
    assert steps in (sorted(steps), sorted(steps, reverse=True))
    assert all(abs(a - b) > 0.01 for a, b in pairwise(steps))


MATRICES = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}
"""Machado, Oliveira & Fernandes 2009, severity 1.0, on linear RGB."""


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=lambda palette: palette.name)
@pytest.mark.parametrize("blindness", MATRICES)
def test_data_signals_and_improvements_differ_for_color_blind_readers(palette: Palette, blindness: str) -> None:
    seen = {}
    for ink in (Ink.DATA, Ink.SIGNAL, Ink.IMPROVEMENT):
        linear = [(int(palette[ink][at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
        mixed = [sum(a * b for a, b in zip(row, linear, strict=True)) for row in MATRICES[blindness]]
        seen[ink] = [max(0.0, min(1.0, channel)) ** (1 / 2.2) for channel in mixed]
    for one, other in combinations(seen, 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert apart > 0.1, (one, other)
