"""The tree of whys as an outline that is written and shaped by keyboard."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from incident_tracker.domain.learning import whys
from incident_tracker.domain.learning.whys import Why
from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.growing_field import GrowingField
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.layout import row
from ui.widgets.text import text_label

_INDENT = 28


class WhysOutline(QWidget):
    """One field for each answer. Enter adds a sibling, Ctrl+Right and Ctrl+Left go deeper and higher, Ctrl+Delete
    removes.

    In an answer just begun Tab and Shift+Tab go deeper and higher too; elsewhere they move on as usual, so that no one
    gets stuck and passing through changes nothing.

    Signals: `changed()`; `removed(tree)` with the tree as it was before an answer was taken out.
    """

    changed = Signal()
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree: tuple[Why, ...] = ()
        self._lines: dict[UUID, _Line] = {}
        self._read_only = False
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(6))

    def tree(self) -> tuple[Why, ...]:
        """The answers; empty ones are left out."""
        return whys.without_blanks(self._tree)

    def show_tree(self, tree: tuple[Why, ...]) -> None:
        """Show a tree; nothing moves if it is shown already."""
        if whys.branch_by_branch(tree) != self.tree():
            self._tree = whys.branch_by_branch(tree)
            self._place_lines()

    def set_read_only(self, read_only: bool) -> None:
        """Read only."""
        self._read_only = read_only
        for line in self._lines.values():
            line.set_read_only(read_only)

    def begin(self) -> None:
        """Go to the last answer at the top level, or start the first one."""
        if self._tree:
            self._go_to(self._tree[-1].id)
        else:
            self._add(None)

    @Slot()
    def add_at_the_top(self) -> None:
        """One more direct answer."""
        tops = [why for why in self._tree if why.parent_id is None]
        self._add(tops[-1].id if tops else None)

    def _add(self, after: UUID | None) -> None:
        fresh = Why(uuid4(), None, "")
        if after is None:
            self._tree = (*self._tree, fresh)
        elif (before := self._why(after)).parent_id is None and before == self._top_before(after):
            self._tree = whys.branch_by_branch((*self._tree, fresh))
        else:
            self._tree = whys.put_after(self._tree, after, fresh)
        self._place_lines()
        self._lines[fresh.id].field.fresh = True
        self._go_to(fresh.id)

    def _top_before(self, id: UUID) -> Why | None:
        tops = [why for why in self._tree if why.parent_id is None]
        return tops[-1] if tops and tops[-1].id == id else None

    def _why(self, id: UUID) -> Why:
        return next(why for why in self._tree if why.id == id)

    def _typed(self, id: UUID) -> None:
        text = self._lines[id].field.text()
        self._tree = tuple(replace(why, text=text) if why.id == id else why for why in self._tree)
        self.changed.emit()

    def _enter(self, id: UUID) -> None:
        if self._why(id).text.strip():
            self._add(id)

    def _shift(self, id: UUID, down: bool) -> bool:
        moved = (whys.deeper if down else whys.higher)(self._tree, id)
        if moved == self._tree:
            return False
        self._tree = moved
        self._place_lines()
        self._go_to(id)
        depth = {why.id: depth for depth, why in whys.walk(moved)}[id]
        announce(self, _("Level {number}").format(number=depth + 1))
        self.changed.emit()
        return True

    def _remove(self, id: UUID) -> None:
        before, said = self._tree, bool(self._why(id).text.strip())
        place = [why.id for why in before].index(id)
        self._tree = whys.remove(before, id)
        self._place_lines()
        if self._tree:
            self._go_to(self._tree[max(0, min(place - 1, len(self._tree) - 1))].id)
        if said:
            self.removed.emit(before)
        self.changed.emit()

    def put_back(self, tree: tuple[Why, ...]) -> None:
        """The tree as it was before something was taken out."""
        self._tree = tree
        self._place_lines()
        self.changed.emit()

    def _step(self, id: UUID, by: int) -> None:
        ids = [why.id for why in self._tree]
        at = ids.index(id) + by
        if 0 <= at < len(ids):
            self._go_to(ids[at])

    def _go_to(self, id: UUID) -> None:
        field = self._lines[id].field
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.moveCursor(QTextCursor.MoveOperation.End)

    def _place_lines(self) -> None:
        present = {why.id for why in self._tree}
        for id in [id for id in self._lines if id not in present]:
            line = self._lines.pop(id)
            self._layout.removeWidget(line)
            line.hide()
            line.deleteLater()
        above: QWidget | None = None
        for place, (depth, why) in enumerate(whys.walk(self._tree)):
            line = self._lines.get(why.id) or self._new_line(why.id)
            line.show_why(depth, why.text)
            if self._layout.indexOf(line) != place:
                self._layout.removeWidget(line)
                self._layout.insertWidget(place, line)
                line.show()  # at once, so that it can take the focus
            if above is not None:
                QWidget.setTabOrder(above, line.field)
            above = line.field

    def _new_line(self, id: UUID) -> "_Line":
        line = _Line(self)
        line.field.changed.connect(partial(self._typed, id))
        line.field.entered.connect(partial(self._enter, id))
        line.field.shifted.connect(partial(self._field_shifted, id))
        line.field.remove_wanted.connect(partial(self._remove, id))
        line.field.stepped.connect(partial(self._step, id))
        line.removal.clicked.connect(partial(self._remove, id))
        line.set_read_only(self._read_only)
        self._lines[id] = line
        return line

    def _field_shifted(self, id: UUID, down: bool, by_tab: bool) -> None:
        line = self._lines[id]
        if self._shift(id, down):
            line.field.fresh = True
        elif by_tab:
            line.field.focusNextPrevChild(down)


class _Line(QWidget):
    """One answer: indented by its depth, with the word before it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = WhyField()
        self.removal = IconButton(Icon.CLOSE, _("Take this answer out (Ctrl+Delete)"))
        self.removal.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._why = text_label(_("Why?"), "small")
        self._why.setContentsMargins(0, px(9), 0, 0)
        self._layout = QHBoxLayout(self)
        self._layout.setSpacing(px(8))
        self._layout.addWidget(self._why, 0, Qt.AlignmentFlag.AlignTop)
        self._layout.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        self._layout.addLayout(row(self.removal), 0)

    def show_why(self, depth: int, text: str) -> None:
        """Show the answer at its depth, counted from 0."""
        self._layout.setContentsMargins(px(_INDENT * depth), 0, 0, 0)
        self.field.setAccessibleName(_("Why? Answer on level {number}").format(number=depth + 1))
        self.field.show_text(text)

    def set_read_only(self, read_only: bool) -> None:
        """Read only."""
        self.field.setReadOnly(read_only)
        self.removal.setVisible(not read_only)


class WhyField(GrowingField):
    """Passes on the keys that shape the tree. It is `fresh` until it is left for the first time.

    Signals: `entered()`, `shifted(deeper, by_tab)`, `remove_wanted()`, `stepped(-1 or 1)`.
    """

    entered = Signal()
    shifted = Signal(bool, bool)
    remove_wanted = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(hint=_("Because …"), parent=parent)
        self.setAccessibleDescription(
            _("Enter: another answer. Ctrl+Right: deeper. Ctrl+Left: higher. Ctrl+Delete: take out.")
        )
        self.fresh = False

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.fresh = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.isReadOnly() or not self._shapes(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if self.fresh and not self.isReadOnly():
            self.fresh = False
            self.shifted.emit(next, True)
            return True
        return super().focusNextPrevChild(next)

    def _shapes(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        control = modifiers == Qt.KeyboardModifier.ControlModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifiers:
            self.entered.emit()
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and control:
            self.shifted.emit(key == Qt.Key.Key_Right, False)
        elif (key == Qt.Key.Key_Delete and control) or (
            key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete) and not modifiers and not self.toPlainText()
        ):
            self.remove_wanted.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not modifiers and self._at_edge(key == Qt.Key.Key_Down):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            return False
        return True

    def _at_edge(self, down: bool) -> bool:
        cursor = self.textCursor()
        move = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        return not cursor.movePosition(move)
