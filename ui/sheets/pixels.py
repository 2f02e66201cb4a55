"""Looks at what was really painted: the colors of an area, and whether words or marks stand out from their ground."""

from collections import Counter

from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.sheets.contrast import contrast

INK_PIXELS = 2
"""Even a single figure has so many pixels in its full color, whatever smoothing does to the others."""
_FRAME = 4  # pixels at the edge of a cell that belong to its focus frame


def picture_of(widget: QWidget) -> QImage:
    """What the widget looks like now, one pixel of the picture to one of the design."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def colors(image: QImage, area: QRect) -> Counter[str]:
    """How many pixels of each color ("#rrggbb") an area has."""
    part = image.copy(area.intersected(image.rect()))
    if part.isNull():
        return Counter()
    size = part.width(), part.height()
    seen = Image.frombuffer("RGBX", size, bytes(part.constBits()), "raw", "BGRX", part.bytesPerLine(), 1)
    counted = seen.convert("RGB").getcolors(size[0] * size[1]) or []
    return Counter({f"#{bytes(color).hex()}": count for count, color in counted if isinstance(color, tuple)})


def strongest(found: Counter[str], least_pixels: int = INK_PIXELS) -> float:
    """The contrast (1 to 21) between the ground, the commonest color, and what stands out most from it."""
    if not found:
        return 1.0
    ground = found.most_common(1)[0][0]
    return max((contrast(ground, color) for color, count in found.items() if count >= least_pixels), default=1.0)


def unreadable_cells(view: QAbstractItemView, least: float = 3.0) -> list[str]:
    """Every visible cell of a list or table that has words in its model, but none that can be seen."""
    image = picture_of(view.viewport())
    model = view.model()
    gone = []
    columns = 1 if isinstance(view, QListView) else model.columnCount(view.rootIndex())
    for row in range(model.rowCount(view.rootIndex())):
        for column in range(columns):
            index = model.index(row, column, view.rootIndex())
            place = view.visualRect(index)
            words = index.data(Qt.ItemDataRole.DisplayRole)
            if not words or not view.viewport().rect().contains(place):
                continue  # what is cut off at the edge of the view is scrolled to
            inside = place.adjusted(_FRAME, _FRAME, -_FRAME, -_FRAME)
            if strongest(colors(image, inside)) < least:
                gone.append(f"row {row}, column {column}: {words!r}")
    return gone
