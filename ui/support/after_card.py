"""What a person is asked after a debrief: two questions in private, and three that are kept without their name."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot

from incident_tracker.domain.support.protected_time import Paid, ParticipantCheck, Protected
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.domain.support.voices import (
    ANSWERS_FOR_ALL,
    ANSWERS_IN_STEP,
    Voice,
    VoiceQuestion,
    Voices,
)
from incident_tracker.labels.support.voices import voice_question_text, voice_text
from incident_tracker.usecases.support.protected_time import answer_afterwards
from incident_tracker.usecases.support.reminders import bring_back, put_away, put_off
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text, one_stop
from ui.support.beside import buttons
from ui.support.kept_answer import KeptAnswer
from ui.support.panel import Typed
from ui.support.put_off_until import tomorrow
from ui.support.support_names import paid_choices, protected_choices
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, row
from ui.widgets.text import heading, note


class AfterCard(Card):
    """The two private questions and, with the first answer, the three without a name. Only the two keep a draft."""

    def __init__(
        self, desk: PageDesk, debrief_id: UUID, said: ParticipantCheck | None, reminder: Reminder | None
    ) -> None:
        """`said` is the answer on record; `reminder`, while there is none, is what putting the card off marks."""
        super().__init__(
            _("Short questions for you") if said is None else _("Two short questions for you"),
            _("Only a count of all answers is shown; no one sees what you answered."),
        )
        self._desk = desk
        self._id = debrief_id
        self._said = said
        self._reminder = reminder
        if reminder is not None:
            about = near_text(reminder.at, desk.now(), desk.zone)
            self.add(note(one_stop(_("About the debrief that ended {moment}.").format(moment=about))))
        self.protected = ChoiceChips(_("Was the time kept free for you?"), protected_choices(), numbered=False)
        self.paid = ChoiceChips(_("Was it paid?"), paid_choices(), numbered=False)
        self._fill()
        self.form = Form()
        self.form.add("protected", _("Was the time kept &free for you?"), self.protected)
        self.form.add("paid", _("Was it &paid?"), self.paid)
        self.kept = KeptAnswer(desk, debrief_id, self._typed, self._take, self._drop, self)
        self.add(self.form)
        self.nameless = Nameless()
        if said is None:
            self.add(self.nameless)
        self.nameless.setVisible(said is None)
        verb = _("Change my answer") if said else _("Send my answer")
        self.add(self.kept.told, row(Button(verb, "", Icon.DONE, self._save), self.kept.discard, None))
        if reminder is not None:
            later = Button(_("Not today"), "quiet", None, partial(self._put_off, reminder))
            skip = Button(_("Skip these questions"), "quiet", None, partial(self._skip, reminder))
            self.add(buttons(later, skip))
        for chips in (self.protected, self.paid):
            chips.changed.connect(self.kept.typed)
        self.kept.look()

    def _fill(self) -> None:
        said = self._said
        self.protected.choose(*(() if said is None else (said.protected,)))
        self.paid.choose(*(() if said is None else (said.paid,)))

    def _typed(self) -> Typed:
        """What is chosen and not sent; empty if that is the answer on record."""
        said = self._said
        on_record = (None, None) if said is None else (said.protected, said.paid)
        chosen = self.protected.code(), self.paid.code()
        return {} if chosen == on_record else {"protected": chosen[0], "paid": chosen[1]}

    def _take(self, typed: Typed) -> None:
        self.protected.choose(*(Protected(code) for code in (typed["protected"],) if code))
        self.paid.choose(*(Paid(code) for code in (typed["paid"],) if code))

    def _drop(self) -> None:
        self._fill()
        self.protected.setFocus()

    def outdated(self, said: ParticipantCheck | None) -> bool:
        """Has the answer on record changed since this card was built?"""
        return said != self._said

    @Slot()
    def _save(self) -> None:
        protected, paid = self.protected.code(), self.paid.code()
        self.form.clear_problems()
        self.nameless.form.clear_problems()
        if not isinstance(protected, Protected):
            self.form.show_message("protected", _("Please choose one, or leave it for later."))
        elif not isinstance(paid, Paid):
            self.form.show_message("paid", _("Please choose one, or leave it for later."))
        elif self._said is not None:
            self.kept.hold()
            self._desk.runner.run(asked(answer_afterwards, self._id, protected, paid), owner=self, then=self._saved)
        elif self.nameless.is_whole():
            self.kept.hold()
            answer = asked(answer_afterwards, self._id, protected, paid, self.nameless.voices())
            self._desk.runner.run(answer, owner=self, then=self._saved)

    def _saved(self, _answer: object) -> None:
        self.kept.forget()
        self._desk.messages.tell(_("Thank you. It counts, without your name."))

    def _put_off(self, reminder: Reminder) -> None:
        self.kept.keep()
        until = tomorrow(self._desk)
        self._desk.runner.run(asked(put_off, reminder, until), owner=self, then=self._is_put_off)

    def _is_put_off(self, _mark: object) -> None:
        self._desk.messages.tell(_("You will be asked again tomorrow."))

    def _skip(self, reminder: Reminder) -> None:
        self._desk.runner.run(asked(put_away, reminder), owner=self, then=partial(self._skipped, reminder))

    def _skipped(self, reminder: Reminder, _mark: object) -> None:
        runner, page = self._desk.runner, self.window()  # the card itself goes away
        undo = partial(runner.run, asked(bring_back, reminder), owner=page)
        self._desk.messages.tell(_("Skipped. You are not asked about this debrief again."), undo=undo)


class Nameless(Card):
    """The three questions that are kept as sums alone; all of them are answered, or none."""

    def __init__(self) -> None:
        super().__init__()
        title = _("Three more without your name, if you like")
        self.setAccessibleName(title)
        self.chips = {
            question: ChoiceChips(
                voice_question_text(question).replace("&", ""),
                [Choice(voice, voice_text(voice)) for voice in Voice],
                numbered=False,
            )
            for question in VoiceQuestion
        }
        self.form = Form()
        for question, chips in self.chips.items():
            self.form.add(str(question), voice_question_text(question), chips, optional=True)
            chips.changed.connect(self._changed)
        self.clear = Button(_("Clear these three"), "quiet", None, self._clear)
        self.clear.hide()
        told = _(
            "Added to the sums of the whole clinic and kept nowhere else: not with you, this debrief or today. "
            "The sums are shown to those who lead from {team} answers on, to everyone else from {all} on. "
            "Once sent, no one can find, change or withdraw your answer, not even you."
        ).format(team=ANSWERS_IN_STEP, all=ANSWERS_FOR_ALL)
        self.add(heading(title), note(told), self.form, row(self.clear, None))

    def voices(self) -> Voices | None:
        """What is chosen; None for nothing."""
        helpful, safe, pointed = (self.chips[question].code() for question in VoiceQuestion)
        if isinstance(helpful, Voice) and isinstance(safe, Voice) and isinstance(pointed, Voice):
            return Voices(helpful, safe, pointed)
        return None

    def is_whole(self) -> bool:
        """Are all answered, or none? Says at the first that is not what is missing."""
        empty = [question for question, chips in self.chips.items() if chips.code() is None]
        if not empty or len(empty) == len(self.chips):
            return True
        self.form.show_message(str(empty[0]), _("Please answer all three, or clear them."))
        return False

    @Slot()
    def _changed(self) -> None:
        self.form.clear_problems()
        self.clear.setVisible(any(chips.code() is not None for chips in self.chips.values()))

    @Slot()
    def _clear(self) -> None:
        for chips in self.chips.values():
            chips.choose()
        self._changed()
        self.chips[VoiceQuestion.HELPFUL].setFocus()
