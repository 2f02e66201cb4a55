"""Prints one document: the system's dialog, the pages, and how it ended; or saves a PDF file instead."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSizeF, QTimer, Signal, Slot
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.exports.whole_file import write_file
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.wording import _, ngettext, problem_text
from ui.page import Messages
from ui.paper.printing import JOB_NAME, PrintEnd, PrintProgress, chosen_pages, print_pages
from ui.runner import Asked, Runner
from ui.widgets.busy import BusyLine
from ui.widgets.dialogs import Question, inform
from ui.widgets.save_dialog import ask_place
from ui.widgets.text import text_label

LOOKED_AT = 100  # milliseconds between checks of how far the other thread is

NoteAct = Callable[[PaperAct], Asked[object]]


@dataclass(frozen=True, slots=True)
class Printable:
    """A finished document. `sizes` are those of its pages in points; `file_name` is suggested where it is saved.

    `note` tells the audit trail what is about to be done with it, and refuses where the role may not; None where there
    is nothing to tell. Without a `file_name` it goes on paper and never into a file.
    """

    pdf: bytes
    sizes: tuple[tuple[float, float], ...]
    file_name: str
    note: NoteAct | None = None


class Printout(QObject):
    """Prints a document, or saves it, for the window of `parent`; it is audited first.

    Signals: `done()` when it was printed or saved.
    """

    done = Signal()

    def __init__(self, paper: Printable, runner: Runner, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._paper = paper
        self._runner = runner
        self._messages = messages
        self._parent = parent
        self._printer: QPrinter | None = None

    @Slot()
    def print(self) -> None:
        """Ask the system's dialog for printer and pages; where there is no printer, a file takes its place."""
        if not QPrinterInfo.availablePrinterNames() and not self._paper.file_name:
            self._messages.tell(_("There is no printer on this computer. Please write it down by hand."))
            return
        if not QPrinterInfo.availablePrinterNames():
            self._messages.tell(_("There is no printer on this computer. The pages can be saved as a PDF file."))
            self.save()
            return
        self._printer = printer_for(self._paper.sizes[0])
        dialog = QPrintDialog(self._printer, self._window())
        dialog.setWindowTitle(_("Print"))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, bool(self._paper.file_name))
        dialog.setMinMax(1, len(self._paper.sizes))
        dialog.accepted.connect(self._begin)
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # the class's own one wants a slot by its name

    @Slot()
    def save(self) -> None:
        """Ask for a place and save the whole document there."""
        ask_place(
            self._window(), _("Save as PDF"), _("PDF documents (*.pdf)"), "pdf", self._paper.file_name, self.save_to
        )

    @Slot(str)
    def save_to(self, place: str) -> None:
        """Save it under the name that was agreed to."""
        self._tell_trail(PaperAct.SAVED, partial(self._write, Path(place)), self._not_saved)

    @Slot()
    def _begin(self) -> None:
        self._tell_trail(PaperAct.PRINTED, self._start, self._not_printed)

    def _tell_trail(
        self, act: PaperAct, then: Callable[[object], object], otherwise: Callable[[Problem], object]
    ) -> None:
        if self._paper.note is None:
            then(None)
        else:
            self._runner.run(self._paper.note(act), owner=self, then=then, otherwise=otherwise)

    def _start(self, _noted: object) -> None:
        printer = self._printer
        if printer is None:
            return
        numbers = chosen_pages(printer, len(self._paper.sizes))
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        progress = PrintProgress(len(numbers) * copies)
        waiting = PrintingDialog(progress, self._window())
        waiting.open()
        self._runner.call(
            partial(print_pages, printer, self._paper.pdf, numbers, progress),
            owner=self,
            then=partial(self._ended, waiting, len(numbers)),
            otherwise=partial(self._refused, waiting),
            long=True,
        )

    def _ended(self, waiting: "PrintingDialog", pages: int, end: PrintEnd) -> None:
        self._printer = None
        waiting.leave()
        match end:
            case PrintEnd.PRINTED:
                self._messages.tell(ngettext("{n} page printed.", "{n} pages printed.", pages).format(n=pages))
                self.done.emit()
            case PrintEnd.STOPPED:
                self._messages.tell(_("Printing was stopped. Some pages may already be printed."))
            case PrintEnd.FAILED:
                self._say(
                    _("Not printed"), _("The printer did not take the pages. Is it switched on, with paper in it?")
                )

    def _refused(self, waiting: "PrintingDialog", problem: Problem) -> None:
        self._printer = None
        waiting.leave()
        self._not_printed(problem)

    def _not_printed(self, problem: Problem) -> None:
        self._say(_("Not printed"), problem_text(problem))

    def _not_saved(self, problem: Problem) -> None:
        self._say(_("Not saved"), problem_text(problem))

    def _say(self, heading: str, text: str) -> None:
        """On top of everything: a message at the foot of the window would be behind the preview."""
        inform(self._window(), heading, text)

    def _window(self) -> QWidget:
        """Where dialogs belong: the preview, once there is one."""
        around = self.parent()
        return (around if isinstance(around, QWidget) else self._parent).window()

    def _write(self, place: Path, _noted: object) -> None:
        write = partial(write_file, place, self._paper.pdf, force=True)
        self._runner.call(write, owner=self, then=partial(self._saved, place), otherwise=self._not_saved, long=True)

    def _saved(self, place: Path, _nothing: None) -> None:
        self._messages.tell(_("Saved as {name}.").format(name=place.name))
        self.done.emit()


def printer_for(size: tuple[float, float]) -> QPrinter:
    """The usual printer of this computer, with paper of this size in points."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(JOB_NAME)
    printer.setCreator(JOB_NAME)
    paper = QPageSize(QSizeF(*size), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageSize(paper)
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    return printer


class PrintingDialog(Question):
    """Says which page is being printed; going back stops it."""

    def __init__(self, progress: PrintProgress, parent: QWidget) -> None:
        super().__init__(parent, _("Printing"), "", _("Stop printing"))
        self._progress = progress
        self._done = False
        self._page = text_label("")
        self._page.setAccessibleName(_("Printing"))
        self.verb.hide()
        self.back.setText(_("Stop printing"))
        self.back.setDefault(True)
        line = BusyLine()
        self.body.addWidget(self._page)
        self.body.addWidget(line)
        line.show_busy(True)
        self._clock = QTimer(self)
        self._clock.setInterval(LOOKED_AT)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        self._look()

    def leave(self) -> None:
        """Close it: there is nothing left to stop."""
        self._done = True
        self.accept()

    @Slot()
    def reject(self) -> None:
        """Stop after the present strip of the page."""
        if not self._done:
            self._progress.stopped = True
        super().reject()

    @Slot()
    def _look(self) -> None:
        page = min(self._progress.done + 1, self._progress.total)
        self._page.setText(_("Page {n} of {total}").format(n=page, total=self._progress.total))
