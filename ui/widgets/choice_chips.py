"""A few choices to see all at once: one key each (1–9), arrows between them, one or several."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGroupBox, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from incident_tracker.wording import _
from ui.theme.spacing import px
from ui.widgets.flow_layout import FlowLayout, flowing_policy
from ui.widgets.text import fold, say_with, text_label


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen: its `code` in the record, its `label`, and what it means."""

    code: Hashable
    label: str
    meaning: str = ""


class ChoiceChips(QGroupBox):
    """Chips in lines. The meaning of the chosen one is said below. Qt's group, without its frame, because a screen
    reader says the name of a group when someone comes into it.

    Signals: `changed()` when the choice changed; with `goes_on` also `gone_on()` after a digit chose, and `gone_back()`
    after Backspace.
    """

    changed = Signal()
    gone_on = Signal()
    gone_back = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice] = (),
        several: bool = False,
        numbered: bool = True,
        explains: bool = True,
        goes_on: bool = False,
        tight: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`name` is spoken before the choice; `several`: more than one may be chosen; `explains`: say the meaning of
        the chosen one below; `goes_on`: a digit chooses and is done with this field; `tight`: chips for
        a small window.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._name = name
        self._several = several
        self._numbered = numbered
        self._explains = explains
        self._goes_on = goes_on
        self._tight = tight
        self._offered: tuple[Choice, ...] = ()
        self._name_of: Callable[[str], str] | None = None
        self._choices: tuple[Choice, ...] = ()
        self._chips: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._group.setExclusive(not several)
        self._group.buttonToggled.connect(self._toggled)
        self._line = QWidget()
        self._flow = FlowLayout(self._line, px(6 if tight else 8))
        self._meaning = text_label("", "note")
        say_with(self, self._meaning)
        self._meaning.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        layout.addWidget(self._line)
        layout.addWidget(self._meaning)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._line.setSizePolicy(policy)
        self.setSizePolicy(policy)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice], name_of: Callable[[str], str] | None = None) -> None:
        """Offer other choices. What was chosen stays chosen if it is still offered, or as `name_of` calls it."""
        chosen = set(self.codes())
        self._offered, self._name_of = tuple(choices), name_of
        self._show_chips(chosen)
        self._choose(chosen)

    def _show_chips(self, chosen: set[Hashable]) -> None:
        """A chip for each that is offered, and for what a record has that is no longer offered."""
        named: list[Choice] = []
        if self._name_of is not None:
            former = sorted(chosen - {choice.code for choice in self._offered}, key=str)
            named = [Choice(code, self._name_of(str(code)), _("No longer offered")) for code in former]
        choices = (*self._offered, *named)
        if choices == self._choices:
            return  # new chips would lose the focus
        for chip in self._chips:
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._choices = choices
        self._chips = [self._chip(number, choice) for number, choice in enumerate(self._choices, 1)]
        if self._chips:
            self.setFocusProxy(self._chips[0])

    def go_on(self) -> None:
        """From now on a digit chooses and is done with this field, unless several may be chosen."""
        self._goes_on = not self._several

    def codes(self) -> tuple[Hashable, ...]:
        """What is chosen, in the order of the chips."""
        return tuple(choice.code for choice, chip in zip(self._choices, self._chips, strict=True) if chip.isChecked())

    def code(self) -> Hashable | None:
        """The one chosen, or None."""
        return next(iter(self.codes()), None)

    def choose(self, *codes: Hashable) -> None:
        """Choose these and no others."""
        self._show_chips(set(codes))
        self._choose(set(codes))

    def come(self) -> None:
        """Put the keyboard on the choice, or on the first chip while nothing is chosen."""
        chosen = next((chip for chip in self._chips if chip.isChecked() and chip.isVisible()), None)
        (chosen or self).setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        number = event.key() - int(Qt.Key.Key_0)
        if plain and 0 <= number <= 9 and self._press(number):
            return
        if plain and self._goes_on and event.key() == Qt.Key.Key_Backspace:
            self.gone_back.emit()
            return
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        here = next((at for at, chip in enumerate(self._chips) if chip.hasFocus()), None)
        if step is not None and here is not None:
            self._chips[(here + step) % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _spoken_place(self, number: int) -> str:
        """Which of how many a chip is, and which digit chooses it."""
        total, digit = len(self._choices), self._digit(number)
        if digit is None:
            return _("{n} of {total}").format(n=number, total=total)
        return _("{n} of {total}, key {digit}").format(n=number, total=total, digit=digit)

    def _digit(self, number: int) -> int | None:
        """Which digit chooses the chip of this number, counted from 1; None for those that have none."""
        return number if number <= 9 else None

    def _press(self, number: int) -> bool:
        """Choose by a digit; False where none has it."""
        if not 1 <= number <= len(self._chips):
            return False
        self._take(self._chips[number - 1])
        return True

    def _take(self, chip: QAbstractButton) -> None:
        chip.setFocus(Qt.FocusReason.ShortcutFocusReason)
        chip.click()
        if self._goes_on:
            self.gone_on.emit()

    def _chip(self, number: int, choice: Choice) -> QPushButton:
        chip = _Chip(choice.label, number if self._numbered and number <= 9 else None, not self._several)
        chip.setProperty("tight", self._tight)
        chip.setAccessibleName(choice.label)
        chip.setAccessibleDescription(f"{self._spoken_place(number)}. {choice.meaning}".removesuffix(". "))
        chip.setToolTip(choice.meaning)
        self._group.addButton(chip, number)
        self._flow.addWidget(chip)
        return chip

    def _choose(self, codes: set[Hashable]) -> None:
        # an exclusive group never gives up its last choice; it must for "nothing chosen yet"
        self._group.setExclusive(False)
        self._group.blockSignals(True)
        for choice, chip in zip(self._choices, self._chips, strict=True):
            chip.setChecked(choice.code in codes)
        self._group.blockSignals(False)
        self._group.setExclusive(not self._several)
        self._explain()

    @Slot(QAbstractButton, bool)
    def _toggled(self, _chip: QAbstractButton, on: bool) -> None:
        self._explain()
        if on or not self._group.exclusive():  # a change of the one choice is told once
            self.changed.emit()

    def _explain(self) -> None:
        chosen = [choice for choice, chip in zip(self._choices, self._chips, strict=True) if chip.isChecked()]
        text = chosen[0].meaning if len(chosen) == 1 and self._explains else ""
        self._meaning.setText(text.replace("&", "&&"))
        self._meaning.setVisible(bool(text))


class _Chip(QPushButton):
    """One chip; arrow keys go to the row of chips. `one`: a screen reader calls it a radio button, not a check box."""

    def __init__(self, label: str, number: int | None, one: bool) -> None:
        text = label.replace("&", "&&")
        self._words = f"{number}  {text}" if number else text
        super().__init__(self._words)
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoExclusive(one)  # Qt takes the role from it; what is chosen is the group's matter
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(flowing_policy())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._one_line().height() + self.fontMetrics().lineSpacing() * self._folded(width).count("\n")

    def sizeHint(self) -> QSize:
        return self._one_line()

    def minimumSizeHint(self) -> QSize:
        longest = max(map(self.fontMetrics().horizontalAdvance, self._words.split() or [""]))
        return QSize(self._around() + longest, self._one_line().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self._folded(self.width())
        if folded != self.text():
            self.setText(folded)

    def _one_line(self) -> QSize:
        hint = super().sizeHint()
        width = self._around() + self.fontMetrics().horizontalAdvance(self._words)
        return QSize(width, hint.height() - self.fontMetrics().lineSpacing() * self.text().count("\n"))

    def _around(self) -> int:
        """What the padding and the border take."""
        lines = self.text().split("\n")
        return super().sizeHint().width() - max(map(self.fontMetrics().horizontalAdvance, lines))

    def _folded(self, width: int) -> str:
        """The words in as many lines as a chip of this width needs."""
        if width >= self._one_line().width():
            return self._words
        return fold(self._words, self.fontMetrics(), width - self._around())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)
