"""The first minutes after an incident: the ticks of relief, and the five minutes of the same shift with their words."""

from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.debriefs import Debrief, DebriefKind, NotHeldReason
from incident_tracker.domain.support.guided_steps import HOT
from incident_tracker.domain.support.windows import rule_for
from incident_tracker.labels.capture.incidents import relief_texts
from incident_tracker.usecases.capture.incidents import record_relief
from incident_tracker.usecases.oversight.five_minutes import FiveMinutes, OneThing, record_five_minutes
from incident_tracker.usecases.support.owed import SupportFile
from incident_tracker.wording import _, problem_text, translated
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text, one_stop
from ui.support.beside import buttons
from ui.support.panel import rebuild
from ui.support.reason_question import NotHeldQuestion
from ui.support.support_names import SupportNames
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form import Form
from ui.widgets.guidance import Guidance
from ui.widgets.layout import Card
from ui.widgets.text import note
from ui.widgets.tick_box import TickBox


class ReliefCard(Card):
    """Five ticks, each kept as it is made; they can be read by everyone who sees the support."""

    def __init__(self, desk: PageDesk) -> None:
        super().__init__(_("The first minutes"), _("Cover the desk first, then ask. Do not ask for the story."))
        self._desk = desk
        self._incident: UUID | None = None
        self._said = note("")
        self.ticks = {name: TickBox(text) for name, text in relief_texts().items()}
        self.add(*self.ticks.values(), self._said)
        for tick in self.ticks.values():
            tick.toggled.connect(self._keep)

    def show_file(self, file: SupportFile, names: SupportNames, may_note: bool) -> None:
        """Show what is ticked, by whom and when."""
        self._incident = file.case.id
        relief = file.relief
        for name, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(relief is not None and getattr(relief, name) is True)
            tick.setEnabled(may_note)
            tick.blockSignals(False)
        self._said.setText(_("Nothing was noted yet."))
        if relief is not None:
            moment = near_text(relief.at, self._desk.now(), self._desk.zone)
            by = names.person(file.relieved_by)
            self._said.setText(one_stop(_("Last noted by {name}, {moment}.").format(name=by, moment=moment)))

    def _keep(self) -> None:
        if self._incident is not None:
            said = {name: True if tick.isChecked() else None for name, tick in self.ticks.items()}
            self._desk.runner.run(
                asked(
                    record_relief,
                    self._incident,
                    nobody_hurt=said["nobody_hurt"],
                    safe=said["safe"],
                    off_the_desk=said["off_the_desk"],
                    desk_covered=said["desk_covered"],
                    others_seen_to=said["others_seen_to"],
                ),
                owner=self,
            )


class FiveMinutesCard(Card):
    """The words to say, one thing to put right today with who does it, and whether it was held."""

    def __init__(self, desk: PageDesk) -> None:
        super().__init__(_("Five minutes in the same shift"))
        self._desk = desk
        self._incident: UUID | None = None
        self._names = SupportNames()
        self._said = QVBoxLayout()
        self._guidance = Guidance(_("You might say"), [translated(prompt) for one in HOT for prompt in one.prompts])
        self.thing = QLineEdit()
        self.thing.setMaxLength(300)
        self.owner = ChoiceBox(_("Who does it"), (), _("Choose a person"))
        self.form = Form()
        self.form.add("text", _("&One thing to put right today"), self.thing, optional=True)
        self.form.add("owner_id", _("Who &does it"), self.owner)
        self._held = Button(_("It was held just now"), "", Icon.DONE, self._keep)
        self._not_held = Button(_("It was not held …"), "quiet", None, self._ask_why)
        self._buttons = buttons(self._held, self._not_held)
        self._said.setSpacing(px(4))
        self.add(self._said, self._guidance, self.form, self._buttons)
        self.thing.textChanged.connect(self._ask_owner)

    def show_file(self, file: SupportFile, names: SupportNames, may_note: bool) -> None:
        """Show whether it was held, or what to say and to note."""
        self._incident, self._names = file.case.id, names
        self.setVisible(rule_for(file.case.tier).hot)
        hot = next((one for one in file.debriefs if one.kind is DebriefKind.HOT), None)
        rebuild(self._said, *((note(self._sentence(hot)),) if hot is not None or not may_note else ()))
        for part in (self._guidance, self.form, self._buttons):
            part.setVisible(hot is None and may_note)
        self.owner.offer(names.staff())
        self._ask_owner()

    def _sentence(self, hot: Debrief | None) -> str:
        if hot is None:
            return _("Nothing was recorded about it.")
        if hot.ended_at is None:
            reason = self._names.label("not_held_reason", hot.not_held_reason or "")
            return _("Not held: {reason}.").format(reason=reason)
        moment = near_text(hot.ended_at, self._desk.now(), self._desk.zone)
        return one_stop(_("Held {moment}.").format(moment=moment))

    def _ask_owner(self) -> None:
        """Who does it is asked once there is something to do."""
        self.owner.setEnabled(bool(self.thing.text().strip()))

    def _keep(self) -> None:
        self.form.clear_problems()
        text, owner = self.thing.text().strip(), self.owner.code()
        if text and not isinstance(owner, UUID):
            self.form.show_message("owner_id", _("Please choose who does it."))
            return
        if self._incident is not None:
            thing = OneThing(text, owner) if text and isinstance(owner, UUID) else None
            question = asked(record_five_minutes, self._incident, thing)
            self._desk.runner.run(question, owner=self, then=self._kept, otherwise=self._refused)

    def _kept(self, kept: FiveMinutes) -> None:
        self.thing.clear()
        self.owner.choose()
        if kept.action is None:
            self._desk.messages.tell(_("Saved."))
        else:
            name = self._names.person(kept.action.owner_id)
            self._desk.messages.tell(_("Saved. {name} has it on Actions, due today.").format(name=name))

    def _ask_why(self) -> None:
        question = NotHeldQuestion(self, _("Why the five minutes were not held"), self._names)
        question.chosen.connect(self._keep_reason)
        question.open()

    def _keep_reason(self, reason: NotHeldReason) -> None:
        if self._incident is not None:
            question = asked(record_five_minutes, self._incident, None, reason)
            self._desk.runner.run(question, owner=self, then=self._kept, otherwise=self._refused)

    def _refused(self, problem: Problem) -> None:
        if not self.form.show_problem(problem):
            self._desk.messages.warn(problem_text(problem))
