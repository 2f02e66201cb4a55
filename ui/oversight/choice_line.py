"""A few choices side by side, each under its name, in as many lines as needed."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.spacing import px
from ui.widgets.choice_chips import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import text_label


class ChoiceLine(QWidget):
    """Signals: `changed()` when another entry was chosen somewhere."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, px(12))
        self._boxes: dict[str, tuple[QComboBox, list[Hashable]]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, key: str, name: str, choices: Sequence[Choice]) -> None:
        """Add a choice called `name`; its first entry is chosen."""
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        caption: QLabel = text_label(name, "small")
        caption.setBuddy(box)
        child = QWidget()
        layout = QVBoxLayout(child)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addWidget(caption)
        layout.addWidget(box)
        self._boxes[key] = (box, [])
        self.offer(key, choices)
        box.currentIndexChanged.connect(self._tell)
        self._flow.addWidget(child)

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
