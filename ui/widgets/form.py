"""A form: a label over each field, help under it, and refusals next to the field they are about."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from incident_tracker.domain.errors import Problem, Refused
from incident_tracker.wording import _, problem_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.reading_order import in_reading_order
from ui.widgets.text import say_with, text_label

_LONG = 40
"""A label with more letters may need a second line beside other columns."""


class Form(QWidget):
    """Fields in one column.

    `add(name, label, field)`: `name` is the record's word for the field, so that a Refused finds its field. `optional`
    are the fields of which the form says so.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(18))
        self._fields: dict[str, tuple[QWidget, QLabel]] = {}
        self._asked: dict[str, list[QWidget]] = {}
        self.optional: list[QWidget] = []

    def add(
        self, name: str, label: str, field: QWidget, help_text: str = "", optional: bool = False, also: str = ""
    ) -> None:
        """Put `field` under its label. Ampersands in `label` mark the mnemonic; `optional` is said in words.

        `also` is a second word of the record that the field answers: one field for site and desk, say.
        """
        caption = FieldCaption(_("{label} (optional)").format(label=label) if optional else label, field)
        if optional:
            self.optional.append(field)
        name_spoken = label.replace("&", "")
        if not field.accessibleName():
            field.setAccessibleName(name_spoken)
        error = text_label("", "error")
        error.setVisible(False)
        box = QVBoxLayout()
        box.setSpacing(px(6))
        box.addWidget(caption)
        if help_text:
            help_label = text_label(help_text, "note")
            box.addWidget(help_label)
            say_with(caption, help_label)  # the field says it, when someone comes to it
            field.setAccessibleDescription(help_text)
        box.addWidget(field)
        box.addWidget(error)
        self._layout.addLayout(box)
        for answered in filter(None, (name, also)):
            self._fields[answered] = (field, error)
        if isinstance(field, ChoiceBox | ChoiceChips):
            field.changed.connect(partial(self._clear, name))  # "choose one" is not true any longer
        self._asked[name] = [caption, *([help_label] if help_text else []), field]

    def add_widget(self, child: QWidget) -> None:
        """Put anything else between the fields."""
        self._layout.addWidget(child)

    def ask(self, name: str, asked: bool) -> None:
        """Ask it from now on, or leave it out until there is something to choose."""
        for part in self._asked[name]:
            part.setVisible(asked)

    def field(self, name: str) -> QWidget:
        """The field of that name."""
        return self._fields[name][0]

    def show_problem(self, problem: Problem) -> bool:
        """Say each refusal at its field, go to the first, and answer True; False if none is about a field of it."""
        self.clear_problems()
        for refused in (problem, *problem.also) if isinstance(problem, Refused) else ():
            if refused.field in self._fields:
                self.show_message(refused.field, problem_text(refused))
        return any(label.isVisibleTo(self) for _field, label in self._fields.values())

    def show_message(self, name: str, text: str) -> None:
        """Say a sentence of the screen's own (such as "not a date") at a field; the first of several has the focus."""
        field, label = self._fields[name]
        if text and not any(one.isVisibleTo(self) for _field, one in self._fields.values()):
            focus_on(field)
            announce(field, text, at_once=True)
        label.setText(text)
        label.setVisible(bool(text))
        mark(field, bool(text))

    def clear_problems(self) -> None:
        """Clear all refusals."""
        for name in self._fields:
            self._clear(name)

    def _clear(self, name: str) -> None:
        field, label = self._fields[name]
        if label.isVisibleTo(self):
            label.setVisible(False)
            mark(field, False)


class FieldCaption(QLabel):
    """The label of a field. Qt goes to a buddy only if it takes the focus itself; most fields have parts."""

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__(text)
        self.setProperty("look", "label")
        self.setBuddy(field)
        self.setWordWrap(not is_roomy() or len(text) > _LONG)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Shortcut:
            focus_on(self.buddy(), Qt.FocusReason.ShortcutFocusReason)
            return True
        return super().event(event)


def without_letters(widget: QWidget) -> None:
    """Remove the underlined letters from the labels in `widget`: the window already has a widget like it."""
    for caption in widget.findChildren(FieldCaption):
        caption.setText(caption.text().replace("&", ""))


def focus_on(field: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
    """Put the focus on a field, or on the first part of it that takes it."""
    if field.focusProxy() is None and field.focusPolicy() == Qt.FocusPolicy.NoFocus:
        field = next((part for part in in_reading_order(field) if part.isEnabled()), field)
    field.setFocus(reason)


def mark(field: QWidget, refused: bool) -> None:
    """Show, or no longer show, that what is in the field was refused."""
    field.setProperty("refused", refused)
    field.style().polish(field)
