"""A PDF in memory, page by page as pictures and as text; nothing is ever written to a file.

PDFium is not safe for several threads: call everything here through the runner with `long=True`, which is one thread.
"""

from contextlib import closing
from dataclasses import dataclass
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
