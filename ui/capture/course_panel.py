"""How it went: trigger, warning signs, what was tried with which effect, and how it ended."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.capture.deescalation import Deescalation, Resolved
from incident_tracker.domain.capture.incidents import Details
from incident_tracker.labels.capture.deescalation import resolved_text
from incident_tracker.wording import _
from ui.capture.panel import Panel, offer_terms, text_or_none, texts
from ui.capture.small_fields import NumberField
from ui.capture.tried_steps import TriedSteps
from ui.capture.warning_signs import WarningSigns
from ui.clinic_choices import ClinicChoices
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.term_picker import TermPicker


class CoursePanel(Panel):
    """De-escalation, and how long it lasted."""

    names = ("deescalation", "duration_minutes")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("How it went"), _("What happened around the person, and what helped. All of it is optional.")
        )
        self.triggers = TermPicker(_("Trigger"), several=True, numbered=True)
        self.signs = WarningSigns()
        self.steps = TriedSteps()
        self.outcome = ChoiceChips(_("How it ended"))
        self.resolved = ChoiceChips(_("Resolved by talking"), [Choice(one, resolved_text(one)) for one in Resolved])
        self.duration = NumberField(_("Minutes it lasted"), 1440)
        self.form.add("triggers", _("&Trigger: what the person met"), self.triggers)
        self.form.add("lead_minutes", _("W&arning signs seen before"), self.signs)
        self.form.add("steps", _("What was t&ried, in order"), self.steps, _("Alt+Up and Alt+Down move a step."))
        self.form.add("outcome", _("How it en&ded"), self.outcome)
        self.form.add("resolved", _("Resolved by ta&lking"), self.resolved)
        self.form.add("duration_minutes", _("&Minutes it lasted"), self.duration)
        self.listen(
            self.triggers.changed,
            self.signs.changed,
            self.steps.changed,
            self.outcome.changed,
            self.resolved.changed,
            self.duration.changed,
        )

    def offer(self, clinic: ClinicChoices) -> None:
        offer_terms(self.triggers, clinic, "trigger")
        self.signs.offer(clinic)
        self.steps.offer(clinic)
        offer_terms(self.outcome, clinic, "outcome")

    def show_details(self, details: Details) -> None:
        course = details.deescalation
        self.triggers.choose(*course.triggers)
        self.signs.set_signs(course.signs)
        self.steps.set_steps(course.steps)
        self.outcome.choose(*([course.outcome] if course.outcome else []))
        self.resolved.choose(*([course.resolved] if course.resolved else []))
        self.duration.set_number(details.duration_minutes)

    def completed(self, details: Details) -> Details:
        resolved = self.resolved.code()
        course = Deescalation(
            texts(self.triggers.codes()),
            self.signs.signs(),
            self.steps.steps(),
            text_or_none(self.outcome.code()),
            resolved if isinstance(resolved, Resolved) else None,
        )
        return replace(details, deescalation=course, duration_minutes=self.duration.number())
