"""Choose one or several terms of a list by typing a few letters."""

from collections.abc import Callable, Hashable, Sequence
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
_NUMBER = Qt.ItemDataRole.UserRole + 1
_DIGITS = 9


class TermPicker(QWidget):
    """A field that offers the terms fitting what is typed; arrows and Enter choose, Backspace removes the last one.

    Signals: `changed()` when the choice changed; `gone_on()` after a digit chose the only one.
    """

    changed = Signal()
    gone_on = Signal()

    def __init__(
        self,
        name: str,
        terms: Sequence[Choice] = (),
        several: bool = False,
        numbered: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is spoken with the field; `several`: more than one may be chosen, shown as chips in their order;
        `numbered`: a digit chooses one of the first nine terms, in the order that the clinic gave them.
        """
        super().__init__(parent)
        self._several = several
        self._numbered = numbered
        self._terms: tuple[Choice, ...] = tuple(terms)
        self._name_of: Callable[[str], str] | None = None
        self._chosen: list[Hashable] = []
        self._field = QLineEdit()
        self._field.setPlaceholderText(_("A few letters, or 1–9") if numbered else _("Type a few letters"))
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

    def offer(self, terms: Sequence[Choice], name_of: Callable[[str], str] | None = None) -> None:
        """Offer other terms. Chosen ones that are no longer offered are dropped, or stay as `name_of` calls them."""
        self._terms = tuple(terms)
        self._name_of = name_of
        offered = {term.code for term in self._terms}
        if name_of is None:
            self._chosen = [code for code in self._chosen if code in offered]
        self._show_chosen()

    @property
    def taken(self) -> QWidget:
        """What holds the buttons that take a chosen term away again."""
        return self._chips

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
        if self._numbered and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and self._press(event.text()):
            return True
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

    def _press(self, typed: str) -> bool:
        """Choose by a digit; False if it is none, or has to be a part of what is being typed."""
        if len(typed) != 1 or typed not in "123456789":
            return False
        number = int(typed)
        if self._list.isVisible():
            begun = self._field.text() if self._field.isModified() else ""
            if begun.strip() and self._fitting(f"{begun}{typed}"):
                return False
            rows = [row for row in range(self._list.count()) if self._list.item(row).data(_NUMBER) == number]
            if rows:
                self._take(self._list.item(rows[0]))
                self._go_on()
            return True
        if self._field.isModified() and self._field.text().strip():
            return False
        if number <= len(self._terms) and (not self._several or self._terms[number - 1].code not in self._chosen):
            term = self._terms[number - 1]
            self._choose_one(term.code)
            announce(self._field, term.label)
            self._go_on()
        return True

    def _go_on(self) -> None:
        if not self._several and self._chosen:  # a list that is added to takes the choice out again
            self.gone_on.emit()

    def _fitting(self, typed: str) -> list[tuple[int, Choice]]:
        """The terms that have all words of what is typed, with their numbers."""
        wanted = wanted_words(typed)
        found = [
            (place, term)
            for place, term in enumerate(self._terms, 1)
            if not (self._several and term.code in self._chosen)
            and all(word in folded(f"{term.label} {term.meaning}") for word in wanted)
        ]
        return [(row, term) for row, (_place, term) in enumerate(found, 1)] if wanted else found

    @Slot(str)
    def _offer_fitting(self, typed: str) -> None:
        self._list.clear()
        for number, term in self._fitting(typed):
            told = self._numbered and number <= _DIGITS
            item = QListWidgetItem(f"{number}  {term.label}" if told else term.label)
            item.setData(_CODE, term.code)
            item.setData(_NUMBER, number)
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
        self._choose_one(code)

    def _choose_one(self, code: Hashable) -> None:
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
        if not self._several:
            self._field.setText(self._label(self._chosen[0]) if self._chosen else "")
            self._field.setModified(False)
            return
        self._field.clear()
        self._field.setModified(False)
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for code in self._chosen:
            label = self._label(code)
            chip = Button(label.replace("&", "&&"), "small", Icon.CLOSE, partial(self._let_go, code))
            chip.setAccessibleName(_("Take away: {term}").format(term=label))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._chosen))

    def _label(self, code: Hashable) -> str:
        offered = next((term.label for term in self._terms if term.code == code), None)
        if offered is not None:
            return offered
        return self._name_of(str(code)) if self._name_of is not None else ""
