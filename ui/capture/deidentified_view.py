"""What the safety committee reads of one incident: no person, no words, no day, no desk."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.listing import DeidentifiedIncident
from incident_tracker.labels.capture.telling import deidentified_facts
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.theme.spacing import px
from ui.widgets.layout import Card, empty_out
from ui.widgets.text import note, text_label


class DeidentifiedView(QWidget):
    """One card of facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnMinimumWidth(0, px(190))
        self._grid.setColumnStretch(1, 1)
        card = Card(_("For the safety committee"), _("Without names, words, day or desk, so no one can be recognized."))
        card.add(self._grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_incident(self, incident: DeidentifiedIncident, terms: ClinicChoices) -> None:
        """Show one."""
        empty_out(self._grid)
        facts = deidentified_facts(incident, terms, period_name(incident.month))
        for line, (heading, text) in enumerate(facts):
            self._grid.addWidget(note(heading), line, 0)
            self._grid.addWidget(text_label(text), line, 1)
