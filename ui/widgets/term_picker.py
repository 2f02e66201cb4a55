"""Choose one or several terms of a list by typing a few letters."""

from collections.abc import Hashable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget

from incident_tracker.domain.searching import folded, wanted_words
from incident_tracker.wording import _
from ui.icons import Icon, icon
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice
from ui.widgets.flow_layout import FlowLayout

_ROWS_SHOWN = 8
_CODE = Qt.ItemDataRole.UserRole


class TermPicker(QWidget):
    """A field that offers the terms fitting what is typed; arrows and Enter choose, Backspace removes the last one.

    Signals: `changed()` when the choice changed.
    """

    changed = Signal()

    def __init__(
        self, name: str, terms: Sequence[Choice] = (), several: bool = False, parent: QWidget | None = None
    ) -> None:
        """`name` is spoken with the field; `several`: more than one may be chosen, shown as chips in their order."""
        super().__init__(parent)
        self._several = several
        self._terms: tuple[Choice, ...] = tuple(terms)
        self._chosen: list[Hashable] = []
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("Type a few letters"))
        self._field.addAction(icon(Icon.SEARCH), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textEdited.connect(self._offer_fitting)
        self._field.installEventFilter(self)
        self.setFocusProxy(self._field)
        self._list = QListWidget(self)
        self._list.setWindowFlags(Qt.WindowType.ToolTip)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setAccessibleName(_("Fitting terms"))
        self._list.itemClicked.connect(self._take)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, px(6))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        self._chips.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self._chips)
        layout.addWidget(self._field)
        self.setAccessibleName(name)

    def setAccessibleName(self, name: str) -> None:  # Qt's own name
        super().setAccessibleName(name)
        self._field.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # Qt's own name
        super().setAccessibleDescription(description)
        self._field.setAccessibleDescription(description)

    def offer(self, terms: Sequence[Choice]) -> None:
        """Offer other terms; chosen ones that are no longer offered are dropped."""
        self._terms = tuple(terms)
        offered = {term.code for term in self._terms}
        self._chosen = [code for code in self._chosen if code in offered]
        self._show_chosen()

    def codes(self) -> tuple[Hashable, ...]:
        """What is chosen, in the order of choosing."""
        return tuple(self._chosen)

    def code(self) -> Hashable | None:
        """The one chosen, or None."""
        return self._chosen[0] if self._chosen else None

    def choose(self, *codes: Hashable) -> None:
        """Choose these and no others."""
        self._chosen = list(codes if self._several else codes[:1])
        self._show_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._steer(event)
            if event.type() == QEvent.Type.FocusOut:
                self._leave()
            elif event.type() == QEvent.Type.MouseButtonPress:
                self._offer_fitting("")
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        key = event.key()
        shown = self._list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if not shown:
                self._offer_fitting(self._field.text() if self._field.isModified() else "")
            else:
                step = 1 if key == Qt.Key.Key_Down else -1
                self._list.setCurrentRow((self._list.currentRow() + step) % max(1, self._list.count()))
                if (item := self._list.currentItem()) is not None:
                    announce(self._field, item.text())
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and shown and not event.modifiers():
            if (item := self._list.currentItem()) is not None:
                self._take(item)
            return True
        if key == Qt.Key.Key_Escape and shown:
            self._list.hide()
            return True
        if key == Qt.Key.Key_Backspace and self._several and not self._field.text() and self._chosen:
            self._let_go(self._chosen[-1])
            return True
        return False

    @Slot(str)
    def _offer_fitting(self, typed: str) -> None:
        wanted = wanted_words(typed)
        self._list.clear()
        for term in self._terms:
            text = folded(f"{term.label} {term.meaning}")
            if (not self._several or term.code not in self._chosen) and all(word in text for word in wanted):
                item = QListWidgetItem(term.label)
                item.setData(_CODE, term.code)
                item.setToolTip(term.meaning)
                self._list.addItem(item)
        if self._list.count() == 0:
            self._list.hide()
            return
        self._list.setCurrentRow(0)
        rows = min(_ROWS_SHOWN, self._list.count())
        self._list.resize(QSize(self._field.width(), rows * self._list.sizeHintForRow(0) + px(8)))
        self._list.move(self._field.mapToGlobal(QPoint(0, self._field.height() + px(2))))
        self._list.show()

    @Slot(QListWidgetItem)
    def _take(self, item: QListWidgetItem) -> None:
        code = item.data(_CODE)
        self._list.hide()
        if self._several:
            self._chosen.append(code)
        else:
            self._chosen = [code]
        self._show_chosen()
        self.changed.emit()

    def _let_go(self, code: Hashable) -> None:
        self._chosen.remove(code)
        self._show_chosen()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _leave(self) -> None:
        self._list.hide()
        if self._field.isModified():
            emptied = not self._several and not self._field.text().strip() and bool(self._chosen)
            if emptied:
                self._chosen = []
            self._show_chosen()
            if emptied:
                self.changed.emit()

    def _show_chosen(self) -> None:
        labels = {term.code: term.label for term in self._terms}
        if not self._several:
            self._field.setText(labels.get(self._chosen[0], "") if self._chosen else "")
            self._field.setModified(False)
            return
        self._field.clear()
        self._field.setModified(False)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for code in self._chosen:
            label = labels.get(code, "")
            chip = Button(label.replace("&", "&&"), "small", Icon.CLOSE, partial(self._let_go, code))
            chip.setAccessibleName(_("Take away: {term}").format(term=label))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))
