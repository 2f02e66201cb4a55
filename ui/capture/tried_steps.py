"""What was tried, in its order: add a technique, say its effect, move it by keyboard."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.deescalation import TechniqueEffect, TechniqueStep
from incident_tracker.labels.capture.deescalation import effect_text
from incident_tracker.wording import _
from ui.capture.small_fields import NumberField
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import column, empty_out, row
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import text_label

_EFFECTS = (TechniqueEffect.CALMER, TechniqueEffect.SAME, TechniqueEffect.WORSE, TechniqueEffect.UNKNOWN)


class TriedSteps(QWidget):
    """The steps under each other; Alt+Up and Alt+Down move the one with the focus.

    Signals: `changed()` when steps, their order or an effect changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clinic = ClinicChoices()
        self._steps: list[TechniqueStep] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(px(6))
        self._picker = TermPicker(_("Add what was tried"), numbered=True)
        self._picker.changed.connect(self._add)
        self.setFocusProxy(self._picker)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addLayout(self._lines)
        layout.addWidget(self._picker)

    def offer(self, terms: ClinicChoices) -> None:
        """Offer the techniques of the clinic."""
        self._clinic = terms
        self._picker.offer(terms.choices("technique"))
        self._build()

    def steps(self) -> tuple[TechniqueStep, ...]:
        """The steps in their order."""
        return tuple(self._steps)

    def set_steps(self, steps: tuple[TechniqueStep, ...]) -> None:
        """Show these steps."""
        self._steps = list(steps)
        self._build()

    def shift(self, at: int, by: int) -> None:
        """Move the step at place `at` up (-1) or down (1)."""
        to = at + by
        if not 0 <= to < len(self._steps):
            return
        self._steps[at], self._steps[to] = self._steps[to], self._steps[at]
        self._build(to)
        announce(self, _("Now step {n} of {total}").format(n=to + 1, total=len(self._steps)))
        self.changed.emit()

    def _build(self, focus: int | None = None) -> None:
        empty_out(self._lines)
        for at, step in enumerate(self._steps):
            line = _StepLine(at, len(self._steps), step, self._clinic.label("technique", step.technique))
            line.moved.connect(self.shift)
            line.removed.connect(self._remove)
            line.changed.connect(self._change)
            line.finished.connect(self._go_on)
            self._lines.addWidget(line)
            line.show()  # at once: what is not shown yet cannot take the focus
            if focus == at:
                line.effect.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _add(self) -> None:
        code = self._picker.code()
        if code is not None:
            self._steps.append(TechniqueStep(str(code)))
            self._picker.choose()
            self._build(len(self._steps) - 1)
            self.changed.emit()

    @Slot()
    def _go_on(self) -> None:
        """Enter in a line: the next step."""
        self._picker.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def _remove(self, at: int) -> None:
        del self._steps[at]
        self._build()
        self._picker.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    @Slot(int, object)
    def _change(self, at: int, step: TechniqueStep) -> None:
        self._steps[at] = step
        self.changed.emit()


class _StepLine(QWidget):
    """One step: its number, technique, effect, by whom and when, with buttons to move or remove it."""

    moved = Signal(int, int)
    removed = Signal(int)
    changed = Signal(int, object)
    finished = Signal()

    def __init__(self, at: int, total: int, step: TechniqueStep, label: str) -> None:
        super().__init__()
        self._at, self._step = at, step
        self.effect = _EffectBox(
            _("Effect of step {n}, {technique}").format(n=at + 1, technique=label),
            [Choice(effect, effect_text(effect)) for effect in _EFFECTS],
            open_text="",
        )
        self.effect.choose(step.effect)
        self.effect.changed.connect(self._changed)
        self.effect.gone_on.connect(self.finished)
        self.by = QLineEdit(step.by)
        self.by.setPlaceholderText(_("by whom, by role"))
        self.by.setAccessibleName(_("By whom: step {n}, {technique}").format(n=at + 1, technique=label))
        self.minute = NumberField(
            _("Minutes after the start: step {n}, {technique}").format(n=at + 1, technique=label), 1440
        )
        self.minute.setPlaceholderText(_("minute"))
        self.minute.set_number(step.minute)
        self.by.textEdited.connect(self._changed)
        self.minute.changed.connect(self._changed)
        name = text_label(_("{n}. {technique}").format(n=at + 1, technique=label))
        up = IconButton(Icon.UP, _("Move up: {technique}").format(technique=label), partial(self.moved.emit, at, -1))
        down = IconButton(
            Icon.DOWN, _("Move down: {technique}").format(technique=label), partial(self.moved.emit, at, 1)
        )
        up.setEnabled(at > 0)
        down.setEnabled(at < total - 1)
        away = IconButton(Icon.CLOSE, _("Take away: {term}").format(term=label), partial(self.removed.emit, at))
        line = row(name, up, down, away, gap=6)
        line.setStretch(0, 1)
        how = row(self.effect, self.by, self.minute, gap=6)
        how.setStretch(1, 1)
        self.setLayout(column(line, how, gap=4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(self._at, step)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.finished.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _changed(self) -> None:
        effect = self.effect.code()
        assert isinstance(effect, TechniqueEffect)
        self._step = replace(self._step, effect=effect, by=self.by.text().strip(), minute=self.minute.number())
        self.changed.emit(self._at, self._step)


class _EffectBox(ChoiceBox):
    """A box that passes Alt+Up and Alt+Down to its line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
            return
        super().keyPressEvent(event)
