"""How far two colors stand out from each other, as WCAG 2.2 measures it."""

from functools import cache


@cache  # a page has few colors, and each of its words is measured
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colors ("#rrggbb"), from 1 to 21, by their relative luminance."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """The relative luminance of a color, from 0 to 1."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
