"""The one grid: every distance is a multiple of four pixels that grow with the text."""

from PySide6.QtWidgets import QApplication

BODY_PIXELS = 15
"""Height of body text at 100 %."""
_ROOMY = 140  # percent


def px(pixels: float) -> int:
    """`pixels` of the design at 100 % in pixels of the present text size."""
    body = QApplication.font().pixelSize()
    return round(pixels * body / BODY_PIXELS) if body > 0 else round(pixels)


def is_roomy() -> bool:
    """True while the text is of an ordinary size; with large text, things side by side go below each other."""
    return px(100) <= _ROOMY
