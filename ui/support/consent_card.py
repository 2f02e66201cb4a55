"""A question to the signed-in person: may someone speak with others about what happened? Yes and no are both fine."""

from functools import partial

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.outreach import Consent
from incident_tracker.labels.support.outreach import consent_question_text, own_consent_text
from incident_tracker.usecases.support.outreach import ConsentWanted, answer_consent
from incident_tracker.wording import _, problem_text
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.layout import Card, column
from ui.widgets.text import note, text_label


class ConsentCard(Card):
    """Each talk that someone asked about, with the answer so far."""

    def __init__(self, desk: PageDesk, wanted: tuple[ConsentWanted, ...]) -> None:
        super().__init__(
            _("A talk with others"),
            _("You do not have to meet anyone, and your name is not said. Without your yes there is no repair."),
        )
        self._desk = desk
        for one in wanted:
            question = consent_question_text(one.kind)
            chips = ChoiceChips(
                question,
                [Choice(answer, own_consent_text(answer)) for answer in (Consent.YES, Consent.NO)],
                numbered=False,
            )
            chips.choose(*(() if one.answer is Consent.ASKED else (one.answer,)))
            chips.changed.connect(partial(self._answer, one, chips))
            words = text_label(question, "label")
            words.setWordWrap(True)
            moment = near_text(one.occurred_at, desk.now(), desk.zone)
            about = note(_("{reference}: it happened {moment}").format(reference=one.ref, moment=moment))
            self.add(column(words, about, chips, gap=6))

    def _answer(self, wanted: ConsentWanted, chips: ChoiceChips) -> None:
        answer = chips.code()
        if isinstance(answer, Consent):
            question = asked(answer_consent, wanted.incident_id, wanted.kind, answer)
            self._desk.runner.run(question, owner=self, then=self._saved, otherwise=self._refused)

    def _saved(self, _said: object) -> None:
        self._desk.messages.tell(_("Your answer is saved. You can change it whenever you like."))

    def _refused(self, problem: Problem) -> None:
        self._desk.messages.warn(problem_text(problem))
