"""Hold a debrief by its steps: what to say, a quiet clock, what should change, what each person needs, the close."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.errors import Reason
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.guided_steps import NAMING, PRINCIPLES, GuidedStep, StepRecord, steps_of
from incident_tracker.domain.support.protected_time import Cover
from incident_tracker.labels.facts import minutes_text
from incident_tracker.labels.support.guided_steps import principle_text
from incident_tracker.usecases.support.holding import record_step, start_debrief
from incident_tracker.usecases.support.protected_time import record_cover_there
from incident_tracker.wording import _, translated
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.support.beside import Beside, buttons
from ui.support.debrief_view import DebriefView
from ui.support.finishing_card import FinishingCard, restyle
from ui.support.learning_card import LearningCard
from ui.support.obstacle_card import obstacle_lines
from ui.support.offers_panel import OffersPanel
from ui.support.panel import DebriefPanel, Typed, rebuild
from ui.support.time_text import slot_text
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.guidance import Guidance
from ui.widgets.layout import Card, column, empty_out, row
from ui.widgets.steps import Clock, Stage, StepList
from ui.widgets.text import Badge, heading, note, text_label
from ui.widgets.two_columns import TwoColumns

_PASSES = frozenset({Reason.TOO_EARLY, Reason.BOOKED_FOR_LATER})
"""What is in the way only until some minutes later: it is said, and asked again when someone begins."""


class HoldingPanel(DebriefPanel):
    """Signals: `stopped(UUID)` when it ended early and another time is wanted for this incident."""

    stopped = Signal(object)

    def __init__(self, desk: PageDesk, seconds_now: Callable[[], float], parent: QWidget | None = None) -> None:
        """`seconds_now` is a monotonic clock."""
        super().__init__(desk, parent)
        self._seconds_now = seconds_now
        self._guided: tuple[GuidedStep, ...] = ()
        self._step_began = 0
        self._for: object = None
        self.clock: Clock | None = None
        self.steps: StepList | None = None
        self._before = Card()
        self._slot = text_label("", "label")
        self._slot.setWordWrap(True)
        self._missing = text_label("", "care")
        self._missing.setWordWrap(True)
        self._covers = QVBoxLayout()
        self._begin = Button(_("Begin now"), "primary", Icon.START, self.begin)
        self._before.add(
            heading(_("Before you begin")),
            self._slot,
            Guidance(
                _("Make sure of it"),
                [
                    _("The desk is covered, and no one will knock."),
                    _("A private place, no one's office. Phones are off."),
                    _("Anyone may leave at any time, without a word."),
                ],
            ),
            self._missing,
            self._covers,
            row(self._begin, None),
        )
        self._holder = QVBoxLayout()
        self._holder.setSpacing(px(12))
        self._running = Card()
        self._running.add(self._holder)
        self._name = heading("")
        self._principle = Badge("", "accent")
        self._about = note("")
        self._prompts = Guidance()
        self._left_out = note("")
        self._previous = Button(_("&Previous"), "", Icon.LEFT, self.previous)
        self._next = Button(_("&Next"), "primary", None, self.next)
        self._leave_out = Button(_("Leave it &out"), "quiet", None, self.leave_out)
        self.learning = LearningCard(desk)
        self.offers = OffersPanel(desk)
        self.finishing = FinishingCard(desk)
        self.finishing.problem.connect(self.refused)
        self.finishing.stopped.connect(self.stopped)
        for part in (self.learning, self.finishing):
            part.typing.connect(self.tell_typing)
        self._naming = Guidance(translated(NAMING[0]), [translated(sentence) for sentence in NAMING[1:]])
        self._called = Guidance()
        self._lines: list[str] = []
        self.add(self._before, self._running, self._naming, self.offers, self._called, self.learning, self.finishing)

    def fill(self, view: DebriefView) -> None:
        debrief = view.debrief
        running = debrief.running and debrief.status is DebriefStatus.PLANNED
        begun_here = running and self._begin.hasFocus()  # asked before the button is gone, and the focus elsewhere
        self._before.setVisible(not running)
        for part in (self._running, self.learning, self.finishing):
            part.setVisible(running)
        if not running:
            self.offers.hide()
            self._naming.hide()
            self._called.hide()
            self._fill_before(view)
            self._for = None
            return
        if self._for != debrief.id:
            self._for = debrief.id
            self._build(view)
        self._lines = self._who_is_called(view)
        self._called.say(_("Who can be called"), self._lines)
        self._show_step()
        self.learning.show_view(view, editable=view.may_hold)
        self.offers.show_view(view.to_offer)
        self.finishing.show_view(view)
        if begun_here:
            self._next.setFocus()

    def _who_is_called(self, view: DebriefView) -> list[str]:
        """Help for the staff of the site from outside, and for its patients."""
        site_id, names = view.debrief.site_id, view.names
        staff = [_("For you: {help}").format(help=line) for line in names.help_for_staff(site_id)]
        return [*staff, *(_("For patients: {help}").format(help=line) for line in names.help_for_patients(site_id))]

    def forget(self) -> None:
        super().forget()
        self._for = None
        self.learning.forget()
        self.finishing.forget()

    def typed(self) -> Typed:
        if self._for is None:
            return {}
        said = {"learning": self.learning.typed(), "finishing": self.finishing.typed()}
        return said if any(said.values()) else {}

    def where(self) -> Typed:
        if self.clock is None or self.steps is None or self._for is None:
            return {}
        return {
            "step": self.steps.current,
            "seconds": self.clock.seconds,
            "ticking": self.clock.is_running,
            "began": self._step_began,
        }

    def take_typed(self, typed: Typed) -> None:
        if typed and self._for is not None:
            self.learning.take_typed(typed["learning"])
            self.finishing.take_typed(typed["finishing"])

    def go_on_from(self, where: Typed) -> None:
        if not where or self.clock is None or self.steps is None:
            return
        if self.clock.is_running:
            self.clock.toggle()
        self.clock.go_on_from(where["seconds"])
        if where["ticking"]:
            self.clock.toggle()
        self.steps.go(where["step"])
        self._step_began = where["began"]

    @Slot()
    def begin(self) -> None:
        """Begin now."""
        if self.view is not None and self._begin.isEnabled():
            self.run(asked(start_debrief, self.view.debrief.id, self.view.debrief.version), then=self._begun)

    @Slot()
    def next(self) -> None:
        """This step is done; go on, or to the close after the last."""
        self._record(left_out=False)

    @Slot()
    def leave_out(self) -> None:
        """Go on without this step; nothing in a debrief is required."""
        self._record(left_out=True)

    @Slot()
    def previous(self) -> None:
        """Go back one step."""
        if self.steps is not None:
            self.steps.previous()

    def _fill_before(self, view: DebriefView) -> None:
        debrief = view.debrief
        planned = debrief.status is DebriefStatus.PLANNED
        self._slot.setText(slot_text(debrief, view.zone) or _("No time is booked yet."))
        missing = []
        if not planned:
            missing.append(_("A time has to be booked first."))
        told = [one for one in view.file.at_start if one.reason is not Reason.COVER_NOT_CONFIRMED]
        missing += obstacle_lines(one for one in told if not one.warned and one.reason not in _PASSES)
        if planned and not view.may_hold:
            missing.append(_("Only the person who leads it or answers for it can begin."))
        lines = missing or obstacle_lines(told)
        self._missing.setText(" ".join(lines))
        self._missing.setVisible(bool(lines))
        waiting = self._unconfirmed(view) if planned else []
        rebuild(self._covers, *waiting)
        self._begin.setEnabled(not missing and not waiting)

    def _unconfirmed(self, view: DebriefView) -> list[QWidget]:
        """A line for each cover who has not said yes, with the button that says that the desk is covered."""
        covers = {id for one in view.file.at_start if one.reason is Reason.COVER_NOT_CONFIRMED for id in one.person_ids}
        lines: list[QWidget] = []
        for cover in (one for one in view.file.covers if one.cover_id in covers):
            name = view.names.person(cover.cover_id)
            there = Button(_("At the desk now"), "small", Icon.DONE, partial(self._cover_is_there, cover.person_id))
            there.setAccessibleName(_("{name} is at the desk now").format(name=name))
            words = _("{name} covers, and has not said yes yet.").format(name=name)
            lines.append(Beside(text_label(words, "care"), *([there] if view.may_hold else [])))
        return lines

    def _cover_is_there(self, person_id: UUID) -> None:
        if self.view is not None:
            self.run(asked(record_cover_there, self.view.debrief.id, person_id), then=self._covered)

    def _covered(self, _cover: Cover) -> None:
        self.desk.messages.tell(_("Saved: the desk is covered."))

    def _begun(self, _debrief: Debrief) -> None:
        self.desk.messages.tell(_("Begun. Take the time you need; the clock never rings."))

    def _build(self, view: DebriefView) -> None:
        """Steps and clock for this debrief, resumed from the record."""
        debrief = view.debrief
        self._guided = steps_of(debrief.kind)
        self.steps = StepList([Stage(translated(one.title)) for one in self._guided])
        self.steps.gone_to.connect(self._gone_to)
        self.clock = Clock(self._seconds_now, sum(one.minutes for one in self._guided))
        codes = [one.code for one in self._guided]
        done = {codes.index(record.step) for record in view.file.steps if record.step in codes}
        current = next((number for number in range(len(codes)) if number not in done), len(codes) - 1)
        self.steps.show_done(done, current)
        so_far = 0 if debrief.started_at is None else (self.desk.now() - debrief.started_at).total_seconds()
        self.clock.go_on_from(int(so_far))
        self.clock.toggle()
        self._step_began = self.clock.seconds
        for part in (
            self._about,
            self._name,
            self._principle,
            self._prompts,
            self._left_out,
            self._previous,
            self._next,
            self._leave_out,
        ):
            part.setParent(None)
        empty_out(self._holder)
        steering = buttons(self._next, self._leave_out, self._previous)
        head = Beside(column(self._name, self._about, gap=2), self._principle, least=160)
        right = column(head, self._prompts, self._left_out, steering, None, gap=14)
        self._holder.addWidget(self.clock)
        self._holder.addWidget(TwoColumns(self.steps, right))

    @Slot(int)
    def _gone_to(self, _number: int) -> None:
        if self.clock is not None:
            self._step_began = self.clock.seconds
        self._show_step()
        announce(self, self._name.text())

    def _show_step(self) -> None:
        if self.steps is None or self.view is None:
            return
        step = self._guided[self.steps.current]
        self._name.setText(translated(step.title))
        self._principle.say(principle_text(step.principle), "accent")
        self._about.setText(_("about {minutes}").format(minutes=minutes_text(step.minutes)))
        prompts = [translated(prompt) for prompt in step.prompts]
        if step.code == "welcome":
            principles = [f"{number}  {translated(text)}" for number, text in enumerate(PRINCIPLES, 1)]
            prompts = [prompts[0], *principles, *prompts[1:]]
        self._prompts.say(_("You might say"), prompts)
        record = next((one for one in self.view.file.steps if one.step == step.code), None)
        self._left_out.setText(_("This step was left out, which is fine. It can still be taken."))
        self._left_out.setVisible(record is not None and record.left_out)
        self._previous.setEnabled(self.steps.current > 0)
        self._next.setText(_("&Done") if self.steps.is_last else _("&Next"))
        self._leave_out.setVisible(not self.steps.is_last)
        self.offers.setVisible(step.code in ("next", "help") and bool(self.view.supports))
        self._naming.setVisible(self.steps.is_last)
        # at the close nothing comes between the last words and the end
        self.learning.setVisible(not self.steps.is_last)
        self._called.setVisible(not self.steps.is_last and bool(self._lines))
        restyle(self._next, "" if self.steps.is_last else "primary")
        self.finishing.set_closing(self.steps.is_last)

    def _record(self, left_out: bool) -> None:
        if self.view is None or self.steps is None or self.clock is None:
            return
        step = self._guided[self.steps.current]
        minutes = round((self.clock.seconds - self._step_began) / 60)
        self.run(asked(record_step, self.view.debrief.id, step.code, minutes, left_out), then=self._recorded)

    def _recorded(self, _record: StepRecord) -> None:
        if self.steps is not None:
            self.steps.next()
            if self.steps.is_last:
                self.finishing.first_focus().setFocus()
