"""What the safety committee reads of one incident: no person, no words, no day, no desk."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.listing import DeidentifiedIncident
from incident_tracker.labels.capture.telling import deidentified_facts
from incident_tracker.wording import _
from ui.capture.fact_list import FactList
from ui.clinic_choices import ClinicChoices
from ui.widgets.layout import Card


class DeidentifiedView(QWidget):
    """One card of facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = FactList()
        card = Card(_("For the safety committee"), _("Without names, words, day or desk, so no one can be recognized."))
        card.add(self._facts)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_incident(self, incident: DeidentifiedIncident, terms: ClinicChoices) -> None:
        """Show one."""
        self._facts.show_facts(deidentified_facts(incident, terms, period_name(incident.month)))
