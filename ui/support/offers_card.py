"""Help that was offered to the signed-in person, each kind with its three answers."""

from functools import partial
from uuid import UUID

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.offers import Answer, SupportOffer
from incident_tracker.usecases.support.offers import answer_offer
from incident_tracker.wording import _, ngettext, problem_text
from ui.page import PageDesk
from ui.runner import asked
from ui.support.offer_line import help_text
from ui.support.support_names import SupportNames, answer_choices
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.layout import Card, column
from ui.widgets.text import note, text_label


class OffersCard(Card):
    """Help that was offered, each kind with its three answers."""

    def __init__(self, desk: PageDesk, offers: tuple[SupportOffer, ...], names: SupportNames) -> None:
        count = len(offers)
        super().__init__(
            ngettext("Help that is there for you", "Help that is there for you", count),
            _("Take what suits you, now or later. No one will hold a no against you."),
        )
        self._desk = desk
        for offer in offers:
            label = names.label("support_offer", offer.kind)
            chips = ChoiceChips(label, answer_choices(), numbered=False)
            chips.choose(*(() if offer.answer is Answer.OPEN else (offer.answer,)))
            chips.changed.connect(partial(self._answer, offer.id, chips))
            name = text_label(label, "label")
            name.setWordWrap(True)
            helps = [note(text) for text in (help_text(offer, names),) if text]
            self.add(column(name, chips, *helps, gap=6))

    def _answer(self, offer_id: UUID, chips: ChoiceChips) -> None:
        answer = chips.code()
        if isinstance(answer, Answer):
            self._desk.runner.run(
                asked(answer_offer, offer_id, answer), owner=self, then=self._saved, otherwise=self._refused
            )

    def _saved(self, _offer: SupportOffer) -> None:
        self._desk.messages.tell(_("Your answer is saved. You can change it whenever you like."))

    def _refused(self, problem: Problem) -> None:
        self._desk.messages.warn(problem_text(problem))
