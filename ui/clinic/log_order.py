"""The order of the choices on the quick log, and how a report from each desk begins: two dialogs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QListWidgetItem, QWidget

from incident_tracker import wording
from incident_tracker.domain.clinic.quick_choices import ON_THE_LOG, SEEN
from incident_tracker.domain.clinic.sites import Desk
from incident_tracker.domain.clinic.vocabulary import Term
from incident_tracker.labels.clinic.vocabularies import vocabulary_text
from incident_tracker.usecases.clinic.quick_choices import begin_with_channels, order_choices
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.box_data import choose_data
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.short_list import ShortList
from ui.widgets.text import note

_TERM = Qt.ItemDataRole.UserRole
_LINES = 8


class OrderDialog(Asking[tuple[Term, ...]]):
    """The terms of a vocabulary with the digits that choose them. Alt and an arrow, a button or the pointer move it."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        vocabulary: str,
        terms: Sequence[Term],
        then: Callable[[tuple[Term, ...]], object],
    ) -> None:
        """`terms` are those that are offered, in their present order."""
        name = vocabulary_text(vocabulary)
        self._has_digits = vocabulary in ON_THE_LOG
        text = _(
            "Everyone's digits change with it, on every computer. Put what happens most at the top, and then leave it."
        )
        if not self._has_digits:
            text = _("Everyone gets this order, on every computer. Put what happens most at the top.")
        super().__init__(desk, parent, _("The order of “{name}”").format(name=name), text, _("Save"), then)
        self._vocabulary = vocabulary
        self._list = ShortList(_LINES)
        self._list.setAccessibleName(name)
        self._list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        for term in terms:
            item = QListWidgetItem(term.labeled(wording.language()))
            item.setData(_TERM, term)
            self._list.addItem(item)
        self._number()
        self.shrink()
        self._list.setCurrentRow(0)
        self._list.installEventFilter(self)
        self._list.model().rowsMoved.connect(self._number)
        self._up = Button(_("Move &up"), "", Icon.UP, partial(self._move, -1))
        self._down = Button(_("Move &down"), "", Icon.DOWN, partial(self._move, +1))
        self._list.currentRowChanged.connect(self._follow)
        self.body.addWidget(self._list)
        self.body.addWidget(flowing(self._up, self._down, gap=px(8)))
        how = _("Alt and an arrow move a line.")
        if self._has_digits:
            how = _("Alt and an arrow move a line. On the log, 7 opens the lines after the sixth.")
        self._list.setAccessibleDescription(how)
        if is_roomy():
            self.body.addWidget(note(how))
        else:
            self._list.setToolTip(how)
        self._follow()

    def send(self) -> None:
        self.run(asked(order_choices, self._vocabulary, self.terms()))

    def terms(self) -> tuple[Term, ...]:
        """As they are in the list now."""
        return tuple(cast("Term", self._list.item(row).data(_TERM)) for row in range(self._list.count()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride) and isinstance(event, QKeyEvent):
            step = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(event.key())
            if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                if event.type() == QEvent.Type.KeyPress:
                    self._move(step)
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _move(self, step: int) -> None:
        row = self._list.currentRow()
        if not 0 <= row + step < self._list.count():
            return
        item = self._list.takeItem(row)
        self._list.insertItem(row + step, item)
        self._list.setCurrentItem(item)
        self._number()
        announce(self._list, item.text(), at_once=True)

    @Slot()
    def _number(self) -> None:
        """Write the digits again."""
        total = self._list.count()
        for row in range(total):
            item = self._list.item(row)
            term = cast("Term", item.data(_TERM))
            label = term.labeled(wording.language())
            item.setText(f"{_digits(row, total)}  {label}" if self._has_digits else label)

    @Slot()
    def _follow(self) -> None:
        row = self._list.currentRow()
        self._up.setEnabled(row > 0)
        self._down.setEnabled(0 <= row < self._list.count() - 1)


class DeskChannels(Asking[tuple[Desk, ...]]):
    """For each desk how most of what happens there reaches it; a report from it then begins with that."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        names: ClinicChoices,
        desks: Sequence[Desk],
        then: Callable[[tuple[Desk, ...]], object],
    ) -> None:
        text = _(
            "Where nearly everything comes in one way, the log can begin with it. It can be changed in each report."
        )
        super().__init__(desk, parent, _("How a report from each desk begins"), text, _("Save"), then)
        several = len({one.site_id for one in desks}) > 1
        self._boxes: list[tuple[Desk, QComboBox]] = []
        for number, one in enumerate(desks, 1):
            box = QComboBox()
            box.addItem(_("Nothing is filled in"), None)
            for choice in names.choices("channel"):
                box.addItem(choice.label, choice.code)
            choose_data(box, one.channel)
            name = f"{one.name}, {names.site(one.site_id)}" if several else one.name
            words = name.replace("&", "&&")
            self.form.add(f"desk {number}", f"&{number}  {words}" if number <= 9 else words, box)
            box.setAccessibleName(name)
            self._boxes.append((one, box))

    def send(self) -> None:
        wanted = [replace(one, channel=box.currentData()) for one, box in self._boxes]
        changed = tuple(now for now, (one, _box) in zip(wanted, self._boxes, strict=True) if now != one)
        self.run(asked(begin_with_channels, changed))


def _digits(row: int, total: int) -> str:
    """What chooses the line on the log: a digit, or 7 and then a digit."""
    if row < SEEN or total <= SEEN + 1:
        return str(row + 1)
    return f"{SEEN + 1}, {row - SEEN + 1}"
