"""One offer of support as a line: what, who offered it and when, the answer with those before, and who helps."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from incident_tracker.domain.support.offers import Answer, SupportOffer
from incident_tracker.domain.support.outside_help import helps_with
from incident_tracker.labels.support.answers import answer_text
from incident_tracker.wording import _
from ui.page import PageDesk
from ui.screen_text import near_text, one_stop
from ui.support.beside import Beside
from ui.support.offers_view import OffersView
from ui.support.support_names import SupportNames, answer_choices
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.layout import column
from ui.widgets.text import note, text_label
from ui.widgets.unseen_label import name_box


class OfferLine(Beside):
    """`answered(offer id, Answer)` and `referred(offer id, help id)` are called when something is chosen."""

    def __init__(
        self,
        desk: PageDesk,
        offer: SupportOffer,
        view: OffersView,
        answered: Callable[[UUID, Answer], object],
        referred: Callable[[UUID, UUID], object],
    ) -> None:
        label = view.names.label("support_offer", offer.kind)
        open_text = answer_text(Answer.OPEN) if offer.answer is Answer.OPEN else ""
        self.box = ChoiceBox("", answer_choices(), open_text)
        name_box(self.box, _("Answer to: {offer}").format(offer=label))
        self.box.choose(None if offer.answer is Answer.OPEN else offer.answer)
        self.box.setEnabled(view.may_offer)
        self.box.changed.connect(partial(self._answer, offer.id, answered))
        words: list[QWidget] = [text_label(label, "label"), note(_history(desk, offer, view))]
        words += [note(text) for text in (help_text(offer, view.names),) if text]
        children: list[QWidget] = [self.box]
        helps = helps_with(offer.kind, view.names.outside_help, view.site_id)
        if view.may_offer and offer.answer is Answer.ACCEPTED and helps:
            choices = [Choice(one.id, one.name) for one in helps]
            self.helps = ChoiceBox("", choices, _("Who helps"))
            name_box(self.helps, _("Who helps with: {offer}").format(offer=label))
            self.helps.choose(offer.help_id)
            self.helps.changed.connect(partial(self._refer, offer.id, referred))
            children.insert(0, self.helps)
        super().__init__(column(*words, gap=2), *children)

    def _answer(self, offer_id: UUID, answered: Callable[[UUID, Answer], object]) -> None:
        answer = self.box.code()
        if isinstance(answer, Answer):
            answered(offer_id, answer)

    def _refer(self, offer_id: UUID, referred: Callable[[UUID, UUID], object]) -> None:
        help_id = self.helps.code()
        if isinstance(help_id, UUID):
            referred(offer_id, help_id)


def help_text(offer: SupportOffer, names: SupportNames) -> str:
    """Who helps outside the clinic, and how to reach them; "" where no one was named."""
    found = names.help(offer.help_id) if offer.answer is Answer.ACCEPTED else None
    return one_stop(_("{name} helps: {contact}.").format(name=found.name, contact=found.contact)) if found else ""


def _history(desk: PageDesk, offer: SupportOffer, view: OffersView) -> str:
    """Who offered it and when, and the answers before the last one."""
    now = desk.now()
    when = near_text(offer.offered_at, now, view.zone)
    if offer.offerer_id is None:
        parts = [_("offered {moment}").format(moment=when)]
    else:
        name = view.names.person(offer.offerer_id)
        parts = [_("offered {moment} by {name}").format(moment=when, name=name)]
    for one in view.answers_to(offer):
        moment = near_text(one.said_at, now, view.zone)
        parts.append(_("{answer} {moment}").format(answer=answer_text(one.answer), moment=moment))
    return " · ".join(parts)
