"""Prints the pages of a PDF: at the printer's resolution, strip by strip, and with a stop at any page.

Everything here runs off the screen's thread, on the one that PDFium has for itself (`Runner.call` with `long=True`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter

from incident_tracker.exports.whole_file import write_file
from ui.paper.pdf_pages import only, page_sizes, strips

JOB_NAME = "Incident Tracker"
"""What the printer's list of jobs shows to everyone who can see it: never a title, a number or a name."""

FINEST = 600
"""Dots an inch. A higher resolution makes no visible difference in print, and takes four times as long."""

STRIP_PIXELS = 12_000_000
"""How much of a page is drawn at a time: 48 MB, on any printer. At 300 dots an inch that is the whole page."""


class PrintEnd(StrEnum):
    """How printing ended."""

    PRINTED = "printed"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(slots=True)
class PrintProgress:
    """What the two threads know about each other: how many pages are done, and whether someone stopped it."""

    total: int
    done: int = 0
    stopped: bool = False


def chosen_pages(printer: QPrinter, count: int) -> tuple[int, ...]:
    """The pages (from 0) that were chosen in the system's dialog, in the order in which they are printed."""
    ranges, pages = printer.pageRanges(), tuple(range(count))
    if printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        pages = tuple(number for number in pages if ranges.contains(number + 1))
    return pages[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else pages


def print_pages(printer: QPrinter, pdf: bytes, numbers: Sequence[int], progress: PrintProgress) -> PrintEnd:
    """Print these pages of `pdf` (from 0); if the printer is a PDF file, they are copied into it unchanged.

    Errors: StoreFull, StoreReadOnly for such a file.
    """
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        write_file(Path(printer.outputFileName()), only(pdf, numbers), force=True)
        progress.done = progress.total
        return PrintEnd.PRINTED
    return paint_pages(printer, pdf, numbers, progress)


def paint_pages(printer: QPrinter, pdf: bytes, numbers: Sequence[int], progress: PrintProgress) -> PrintEnd:
    """Draw these pages onto the printer's, each at its own size, or smaller where the paper is."""
    printer.setDocName(JOB_NAME)
    printer.setFullPage(True)
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    painter = QPainter()
    if not painter.begin(printer):
        return PrintEnd.FAILED
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    try:
        sizes = page_sizes(pdf)
        for place, number in enumerate(list(numbers) * copies):
            if place and not printer.newPage():
                return PrintEnd.FAILED
            if not _paint(painter, printer, pdf, number, sizes[number], progress):
                return PrintEnd.STOPPED
            progress.done = place + 1
    finally:
        if progress.stopped:
            printer.abort()
        painter.end()
    failed = printer.printerState() == QPrinter.PrinterState.Error
    return PrintEnd.FAILED if failed else PrintEnd.PRINTED


def _paint(
    painter: QPainter,
    printer: QPrinter,
    pdf: bytes,
    number: int,
    size: tuple[float, float],
    progress: PrintProgress,
) -> bool:
    """One page of this size in points; False if someone stopped it meanwhile."""
    width, height = size
    paper = printer.pageLayout().fullRectPixels(printer.resolution())
    dots = printer.resolution() / 72
    shrunk = min(1.0, paper.width() / (width * dots), paper.height() / (height * dots))
    dots_a_point = dots * shrunk
    left = (paper.width() - width * dots_a_point) / 2
    top = (paper.height() - height * dots_a_point) / 2
    scale = min(dots_a_point, FINEST / 72)
    zoom = dots_a_point / scale
    for edge, image in strips(pdf, number, scale, STRIP_PIXELS):
        if progress.stopped:
            return False
        painter.drawImage(QRectF(left, top + edge * zoom, image.width() * zoom, image.height() * zoom), image)
    return not progress.stopped
