"""The form of one action: what, who, by when, how strong, and how to tell whether it helped."""

from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.actions import Action, ActionDraft, Measure, Tier
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.learning.growing_field import GrowingField
from ui.learning.learning_text import factor_choices, tier_choices
from ui.screen_text import locale, number_text
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.day_field import DayField
from ui.widgets.form import Form
from ui.widgets.layout import column
from ui.widgets.term_picker import TermPicker

_DUE_IN = timedelta(days=30)
_CHECK_AFTER = timedelta(days=90)
_LONGEST_MEASURE = 200


class ActionForm(QWidget):
    """Gives an `ActionDraft`, or says at the field what is missing."""

    def __init__(self, clinic: ClinicChoices, site_ids: tuple[UUID, ...], today: date) -> None:
        """`site_ids`: where the action may belong; asked only if there are several."""
        super().__init__()
        self._clinic = clinic
        self._sites = site_ids
        self.form = Form()
        self.text = GrowingField(hint=_("A float receptionist on Monday mornings"), lines=2)
        self.owner = TermPicker(_("Who does it"), clinic.staff())
        self.due = DayField(today)
        self.due.set_day(today + _DUE_IN)
        self.tier = ChoiceChips(_("Strength"), tier_choices())
        self.tier.changed.connect(self._offer_categories)
        self.category = ChoiceChips(_("Kind of action"), numbered=False)
        self.factor = TermPicker(_("The factor it is about"), factor_choices(clinic))
        self.site = ChoiceChips(_("Site"), [Choice(id, clinic.site(id)) for id in site_ids], numbered=False)
        if site_ids:
            self.site.choose(site_ids[0])
        self.form.add(
            "text", _("&What will change"), self.text, _("One thing that one person can do. Roles, not patients.")
        )
        self.form.add("owner_id", _("Who does i&t"), self.owner)
        self.form.add("due_on", _("&Until when"), self.due)
        self.form.add("tier", _("How &strong"), self.tier)
        self.form.add("category", _("&Kind of action"), self.category)
        self.form.add("factor", _("&Factor it is about"), self.factor, optional=True)
        if len(site_ids) > 1:
            self.form.add("site_id", _("S&ite"), self.site)
        self.measured = CheckBox(_("We will check whether it &helped"))
        self.measured.toggled.connect(self._show_measure)
        self.measure = Form()
        self.counted, self.among, self.threshold = QLineEdit(), QLineEdit(), QLineEdit()
        self.counted.setPlaceholderText(_("incidents on Mondays before ten"))
        self.among.setPlaceholderText(_("check-ins on Mondays before ten"))
        for field in (self.counted, self.among):
            field.setMaxLength(_LONGEST_MEASURE)
        limits = QDoubleValidator(0.0, 100.0, 1, self)
        limits.setLocale(locale())
        self.threshold.setValidator(limits)
        self.check_on = DayField(today)
        self.check_on.set_day(today + _CHECK_AFTER)
        self.measure.add("numerator", _("We &count"), self.counted)
        self.measure.add("denominator", _("&Out of"), self.among)
        self.measure.add("threshold", _("It helped if this is at most … &per cent"), self.threshold, optional=True)
        self.measure.add("check_on", _("We look &again on"), self.check_on)
        self.setLayout(column(self.form, self.measured, self.measure, None, gap=18))
        self._offer_categories()
        self._show_measure(False)

    def show_action(self, action: Action) -> None:
        """Fill in the values of an existing action."""
        self.text.show_text(action.text)
        self.owner.offer(self._owners(action.owner_id))
        self.owner.choose(action.owner_id)
        self.due.set_day(action.due_on)
        self.tier.choose(action.tier)
        self._offer_categories()
        self.category.choose(action.category)
        if action.factor:
            self.factor.choose(action.factor)
        if action.measure:
            self.measured.setChecked(True)
            self.counted.setText(action.measure.numerator)
            self.among.setText(action.measure.denominator)
            threshold = action.measure.threshold
            self.threshold.setText("" if threshold is None else number_text(threshold, 1))
            self.check_on.set_day(action.measure.check_on)

    def _owners(self, present: UUID) -> tuple[Choice, ...]:
        """Who may be chosen; first the present owner, where they are told by their job alone or have left."""
        staff = self._clinic.staff()
        if any(choice.code == present for choice in staff):
            return staff
        return (Choice(present, _("As now: {owner}").format(owner=self._clinic.person(present))), *staff)

    def begin(self, text: str, factor: str | None, owner_id: UUID | None) -> None:
        """Start from something learned in a debrief."""
        self.text.show_text(text)
        if factor:
            self.factor.choose(factor)
        if owner_id:
            self.owner.choose(owner_id)

    def site_id(self) -> UUID:
        """Where the action belongs."""
        code = self.site.code()
        return code if isinstance(code, UUID) else self._sites[0]

    def draft(self, analysis_id: UUID | None = None, incident_id: UUID | None = None) -> ActionDraft | None:
        """What was filled in; None, with a sentence at the field, if something is missing."""
        self.form.clear_problems()
        self.measure.clear_problems()
        owner, tier, category = self.owner.code(), self.tier.code(), self.category.code()
        missing = {
            "category": (category, _("Please choose the kind that fits best.")),
            "tier": (tier, _("Please choose how strong it is.")),
            "owner_id": (owner, _("Please choose one person to do it.")),
            "text": (self.text.text(), _("Please say in a sentence what will change.")),
        }
        for name, (value, sentence) in missing.items():
            if not value and self.form.field(name).isVisibleTo(self.form):
                self.form.show_message(name, sentence)
                self.form.field(name).setFocus()
        if not all(value for value, _sentence in missing.values()) or not self._measure_is_whole():
            return None
        factor = self.factor.code()
        return ActionDraft(
            text=self.text.text(),
            owner_id=UUID(str(owner)),
            due_on=self.due.day(),
            tier=Tier(str(tier)),
            category=str(category),
            analysis_id=analysis_id,
            incident_id=incident_id,
            factor=str(factor) if factor else None,
            measure=self._measure(),
        )

    def show_problem(self, problem: Problem) -> bool:
        """Say a refusal at its field; False if it is about none of these."""
        return self.form.show_problem(problem) or self.measure.show_problem(problem)

    def _measure_is_whole(self) -> bool:
        if self.measured.isChecked():
            for name, field in (("numerator", self.counted), ("denominator", self.among)):
                if not field.text().strip():
                    self.measure.show_message(name, _("Please say what is counted, and out of what."))
                    field.setFocus()
                    return False
        return True

    def _measure(self) -> Measure | None:
        if not self.measured.isChecked():
            return None
        number, is_number = locale().toDouble(self.threshold.text())
        threshold = number if is_number else None
        return Measure(self.counted.text().strip(), self.among.text().strip(), threshold, self.check_on.day())

    @Slot()
    def _offer_categories(self) -> None:
        tier = self.tier.code()
        chosen = self.category.code()
        fitting = [
            choice
            for choice in self._clinic.choices("action_category")
            if (term := self._clinic.term("action_category", str(choice.code))) and term.crosswalk.get("tier") == tier
        ]
        self.category.offer(fitting)
        self.form.ask("category", bool(fitting))
        if chosen in [choice.code for choice in fitting]:
            self.category.choose(chosen)

    @Slot(bool)
    def _show_measure(self, shown: bool) -> None:
        self.measure.setVisible(shown)
