"""After a debrief: was the time protected and paid, what was noted, and why it was not held."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus, NotHeldReason
from incident_tracker.domain.support.guided_steps import steps_of
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.protected_time import AfterCheck, Paid, Protected
from incident_tracker.labels.facts import minutes_text
from incident_tracker.labels.support.lateness import lateness_text
from incident_tracker.labels.support.protected_time import paid_sentence, protected_sentence
from incident_tracker.usecases.support.booking import take_back_not_held
from incident_tracker.usecases.support.debriefs import record_not_held, say_why_late
from incident_tracker.usecases.support.protected_time import CheckWords, check_afterwards
from incident_tracker.wording import _, translated
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text, one_stop
from ui.support.beside import buttons
from ui.support.debrief_view import DebriefView
from ui.support.late_question import LateQuestion
from ui.support.learning_card import LearningCard
from ui.support.offers_panel import OffersPanel
from ui.support.panel import DebriefPanel, Typed, rebuild
from ui.support.reason_question import NotHeldQuestion
from ui.support.support_names import paid_choices, protected_choices
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, row
from ui.widgets.text import text_label
from ui.widgets.tick_box import TickBox
from ui.widgets.time_field import indent


class AfterwardsPanel(DebriefPanel):
    """Signals: `another(UUID)` asks for a further debrief about this incident."""

    another = Signal(object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._course = Card(_("How it went"))
        self._facts = QVBoxLayout()
        self._facts.setSpacing(px(4))
        self._another = Button(_("Plan another talk"), "", Icon.CALENDAR, self._ask_another)
        self._not_held = Button(_("It was not held …"), "quiet", None, self._ask_reason)
        self.late = Button(_("Say why it came late …"), "", None, self.ask_why_late)
        self._course.add(self._facts, buttons(self.late, self._another, self._not_held))
        self.protected = ChoiceChips(_("Was the time kept free?"), protected_choices(), numbered=False)
        self.paid = ChoiceChips(_("Was it paid?"), paid_choices(), numbered=False)
        self.paid_minutes, self.interruptions = QSpinBox(), QSpinBox()
        for box, most in ((self.paid_minutes, 600), (self.interruptions, 50)):
            box.setRange(0, most)
            box.setMaximumWidth(px(120))
            indent(box)
        self.cover_came = TickBox(_("The person who was to cover the desk came"))
        self.cover_came.setChecked(True)
        self.form = Form()
        self.form.add("protected", _("Was the time kept &free?"), self.protected)
        self.form.add("paid", _("Was it &paid?"), self.paid)
        self.form.add("paid_minutes", _("Paid &minutes for each person"), self.paid_minutes)
        self.form.add("interruptions", _("How often someone inte&rrupted"), self.interruptions)
        self.form.add_widget(self.cover_came)
        self._check = Card(
            _("The time"), _("Your own account. Participants are asked in private; only a count is shown.")
        )
        self._check.add(self.form, row(Button(_("Keep it"), "primary", Icon.DONE, self.save_check), None))
        self._said = Card(_("The time"))
        self._said_facts = QVBoxLayout()
        self._said.add(self._said_facts)
        self.learning = LearningCard(desk)
        self.offers = OffersPanel(desk)
        for signal in (
            self.protected.changed,
            self.paid.changed,
            self.paid_minutes.valueChanged,
            self.interruptions.valueChanged,
            self.cover_came.toggled,
        ):
            signal.connect(self.touch)
        self.learning.typing.connect(self.tell_typing)
        self.add(self._course, self._check, self._said, self.learning, self.offers)

    def fill(self, view: DebriefView) -> None:
        debrief = view.debrief
        held = debrief.status is DebriefStatus.HELD
        rebuild(self._facts, *(text_label(sentence) for sentence in self._sentences(view)))
        self._another.setVisible(view.may_plan and not debrief.open)
        self.late.setVisible(view.may_plan and debrief.waits_for_why)
        self._not_held.setVisible(view.may_plan and debrief.open and not debrief.running)
        checked = view.file.check
        self._check.setVisible(held and checked is None and debrief.checked_at is None and view.may_plan)
        self._said.setVisible(held and checked is not None and view.may_plan)
        if checked is not None:
            rebuild(self._said_facts, *(text_label(sentence) for sentence in _check_sentences(checked)))
        if not self.touched and debrief.started_at is not None and debrief.ended_at is not None:
            self.paid_minutes.setValue(round((debrief.ended_at - debrief.started_at).total_seconds() / 60))
        self.learning.setVisible(held)
        self.learning.show_view(view, editable=held and view.may_hold)
        self.offers.setVisible(held and bool(view.supports))
        self.offers.show_view(view.to_offer)

    def forget(self) -> None:
        super().forget()
        self.protected.choose()
        self.paid.choose()
        self.interruptions.setValue(0)
        self.cover_came.setChecked(True)
        self.learning.forget()

    def typed(self) -> Typed:
        check = {
            "protected": self.protected.code(),
            "paid": self.paid.code(),
            "minutes": self.paid_minutes.value(),
            "interruptions": self.interruptions.value(),
            "cover_came": self.cover_came.isChecked(),
        }
        said = {"learning": self.learning.typed(), "check": check if self.touched else {}}
        return said if any(said.values()) else {}

    def take_typed(self, typed: Typed) -> None:
        if not typed:
            return
        self.learning.take_typed(typed["learning"])
        if check := typed["check"]:
            self.protected.choose(*(code for code in (check["protected"],) if code))
            self.paid.choose(*(code for code in (check["paid"],) if code))
            self.paid_minutes.setValue(check["minutes"])
            self.interruptions.setValue(check["interruptions"])
            self.cover_came.setChecked(check["cover_came"])
            self.touched = True

    @Slot()
    def save_check(self) -> None:
        """Save the manager's own account."""
        protected, paid = self.protected.code(), self.paid.code()
        assert self.form is not None
        self.form.clear_problems()
        if not isinstance(protected, Protected):
            self.form.show_message("protected", _("Please choose one."))
        elif not isinstance(paid, Paid):
            self.form.show_message("paid", _("Please choose one."))
        elif self.view is not None:
            said = CheckWords(
                protected, paid, self.paid_minutes.value(), self.interruptions.value(), self.cover_came.isChecked()
            )
            self.run(asked(check_afterwards, self.view.debrief.id, self.view.debrief.version, said), then=self._checked)

    def _sentences(self, view: DebriefView) -> list[str]:
        debrief, now = view.debrief, self.desk.now()
        if debrief.status is DebriefStatus.DECLINED_BY_ALL:
            told = [_("Everyone would rather not, and that is fine. The offer stays open, and any answer may change.")]
            if debrief.late_decline is not None and view.may_plan:
                why = lateness_text(debrief.late_decline, debrief.late_decline_words)
                told.append(one_stop(_("The answer came after the limit: {reason}.").format(reason=why)))
            return told
        if debrief.status is DebriefStatus.NOT_HELD:
            reason = view.names.label("not_held_reason", debrief.not_held_reason or "")
            return [_("It was not held: {reason}.").format(reason=reason)]
        if debrief.status is not DebriefStatus.HELD or debrief.started_at is None or debrief.ended_at is None:
            return [_("It has not been held yet.")]
        minutes = round((debrief.ended_at - debrief.started_at).total_seconds() / 60)
        text = _("Held {moment}, {minutes}.")
        sentences = [text.format(moment=near_text(debrief.started_at, now, view.zone), minutes=minutes_text(minutes))]
        came = [one for one in view.file.participants if one.attended]
        if came:
            names = view.names.joined(one.person_id for one in came)
            sentences.append(_("Came: {names}.").format(names=names))
        titles = {step.code: translated(step.title) for step in steps_of(debrief.kind)}
        left_out = [titles.get(one.step, one.step) for one in view.file.steps if one.left_out]
        if left_out:
            sentences.append(_("Left out: {steps}.").format(steps=", ".join(left_out)))
        if debrief.late_reason is not None:
            reason = view.names.label("not_held_reason", debrief.late_reason)
            sentences.append(_("Later than planned: {reason}.").format(reason=reason))
        if debrief.next_check is not None:
            moment = near_text(debrief.next_check, now, view.zone)
            sentences.append(one_stop(_("Someone asks again by {moment}.").format(moment=moment)))
        return sentences

    def _checked(self, _check: AfterCheck) -> None:
        self.saved(_("Saved. Thank you."))

    @Slot()
    def _ask_another(self) -> None:
        if self.view is not None:
            self.another.emit(self.view.debrief.incident_ids[0])

    @Slot()
    def _ask_reason(self) -> None:
        if self.view is not None:
            question = NotHeldQuestion(self, _("Why it was not held"), self.view.names)
            question.chosen.connect(self._keep_reason)
            question.open()

    @Slot(object)
    def _keep_reason(self, reason: NotHeldReason) -> None:
        if self.view is not None:
            self.run(asked(record_not_held, self.view.debrief.id, self.view.debrief.version, reason), then=self._ended)

    @Slot()
    def ask_why_late(self) -> None:
        """Ask why all declined only after the window."""
        question = LateQuestion(self)
        question.chosen.connect(self._keep_why_late)
        question.open()

    @Slot(object)
    def _keep_why_late(self, late: Lateness) -> None:
        if self.view is not None:
            self.run(asked(say_why_late, self.view.debrief.id, self.view.debrief.version, late), then=self._why_kept)

    def _why_kept(self, _debrief: Debrief) -> None:
        self.saved(_("Saved, with the reason."))

    def _ended(self, debrief: Debrief) -> None:
        undo = partial(self._take_back, debrief.id, debrief.version)
        self.saved(_("Saved, with the reason. Everyone can still get support."), undo)

    def _take_back(self, debrief_id: UUID, version: int) -> None:
        self.run(asked(take_back_not_held, debrief_id, version), then=self._taken_back)

    def _taken_back(self, debrief: Debrief) -> None:
        if debrief.starts_at is None:
            self.saved(_("Undone: the debrief is to be planned."))
        else:
            self.saved(_("Undone: the debrief has its time again."))


def _check_sentences(check: AfterCheck) -> list[str]:
    protected, paid = protected_sentence(check.protected), paid_sentence(check.paid, minutes_text(check.paid_minutes))
    interrupted = _("Interruptions: {n}.").format(n=check.interruptions)
    cover = (
        _("The person who was to cover came.") if check.cover_came else _("The person who was to cover did not come.")
    )
    return [protected, paid, interrupted, cover]
