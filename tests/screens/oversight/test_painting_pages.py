"""Pages of a PDF on a printer: all or some, at its resolution, in strips, stopped at once, and under no name."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from incident_tracker.domain.clinic.access import Role
from incident_tracker.usecases.oversight.monthly_report import print_monthly_report
from tests.storage_fixtures import Clinic
from ui.paper.pdf_pages import only, open_pages, page_sizes, strips
from ui.paper.printing import JOB_NAME, PrintEnd, PrintProgress, chosen_pages, paint_pages, print_pages
from ui.paper.printout import printer_for
from ui.runner import Runner

LETTER = (612, 792)
"""The size of Letter paper, in points."""


@pytest.fixture
def report(clinic: Clinic) -> bytes:
    """The committee's report, a document of several pages."""
    return print_monthly_report(clinic.as_role(Role.COMMITTEE), "2026-02").pdf


@pytest.fixture
def printer(tmp_path: Path, report: bytes) -> QPrinter:
    """A printer whose paper is the file `paper.pdf`."""
    printer = printer_for(page_sizes(report)[0])
    printer.setResolution(300)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    return printer


def _off_the_screen(qtbot: QtBot, runner: Runner, work: Callable[[], PrintEnd]) -> PrintEnd:
    """As the window does it: on the other thread."""
    ends: list[PrintEnd] = []
    runner.call(work, owner=runner, then=ends.append, long=True)
    qtbot.waitUntil(lambda: bool(ends))
    return ends[0]


def _ink(image: QImage) -> list[int]:
    """How dark each of 40 × 40 fields is."""
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    small = gray.scaled(40, 40, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return [QColor(small.pixel(x, y)).lightness() for y in range(40) for x in range(40)]


def test_every_page_comes_out_as_it_is_on_the_screen(
    report: bytes, printer: QPrinter, tmp_path: Path, qtbot: QtBot, runner: Runner
) -> None:
    count = len(page_sizes(report))
    progress = PrintProgress(count)
    work = partial(paint_pages, printer, report, tuple(range(count)), progress)
    assert _off_the_screen(qtbot, runner, work) is PrintEnd.PRINTED
    assert progress.done == count >= 3
    paper = open_pages((tmp_path / "paper.pdf").read_bytes())
    assert len(paper.sheets) == count
    original = open_pages(report)
    for number in (0, count - 1):
        sizes = {(round(one.sheets[number].width), round(one.sheets[number].height)) for one in (paper, original)}
        assert sizes == {LETTER}
        pairs = zip(_ink(original.picture(number, 1.0)), _ink(paper.picture(number, 1.0)), strict=True)
        assert max(abs(one - other) for one, other in pairs) < 25


def test_smaller_paper_gets_smaller_pages_and_nothing_is_cut(
    report: bytes, printer: QPrinter, tmp_path: Path, qtbot: QtBot, runner: Runner
) -> None:
    printer.setPageSize(QPageSize(QSizeF(300, 300), QPageSize.Unit.Point))
    work = partial(paint_pages, printer, report, (0,), PrintProgress(1))
    assert _off_the_screen(qtbot, runner, work) is PrintEnd.PRINTED
    picture = open_pages((tmp_path / "paper.pdf").read_bytes()).picture(0, 2.0)
    dark = [x for x in range(picture.width()) for y in range(0, picture.height(), 2) if _is_dark(picture, x, y)]
    assert min(dark) > picture.width() * 0.1  # an upright page in the middle of square paper
    assert max(dark) < picture.width() * 0.9


def _is_dark(picture: QImage, x: int, y: int) -> bool:
    return picture.pixelColor(x, y).lightness() < 200


def test_the_printers_list_of_jobs_tells_nobody_what_it_is(
    report: bytes, printer: QPrinter, tmp_path: Path, qtbot: QtBot, runner: Runner
) -> None:
    printer.setDocName("Incident HC-2026-0001 of Rosa Delgado")
    _off_the_screen(qtbot, runner, partial(paint_pages, printer, report, (0,), PrintProgress(1)))
    assert printer.docName() == JOB_NAME
    with pypdfium2.PdfDocument(tmp_path / "paper.pdf") as made:
        assert made.get_metadata_dict()["Title"] == JOB_NAME


def test_only_the_chosen_pages_are_printed(report: bytes, printer: QPrinter) -> None:
    assert chosen_pages(printer, 5) == (0, 1, 2, 3, 4)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2,4-9"))
    assert chosen_pages(printer, 5) == (1, 3, 4)
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert chosen_pages(printer, 5) == (4, 3, 1)


def test_a_printer_that_is_a_file_gets_the_pages_themselves(report: bytes, printer: QPrinter, tmp_path: Path) -> None:
    assert print_pages(printer, report, (1, 2), PrintProgress(2)) is PrintEnd.PRINTED
    written = (tmp_path / "paper.pdf").read_bytes()
    assert [sheet.text for sheet in open_pages(written).sheets] == [
        sheet.text for sheet in open_pages(report).sheets[1:3]
    ]
    everything = range(len(page_sizes(report)))
    assert only(report, list(everything)) == report  # tags and all


def test_it_stops_within_a_page(report: bytes, printer: QPrinter, qtbot: QtBot, runner: Runner) -> None:
    progress = PrintProgress(3, stopped=True)
    work = partial(paint_pages, printer, report, (0, 1, 2), progress)
    assert _off_the_screen(qtbot, runner, work) is PrintEnd.STOPPED
    assert progress.done == 0


@pytest.mark.parametrize("dots", [72, 150, 600])
def test_strips_are_small_at_any_resolution_and_fit_together(report: bytes, dots: int) -> None:
    most = 400_000
    scale = dots / 72
    painted = list(strips(report, 0, scale, most))
    assert max(image.width() * image.height() for _top, image in painted) <= most
    assert [top for top, _image in painted] == [
        sum(image.height() for _top, image in painted[:place]) for place in range(len(painted))
    ]
    if dots == 150:
        whole = open_pages(report).picture(0, scale)
        together = QImage(whole.size(), QImage.Format.Format_RGB32)
        painter = QPainter(together)
        for top, image in painted:
            painter.drawImage(0, top, image)
        painter.end()
        assert together.size() == whole.size()
        assert sum(image.height() for _top, image in painted) == whole.height()
        pairs = zip(_ink(whole), _ink(together), strict=True)
        assert max(abs(one - other) for one, other in pairs) < 12
