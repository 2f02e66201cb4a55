"""Words on a page, each with its rank: title, heading, running text, note, badge."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

Look = Literal[
    "", "display", "title", "heading", "label", "note", "small", "figure", "care", "key", "error", "group", "strong",
    "meeting_title", "meeting_figure", "meeting_text", "meeting_note",
]  # fmt: skip
"""The ranks that `style.qss` knows for words; the name of a frame's look would shape the label like that frame."""


def text_label(text: str, look: Look = "", parent: QWidget | None = None, wraps: bool = False) -> QLabel:
    """A label in plain text; it wraps unless its rank is one line by nature, and with `wraps` in any case."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wraps or look not in ("label", "figure", "small", "key"))
    if look:
        label.setProperty("look", look)
    if look in ("display", "title", "heading"):
        label.setAccessibleDescription("")
    # wrapped words take the height that their width gives them: a least height would be one for another width
    policy = QSizePolicy(
        QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred if label.wordWrap() else QSizePolicy.Policy.Minimum
    )
    policy.setHeightForWidth(label.wordWrap())
    label.setSizePolicy(policy)
    return label


def say_with(owner: QWidget, *labels: QLabel) -> None:
    """Tell a screen reader that `owner` says these words already, so that it does not read them a second time.

    From now on an ampersand has to be doubled in their text.
    """
    for label in labels:
        label.setText(label.text().replace("&", "&&"))
        label.setBuddy(owner)


def fold(words: str, metrics: QFontMetrics, room: int) -> str:
    """The words in lines of at most `room` pixels, for a button, which breaks no line by itself."""
    lines: list[str] = []
    for word in words.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return "\n".join(lines)


def title(text: str) -> QLabel:
    """The name of the page."""
    return text_label(text, "title")


def heading(text: str) -> QLabel:
    """The name of a part of a page."""
    return text_label(text, "heading")


def note(text: str) -> QLabel:
    """Secondary text."""
    return text_label(text, "note")


class Badge(QLabel):
    """A short state in a colored pill; the word carries the meaning, the color only helps.

    `tone`: "", "good", "notice", "care" or "accent".
    """

    def __init__(self, text: str, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "badge")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str, tone: str = "") -> None:
        """Change word and tone."""
        self.setText(text)
        self.setProperty("tone", tone)
        self.style().polish(self)
