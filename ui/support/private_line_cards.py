"""The cards of the private line: what a person sent, and for the reader each answer with what was done about it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.private_line import LineAct, LineAnswer
from incident_tracker.labels.support.private_line import consequence_text, line_act_text
from incident_tracker.usecases.support.private_line import LineCase, step_on_line
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.form import Form
from ui.widgets.layout import Card, row
from ui.widgets.text import note, text_label


class SentCard(Card):
    """One's own answer, and what the reader did about it."""

    def __init__(self, desk: PageDesk, answer: LineAnswer) -> None:
        moment = near_text(answer.sent_at, desk.now(), desk.zone)
        super().__init__(_("You wrote {moment}").format(moment=moment))
        _tell(self, desk, answer)
        if answer.open and not answer.steps:
            self.add(note(_("It has not been read yet.")))


class CaseCard(Card):
    """An answer for its reader, with the next step.

    Of several beside each other one is `lettered`: its fields have keys, which lead to one place each.
    """

    def __init__(self, desk: PageDesk, case: LineCase, *, lettered: bool) -> None:
        answer = case.answer
        moment = near_text(answer.sent_at, desk.now(), desk.zone)
        super().__init__(_("{name}, {moment}").format(name=case.name, moment=moment))
        self._desk = desk
        self._answer = answer
        _tell(self, desk, answer)
        what, few = _("What &did you do?"), _("In a &few words")
        choices = [Choice(one, line_act_text(one)) for one in LineAct]
        self.act = ChoiceChips(what.replace("&", ""), choices, numbered=False)
        self.words = QLineEdit()
        self.form = Form()
        self.form.add("act", what if lettered else what.replace("&", ""), self.act)
        help_text = _("What was done, or what came of it. The person reads it.")
        label = few if lettered else few.replace("&", "")
        self.form.add("words", label, self.words, help_text, optional=True)
        if answer.open:
            self.add(self.form, row(Button(_("Keep this step"), "", Icon.DONE, self._keep), None))

    @Slot()
    def _keep(self) -> None:
        self.form.clear_problems()
        act = self.act.code()
        if not isinstance(act, LineAct):
            self.form.show_message("act", _("Please choose one."))
            return
        step = asked(step_on_line, self._answer.id, self._answer.version, act, self.words.text())
        self._desk.runner.run(step, owner=self, then=self._kept, otherwise=self._refused)

    def _kept(self, _answer: object) -> None:
        self._desk.messages.tell(_("Kept, sealed. The person sees it."))

    def _refused(self, problem: Problem) -> bool:
        return self.form.show_problem(problem)


def _tell(card: Card, desk: PageDesk, answer: LineAnswer) -> None:
    """What was said, and each step."""
    said = consequence_text(answer.said.consequence)
    card.add(text_label(_("Did anything bad come of it? {answer}").format(answer=said), wraps=True))
    if answer.said.text:
        card.add(text_label(answer.said.text, wraps=True))
    for step in answer.steps:
        moment = near_text(step.at, desk.now(), desk.zone)
        line = _("{moment}: {act}").format(moment=moment, act=line_act_text(step.act))
        card.add(note(_("{line}. {words}").format(line=line, words=step.words) if step.words else line))
