"""A document in a window of its own, before it goes to paper: page by page, as text, printed or saved."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.paper.pdf_pages import PdfPages
from ui.paper.preview import PagePreview
from ui.paper.printout import Printout
from ui.runner import Runner
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.reading_order import step


class PaperPreview(QDialog):
    """Ctrl+P prints, Escape closes; the pages are turned as in every preview. Deletes itself."""

    def __init__(self, heading: str, pages: PdfPages, printout: Printout, runner: Runner, parent: QWidget) -> None:
        """`heading` is the window's title: what kind of document it is, never which one."""
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._printout = printout
        printout.setParent(self)
        printout.done.connect(self.accept)
        self.preview = PagePreview(runner)
        self.print_button = Button(_("&Print"), "primary", Icon.PRINT, printout.print)
        self.save_button = Button(_("&Save as PDF"), "", Icon.DOWNLOAD, printout.save)
        self.leave = Button(_("&Close"), "", None, self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(16), px(16), px(16))
        layout.setSpacing(px(8))
        layout.addWidget(self.preview, 1)
        layout.addWidget(
            flowing(self.leave, self.save_button, self.print_button, gap=px(8)), 0, Qt.AlignmentFlag.AlignRight
        )
        self.print_button.setDefault(True)
        self.resize(parent.window().size() * 0.92)
        self.preview.show_pages(pages)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.preview.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Print):
            self._printout.print()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward)
