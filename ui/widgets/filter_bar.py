"""Search words and choices above a list, in as many lines as they need; one signal, 150 ms after the last key."""

from collections.abc import Hashable, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QWidget

from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.theme.spacing import is_roomy, px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.choices_popup import ChoicesButton
from ui.widgets.flow_layout import FlowLayout, flowing_policy
from ui.widgets.text import text_label
from ui.widgets.unseen_label import name_box

PAUSE = 150  # milliseconds


class FilterBar(QWidget):
    """With large letters the choices are behind one button. Signals: `changed()` when words or a choice changed and
    typing paused.
    """

    changed = Signal()

    def __init__(self, search: str = "", parent: QWidget | None = None) -> None:
        """`search` names the search field ("Search incidents"); empty for none."""
        super().__init__(parent)
        self._layout = FlowLayout(self, px(8), centered=True)
        policy = flowing_policy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)  # "Minimum" would hold the page to its narrowest shape
        self.setSizePolicy(policy)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._tell)
        self._search = _SearchField(search)
        self._search.textChanged.connect(self._wait)
        if not search:
            self._search.hide()
        self._layout.addWidget(self._search)
        self._choices: dict[str, tuple[QComboBox, list[Hashable]]] = {}
        self._behind = None if is_roomy() else ChoicesButton(_("Filter …"), _("Filter"))
        if self._behind is not None:
            self._layout.addWidget(self._behind)
        self._clear = Button(_("Clear filter"), "quiet", None, self.clear)
        self._clear.hide()
        self._count = text_label("", "small")
        self._layout.addWidget(self._clear)
        self._layout.addWidget(self._count)

    def add_choice(self, key: str, name: str, choices: Sequence[Choice], every: str = "", shown: bool = True) -> None:
        """Add a choice called `name`; its first entry `every` ("All sites") stands for no filter. One that is not
        `shown` is made by a view.
        """
        box = _Choice()
        name_box(box, name)
        box.setToolTip(name)
        box.addItem(every or _("{name}: all").format(name=name))
        codes: list[Hashable] = []
        for choice in choices:
            box.addItem(choice.label)
            codes.append(choice.code)
        box.currentIndexChanged.connect(self._tell)
        self._choices[key] = (box, codes)
        if self._behind is not None:
            self._behind.add(box)
        else:
            self._layout.insertWidget(self._layout.count() - 2, box)
            self.setTabOrder(box, self._clear)
        box.setVisible(shown)

    def add_entry(self, key: str, choice: Choice) -> None:
        """Add one more entry to a choice, unless it is there already."""
        box, codes = self._choices[key]
        if choice.code not in codes:
            box.addItem(choice.label)
            codes.append(choice.code)

    def show_choice(self, key: str) -> None:
        """Show a choice that was made without being shown, so that the reader sees what narrows the list."""
        self._choices[key][0].show()

    def search_text(self) -> str:
        """The search text."""
        return self._search.text().strip()

    def code(self, key: str) -> Hashable | None:
        """The choice made there; None for everything."""
        box, codes = self._choices[key]
        return codes[box.currentIndex() - 1] if box.currentIndex() > 0 else None

    def choose(self, key: str, code: Hashable | None) -> None:
        """Choose an entry, or everything."""
        box, codes = self._choices[key]
        box.setCurrentIndex(codes.index(code) + 1 if code in codes else 0)

    def chosen(self) -> dict[str, str]:
        """All choices that are made, by their keys as text; the search words under "words"."""
        found = {key: str(code) for key in self._choices if (code := self.code(key)) is not None}
        return found | ({"words": self.search_text()} if self.search_text() else {})

    def choose_all(self, choices: Mapping[str, str]) -> None:
        """Set the whole filter; what is not among the choices is everything. It changes once."""
        self.blockSignals(True)
        self._search.setText(choices.get("words", ""))
        for key, (box, codes) in self._choices.items():
            said = [str(code) for code in codes]
            box.setCurrentIndex(said.index(choices[key]) + 1 if choices.get(key) in said else 0)
        self.blockSignals(False)
        self._tell()

    def add_tool(self, tool: QWidget) -> None:
        """Something else that stands after the filter."""
        self._layout.addWidget(tool)

    def say_count(self, text: str) -> None:
        """Say how many were found."""
        self._count.setText(text)

    def search(self) -> None:
        """Go to the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def narrow(self) -> None:
        """Go to the first choice, or to the search field where there is none."""
        boxes = [box for box, _codes in self._choices.values() if not box.isHidden()]
        if self._behind is not None and boxes:
            self._behind.open_choices()
            return
        (boxes[0] if boxes else self._search).setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def searches(self) -> bool:
        """Is there a search field?"""
        return bool(self._search.accessibleName())

    def search_for(self, words: str) -> None:
        """Search for these words."""
        self._search.setText(words)

    @property
    def is_filtering(self) -> bool:
        """Is anything searched for or chosen?"""
        return bool(self.search_text()) or any(box.currentIndex() > 0 for box, _codes in self._choices.values())

    @Slot()
    def clear(self) -> None:
        """Clear the filter."""
        self._search.clear()
        for box, _codes in self._choices.values():
            box.setCurrentIndex(0)

    @Slot()
    def _wait(self) -> None:
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        self._clear.setVisible(self.is_filtering)
        self.changed.emit()


class _Choice(QComboBox):
    """As wide as what is chosen, so that several stand in one line; its list is as wide as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("fits", "row")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.currentIndexChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.currentText())
        return QSize(max(px(88), words + px(70)), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def showPopup(self) -> None:
        self.view().setMinimumWidth(super().sizeHint().width())
        super().showPopup()


class _SearchField(QLineEdit):
    """A line that Escape clears."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("fits", "row")
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()  # Qt's own knows nothing of the words that stand in the empty field
        words_wide = self.fontMetrics().horizontalAdvance(self.placeholderText()) + px(58)
        return QSize(max(px(180 if is_roomy() else 130), min(words_wide, px(300))), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # narrower it would cut its words off

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)
