"""The recovery key in large groups: to be written down, printed, or copied."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from incident_tracker.wording import _, language
from ui.icons import Icon
from ui.runner import Runner
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.text import note, text_label

_TO_A_LINE = 2
"""Groups in a line: as many as fit the smallest screen with the largest letters, were each of them a W."""


class KeyStep(QWidget):
    """What was copied is taken from the clipboard again when the key is no longer shown."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._key = ""
        self._printing = False
        self._copied = ""
        self._grid = QGridLayout()
        self._grid.setSpacing(px(8))
        self._groups: list[QLabel] = []
        self.print_button = Button(_("&Print"), "quiet", Icon.PRINT, self.print)
        self.copy_button = Button(_("C&opy"), "quiet", Icon.COPY, self.copy)
        self._said = note("")
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(self._grid)
        layout.addWidget(flowing(self.print_button, self.copy_button, gap=px(8)))
        layout.addWidget(self._said)
        self.setAccessibleName(_("Recovery key"))

    def show_key(self, key: str) -> None:
        """Show the groups; an empty key takes them away."""
        self._key = key
        self._said.hide()
        for label in self._groups:
            label.hide()
            label.deleteLater()
        groups = key.split("-") if key else []
        self._groups = [text_label(group, "group") for group in groups]
        for number, label in enumerate(self._groups):
            label.setWordWrap(False)
            self._grid.addWidget(label, *divmod(number, _TO_A_LINE))
        self.setAccessibleDescription(", ".join(" ".join(group) for group in groups))

    @Slot()
    def copy(self) -> None:
        """Put it into the clipboard, and say what that means."""
        self._copied = self._key
        QGuiApplication.clipboard().setText(self._key)
        self.warn(
            _(
                "Copied. Other programs can read it now: paste it into a password safe, and nowhere else. The "
                "clipboard is emptied when you go on."
            )
        )

    @Slot()
    def print(self) -> None:
        """Print it on paper, never into a file."""
        if self._key and not self._printing:
            self._printing = True
            self._runner.call(partial(_drawn, self._key, language()), owner=self, then=self._print_drawn, long=True)

    def tell(self, text: str, undo: Callable[[], object] | None = None, lapses: bool = False) -> None:
        """Say how printing went, here: there is no message bar before someone is signed in."""
        self.warn(text)

    def warn(self, text: str) -> None:
        """Say something under the key."""
        self._said.setText(text)
        self._said.show()
        announce(self, text)

    def clear(self) -> None:
        """Say nothing more."""
        self._said.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        clipboard = QGuiApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()
        self._copied = ""

    def problem(self) -> str:
        """Nothing can be missing here."""
        return ""

    def show_problem(self, _problem: Exception) -> bool:
        """Nothing is refused here."""
        return False

    def _print_drawn(self, drawn: tuple[bytes, tuple[tuple[float, float], ...]]) -> None:
        from ui.paper.printout import Printable, Printout

        self._printing = False
        if self._key:
            Printout(Printable(*drawn, file_name=""), self._runner, self, self).print()


def _drawn(key: str, language: str) -> tuple[bytes, tuple[tuple[float, float], ...]]:
    from incident_tracker.usecases.clinic.unkept_key import draw_recovery_key
    from ui.paper.pdf_pages import page_sizes

    pdf = draw_recovery_key(key, language)
    return pdf, page_sizes(pdf)
