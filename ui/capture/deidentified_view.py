"""What the safety committee reads of one incident: no person, no words, no day, no desk."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.capture.listing import DeidentifiedIncident
from incident_tracker.wording import _
from ui.capture.details_words import yes_no
from ui.capture.incident_words import level_text, status_text
from ui.clinic_words import ClinicWords
from ui.theme.spacing import px
from ui.widgets.layout import Card, empty_out
from ui.widgets.text import note, words


class DeidentifiedView(QWidget):
    """One card of facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(px(24))
        self._grid.setVerticalSpacing(px(8))
        self._grid.setColumnMinimumWidth(0, px(190))
        self._grid.setColumnStretch(1, 1)
        card = Card(_("For the safety committee"), _("Without names, words, day and desk, so nobody can be known."))
        card.add(self._grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def show_incident(self, incident: DeidentifiedIncident, terms: ClinicWords) -> None:
        """Show one."""
        empty_out(self._grid)
        facts = (
            (_("Month"), period_name(incident.month)),
            (_("Site"), terms.site(incident.site_id)),
            (_("How it reached us"), terms.label("channel", incident.channel)),
            (_("Kind"), terms.label("kind", incident.kind)),
            (_("Level"), level_text(incident.severity, terms)),
            (_("Status"), status_text(incident.status)),
            (_("Trigger"), terms.labels("trigger", incident.triggers)),
            (_("What was tried"), terms.labels("technique", incident.techniques)),
            (_("How it ended"), terms.label("outcome", incident.outcome)),
            (_("Contributing factors"), terms.labels("factor", incident.factors)),
            (_("Members of staff affected"), str(incident.affected)),
            (_("Police called"), yes_no(incident.police_called)),
        )
        for line, (heading, text) in enumerate((heading, text) for heading, text in facts if text):
            self._grid.addWidget(note(heading), line, 0)
            self._grid.addWidget(words(text), line, 1)
