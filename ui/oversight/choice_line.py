"""A few choices side by side, in as many lines as needed."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import is_roomy, px
from ui.widgets.choice_chips import Choice
from ui.widgets.choices_popup import ChoicesButton
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import text_label
from ui.widgets.unseen_label import name_box


class ChoiceLine(QWidget):
    """Each under its name; or `in_head`, beside the title of a page, where what is chosen says enough. There all but
    the first are behind one button where letters are large.

    Signals: `changed()` when another entry was chosen somewhere.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None, in_head: bool = False) -> None:
        super().__init__(parent)
        self._in_head = in_head
        self._flow = FlowLayout(self, px(8 if in_head else 12), centered=in_head)
        self._boxes: dict[str, tuple[QComboBox, list[Hashable]]] = {}
        self._more = ChoicesButton(_("More…"), _("More choices")) if in_head and not is_roomy() else None
        if self._more is not None:
            self._flow.addWidget(self._more)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, key: str, name: str, choices: Sequence[Choice]) -> None:
        """Add a choice called `name`; its first entry is chosen."""
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        child = QWidget()
        layout = QVBoxLayout(child)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        if self._in_head:
            box.setProperty("fits", "row")
            box.setToolTip(name)
        else:
            caption: QLabel = text_label(name, "small")
            caption.setBuddy(box)
            layout.addWidget(caption)
        layout.addWidget(box)
        if self._in_head:
            name_box(box, name)
        self._boxes[key] = (box, [])
        self.offer(key, choices)
        box.currentIndexChanged.connect(self._tell)
        child.setFocusProxy(box)
        if self._more is None:
            self._flow.addWidget(child)
        elif self._boxes.keys() == {key}:
            self._flow.insertWidget(0, child)
        else:
            self._more.add(child)

    def offer(self, key: str, choices: Sequence[Choice]) -> None:
        """Offer other entries; what was chosen stays chosen if it is still offered. Emits nothing."""
        box, before = self._boxes[key]
        chosen = self.code(key) if before else None
        codes = [choice.code for choice in choices]
        box.blockSignals(True)
        box.clear()
        for choice in choices:
            box.addItem(choice.label)
        if chosen in codes:
            box.setCurrentIndex(codes.index(chosen))
        box.blockSignals(False)
        before[:] = codes

    def code(self, key: str) -> Hashable | None:
        """The choice made there."""
        box, codes = self._boxes[key]
        return codes[box.currentIndex()] if 0 <= box.currentIndex() < len(codes) else None

    def choose(self, key: str, code: Hashable | None) -> None:
        """Choose an entry; one that is not offered changes nothing."""
        box, codes = self._boxes[key]
        if code in codes:
            box.setCurrentIndex(codes.index(code))

    def box(self, key: str) -> QComboBox:
        """The field of a choice."""
        return self._boxes[key][0]

    def show_choice(self, key: str, shown: bool) -> None:
        """Show or hide a choice with its name."""
        child = self._boxes[key][0].parentWidget()
        if child is not None:
            child.setVisible(shown)
            self.updateGeometry()

    def add_tool(self, tool: QWidget) -> None:
        """Something else that stands after the choices, level with their fields."""
        child = QWidget()
        layout = QVBoxLayout(child)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(text_label(" ", "small"))
        layout.addWidget(tool)
        self._flow.addWidget(child)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
