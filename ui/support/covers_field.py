"""Who takes whose desk during protected time: one line for each person who works at one."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import px
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import empty_out
from ui.widgets.text import text_label
from ui.widgets.unseen_label import name_box


class CoversField(QWidget):
    """Signals: `changed()` when another cover was named."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[UUID, QComboBox] = {}
        self._offered: tuple[tuple[Choice, ...], tuple[Choice, ...]] = (), ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)

    def offer(self, at_desks: Sequence[Choice], covers: Sequence[Choice]) -> None:
        """Whose desks need cover, and who is free; what was named stays if it is still possible."""
        offered = tuple(at_desks), tuple(covers)
        if offered == self._offered:
            return  # the box that has the focus keeps it
        self._offered = offered
        before = self.covers()
        empty_out(self._grid)
        self._boxes = {}
        for line, person in enumerate(at_desks):
            assert isinstance(person.code, UUID)
            box = QComboBox()
            name_box(box, _("Who covers for {name}").format(name=person.label))
            box.addItem(_("No one named yet"), None)
            for cover in covers:
                box.addItem(cover.label, str(cover.code))
            chosen = before.get(person.code)
            box.setCurrentIndex(max(0, box.findData(str(chosen)) if chosen else 0))
            box.activated.connect(self.changed)
            name = text_label(_("For {name}").format(name=person.label))
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(box, line, 1)
            self._boxes[person.code] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def covers(self) -> dict[UUID, UUID]:
        """Who covers whom."""
        return {person: UUID(box.currentData()) for person, box in self._boxes.items() if box.currentData() is not None}

    def choose(self, covers: dict[UUID, UUID]) -> None:
        """Name these covers, where they are offered."""
        for person, box in self._boxes.items():
            cover = covers.get(person)
            box.setCurrentIndex(max(0, box.findData(str(cover)) if cover else 0))

    @property
    def is_empty(self) -> bool:
        """No one who is coming works at a desk."""
        return not self._boxes
