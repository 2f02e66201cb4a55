"""What was captured, to correct; where exactly it was; and the description, which is written once."""

from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.moments import Moment, Precision
from incident_tracker.domain.errors import Problem
from incident_tracker.wording import _
from ui.capture.panel import Panel, offer_terms, text_or_none
from ui.capture.place_field import PlaceField
from ui.capture.severity_chips import SeverityChips
from ui.clinic_choices import ClinicChoices
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.form import Form
from ui.widgets.moment_field import MomentField
from ui.widgets.term_picker import TermPicker


class BasicsPanel(Panel):
    """What happened, when, where, how, how severe. Corrections keep earlier values."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("What happened"))
        self._clinic = ClinicChoices()
        self.description = QPlainTextEdit()
        self.description.setTabChangesFocus(True)
        self.description.setMinimumHeight(px(110))
        self.when = MomentField(desk.now, desk.zone, chips=False)
        self.moments = {"occurred_at": self.when}
        self.where = PlaceField()
        self.place = TermPicker(_("Where exactly"))
        self.channel = TermPicker(_("How it reached you"), numbered=True)
        self.kind = TermPicker(_("What kind"), numbered=True)
        self.severity = SeverityChips()
        self._description_form = Form()
        self._description_form.add(
            "narrative",
            _("&Description"),
            self.description,
            _("In your own words. Once saved it stays as it is; what comes later is added below."),
        )
        self.form.add("occurred_at", _("&When"), self.when)
        self.form.add("desk", _("Whe&re"), self.where)
        self.form.add("place", _("Where e&xactly"), self.place, optional=True)
        self.form.add("channel", _("How it rea&ched you"), self.channel)
        self.form.add("kind", _("What &kind"), self.kind)
        self.form.add("severity", _("H&ow severe"), self.severity)
        self.body.insertWidget(1, self._description_form)
        self.listen(
            self.description.textChanged,
            self.when.changed,
            self.where.changed,
            self.place.changed,
            self.channel.changed,
            self.kind.changed,
            self.severity.changed,
        )

    def offer(self, clinic: ClinicChoices) -> None:
        self._clinic = clinic
        offer_terms(self.place, clinic, "location_detail")
        offer_terms(self.channel, clinic, "channel")
        offer_terms(self.kind, clinic, "kind")
        self.severity.offer_levels(clinic)

    def show_incident(self, incident: Incident) -> None:
        """Put an incident in; the description is asked only if there is none yet."""
        self._description_form.setVisible(not incident.narrative)
        self.where.offer(self._clinic, frozenset({incident.site_id}))
        self.where.set_place(incident.site_id, incident.desk_id)
        self.place.choose(*([incident.place] if incident.place else []))
        self.when.set_moment(incident.occurred.at, incident.occurred.precision is not Precision.MINUTE)
        self.channel.choose(incident.channel)
        self.kind.choose(incident.kind)
        self.severity.choose(incident.severity)

    def show_completion(self, incident: Incident, typed: Completion) -> None:
        """Put in what was typed over an incident before."""
        self.show_incident(
            replace(
                incident,
                occurred=typed.occurred or incident.occurred,
                desk_id=None if typed.no_desk else typed.desk_id or incident.desk_id,
                place=incident.place if typed.place is None else typed.place or None,
                channel=typed.channel or incident.channel,
                kind=typed.kind or incident.kind,
                severity=incident.severity if typed.severity is None else typed.severity,
            )
        )
        self.description.setPlainText(typed.narrative or "")

    def completion(self, incident: Incident, details: Details) -> Completion:
        """What is to be saved of `incident` with these details."""
        at = self.when.moment()
        occurred = incident.occurred
        if at is not None:
            precision = Precision.QUARTER_HOUR if self.when.is_about else Precision.MINUTE
            same = at == occurred.at.replace(second=0, microsecond=0)
            kept = self.when.is_about == (occurred.precision is not Precision.MINUTE)
            occurred = occurred if same and kept else Moment(at, precision)
        text = self.description.toPlainText()
        return Completion(
            details,
            narrative=text if text.strip() and not incident.narrative else None,
            occurred=occurred,
            desk_id=self.where.desk_id(),
            no_desk=self.where.desk_id() is None,
            place=text_or_none(self.place.code()) or "",
            channel=text_or_none(self.channel.code()),
            kind=text_or_none(self.kind.code()),
            severity=self.severity.severity(),
        )

    def first_field(self) -> QWidget:
        return self.description if self._description_form.isVisibleTo(self) else super().first_field()

    def show_problem(self, problem: Problem) -> bool:
        return self.form.show_problem(problem) or self._description_form.show_problem(problem)
