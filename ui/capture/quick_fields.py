"""The five fields of quick capture, and the questions that appear only when an answer makes them matter."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.drafts import CaptureMode, IncidentDraft
from incident_tracker.domain.capture.moments import Precision
from incident_tracker.domain.capture.parties import AffectedPerson, PhysicalImpact
from incident_tracker.domain.capture.phone_calls import PHONE_CHANNELS, direction_of
from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.capture.severity import Severity, Weapon
from incident_tracker.domain.errors import Problem
from incident_tracker.labels.capture.severity import weapon_text
from incident_tracker.wording import _
from ui.capture.call_line import CallLine
from ui.capture.first_choices import FirstChoices
from ui.capture.place_box import PlaceBox
from ui.capture.severity_chips import SeverityChips
from ui.clinic_choices import ClinicChoices
from ui.theme.spacing import px
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.moment_field import MomentField
from ui.widgets.reading_order import step_on
from ui.widgets.side_form import Saying, SideField, SideForm
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
        self._level_by_hand = False
        self._channel_by_hand = False
        self.says = Saying()
        self.when = MomentField(now, zone, one_line=True)
        self.where = PlaceBox()
        self.channel = FirstChoices(_("How it reached you"))
        self.kind = FirstChoices(_("What kind"))
        self.severity = SeverityChips(quick=True)
        self.weapon = ChoiceBox(_("Weapon or object"), [Choice(one, weapon_text(one)) for one in Weapon], open_text="")
        self.hurt = ChoiceBox(_("Was the person at the desk hurt"))
        self.phone = CallLine(reserves=True)
        self.note = QLineEdit()
        self.note.setAccessibleName(_("One line in your words"))
        self.note.setPlaceholderText(_("One line in your words (optional)"))
        self.told = CheckBox(_("Someone &told me this"))
        self.told_by = TermPicker(_("Who told you"))
        self._form = SideForm(self.says)
        self._build()
        self.show_draft(IncidentDraft())

    def _build(self) -> None:
        ask = self._form.add
        ask(SideField(("occurred_at",), _("&When"), self.when), SideField(("site", "desk"), _("Whe&re"), self.where))
        ask(SideField(("channel",), _("Rea&ched you"), self.channel))
        ask(SideField(("kind",), _("What &kind"), self.kind))
        ask(SideField(("severity",), _("H&ow severe"), self.severity, _("Choose the highest that happened.")))
        ask(SideField(("narrative",), _("One &line"), self.note, _("One line in your words. You can leave it empty.")))
        asked_back = _("They will be asked whether it is written down right.")
        ask(
            SideField((), "", self.told),
            SideField(("told_by",), _("Who told &you"), self.told_by, asked_back),
            SideField(("weapon",), _("Weapon or ob&ject"), self.weapon),
            SideField(("physical",), _("Was anyone h&urt"), self.hurt),
            reserves=True,
        )
        ask(SideField(("phone",), _("The call"), self.phone))  # last: nothing below it moves when it opens
        self.told_by.setMinimumWidth(px(180))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self.told.toggled.connect(self._told_changed)
        self.note.textEdited.connect(self._tell)
        self.note.installEventFilter(self)
        self.kind.changed.connect(self._preset_severity)
        self.severity.changed.connect(self._keep_level)
        self.channel.changed.connect(self._keep_channel)
        self.where.changed.connect(self._preset_channel)
        self.when.unread.connect(partial(self._form.refuse, self.when))
        self.when.picked.connect(self._go_on_from_when)
        order = (self.channel, self.kind, self.severity, self.note)
        for here, after in pairwise(order):
            if isinstance(here, ChoiceChips):
                here.gone_on.connect(partial(_come_to, after))
        for before, chips in zip((self.when, *order), order[:3], strict=False):
            if isinstance(chips, ChoiceChips):
                chips.gone_back.connect(partial(_come_to, before))
        for answered in (self.weapon.gone_on, self.hurt.gone_on, self.phone.gone_on):
            answered.connect(partial(step_on, self))
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
        self.where.offer(clinic, home[0], sites)
        self.channel.offer(clinic.choices("channel"))
        self.kind.offer(clinic.choices("kind"))
        self.severity.offer_levels(clinic)
        self.hurt.offer([Choice(PhysicalImpact(str(one.code)), one.label) for one in clinic.choices("physical_impact")])
        self.told_by.offer([one for one in clinic.staff() if one.code != self._me])

    def start_new(self) -> None:
        """An empty form: now, at the person's own desk, and how it reached them as usual there."""
        self.show_draft(IncidentDraft(site_id=self._home[0], desk_id=self._home[1]))
        self._preset_channel()
        self.when.set_now()

    def show_draft(self, draft: IncidentDraft, unread: tuple[UnreadText, ...] = ()) -> None:
        """Put a draft into the fields, and what could not be read as it was typed."""
        self.blockSignals(True)
        self.when.set_moment(draft.occurred_at, draft.precision is not Precision.MINUTE)
        self.where.set_place(draft.site_id, draft.desk_id)
        self.channel.choose(*_given(draft.channel))
        self.kind.choose(*_given(draft.kind))
        self.severity.choose(*_given(draft.severity))
        self.weapon.choose(draft.weapon)
        self._affected = draft.affected
        self.hurt.choose(next((person.physical for person in draft.affected[:1]), None))
        self.phone.show_call(draft.phone, direction_of(draft.channel))
        self.note.setText(draft.narrative)
        self.told.setChecked(draft.mode is CaptureMode.PROXY)
        self.told_by.choose(*_given(draft.told_by_id))
        self._channel_by_hand = draft.channel not in (None, self._channel_of_desk())
        self._level_by_hand = draft.severity is not None and draft.severity != self._level_of_kind()
        self._form.clear_problems()
        self._show_what_matters()
        for one in unread:
            self.when.show_unread(one.text)
        self.blockSignals(False)

    def unread(self) -> tuple[UnreadText, ...]:
        """What is typed and cannot be read yet."""
        text = self.when.unread_text
        return (UnreadText("occurred_at", text),) if text else ()

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
        told = self.channel.code() is not None and self._channel_by_hand
        return bool(told or self.kind.code() or self.severity.code() is not None or self.note.text())

    def when_and_where(self) -> str:
        """The moment and the place that will be saved, to be spoken."""
        return f"{self.when.shown()}, {self.where.currentText()}"

    def first_open(self) -> QWidget:
        """The first field that still needs an answer."""
        if self.when.cannot_be_read or self.when.moment() is None:
            return self.when
        waiting = (chips for chips in (self.channel, self.kind, self.severity) if chips.code() is None)
        return next(waiting, self.note)

    def _unanswered(self) -> list[QWidget]:
        """The fields that have no answer yet, and need one."""
        open_now: list[QWidget] = [one for one in (self.channel, self.kind, self.severity) if one.code() is None]
        if self.told.isChecked() and self.told_by.code() is None:
            open_now.append(self.told_by)
        return open_now if self.when.moment() is not None else [self.when, *open_now]

    def show_problem(self, problem: Problem) -> bool:
        """Mark every refusal at its field, and say the first; False if none is about one of these."""
        return self._form.show_problem(problem)

    def clear_problems(self) -> None:
        """Clear all refusals."""
        self._form.clear_problems()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A minus that no field wanted: it happened a little earlier."""
        if event.key() == Qt.Key.Key_Minus and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.when.step_back()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line goes back, as it does in the fields before."""
        if (
            watched is self.note
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and not self.note.text()
        ):
            _come_to(self.severity)
            return True
        return super().eventFilter(watched, event)

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
        self._form.ask(self.weapon, _may_have_weapon(severity))
        self._form.ask(self.hurt, _may_have_hurt(severity))
        self._form.ask(self.phone, channel in PHONE_CHANNELS)
        self._form.ask(self.told_by, self.told.isChecked())
        if channel in PHONE_CHANNELS:
            self.phone.set_direction(direction_of(str(channel)))

    @Slot()
    def _preset_severity(self) -> None:
        """The kind says a level; one that was chosen by hand stays."""
        level = self._level_of_kind()
        if level is not None and not self._level_by_hand:
            self.severity.choose(level)

    def _level_of_kind(self) -> Severity | None:
        term = self._clinic.term("kind", str(self.kind.code()))
        level = term.crosswalk.get("severity") if term else None
        return None if level is None else Severity(int(level))

    @Slot()
    def _preset_channel(self) -> None:
        """The desk says how things usually reach it; what was chosen by hand stays."""
        if not self._channel_by_hand:
            self.channel.choose(*_given(self._channel_of_desk()))
            self._show_what_matters()

    def _channel_of_desk(self) -> str | None:
        here = self.where.desk_id()
        channel = next((desk.channel for desk in self._clinic.desks if desk.id == here), None)
        return channel if any(one.code == channel for one in self._clinic.choices("channel")) else None

    @Slot()
    def _keep_channel(self) -> None:
        self._channel_by_hand = True

    @Slot()
    def _keep_level(self) -> None:
        self._level_by_hand = True

    @Slot()
    def _go_on_from_when(self) -> None:
        _come_to(self.first_open())

    @Slot()
    def _answered(self) -> None:
        self._form.clear_problems(but=self._unanswered())
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
        self._form.clear_problems(but=self._unanswered())
        self.changed.emit()


def _come_to(field: QWidget) -> None:
    if isinstance(field, ChoiceChips):
        field.come()
    else:
        field.setFocus(Qt.FocusReason.TabFocusReason)


def _may_have_weapon(severity: Severity | None) -> bool:
    return severity is not None and severity >= Severity.THREAT


def _may_have_hurt(severity: Severity | None) -> bool:
    return severity is not None and severity >= Severity.PHYSICAL


def _given(code: object) -> tuple[object, ...]:
    return () if code is None else (code,)
