"""Scripts and prompts next to a form: calm words to read, never to fill in."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme.spacing import px
from ui.widgets.text import text_label


class Guidance(QFrame):
    """A heading and a few sentences on a quiet background with an accent at the side."""

    def __init__(
        self,
        heading_text: str = "",
        sentences: Sequence[str] = (),
        tight: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`tight`: with little room around the words, for a small window."""
        super().__init__(parent)
        self.setProperty("look", "guidance")
        self._layout = QVBoxLayout(self)
        above = 8 if tight else 16
        self._layout.setContentsMargins(px(20), px(above), px(20), px(above))
        self._layout.setSpacing(px(above / 2))
        self._heading = text_label(heading_text, "label")
        self._heading.setWordWrap(True)
        self._layout.addWidget(self._heading)
        self._sentences = [text_label(sentence) for sentence in sentences]
        self._place()

    def say(self, heading_text: str, sentences: Sequence[str]) -> None:
        """Change what it says."""
        for label in self._sentences:
            self._layout.removeWidget(label)
            label.hide()
            label.deleteLater()
        self._heading.setText(heading_text)
        self._sentences = [text_label(sentence) for sentence in sentences]
        self._place()

    def _place(self) -> None:
        self._heading.setVisible(bool(self._heading.text()))
        for label in self._sentences:
            self._layout.addWidget(label)
