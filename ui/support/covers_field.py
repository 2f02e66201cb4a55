"""Who takes whose desk during protected time: one line for each person who works at one."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from incident_tracker.labels.support.covers import desk_closed_choice
from incident_tracker.wording import _
from ui.theme.spacing import px
from ui.widgets.box_data import choose_data
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import empty_out
from ui.widgets.text import text_label
from ui.widgets.unseen_label import name_box

_CLOSED = "closed"


class CoversField(QWidget):
    """Signals: `changed()` when another cover was named."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[UUID, QComboBox] = {}
        self._offered: tuple[tuple[Choice, ...], tuple[Choice, ...], bool] = (), (), False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnStretch(1, 1)

    def offer(self, at_desks: Sequence[Choice], covers: Sequence[Choice], may_close: bool) -> None:
        """Whose desks need cover, who is free, and whether a desk may be closed instead; what was named stays if it is
        still possible.
        """
        offered = tuple(at_desks), tuple(covers), may_close
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
                box.addItem(cover.label, cover.code)
            if may_close:
                box.addItem(desk_closed_choice(), _CLOSED)
            _choose(box, person.code, before)
            box.activated.connect(self.changed)
            name = text_label(_("For {name}").format(name=person.label))
            self._grid.addWidget(name, line, 0)
            self._grid.addWidget(box, line, 1)
            self._boxes[person.code] = box
        if self._boxes:
            self.setFocusProxy(next(iter(self._boxes.values())))

    def covers(self) -> dict[UUID, UUID | None]:
        """Who covers whom; None where the desk is closed."""
        chosen = {person: box.currentData() for person, box in self._boxes.items()}
        return {one: data if isinstance(data, UUID) else None for one, data in chosen.items() if data is not None}

    def choose(self, covers: Mapping[UUID, UUID | None]) -> None:
        """Name these covers, where they are offered."""
        for person, box in self._boxes.items():
            _choose(box, person, covers)

    @property
    def is_empty(self) -> bool:
        """No one who is coming works at a desk."""
        return not self._boxes


def _choose(box: QComboBox, person: UUID, covers: Mapping[UUID, UUID | None]) -> None:
    cover = covers.get(person)
    choose_data(box, _CLOSED if cover is None and person in covers else cover)
