"""Round ticks, texts of figures and periods, and widths that agree with the fonts that are printed."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from incident_tracker import wording
from incident_tracker.charts.axes import category_axis, nice_ticks
from incident_tracker.charts.figures import decimals_for, figure_text, share_text
from incident_tracker.charts.layout import Box, Size
from incident_tracker.charts.period_labels import axis_labels, period_name
from incident_tracker.charts.placement import spread
from incident_tracker.charts.scene import Text, Weight
from incident_tracker.charts.type_metrics import fits, text_width, wrap_words
from incident_tracker.reports.typefaces import face_name, register_typefaces


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12), st.integers(2, 8))
def test_ticks_enclose_the_figures_in_round_steps(low: float, spread_of: float, most: int) -> None:
    high = low + spread_of
    ticks = nice_ticks(low, high, most)
    hair = 1e-6 * max(1.0, abs(low), spread_of)
    assert ticks.low <= low + hair
    assert ticks.high >= high - hair
    assert 2 <= len(ticks.values) <= most + 3
    assert len(set(ticks.labels)) == len(ticks.labels)


def test_ticks_of_counts_are_whole() -> None:
    assert nice_ticks(0, 7, 6, whole=True).labels == ("0", "2", "4", "6", "8")
    assert nice_ticks(0, 0.8, 4).labels == ("0.0", "0.2", "0.4", "0.6", "0.8")


def test_figures_read_well() -> None:
    assert figure_text(1234.5, 1) == "1,234.5"
    assert figure_text(-0.2, 1) == "−0.2"
    assert figure_text(-0.04, 1) == "0.0"
    assert figure_text(None) == "–"
    assert decimals_for([1, 2, 3]) == 0
    assert decimals_for([4.12, 11.3, None]) == 1
    assert share_text(0.625) == "62%"
    with wording.speaking("es"):
        assert share_text(0.64) == "64\u00a0%"


def test_periods_in_both_languages() -> None:
    assert period_name("2026-03") == "March 2026"
    assert period_name("2026-Q2") == "quarter 2 of 2026"
    assert period_name("Gap 7") == "Gap 7"
    assert [label.text for label in axis_labels(["2026-12", "2027-01"])] == ["Dec", "Jan"]
    assert [label.text for label in axis_labels(["2026-12", "other"])] == ["2026-12", "other"]
    with wording.speaking("es"):
        assert period_name("2026-05") == "mayo de 2026"
        assert period_name("2026-05-09") == "9 de mayo de 2026"


@pytest.mark.parametrize("weight", Weight)
def test_widths_are_those_of_the_printed_font(weight: Weight) -> None:
    register_typefaces()
    text = "Límite superior 12,345.6 – “½ ≥ µ”"
    assert text_width(text, 9.5, weight) == pytest.approx(pdfmetrics.stringWidth(text, face_name(weight), 9.5))


def test_figures_are_as_wide_as_each_other() -> None:
    assert len({text_width(figure, 10) for figure in "0123456789"}) == 1


@given(st.text("abc WÑ", max_size=60), st.floats(0, 200))
def test_shortened_and_wrapped_texts_fit(text: str, width: float) -> None:
    assert text_width(fits(text, width, 8), 8) <= width or not text
    assert all(text_width(line, 8) <= width for line in wrap_words(text, width, 8))


@given(st.lists(st.floats(0, 100), max_size=6), st.floats(1, 12))
def test_labels_are_spread_in_order(wanted: list[float], height: float) -> None:
    placed = spread(wanted, height, 0, 100)
    inside = sorted(placed)
    assert all(b - a >= height - 1e-6 for a, b in itertools.pairwise(inside))
    assert all(-1e-6 <= place <= 100 + 1e-6 for place in placed) or height * (len(wanted) - 1) > 100


@pytest.mark.parametrize("width", range(120, 900, 60))
def test_of_two_years_that_do_not_fit_the_longer_one_keeps_its_label(width: int) -> None:
    """A chart from December 2024 on shows 2025 at every width, though 2024 begins just before it."""
    months = ["2024-12", *(f"2025-{n:02}" for n in range(1, 13)), "2026-01", "2026-02", "2026-03"]
    plot, size = Box(40, 0, width, 100), Size(width + 80, 140)
    centers = [plot.x + (at + 0.5) * width / len(months) for at in range(len(months))]
    shown = {
        mark.text for mark in category_axis(axis_labels(months), centers, plot, size).marks if isinstance(mark, Text)
    }
    assert "2025" in shown
