"""A form for a small window: labels at the left, fields right of them, and one line that explains and refuses."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QSizePolicy, QWidget

from incident_tracker.domain.errors import Problem, Refused
from incident_tracker.wording import problem_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.flow_layout import flowing
from ui.widgets.form import FieldCaption, focus_on, mark
from ui.widgets.layout import column, row

_LINES = 2
"""So many lines are kept free for what is said: nothing moves when it is said."""


class Saying(QLabel):
    """The reserved line: the meaning of what has the focus, or why something was refused."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("look", "small")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumHeight(QFontMetrics(self.font()).lineSpacing() * _LINES)

    def mean(self, text: str) -> None:
        """Say a meaning."""
        self._show(text, "small")

    def refuse(self, text: str) -> None:
        """Say a refusal."""
        self._show(text, "error")

    def _show(self, text: str, look: str) -> None:
        self.setText(text)
        if self.property("look") != look:
            self.setProperty("look", look)
            self.style().polish(self)


@dataclass(frozen=True, slots=True)
class SideField:
    """One question: the record's words for it, its label with the underlined letter, its field and meaning."""

    names: tuple[str, ...]
    label: str
    field: QWidget
    meaning: str = ""


class SideForm(QWidget):
    """Lines of questions. `add` puts one or more on a line; meanings and refusals are said in `says`."""

    def __init__(self, says: Saying, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = says
        self._refused: dict[QWidget, tuple[str, str]] = {}  # the sentence, and the description that it covers
        self._fields: dict[str, QWidget] = {}
        self._captions: dict[QWidget, FieldCaption] = {}
        self._pairs: dict[QWidget, QWidget] = {}
        self._as_high: dict[QWidget, list[QWidget]] = {}  # what keeps the room of these
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(7))
        self._grid.setColumnStretch(1, 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def add(self, first: SideField, *beside: SideField, reserves: bool = False) -> None:
        """A line: the label of `first` at the left, then its field, then the others with their labels.

        `reserves`: those that are hidden keep their room.
        """
        caption = self._caption(first)
        line = first.field
        if beside:
            parts = [first.field, *(self._pair(one) for one in beside)]
            if reserves:
                self._as_high[first.field] = parts
                self._reserve()
            line = flowing(*parts, gap=px(10), centered=True, reserves=reserves and is_roomy())
        at = self._grid.rowCount()
        if not is_roomy():
            if caption is not None:
                self._grid.addWidget(caption, at, 0, 1, 2)
            self._grid.addWidget(line, at + 1, 0, 1, 2)
            return
        self._grid.addWidget(line, at, 1)
        if caption is not None:
            caption.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            caption.setFixedHeight(px(28 if isinstance(first.field, ChoiceChips) else 36))
            self._grid.addWidget(caption, at, 0, Qt.AlignmentFlag.AlignTop)

    def changeEvent(self, event: QEvent) -> None:
        """In its window it has another look than alone."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._reserve()

    def _reserve(self) -> None:
        for field, parts in self._as_high.items():
            field.setMinimumHeight(max(part.sizeHint().height() for part in parts))

    def ask(self, field: QWidget, on: bool) -> None:
        """Show a field with its label, or hide both."""
        shown = self._pairs.get(field, field)
        shown.setVisible(on)
        if shown is field and field in self._captions:
            self._captions[field].setVisible(on)

    def show_problem(self, problem: Problem) -> bool:
        """Mark the field of each refusal, say the first, go to its field, and answer True; False if none is about a
        field of this form. The others are said when someone comes to their field.
        """
        self.clear_problems()
        refusals = (problem, *problem.also) if isinstance(problem, Refused) else ()
        fields = {self._fields[one.field]: problem_text(one) for one in refusals if one.field in self._fields}
        for field, text in reversed(fields.items()):
            self._refuse(field, text)
        if fields:
            first, text = next(iter(fields.items()))
            focus_on(first)
            self._says.refuse(text)
            announce(first, text, at_once=True)
        return bool(fields)

    def refuse(self, field: QWidget, text: str) -> None:
        """Say why what is in a field cannot be; it stays until `clear_problems`."""
        self.clear_problems()
        self._refuse(field, text)
        self._says.refuse(text)
        announce(field, text, at_once=True)

    def clear_problems(self, but: Collection[QWidget] = ()) -> None:
        """Take the refusals away, except at the fields of `but`."""
        for field in [one for one in self._refused if one not in but]:
            mark(field, False)
            field.setAccessibleDescription(self._refused.pop(field)[1])
        if not self._refused:
            self._says.mean("")

    def _refuse(self, field: QWidget, text: str) -> None:
        self._refused[field] = text, field.accessibleDescription()
        mark(field, True)
        field.setAccessibleDescription(text)

    def _pair(self, one: SideField) -> QWidget:
        """A field that never leaves its label."""
        caption = self._caption(one)
        if caption is None:
            return one.field
        pair = self._pairs[one.field] = beside_label(caption, one.field)
        return pair

    def _caption(self, one: SideField) -> FieldCaption | None:
        for name in one.names:
            self._fields[name] = one.field
        if one.meaning:
            one.field.setAccessibleDescription(one.meaning)
            one.field.setToolTip(one.meaning)
        if not one.label:
            return None
        caption = self._captions[one.field] = FieldCaption(one.label, one.field)
        caption.setProperty("look", "note")
        if not one.field.accessibleName():
            one.field.setAccessibleName(one.label.replace("&", ""))
        return caption

    @Slot(QWidget, QWidget)
    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Say why what is in the field that has the focus was refused, else what it means."""
        if now is None or not self.isAncestorOf(now):
            return
        if self._refused:
            here = next((field for field in self._refused if field is now or field.isAncestorOf(now)), None)
            if here is not None:
                self._says.refuse(self._refused[here][0])
            return
        around: QWidget | None = now
        while around is not None and around is not self and not around.toolTip():
            around = around.parentWidget()
        self._says.mean(around.toolTip() if around is not None else "")


def beside_label(caption: QWidget, field: QWidget) -> QWidget:
    """A label and its field side by side; with large letters one above the other."""
    pair = QWidget()
    pair.setLayout(row(caption, field, gap=6) if is_roomy() else column(caption, field, gap=2))
    pair.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return pair
