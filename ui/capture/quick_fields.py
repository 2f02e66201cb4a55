"""The five fields of quick capture, and the questions that appear only when an answer makes them matter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.parties import AffectedPerson, PhysicalImpact
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS, direction_of
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.capture.severity import weapon_text
from incident_tracker.wording import _
from ui.capture.phone_fields import PhoneFields
from ui.capture.place_field import PlaceField
from ui.capture.severity_chips import SeverityChips
from ui.clinic_choices import ClinicChoices
from ui.theme.spacing import px
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.flow_layout import flowing
from ui.widgets.form import Form
from ui.widgets.moment_field import MomentField
from ui.widgets.term_picker import TermPicker


class QuickFields(QWidget):
    """Reads and writes an IncidentDraft. `me` is the person who writes, or None.

    Signals: `changed()` when anything was answered or typed.
    """

    changed = Signal()

    def __init__(
        self, now: Callable[[], datetime], zone: ZoneInfo, me: UUID | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._me = me
        self._clinic = ClinicChoices()
        self._affected: tuple[AffectedPerson, ...] = ()
        self._home: tuple[UUID | None, UUID | None] = (None, None)
        self.when = MomentField(now, zone)
        self.where = PlaceField()
        self.channel = ChoiceChips(_("How it reached you"))
        self.kind = ChoiceChips(_("What kind"))
        self.severity = SeverityChips()
        self.weapon = ChoiceChips(
            _("Weapon or object"), [Choice(one, weapon_text(one)) for one in Weapon], numbered=False
        )
        self.hurt = ChoiceChips(_("Was the person at the desk hurt"), numbered=False)
        self.phone = PhoneFields()
        self.note = QLineEdit()
        self.told = QCheckBox(_("Someone &told me this"))
        self.told_by = TermPicker(_("Who told you"))
        self._when_form, self._where_form = Form(), Form()
        self._main, self._weapon_form, self._hurt_form = Form(), Form(), Form()
        self._phone_form, self._note_form, self._told_form = Form(), Form(), Form()
        self._build()
        self.show_draft(IncidentDraft())

    def _build(self) -> None:
        self._when_form.add("occurred_at", _("&When"), self.when)
        self._where_form.add("site", _("Whe&re"), self.where, also="desk")
        self._main.add("channel", _("How it rea&ched you"), self.channel)
        self._main.add("kind", _("What &kind"), self.kind)
        self._main.add("severity", _("H&ow severe"), self.severity, _("Choose the highest that happened."))
        self._weapon_form.add("weapon", _("Weapon, or an ob&ject as a weapon"), self.weapon)
        self._hurt_form.add("physical", _("Was the person at the desk h&urt"), self.hurt)
        self._phone_form.add("phone", _("A&bout the call"), self.phone, optional=True)
        self._note_form.add("narrative", _("One &line in your words"), self.note, optional=True)
        self._told_form.add(
            "told_by", _("Who told &you"), self.told_by, _("They will be asked whether it is written down right.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(18))
        layout.addWidget(flowing(self._when_form, self._where_form, gap=px(24)))
        for child in (*self._forms()[2:7], self.told, self._told_form):
            layout.addWidget(child)
        self.told.toggled.connect(self._told_changed)
        self.note.textEdited.connect(self._tell)
        for signal in (
            self.when.changed,
            self.where.changed,
            self.channel.changed,
            self.kind.changed,
            self.severity.changed,
            self.weapon.changed,
            self.hurt.changed,
            self.phone.changed,
            self.told_by.changed,
        ):
            signal.connect(self._answered)

    def offer(
        self, clinic: ClinicChoices, sites: frozenset[UUID] | None, home: tuple[UUID | None, UUID | None]
    ) -> None:
        """Offer the clinic's words and places; `home` is the site and desk chosen at first."""
        self._clinic = clinic
        self._home = home
        self.where.offer(clinic, sites)
        self.channel.offer(clinic.choices("channel"))
        self.kind.offer(clinic.choices("kind"))
        self.severity.offer_levels(clinic)
        self.hurt.offer([Choice(PhysicalImpact(str(one.code)), one.label) for one in clinic.choices("physical_impact")])
        self.told_by.offer([one for one in clinic.staff() if one.code != self._me])

    def start_new(self) -> None:
        """An empty form: now, and at the person's own desk."""
        self.show_draft(IncidentDraft(site_id=self._home[0], desk_id=self._home[1]))
        self.when.set_now()

    def show_draft(self, draft: IncidentDraft) -> None:
        """Put a draft into the fields."""
        self.blockSignals(True)
        self.when.set_moment(draft.occurred_at, draft.precision is not Precision.MINUTE)
        self.where.set_place(draft.site_id, draft.desk_id)
        self.channel.choose(*_given(draft.channel))
        self.kind.choose(*_given(draft.kind))
        self.severity.choose(*_given(draft.severity))
        self.weapon.choose(draft.weapon)
        self._affected = draft.affected
        self.hurt.choose(*(person.physical for person in draft.affected[:1]))
        self.phone.show_call(draft.phone, direction_of(draft.channel))
        self.note.setText(draft.narrative)
        self.told.setChecked(draft.mode is CaptureMode.PROXY)
        self.told_by.choose(*_given(draft.told_by_id))
        for form in self._forms():
            form.clear_problems()
        self._show_what_matters()
        self.blockSignals(False)

    def draft(self) -> IncidentDraft:
        """What is in the fields. Errors: Refused at a field of the call."""
        channel, kind, weapon = self.channel.code(), self.kind.code(), self.weapon.code()
        proxy, told_by = self.told.isChecked(), self.told_by.code()
        told_by_id = told_by if proxy and isinstance(told_by, UUID) else None
        severity = self.severity.severity()
        return IncidentDraft(
            occurred_at=self.when.moment(),
            precision=Precision.QUARTER_HOUR if self.when.is_about else Precision.MINUTE,
            site_id=self.where.site_id(),
            desk_id=self.where.desk_id(),
            channel=str(channel) if channel else None,
            kind=str(kind) if kind else None,
            severity=severity,
            narrative=self.note.text(),
            mode=CaptureMode.PROXY if proxy else CaptureMode.SELF,
            told_by_id=told_by_id,
            phone=self.phone.call() if channel in PHONE_CHANNELS else None,
            affected=self._who_was_hurt(told_by_id if proxy else self._me, severity),
            weapon=weapon if isinstance(weapon, Weapon) and _may_have_weapon(severity) else Weapon.NONE,
        )

    @property
    def is_begun(self) -> bool:
        """Has anything been answered that was not filled in at first?"""
        return bool(self.channel.code() or self.kind.code() or self.severity.code() is not None or self.note.text())

    def first_open(self) -> QWidget:
        """The first field that still needs an answer."""
        if self.when.cannot_be_read or self.when.moment() is None:
            return self.when
        waiting = (chips for chips in (self.channel, self.kind, self.severity) if chips.code() is None)
        return next(waiting, self.note)

    def show_problem(self, problem: Problem) -> bool:
        """Say a refusal at its field; False if it is about none of these."""
        return any(form.show_problem(problem) for form in self._forms())

    def clear_problems(self) -> None:
        """Clear all refusals."""
        for form in self._forms():
            form.clear_problems()

    def _forms(self) -> tuple[Form, ...]:
        return (
            self._when_form,
            self._where_form,
            self._main,
            self._weapon_form,
            self._hurt_form,
            self._note_form,
            self._phone_form,
            self._told_form,
        )

    def _who_was_hurt(self, person_id: UUID | None, severity: Severity | None) -> tuple[AffectedPerson, ...]:
        impact = self.hurt.code()
        if not isinstance(impact, PhysicalImpact) or not _may_have_hurt(severity) or person_id is None:
            return self._affected if person_id is not None and not _may_have_hurt(severity) else ()
        kept = self._affected[0] if self._affected else AffectedPerson(uuid4())
        told = self.told.isChecked()
        self._affected = (replace(kept, person_id=person_id, physical=impact, told_by_others=told),)
        return self._affected

    def _show_what_matters(self) -> None:
        severity = self.severity.severity()
        channel = self.channel.code()
        self._weapon_form.setVisible(_may_have_weapon(severity))
        self._hurt_form.setVisible(_may_have_hurt(severity))
        self._phone_form.setVisible(channel in PHONE_CHANNELS)
        self._told_form.setVisible(self.told.isChecked())
        if channel in PHONE_CHANNELS:
            self.phone.set_direction(direction_of(str(channel)))

    @Slot()
    def _answered(self) -> None:
        self._show_what_matters()
        self.changed.emit()

    @Slot(bool)
    def _told_changed(self, on: bool) -> None:
        self._show_what_matters()
        if on and not self.signalsBlocked():
            self.told_by.setFocus()
        self.changed.emit()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _may_have_weapon(severity: Severity | None) -> bool:
    return severity is not None and severity >= Severity.THREAT


def _may_have_hurt(severity: Severity | None) -> bool:
    return severity is not None and severity >= Severity.PHYSICAL


def _given(code: object) -> tuple[object, ...]:
    return () if code is None else (code,)
