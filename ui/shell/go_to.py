"""Type a few letters to go to any page or command (Ctrl+K), and the list of all keys (?)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.wording import _, pgettext
from ui.icons import Icon, icon
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.dialogs import Question
from ui.widgets.text import text_label
from ui.widgets.two_columns import TwoColumns


@dataclass(frozen=True, slots=True)
class Destination:
    """A place to go to: its name, its keys, its icon, and what to call."""

    label: str
    keys: str
    meaning: Icon
    go: Callable[[], object]


class GoTo(QDialog):
    """A field and the matching destinations; Enter goes to the highlighted one."""

    def __init__(self, destinations: Sequence[Destination], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Go to"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._destinations = tuple(destinations)
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Where to? Type a few letters"))
        self._field.setAccessibleName(_("Where to"))
        self._field.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._fit)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setAccessibleName(_("Destinations"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(self._go)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(12), px(12), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self.resize(px(520), px(420))
        self._fit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key())
            if step is not None:
                self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
                if (item := self._list.currentItem()) is not None:
                    announce(self._field, item.text())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self._list.currentItem()) is not None:
                    self._go(item)
                return True
        return super().eventFilter(watched, event)

    @Slot(str)
    def _fit(self, typed: str) -> None:
        wanted = wanted_words(typed)
        self._list.clear()
        for number, destination in enumerate(self._destinations):
            if all(word in folded(destination.label) for word in wanted):
                text = f"{destination.label}    {destination.keys}" if destination.keys else destination.label
                item = QListWidgetItem(icon(destination.meaning), text)
                item.setData(Qt.ItemDataRole.UserRole, number)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        destination = self._destinations[int(item.data(Qt.ItemDataRole.UserRole))]
        self.accept()
        destination.go()


class KeyList(Question):
    """All keys on one card, in two columns where there is room."""

    def __init__(self, keys: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent, _("Keys"), "", pgettext("a window", "Close"), width=760)
        self.back.hide()
        half = (len(keys) + 1) // 2
        left = QWidget()
        left.setLayout(_key_column(keys[:half]))
        self.body.addWidget(TwoColumns(left, _key_column(keys[half:]), left_first=True))


def _key_column(keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(6))
    grid.setColumnStretch(1, 1)
    for line, (what, how) in enumerate(keys):
        grid.addWidget(text_label(how, "key"), line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(text_label(what), line, 1)
    return grid
