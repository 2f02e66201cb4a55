"""Pictures of the real window: the same size and the same few colors each time, so that they stay small."""

from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

WIDTH, HEIGHT = 1200, 800
"""Of the window; QT_SCALE_FACTOR says how sharp, before the application is made."""

_COLORS = 64


def save_picture(window: QWidget, target: Path) -> None:
    """Save what the window shows as PNG."""
    save_few_colors(window.grab(), target)


def save_few_colors(seen: QPixmap, target: Path) -> None:
    """Save a picture as a small PNG."""
    from PIL import Image  # comes with the printing of reports, and takes a moment to import

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    seen.save(buffer, "BMP")
    picture = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
    few = picture.quantize(_COLORS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, "PNG", optimize=True)
