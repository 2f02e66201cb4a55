"""The person of concern, how far it went through the room, and what made it more serious."""

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.parties import PersonOfConcern, Repeat, Ripple
from incident_tracker.domain.capture.severity import Weapon
from incident_tracker.labels.capture.parties import code_withheld_text, repeat_text
from incident_tracker.labels.capture.severity import weapon_text
from incident_tracker.wording import _
from ui.capture.panel import Panel, offer_terms, text_or_none, texts
from ui.capture.small_fields import NumberField, YesNo
from ui.clinic_choices import ClinicChoices
from ui.theme.spacing import is_roomy, px
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.flow_layout import flowing
from ui.widgets.form import Form
from ui.widgets.layout import row
from ui.widgets.term_picker import TermPicker

_COUNTS = ("bystander_patients", "bystander_staff", "children", "visits_disrupted", "minutes_disrupted")


class AroundPanel(Panel):
    """The person of concern (never a name), the ripple, weapon, working alone, identity-based abuse, context."""

    names = ("person_of_concern", "ripple", "weapon", "alone", "identity_abuse", "context")

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who, and how far it went"), _("No names of patients: write a code that only your clinic understands.")
        )
        self.relation = ChoiceChips(_("Who acted"))
        self.repeat = ChoiceChips(_("Involved before"), [Choice(one, repeat_text(one)) for one in Repeat])
        self.local_code = QLineEdit()
        self.weapon = ChoiceChips(_("Weapon or object"), [Choice(one, weapon_text(one)) for one in Weapon])
        self.alone = YesNo(_("Worked alone"))
        self.identity = TermPicker(_("Aimed at who someone is"), several=True, numbered=True)
        self.context = TermPicker(_("Seen or said"), several=True, numbered=True)
        labels = {
            "bystander_patients": _("&Patients, visitors"),
            "bystander_staff": _("&Colleagues"),
            "children": _("Chil&dren"),
            "visits_disrupted": _("Visits disr&upted"),
            "minutes_disrupted": _("&Minutes disrupted"),
        }
        self.counts = {name: NumberField(labels[name].replace("&", ""), 999) for name in _COUNTS}
        self.form.add("relation", _("The person who &acted"), self.relation)
        self.form.add("repeat", _("Involved &before"), self.repeat)
        self.form.add("local_code", _("&Local code"), self.local_code, optional=True)
        self._count_forms: list[Form] = []
        for names in (_COUNTS[:3], _COUNTS[3:]):
            self.form.add_widget(self._beside(names, labels))
        self.form.add("weapon", _("Weapon, or an ob&ject as a weapon"), self.weapon)
        self.form.add("alone", _("Worked with&out a colleague in reach"), self.alone)
        self.form.add(
            "identity_abuse", _("Aimed a&t who someone is"), self.identity, _("It makes support come sooner.")
        )
        self.form.add(
            "context",
            _("Seen o&r said at the time"),
            self.context,
            _("What could be seen or was said, never a diagnosis."),
        )
        self.listen(
            self.relation.changed,
            self.repeat.changed,
            self.local_code.textEdited,
            self.weapon.changed,
            self.alone.changed,
            self.identity.changed,
            self.context.changed,
            *(field.changed for field in self.counts.values()),
        )

    def withhold_code(self, withheld: bool) -> None:
        """Is there a code this reader may not see? Then it cannot be typed over."""
        self.local_code.setEnabled(not withheld)
        self.local_code.setPlaceholderText(code_withheld_text() if withheld else "")

    def offer(self, clinic: ClinicChoices) -> None:
        offer_terms(self.relation, clinic, "perpetrator")
        offer_terms(self.identity, clinic, "identity_abuse")
        offer_terms(self.context, clinic, "context")

    def show_details(self, details: Details) -> None:
        person, ripple = details.person_of_concern, details.ripple
        self.relation.choose(*([person.relation] if person.relation else []))
        self.repeat.choose(*([] if person.repeat is Repeat.UNKNOWN else [person.repeat]))
        self.local_code.setText(person.local_code)
        for name, field in self.counts.items():
            field.set_number(getattr(ripple, name))
        self.weapon.choose(details.weapon)
        self.alone.set_answer(details.alone)
        self.identity.choose(*details.identity_abuse)
        self.context.choose(*details.context)

    def completed(self, details: Details) -> Details:
        repeat, weapon = self.repeat.code(), self.weapon.code()
        return replace(
            details,
            person_of_concern=PersonOfConcern(
                text_or_none(self.relation.code()),
                repeat if isinstance(repeat, Repeat) else Repeat.UNKNOWN,
                self.local_code.text().strip(),
            ),
            ripple=Ripple(*(self.counts[name].number() for name in _COUNTS)),
            weapon=weapon if isinstance(weapon, Weapon) else Weapon.NONE,
            alone=self.alone.answer(),
            identity_abuse=texts(self.identity.codes()),
            context=texts(self.context.codes()),
        )

    def _beside(self, names: tuple[str, ...], labels: dict[str, str]) -> QWidget:
        children = []
        for name in names:
            form = Form()
            form.add(name, labels[name], self.counts[name])
            children.append(form)
        if not is_roomy():
            return flowing(*children, gap=px(24))
        beside = QWidget()
        beside.setLayout(row(*children, None, gap=24))
        return beside
