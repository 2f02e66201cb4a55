"""A record beside its list: what it is, what is owed, and the next three things to do, always in sight."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import column, empty_out, row
from ui.widgets.record_model import ListColumn
from ui.widgets.scrolling import ScrollingBody
from ui.widgets.text import Badge, heading, note, text_label

MOST_ACTIONS = 3


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What, and until when or who; what is `done` has a mark before it."""

    words: str
    when: str = ""
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class PreviewPart:
    """A heading with its lines; `empty` is said where there are none."""

    heading: str
    lines: tuple[PreviewLine, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class PreviewAction:
    """A button at the foot; `spoken` says more than its words where it has to."""

    words: str
    act: Callable[[], object]
    primary: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """One record in short. `badges` are words with their tones, `facts` headings with their texts."""

    title: str
    badges: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[PreviewPart, ...] = ()
    actions: tuple[PreviewAction, ...] = ()


def facts_of(columns: Sequence[ListColumn], record: Any, without: Collection[str] = ()) -> tuple[tuple[str, str], ...]:
    """What the columns of the list say of a record, whole, with their headings."""
    return tuple((one.heading, one.text(record)) for one in columns if one.key not in without)


class PreviewPane(QFrame):
    """Signals: `closed()` by its button, Escape or the left arrow; `stepped(int)` up or down from here, by keys."""

    closed = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setAccessibleName(_("Preview"))
        self._close = _CloseButton(Icon.CLOSE, _("Hide the preview (Esc)"), self.closed.emit)
        self._title = heading("")
        self._body = QVBoxLayout()
        self._body.setSpacing(px(12))
        inner = QWidget()
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(px(16), px(4), px(16), px(12))
        layout.addLayout(self._body)
        layout.addStretch(1)
        self._area = ScrollingBody(inner)
        self._area.setMinimumHeight(px(60))  # the foot stays in sight
        self._foot = QWidget()
        self._buttons = FlowLayout(gap=px(8))
        self._foot.setLayout(column(self._buttons, margin=12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        head = row(self._title, self._close, gap=8)
        head.setStretch(0, 1)
        head.setContentsMargins(px(16), px(10), px(8), px(4))
        whole.addLayout(head)
        whole.addWidget(self._area, 1)
        whole.addWidget(self._foot)

    def show_preview(self, preview: Preview | None) -> None:
        """Show this record instead; None while no row is chosen."""
        empty_out(self._body)
        self._title.setText(preview.title if preview is not None else _("No row is chosen"))
        if preview is None:
            self._offer(())
            return
        if preview.badges:
            badges = QWidget()
            flow = FlowLayout(badges, px(8))
            for words, tone in preview.badges:
                flow.addWidget(Badge(words, tone))
            self._body.addWidget(badges)
        self._body.addWidget(_grid([(label, text) for label, text in preview.facts]))
        for part in preview.parts:
            self._body.addWidget(text_label(part.heading, "label"))
            if part.lines:
                self._body.addWidget(_lines(part.lines))
            elif part.empty:
                self._body.addWidget(note(part.empty))
        self._offer(preview.actions)
        self._area.start()

    def focus_first(self) -> None:
        """Go to the first of its buttons."""
        buttons = [one for one in self.findChildren(Button) if one.isVisible() and one.isEnabled()]
        (buttons[0] if buttons else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that no field in here used."""
        match event.key():
            case Qt.Key.Key_Escape | Qt.Key.Key_Left:
                self.closed.emit()
            case Qt.Key.Key_Down:
                self.stepped.emit(+1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case _:
                super().keyPressEvent(event)

    def _offer(self, actions: Sequence[PreviewAction]) -> None:
        """The same buttons stay where they are the same, so that the focus does."""
        shown = [one for one in self._foot.findChildren(_ActionButton) if not one.gone]
        if [one.text() for one in shown] == [one.words for one in actions[:MOST_ACTIONS]]:
            for button, action in zip(shown, actions, strict=False):
                button.action = action
                button.setAccessibleName(action.spoken)
            return
        for button in shown:
            button.gone = True
        empty_out(self._buttons)
        for action in actions[:MOST_ACTIONS]:
            self._buttons.addWidget(_ActionButton(action))
        self._foot.setVisible(bool(actions))


_OF_THE_PANE = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Down)
"""Qt's buttons would go to the button beside them."""


class _CloseButton(IconButton):
    """Its arrow keys are those of the pane."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OF_THE_PANE:
            event.ignore()
            return
        super().keyPressEvent(event)


class _ActionButton(Button):
    """A step; its arrow keys are those of the pane."""

    def __init__(self, action: PreviewAction) -> None:
        super().__init__(action.words, "primary" if action.primary else "")
        self.action = action
        self.setAccessibleName(action.spoken)
        self.gone = False
        self.clicked.connect(self._act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OF_THE_PANE:
            event.ignore()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        self.action.act()


def _grid(facts: Sequence[tuple[str, str]]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(1, 1)
    for line, (label, text) in enumerate(fact for fact in facts if fact[1]):
        name = text_label(label, "small")
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        words = text_label(text)
        words.setAccessibleName(f"{label}: {text}")
        grid.addWidget(words, line, 1)
    return holder


def _lines(lines: Sequence[PreviewLine]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 2)
    marks = {True: "✓", False: "○", None: "·"}
    for place, line in enumerate(lines):
        mark = text_label(marks[line.done], "small")
        mark.setAccessibleName(_("done") if line.done else _("still owed") if line.done is False else "")
        grid.addWidget(mark, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(line.words), place, 1)
        when = text_label(line.when, "small", wraps=True)
        when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(when, place, 2)
    return holder
