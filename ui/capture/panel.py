"""What every panel of the long form is: a card that reads and writes some fields of the details."""

from collections.abc import Collection
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.errors import Problem
from ui.clinic_choices import ClinicChoices
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card
from ui.widgets.moment_field import MomentField
from ui.widgets.reading_order import in_reading_order
from ui.widgets.term_picker import TermPicker


class Panel(Card):
    """`names` are the fields of `Details` that the panel owns; it leaves all others as they are.

    Signals: `changed()` when anything in it was answered or typed.
    """

    names: ClassVar[tuple[str, ...]] = ()
    changed = Signal()

    def __init__(self, heading_text: str, note_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(heading_text, note_text, parent=parent)
        self.matters = True  # False for parts that the incident does not have, such as a call
        self.form = Form()
        self.moments: dict[str, MomentField] = {}  # by the record's words for them
        self.add(self.form)

    def offer(self, clinic: ClinicChoices) -> None:
        """Offer the clinic's terms and people."""

    def show_details(self, details: Details) -> None:
        """Put the panel's fields in."""

    def completed(self, details: Details) -> Details:
        """`details` with what is filled in here, and can be read. Errors: Refused at a field."""
        return details

    def unread(self) -> tuple[UnreadText, ...]:
        """What is typed in a field for a moment and is none."""
        asked = ((name, field.unread_text) for name, field in self.moments.items() if field.isVisibleTo(self))
        return tuple(UnreadText(name, text) for name, text in asked if text)

    def show_unread(self, unread: Collection[UnreadText]) -> None:
        """Show again what was typed and could not be read."""
        for one in unread:
            if one.field in self.moments:
                self.moments[one.field].show_unread(one.text)

    def first_field(self) -> QWidget:
        """Where typing starts."""
        return next((one for one in in_reading_order(self) if one.isEnabled()), self)

    def show_problem(self, problem: Problem) -> bool:
        """Say a refusal at its field; False if it is about none of these."""
        return self.form.show_problem(problem)

    def listen(self, *signals: SignalInstance) -> None:
        """Tell `changed` whenever one of these is emitted."""
        for signal in signals:
            signal.connect(self._tell)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def texts(codes: tuple[object, ...]) -> tuple[str, ...]:
    """Chosen codes as the record keeps them."""
    return tuple(str(code) for code in codes)


def text_or_none(code: object) -> str | None:
    """One chosen code, or None."""
    return None if code is None else str(code)


def offer_terms(field: TermPicker | ChoiceChips, clinic: ClinicChoices, vocabulary: str) -> None:
    """Offer a vocabulary; a term of the record that is no longer offered stays in the field, by its name."""
    field.offer(clinic.choices(vocabulary), partial(clinic.label, vocabulary))
