"""What is shown after saving: the number, that it was abuse, the relief checklist, and what is due now."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.domain.support.guided_steps import NAMING
from incident_tracker.labels.capture.incidents import relief_texts
from incident_tracker.usecases.support.cases import LoggedIncident
from incident_tracker.wording import _, translated
from ui.capture.due_lines import DueLines
from ui.icons import Icon
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.guidance import Guidance
from ui.widgets.layout import Card, row
from ui.widgets.text import heading, note, text_label
from ui.widgets.tick_box import TickBox


class AfterSaving(QWidget):
    """Signals: `ticked(dict)` with the five answers; `another()`, `complete(UUID)`, `done()`, `copied(str)`."""

    ticked = Signal(object)
    another = Signal()
    complete = Signal(object)
    done = Signal()
    copied = Signal(str)

    def __init__(self, asks_relief: bool, parent: QWidget | None = None, *, keeps: bool = True) -> None:
        """`asks_relief`: may this person keep the checklist at all? Without `keeps` it was practice."""
        super().__init__(parent)
        self._keeps = keeps
        self._incident_id: UUID | None = None
        self._ref = SpokenNumber()
        self._naming = Guidance(tight=True)
        self._besides = text_label("", "label")
        self._besides.hide()
        said = _("Saved. The reference number is") if keeps else _("That was practice. Nothing was saved.")
        copy = Button(_("&Copy the number"), "small", Icon.COPY, self._copy)
        self._ticks = {name: TickBox(text) for name, text in relief_texts().items()}
        relief = _low_card(_("The first minutes"), _("Check what is done. You do not have to answer any of it."))
        for tick in self._ticks.values():
            tick.toggled.connect(self._tick)
        relief.add(_in_two_columns(list(self._ticks.values())))
        if not asks_relief:
            relief.hide()
        self._due = DueLines()
        self._due_card = _low_card(_("What is owed now"), _("All of it is voluntary, and none of it is a test."))
        self._due_card.add(self._due)
        self._complete = Button(_("Complete it &now"), "", Icon.EDIT, self._ask_complete)
        self._done = Button(_("&Done for now"), "primary", Icon.DONE, self.done.emit)
        another = Button(_("Log &another") if keeps else _("Practice &again"), "", Icon.NEW, self.another.emit)
        self.buttons = flowing(self._done, self._complete, another, gap=px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(8))
        layout.addWidget(
            flowing(text_label(said, "label"), self._ref, *([copy] if keeps else []), gap=px(12), centered=True)
        )
        layout.addWidget(self._naming)
        layout.addWidget(self._besides)
        layout.addWidget(relief)
        layout.addWidget(self._due_card)
        self._relief = relief

    def show_logged(self, logged: LoggedIncident, now: datetime, zone: ZoneInfo) -> None:
        """Show what was saved."""
        incident = logged.incident
        self._incident_id = incident.id
        if self._keeps:
            self._ref.say(incident.ref)
        else:
            self._ref.say_nothing_saved()
        self._complete.setVisible(logged.may_complete)
        if incident.severity is Severity.NEAR_MISS:
            self._naming.say(
                _("Thank you. You kept this from becoming more."),
                [_("Everyone can learn from what worked. Thank you for writing it down.")],
            )
        else:
            first, *rest = (translated(sentence) for sentence in NAMING)
            self._naming.say(first, rest)
        for tick in self._ticks.values():
            tick.blockSignals(True)
            tick.setChecked(False)
            tick.blockSignals(False)
        self._due.show_due(logged.due, now, zone)
        self._due_card.setVisible(bool(logged.due))
        announce(self, self._ref.accessibleName())

    def say_besides(self, text: str) -> None:
        """Say something more below the number, as long as it is shown."""
        self._besides.setText(text)
        self._besides.setVisible(bool(text))

    def first_focus(self) -> QWidget:
        """Where the keyboard is after saving: a screen reader then says that it is saved, and its number."""
        return self._ref

    @Slot()
    def _tick(self) -> None:
        self.ticked.emit({name: True if tick.isChecked() else None for name, tick in self._ticks.items()})

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._ref.text())
        self.copied.emit(self._ref.text())

    @Slot()
    def _ask_complete(self) -> None:
        self.complete.emit(self._incident_id)


class SpokenNumber(QLabel):
    """The number that was given. It takes the keyboard, so that it is read aloud, and can be selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "number")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say(self, reference: str) -> None:
        """Show another number."""
        self.setText(reference)
        self.setAccessibleName(_("Saved as {reference}.").format(reference=reference))

    def say_nothing_saved(self) -> None:
        """Say that a report would have its number here."""
        self.setText(_("no number"))
        self.setAccessibleName(_("That was practice. Nothing was saved."))


def _low_card(heading_text: str, note_text: str) -> Card:
    """A card with its note beside its heading, so that all of them fit a small window."""
    card = Card() if is_roomy() else Card(heading_text, note_text)
    if is_roomy():
        card.setAccessibleName(heading_text)
        name = heading(heading_text)
        name.setWordWrap(False)
        beside = row(name, note(note_text), gap=12)
        beside.setStretch(1, 1)
        card.add(beside)
    card.body.setContentsMargins(px(16), px(8), px(16), px(8))
    card.body.setSpacing(px(4))
    return card


def _in_two_columns(ticks: Sequence[QWidget]) -> QGridLayout:
    """From top to bottom, then beside; with large letters in one column."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(px(24))
    grid.setVerticalSpacing(px(4))
    lines = (len(ticks) + 1) // 2 if is_roomy() else len(ticks)
    for at, tick in enumerate(ticks):
        grid.addWidget(tick, at % lines, at // lines)
    return grid
