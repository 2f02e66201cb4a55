"""A PDF in memory, page by page as pictures and as text; nothing is ever written to a file.

PDFium is not safe for several threads: call everything here through the runner with `long=True`, which is one thread.
"""

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page: its size in points, and its text as a screen reader would say it."""

    width: float
    height: float
    text: str


@dataclass(frozen=True, slots=True)
class PdfPages:
    """The pages of one document."""

    pdf: bytes
    sheets: tuple[PdfPage, ...]

    def picture(self, number: int, scale: float) -> QImage:
        """Page `number` (from 0) with `scale` pixels a point."""
        with closing(_opened(self.pdf)) as document:
            bitmap = document[number].render(scale=scale, prefer_bgrx=True)
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
            return image.copy()  # the first one only borrows the bytes


def strips(pdf: bytes, number: int, scale: float, most_pixels: int) -> Iterator[tuple[int, QImage]]:
    """Page `number` with `scale` pixels a point in strips from the top, each with its upper edge in pixels.

    No strip has more than `most_pixels`, however fine the page is drawn.
    """
    with closing(_opened(pdf)) as document:
        page = document[number]
        width, height = math.ceil(page.get_width() * scale), math.ceil(page.get_height() * scale)
        rows = max(1, most_pixels // max(1, width))
        for top in range(0, height, rows):
            below = max(0, height - top - rows)
            crop = (0, _cut(below, scale), 0, _cut(top, scale))
            bitmap = page.render(scale=scale, crop=crop, prefer_bgrx=True, optimize_mode="print")
            size = (bitmap.width, bitmap.height, bitmap.stride)
            image = QImage(bytes(bitmap.buffer), *size, QImage.Format.Format_RGB32)
            yield top, image.copy()


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    with closing(_opened(pdf)) as document:
        return tuple(document[number].get_size() for number in range(len(document)))


def only(pdf: bytes, numbers: Sequence[int]) -> bytes:
    """These pages of `pdf` (from 0) as a new document; the original stays unchanged, tags included."""
    with closing(_opened(pdf)) as document:
        if list(numbers) == list(range(len(document))):
            return pdf
        import pypdfium2

        with closing(pypdfium2.PdfDocument.new()) as chosen, BytesIO() as stream:
            chosen.import_pages(document, list(numbers))
            chosen.save(stream)
            return stream.getvalue()


def _cut(pixels: int, scale: float) -> float:
    """How much to cut off, in points, so that PDFium cuts off exactly that many pixels: it rounds up."""
    return (pixels - 0.5) / scale if pixels else 0.0


def open_pages(pdf: bytes) -> PdfPages:
    """The pages of `pdf`."""
    with closing(_opened(pdf)) as document:
        return PdfPages(pdf, tuple(_sheet(document, number) for number in range(len(document))))


def _opened(pdf: bytes) -> "PdfDocument":
    import pypdfium2  # a large library that only a preview needs

    return pypdfium2.PdfDocument(pdf)


def _sheet(document: "PdfDocument", number: int) -> PdfPage:
    page = document[number]
    width, height = page.get_size()
    text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
    return PdfPage(width, height, text.strip())
