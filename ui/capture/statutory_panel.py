"""Is this loggable? The program suggests and says why; a person answers, and adds what the log asks for."""

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.statutory import Loggable, LoggableAnswer
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.law.loggable import suggest_loggable
from incident_tracker.labels.capture.statutory import loggable_text
from incident_tracker.labels.law.loggable import hint_text
from incident_tracker.wording import _
from ui.capture.panel import Panel, offer_terms, text_or_none, texts
from ui.clinic_choices import ClinicChoices
from ui.page import PageDesk
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.guidance import Guidance
from ui.widgets.moment_field import MomentField
from ui.widgets.term_picker import TermPicker


class StatutoryPanel(Panel):
    """The answer with its reason; fields B to I appear where the answer is yes."""

    names = ("statutory",)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("The statutory log"), _("Please leave out all names, addresses and numbers."))
        self._desk = desk
        self._before = LoggableAnswer()
        self._clinic = ClinicChoices()
        self.hint = Guidance()
        self.loggable = ChoiceChips(_("Is this loggable"), [Choice(one, loggable_text(one)) for one in Loggable])
        self.reason = QLineEdit()
        self.types = TermPicker(_("Type of violence"), several=True, numbered=True)
        self.perpetrator = TermPicker(_("Who committed it"), numbered=True)
        self.circumstances = TermPicker(_("Circumstances"), several=True, numbered=True)
        self.location = ChoiceChips(_("Where"))
        self.attacks = TermPicker(_("Kind of attack"), several=True, numbered=True)
        self.response, self.protection = QLineEdit(), QLineEdit()
        self.completed_by, self.completed_as = QLineEdit(), QLineEdit()
        self.completed_at = MomentField(desk.now, desk.zone, about=False, chips=False)
        self.moments = {"completed_at": self.completed_at}
        self.by_me = Button(_("I complete it now"), "quiet", None, self._complete_now)
        self.form.add_widget(self.hint)
        self.form.add("loggable", _("Does it be&long in the log"), self.loggable)
        self.form.add("reason", _("&Because"), self.reason, optional=True)
        self.fields = Form()
        self.fields.add("violence_types", _("&Type of violence"), self.types)
        self.fields.add("perpetrator", _("Who &committed it"), self.perpetrator)
        self.fields.add("circumstances", _("Ci&rcumstances"), self.circumstances)
        self.fields.add("location_class", _("&Where"), self.location)
        self.fields.add("attack_types", _("&Kind of attack"), self.attacks)
        asked = _("Whether sec&urity or police were called, and what they did")
        self.fields.add("security_or_police_response", asked, self.response, optional=True)
        done = _("What was done to protect staff &from now on")
        self.fields.add("protective_actions", done, self.protection, optional=True)
        own = _("The log needs your own name: the person who completes it signs for it.")
        self.fields.add("completed_by_name", _("Completed b&y"), self.completed_by, own, optional=True)
        self.fields.add("completed_by_title", _("Their &job title"), self.completed_as, optional=True)
        self.fields.add("completed_at", _("When it was co&mpleted"), self.completed_at, optional=True)
        self.fields.add_widget(self.by_me)
        self.add(self.fields)
        self.loggable.changed.connect(self._show_what_matters)
        self.listen(
            self.loggable.changed,
            self.reason.textEdited,
            self.types.changed,
            self.perpetrator.changed,
            self.circumstances.changed,
            self.location.changed,
            self.attacks.changed,
            self.response.textEdited,
            self.protection.textEdited,
            self.completed_by.textEdited,
            self.completed_as.textEdited,
            self.completed_at.changed,
        )

    def offer(self, clinic: ClinicChoices) -> None:
        self._clinic = clinic
        offer_terms(self.types, clinic, "violence_type")
        offer_terms(self.perpetrator, clinic, "perpetrator")
        offer_terms(self.circumstances, clinic, "circumstance")
        offer_terms(self.location, clinic, "location_class")
        offer_terms(self.attacks, clinic, "attack_type")

    def suggest(self, incident: Incident) -> None:
        """Say what the answer probably is, and why."""
        feared = any(person.felt_threatened for person in incident.affected)
        answer, hint = suggest_loggable(incident.severity, incident.details.weapon, feared)
        self.hint.say(_("Probably: {answer}").format(answer=loggable_text(answer)), [hint_text(hint)])

    def show_details(self, details: Details) -> None:
        log = details.statutory
        self._before = log.loggable
        self.loggable.choose(*([] if log.loggable == LoggableAnswer() else [log.loggable.answer]))
        self.reason.setText(log.loggable.reason)
        self.types.choose(*log.violence_types)
        self.perpetrator.choose(*([log.perpetrator] if log.perpetrator else []))
        self.circumstances.choose(*log.circumstances)
        self.location.choose(*([log.location_class] if log.location_class else []))
        self.attacks.choose(*log.attack_types)
        self.response.setText(log.security_or_police_response)
        self.protection.setText(log.protective_actions)
        self.completed_by.setText(log.completed_by_name)
        self.completed_as.setText(log.completed_by_title)
        self.completed_at.set_moment(log.completed_at)
        self._show_what_matters()

    def completed(self, details: Details) -> Details:
        return replace(
            details,
            statutory=replace(
                details.statutory,
                loggable=self._answer(),
                violence_types=texts(self.types.codes()),
                perpetrator=text_or_none(self.perpetrator.code()),
                circumstances=texts(self.circumstances.codes()),
                location_class=text_or_none(self.location.code()),
                attack_types=texts(self.attacks.codes()),
                security_or_police_response=self.response.text().strip(),
                protective_actions=self.protection.text().strip(),
                completed_by_name=self.completed_by.text().strip(),
                completed_by_title=self.completed_as.text().strip(),
                completed_at=self.completed_at.moment(),
            ),
        )

    def show_problem(self, problem: Problem) -> bool:
        return self.form.show_problem(problem) or self.fields.show_problem(problem)

    @Slot()
    def _complete_now(self) -> None:
        """Name and job of the person who is signed in, as the clinic knows them, and this moment."""
        actor = self._desk.actor
        me = next((person for person in self._clinic.people if person.id == actor.person_id), None)
        self.completed_by.setText(me.name if me else actor.name)
        self.completed_as.setText(self._clinic.label("job", me.job) if me else "")
        self.completed_at.set_moment(self._desk.now())
        self.changed.emit()

    def _answer(self) -> LoggableAnswer:
        code, reason = self.loggable.code(), self.reason.text().strip()
        answer = code if isinstance(code, Loggable) else Loggable.UNDECIDED
        return self._before.answered(answer, reason, by=self._desk.actor.user_id, at=self._desk.now())

    @Slot()
    def _show_what_matters(self) -> None:
        self.fields.setVisible(self.loggable.code() is Loggable.YES)
