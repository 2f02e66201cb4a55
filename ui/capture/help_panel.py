"""The call for help, and the decision about the police with the clinic's own table in sight."""

from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker import wording
from incident_tracker.domain.capture.help_calls import HelpCall, PoliceDecision, SamePolicyAnswer
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.clinic.police_table import POLICE, answer_of
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.capture.help_calls import same_policy_text
from incident_tracker.labels.clinic.police_table import police_answer_text, police_table_lines
from incident_tracker.wording import _
from ui.capture.panel import Panel, offer_terms, text_or_none, texts
from ui.capture.small_fields import NumberField, YesNo
from ui.clinic_choices import ClinicChoices
from ui.page import PageDesk
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.guidance import Guidance
from ui.widgets.moment_field import MomentField
from ui.widgets.term_picker import TermPicker


class HelpPanel(Panel):
    """Help, security, and the police: the questions about the decision appear once there was one, those about their
    coming once they were called.

    Signals: `decision_begun()` when someone says that there was one.
    """

    names = ("help_call", "security_called", "police")
    decision_begun = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Help, security, police"))
        self._before: PoliceDecision | None = None
        self._clinic = ClinicChoices()
        self.how, self.who_came = QLineEdit(), QLineEdit()
        self.how.setPlaceholderText(_("Button, code word, phone"))
        self.arrival = NumberField(_("Minutes before help came"), 600)
        self.security = YesNo(_("Security was called"))
        self.considered = ChoiceChips(
            _("Police"),
            [
                Choice("no", _("Did not come up")),
                Choice("considered", _("Considered, not called")),
                Choice("called", _("Called")),
            ],
        )
        self.form.add("how", _("How help was &called"), self.how, optional=True)
        self.form.add("minutes_to_arrival", _("Minutes &before help came"), self.arrival, optional=True)
        self.form.add("who_came", _("&Who came"), self.who_came, optional=True)
        self.form.add("security_called", _("Sec&urity was called"), self.security)
        self.form.add("police", _("The &police"), self.considered)
        self.criterion = TermPicker(_("Line of the decision table"), numbered=True)
        self.answer = Guidance()
        self.tried = TermPicker(_("Tried before"), several=True, numbered=True)
        self.possible = TermPicker(_("Would also have been possible"), several=True, numbered=True)
        self.danger = YesNo(_("Immediate danger"))
        self.weapon = YesNo(_("A weapon was present"))
        self.clinical = YesNo(_("Could be handled clinically"))
        self.decided_by = QLineEdit()
        self.second = YesNo(_("A second person was asked"))
        self.called_at, self.arrived_at, self.left_at = (
            MomentField(desk.now, desk.zone, about=False, chips=False) for _moment in range(3)
        )
        self.moments = {"called_at": self.called_at, "arrived_at": self.arrived_at, "left_at": self.left_at}
        self.harmed = YesNo(_("The patient came to harm"))
        self.agency = TermPicker(_("Who came"), numbered=True)
        self.disclosed = TermPicker(_("What they were told"), several=True, numbered=True)
        self.basis = QLineEdit()
        self.outcome = TermPicker(_("How it went"), numbered=True)
        self.same = ChoiceChips(
            _("The same for any patient"), [Choice(one, same_policy_text(one)) for one in SamePolicyAnswer]
        )
        self.table, self.instead = Guidance(), Guidance()
        self.decision, self.coming = Form(), Form()
        self.decision.add_widget(self.table)
        self.decision.add_widget(self.instead)
        self._add_decision()
        self.decision.add_widget(self.coming)
        self.add(self.decision)
        self.considered.changed.connect(self._begin_decision)
        self.criterion.changed.connect(self._show_answer)
        self.listen(
            self.how.textEdited,
            self.who_came.textEdited,
            self.arrival.changed,
            self.security.changed,
            self.considered.changed,
            self.criterion.changed,
            self.tried.changed,
            self.possible.changed,
            self.danger.changed,
            self.weapon.changed,
            self.clinical.changed,
            self.decided_by.textEdited,
            self.second.changed,
            self.called_at.changed,
            self.arrived_at.changed,
            self.left_at.changed,
            self.harmed.changed,
            self.agency.changed,
            self.disclosed.changed,
            self.basis.textEdited,
            self.outcome.changed,
            self.same.changed,
        )

    def _add_decision(self) -> None:
        add = self.decision.add
        first = _("From “How it went”. Take away what was tried later.")
        add("alternatives_tried", _("What was tried &first"), self.tried, first)
        add("alternatives_available", _("What else would have been possible"), self.possible, optional=True)
        add("criterion", _("Which &line of the table"), self.criterion)
        self.decision.add_widget(self.answer)
        add("immediate_danger", _("Was there immediate &danger"), self.danger)
        add("police_weapon", _("Was there a weapon"), self.weapon)
        add("could_be_handled_clinically", _("Could it have been handled clinically"), self.clinical)
        add("decided_by_role", _("Who decided, b&y role"), self.decided_by, _("Such as supervisor or nurse in charge."))
        add("second_person_consulted", _("A second person was as&ked"), self.second)
        came = self.coming.add
        came("called_at", _("When they we&re called"), self.called_at, optional=True)
        came("arrived_at", _("When they arrived"), self.arrived_at, optional=True)
        came("left_at", _("When they left again"), self.left_at, optional=True)
        came("agency", _("&Agency that came"), self.agency, optional=True)
        came("information_disclosed", _("What they were &told"), self.disclosed, _("As little as needed."))
        came("disclosure_basis", _("Why health infor&mation was told"), self.basis, optional=True)
        came("outcome", _("H&ow it went"), self.outcome, optional=True)
        came("patient_harmed", _("Did the patient come to harm"), self.harmed)
        add("same_for_any_patient", _("Would the policy say the same for any patient"), self.same)

    def offer(self, clinic: ClinicChoices) -> None:
        self._clinic = clinic
        offer_terms(self.criterion, clinic, "police_criterion")
        for picker in (self.tried, self.possible):
            offer_terms(picker, clinic, "technique")
        offer_terms(self.agency, clinic, "agency")
        offer_terms(self.disclosed, clinic, "information_disclosed")
        offer_terms(self.outcome, clinic, "police_outcome")
        self.table.say(_("The clinic's decision table"), police_table_lines(self._clinic.offered(POLICE)))
        self.at_site(None)

    def at_site(self, site_id: UUID | None) -> None:
        """Show who can be called at a site instead of the police."""
        lines = self._clinic.help_lines(site_id)
        self.instead.say(_("Instead of the police"), lines)
        self.instead.setVisible(bool(lines))

    def show_details(self, details: Details) -> None:
        call, police = details.help_call or HelpCall(), details.police
        self.how.setText(call.how)
        self.who_came.setText(call.who_came)
        self.arrival.set_number(call.minutes_to_arrival)
        self.security.set_answer(details.security_called)
        self._before = police
        self.considered.choose(*([] if police is None else ["called" if police.called else "considered"]))
        shown = police or PoliceDecision(called=False)
        self.criterion.choose(*([shown.criterion] if shown.criterion else []))
        self.tried.choose(*shown.alternatives_tried)
        self.possible.choose(*shown.alternatives_available)
        self.danger.set_answer(shown.immediate_danger)
        self.weapon.set_answer(shown.weapon)
        self.clinical.set_answer(shown.could_be_handled_clinically)
        self.decided_by.setText(shown.decided_by_role)
        self.second.set_answer(shown.second_person_consulted)
        self.called_at.set_moment(shown.called_at)
        self.arrived_at.set_moment(shown.arrived_at)
        self.left_at.set_moment(shown.left_at)
        self.harmed.set_answer(shown.patient_harmed)
        self.agency.choose(*([shown.agency] if shown.agency else []))
        self.disclosed.choose(*shown.information_disclosed)
        self.basis.setText(shown.disclosure_basis)
        self.outcome.choose(*([shown.outcome] if shown.outcome else []))
        self.same.choose(*([shown.same_for_any_patient] if shown.same_for_any_patient else []))
        self._show_what_matters()
        self._show_answer()

    def completed(self, details: Details) -> Details:
        call = HelpCall(self.how.text().strip(), self.arrival.number(), self.who_came.text().strip())
        return replace(
            details,
            help_call=None if call == HelpCall() else call,
            security_called=self.security.answer(),
            police=self._police(),
        )

    def show_problem(self, problem: Problem) -> bool:
        return any(one.show_problem(problem) for one in (self.form, self.decision, self.coming))

    def show_unread(self, unread: Collection[UnreadText]) -> None:
        super().show_unread(unread)
        self._show_what_matters()

    def take_over(self, tried: tuple[str, ...], weapon: bool) -> None:
        """Answer what other parts say already: the techniques that were tried, and that there was a weapon."""
        if not self.tried.codes():
            self.tried.choose(*tried)
        if weapon and self.weapon.answer() is None:
            self.weapon.set_answer(True)

    def _police(self) -> PoliceDecision | None:
        if self.considered.code() not in ("considered", "called"):
            return None
        same = self.same.code()
        return replace(
            self._before or PoliceDecision(called=False),
            criterion=text_or_none(self.criterion.code()),
            called=self.considered.code() == "called",
            immediate_danger=self.danger.answer(),
            weapon=self.weapon.answer(),
            could_be_handled_clinically=self.clinical.answer(),
            alternatives_tried=texts(self.tried.codes()),
            alternatives_available=texts(self.possible.codes()),
            decided_by_role=self.decided_by.text().strip(),
            second_person_consulted=self.second.answer(),
            called_at=self.called_at.moment(),
            arrived_at=self.arrived_at.moment(),
            left_at=self.left_at.moment(),
            agency=text_or_none(self.agency.code()),
            information_disclosed=texts(self.disclosed.codes()),
            disclosure_basis=self.basis.text().strip(),
            outcome=text_or_none(self.outcome.code()),
            patient_harmed=self.harmed.answer(),
            same_for_any_patient=same if isinstance(same, SamePolicyAnswer) else None,
        )

    def _what_to_do(self, criterion: str | None) -> str:
        """The answer of the table to a situation, with what to do."""
        term = self._clinic.term(POLICE, criterion) if criterion else None
        answer = answer_of(term) if term is not None else None
        if term is None or answer is None:
            return ""
        advice = term.explained(wording.language())
        said = police_answer_text(answer)
        return _("{answer}. {advice}").format(answer=said, advice=advice) if advice else said

    @Slot()
    def _begin_decision(self) -> None:
        self._show_what_matters()
        if not self.decision.isHidden():
            self.decision_begun.emit()

    def _show_what_matters(self) -> None:
        self.decision.setVisible(self.considered.code() in ("considered", "called"))
        self.coming.setVisible(self.considered.code() == "called" or self._tells_of_coming())

    def _tells_of_coming(self) -> bool:
        """Is anything said about police who came? Then it stays in sight, called or not."""
        return (
            any(one.moment() is not None or one.unread_text for one in self.moments.values())
            or any(one.codes() for one in (self.agency, self.disclosed, self.outcome))
            or bool(self.basis.text().strip())
            or self.harmed.answer() is not None
        )

    @Slot()
    def _show_answer(self) -> None:
        said = self._what_to_do(text_or_none(self.criterion.code()))
        self.answer.setVisible(bool(said))
        if said:
            self.answer.say(_("The table says: {answer}").format(answer=said), [])
