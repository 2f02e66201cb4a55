"""The severity ladder as chips: the digit of a level chooses it."""

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.capture.severity import Severity
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.widgets.choice_chips import Choice, ChoiceChips


class SeverityChips(ChoiceChips):
    """Levels 0 to 7, each with its plain label; 0 comes last, because it is different: it went well."""

    def __init__(self, quick: bool = False, parent: QWidget | None = None) -> None:
        """`quick`: a digit goes on to the next field, and the meaning is said elsewhere."""
        super().__init__(_("How severe"), numbered=False, explains=not quick, goes_on=quick, tight=quick, parent=parent)

    def offer_levels(self, clinic: ClinicChoices) -> None:
        """Offer the ladder in the clinic's terms."""
        terms = {term.code: term for term in clinic.choices("severity")}
        levels = (*range(1, 8), 0)
        self.offer(
            [
                Choice(Severity(level), f"{level}  {terms[str(level)].label}", terms[str(level)].meaning)
                for level in levels
                if str(level) in terms
            ]
        )

    def severity(self) -> Severity | None:
        """The chosen level, or None."""
        code = self.code()
        return code if isinstance(code, Severity) else None

    def _digit(self, number: int) -> int | None:
        return number % 8

    def _press(self, number: int) -> bool:
        position = number - 1 if number else 7
        if number > 7 or position >= len(self._chips):
            return False
        self._take(self._chips[position])
        return True
