"""Contributing factors: what in the clinic made it more likely; and the call, where it was one."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS, Direction, direction_of
from incident_tracker.wording import _
from ui.capture.call_line import CallLine
from ui.capture.panel import Panel, offer_terms, texts
from ui.clinic_choices import ClinicChoices
from ui.widgets.term_picker import TermPicker


class CausesPanel(Panel):
    """Factors are about rules, staffing, rooms and systems, never about who was at the desk."""

    names = ("factors",)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Contributing factors"), _("What in the clinic made it more likely: rules, staffing, rooms, systems.")
        )
        self.factors = TermPicker(_("Contributing factors"), several=True, numbered=True)
        self.form.add("factors", _("&Factors"), self.factors)
        self.listen(self.factors.changed)

    def offer(self, clinic: ClinicChoices) -> None:
        offer_terms(self.factors, clinic, "factor")

    def show_details(self, details: Details) -> None:
        self.factors.choose(*details.factors)

    def completed(self, details: Details) -> Details:
        return replace(details, factors=texts(self.factors.codes()))


class CallPanel(Panel):
    """The call, shown only for channels that are calls."""

    names = ("phone",)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The call"))
        self._direction = Direction.INBOUND
        self.call = CallLine()
        self.add(self.call)
        self.listen(self.call.changed)

    def expect(self, channel: str) -> None:
        """Matter or not, and know who called whom, as the channel says."""
        self.matters = channel in PHONE_CHANNELS
        self._direction = direction_of(channel)

    def show_details(self, details: Details) -> None:
        self.call.show_call(details.phone, self._direction)

    def completed(self, details: Details) -> Details:
        return replace(details, phone=self.call.call()) if self.matters else details
