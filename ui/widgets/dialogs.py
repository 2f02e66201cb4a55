"""Questions whose buttons are verbs, answered without blocking the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import row
from ui.widgets.text import words


class Question(QDialog):
    """A heading, a sentence, anything to fill in (`body`), the verb at the right, and a way back. Deletes itself."""

    def __init__(self, parent: QWidget, heading_text: str, text: str, verb: str, care: bool = False) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading_text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setMinimumWidth(px(420))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(28), px(24), px(28), px(20))
        layout.setSpacing(px(12))
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(words(heading_text, "heading"))
        if text:
            layout.addWidget(words(text))
        layout.addLayout(self.body)
        layout.addSpacing(px(8))
        self.verb = Button(verb, "care" if care else "primary", None, self.accept)
        self.back = Button(_("Go back"), "", None, self.reject)
        layout.addLayout(row(None, self.back, self.verb))
        (self.back if care else self.verb).setDefault(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:  # as tall as the wrapped words need at this width, not at their least
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


def confirm(
    parent: QWidget, heading_text: str, text: str, verb: str, then: Callable[[], object], care: bool = False
) -> Question:
    """Ask, and call `then` (a bound method) if the person says so. `care`: the safe answer is the default."""
    question = Question(parent, heading_text, text, verb, care)
    question.accepted.connect(then)
    question.open()
    return question


def inform(parent: QWidget, heading_text: str, text: str) -> Question:
    """Say something that has to be acknowledged."""
    question = Question(parent, heading_text, text, _("Understood"))
    question.back.hide()
    question.open()
    return question
