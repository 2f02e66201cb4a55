"""Choose members of staff, each with the part they played."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.buttons import IconButton
from ui.widgets.choice_chips import Choice
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import text_label
from ui.widgets.unseen_label import name_box


@dataclass(frozen=True, slots=True)
class Part:
    """One person and the code of the part played; None where parts are not asked."""

    person: Hashable
    part: Hashable | None = None


class PeoplePicker(QWidget):
    """Type a name to add a person; the part is chosen in the person's own line.

    Signals: `changed()` when people or parts changed.
    """

    changed = Signal()

    def __init__(
        self, name: str, people: Sequence[Choice] = (), parts: Sequence[Choice] = (), parent: QWidget | None = None
    ) -> None:
        """`parts` may be empty: then only people are chosen."""
        super().__init__(parent)
        self._people: dict[Hashable, Choice] = {}
        self._parts = tuple(parts)
        self._lines: dict[Hashable, _PersonLine] = {}
        self._picker = TermPicker(name)
        self._picker.changed.connect(self._add_picked)
        self.setFocusProxy(self._picker)
        self.setAccessibleName(name)
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(self._list)
        layout.addWidget(self._picker)
        self.offer(people)

    def offer(self, people: Sequence[Choice]) -> None:
        """Offer other people; those already chosen stay."""
        self._people |= {person.code: person for person in people}
        self._picker.offer([person for person in people if person.code not in self._lines])
        self._offered = tuple(people)

    def chosen(self) -> tuple[Part, ...]:
        """The chosen people, in order, with their parts."""
        return tuple(Part(code, line.part()) for code, line in self._lines.items())

    def choose(self, *parts: Part) -> None:
        """Choose these and no one else."""
        for code in list(self._lines):
            self._drop(code)
        for part in parts:
            self._put(part.person, part.part)
        self.offer(self._offered)

    @Slot()
    def _add_picked(self) -> None:
        code = self._picker.code()
        if code is None:
            return
        self._put(code, None)
        self._picker.choose()
        self.offer(self._offered)
        self.changed.emit()

    def _put(self, code: Hashable, part: Hashable | None) -> None:
        person = self._people.get(code)
        if person is None or code in self._lines:
            return
        line = _PersonLine(person.label, self._parts, part)
        line.removed.connect(partial(self._remove, code))
        line.changed.connect(self.changed)
        self._lines[code] = line
        self._list.addWidget(line)

    def _remove(self, code: Hashable) -> None:
        self._drop(code)
        self.offer(self._offered)
        self._picker.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, code: Hashable) -> None:
        line = self._lines.pop(code)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()


class _PersonLine(QWidget):
    """One person, the part, and a button to remove the person."""

    removed = Signal()
    changed = Signal()

    def __init__(self, name: str, parts: Sequence[Choice], part: Hashable | None) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(12))
        layout.addWidget(text_label(name, "label"), 1)
        self._codes: list[Hashable | None] = [None, *(choice.code for choice in parts)]
        self._part = QComboBox()
        name_box(self._part, _("Part of {name}").format(name=name))
        self._part.addItem(_("Part not said"))
        for choice in parts:
            self._part.addItem(choice.label)
        self._part.setCurrentIndex(self._codes.index(part) if part in self._codes else 0)
        self._part.setVisible(bool(parts))
        self._part.currentIndexChanged.connect(self.changed)
        layout.addWidget(self._part)
        layout.addWidget(IconButton(Icon.CLOSE, _("Take out {name}").format(name=name), self.removed.emit))

    def part(self) -> Hashable | None:
        """The code of the part, or None."""
        return self._codes[self._part.currentIndex()]
