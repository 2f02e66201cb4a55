"""Makes a page's document off the screen's thread, then shows its print preview."""

from functools import partial

from PySide6.QtCore import QObject

from incident_tracker.domain.errors import Problem
from incident_tracker.wording import problem_text
from ui.page import Page
from ui.paper.paper_preview import PaperPreview
from ui.paper.pdf_pages import PdfPages, open_pages
from ui.paper.printout import NoteAct, Printable, Printout
from ui.runner import Asked


class ToPaper(QObject):
    """Belongs to a page. One document at a time: a second request while one is being made is ignored."""

    def __init__(self, heading: str, page: Page) -> None:
        """`heading` is the title of the preview's window: what kind of document it is, never which one."""
        super().__init__(page)
        self._heading = heading
        self._page = page
        self._making = False

    def show(self, make: Asked[bytes], file_name: str, note: NoteAct | None) -> None:
        """Show the document that `make` gives; see `Printable` for the rest."""
        if not self._making:
            self._making = True
            self._page.desk.runner.run(
                make, owner=self, then=partial(self._open, file_name, note), otherwise=self._refused, long=True
            )

    def show_finished(self, pdf: bytes, file_name: str) -> None:
        """Show a document that is there already, of which the audit trail has nothing to note."""
        if not self._making:
            self._making = True
            self._open(file_name, None, pdf)

    def _open(self, file_name: str, note: NoteAct | None, pdf: bytes) -> None:
        self._page.desk.runner.call(
            partial(open_pages, pdf),
            owner=self,
            then=partial(self._show, file_name, note),
            otherwise=self._refused,
            long=True,
        )

    def _show(self, file_name: str, note: NoteAct | None, pages: PdfPages) -> None:
        self._making = False
        if not self._page.isVisible():
            return  # someone moved on meanwhile, or locked
        desk = self._page.desk
        sizes = tuple((sheet.width, sheet.height) for sheet in pages.sheets)
        printout = Printout(Printable(pages.pdf, sizes, file_name, note), desk.runner, desk.messages, self._page)
        PaperPreview(self._heading, pages, printout, desk.runner, self._page.window()).open()

    def _refused(self, problem: Problem) -> None:
        self._making = False
        self._page.desk.messages.warn(problem_text(problem))
