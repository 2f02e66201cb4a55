"""Questions whose buttons are verbs, answered without blocking the program."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLayout, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.reading_order import in_reading_order, step
from ui.widgets.scrolling import FittingBody
from ui.widgets.text import text_label

_WIDTH, _WIDE = 420, 500
APPLICATION = "Incident Tracker"
"""The title of the window and of every question; it is not translated."""
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_SCROLLING = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class Question(QDialog):
    """A heading, a sentence, anything to fill in (`body`), the verb at the right, and Cancel. Deletes itself.

    It is as wide as `width` pixels of the design and as tall as its words need, and never larger than the window behind
    it: then the body scrolls. The first field has the focus; where there is none, the default button. Ctrl+Enter
    presses the verb from anywhere, because Enter alone is a new line where someone writes a sentence.

    A heading may name people, so it is shown and spoken but is not the title of the window, which the task bar shows.
    """

    def __init__(
        self, parent: QWidget, heading_text: str, text: str, verb: str, care: bool = False, width: int = _WIDTH
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(APPLICATION)
        self.setAccessibleName(heading_text)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._width = width
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(px(12))
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        if text:
            around.addWidget(text_label(text))
        around.addLayout(self.body)
        self._sight = FittingBody(inner)
        layout = QVBoxLayout(self)
        side, top, foot = (28, 24, 20) if is_roomy() else (16, 12, 12)
        layout.setContentsMargins(px(side), px(top), px(side), px(foot))
        layout.setSpacing(px(12))
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(text_label(heading_text, "heading"))
        layout.addWidget(self._sight, 1)
        layout.addSpacing(px(8))
        self.verb = Button(verb, "care" if care else "primary", None, self.accept)
        self.back = Button(_("Go back"), "", None, self.reject)
        layout.addWidget(flowing(self.back, self.verb, gap=px(8)), 0, Qt.AlignmentFlag.AlignRight)
        (self.back if care else self.verb).setDefault(True)

    def add_above_verb(self, widget: QWidget) -> None:
        """Put `widget` under the body, where it stays while the body scrolls."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(layout.indexOf(self._sight) + 1, widget)

    def shrink(self) -> None:
        """Let what scrolls by itself, such as a list, become low before the body of the question scrolls."""
        self._sight.shrink()
        self._width = max(self._width, _WIDTH if is_roomy() else _WIDE)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()  # a refusal came, or another answer asks for more
            self._keep_focus_in_sight()
        return handled

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.verb.click()
        elif event.key() in _SCROLLING:  # of the buttons, which stand outside what scrolls
            QApplication.sendEvent(self._sight, event)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward)

    def first_focus(self) -> QWidget:
        """Where typing starts."""
        fields = in_reading_order(self._sight)
        return next((field for field in fields if field.isEnabled()), self.back if self.back.isDefault() else self.verb)

    def _keep_focus_in_sight(self) -> None:
        focused = self.focusWidget()
        if focused and self._sight.isAncestorOf(focused):
            for wrong in self._sight.findChildren(QLabel):
                if wrong.isVisible() and wrong.property("look") == "error" and wrong.parent() is focused.parent():
                    self._sight.ensureWidgetVisible(wrong, 0, px(8))  # what is said under it, and it too
            self._sight.ensureWidgetVisible(focused, 0, px(8))

    def _fit(self) -> None:
        layout, parent = self.layout(), self.parentWidget()
        if layout is None:
            return
        room = parent.window().size() if parent is not None else self.screen().availableSize()
        width = min(
            max(
                px(self._width),
                self._sight.sizeHint().width() + layout.contentsMargins().left() + layout.contentsMargins().right(),
                self.width(),
            ),
            room.width(),
        )
        self.resize(width, min(layout.totalHeightForWidth(width), room.height()))


def confirm(
    parent: QWidget, heading_text: str, text: str, verb: str, then: Callable[[], object], care: bool = False
) -> Question:
    """Ask, and call `then` (a bound method) if the person says so. `care`: the safe answer is the default."""
    question = Question(parent, heading_text, text, verb, care)
    question.accepted.connect(then)
    question.open()
    return question


def inform(parent: QWidget, heading_text: str, text: str) -> Question:
    """Show a message that must be acknowledged."""
    question = Question(parent, heading_text, text, _("Understood"))
    question.back.hide()
    question.open()
    return question
