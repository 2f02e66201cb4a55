"""Figures as people read them: one text for a number, wherever a chart shows it."""

from collections.abc import Iterable
from math import floor, log10

from incident_tracker.wording import _


def figure_text(value: float | None, decimals: int = 0) -> str:
    """`value` with a comma between thousands, a point before decimals and a true minus sign; "–" for None.

    Both languages write figures this way: the Spanish of the United States does too (Unicode CLDR, es_US).
    """
    if value is None:
        return "–"
    text = f"{value:,.{decimals}f}"
    if not text.startswith("-"):
        return text
    return f"−{text[1:]}" if any(digit in "123456789" for digit in text) else text[1:]


def decimals_for(values: Iterable[float | None]) -> int:
    """Decimals (0 to 6) that give the largest of `values` three significant digits; 0 where all are whole."""
    present = [abs(value) for value in values if value is not None]
    largest = max(present, default=0.0)
    if largest == 0 or all(value == int(value) for value in present):
        return 0
    return min(max(2 - floor(log10(largest)), 0), 6)


def share_text(share: float, decimals: int = 0) -> str:
    """A share from 0 to 1 in percent, such as 64% ("64 %" in Spanish)."""
    return _("{figure}%").format(figure=figure_text(share * 100, decimals))
