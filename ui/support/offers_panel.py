"""What each person needs next: offers with answers, more to offer, and when someone asks again."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.errors import Problem
from incident_tracker.domain.support.debriefs import Debrief
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.offers import Answer, OfferKind, SupportOffer
from incident_tracker.domain.support.participants import Response
from incident_tracker.labels.support.answers import response_text
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.usecases.support.offering_debriefs import offer_debrief
from incident_tracker.usecases.support.offers import Offering, record_offer_answer, record_offers
from incident_tracker.usecases.support.outside_help import refer_outside, take_back_referral
from incident_tracker.wording import _, problem_text
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_day_text
from ui.support.beside import Beside
from ui.support.late_question import asks_why
from ui.support.offer_line import OfferLine
from ui.support.offers_view import OffersView
from ui.support.panel import rebuild
from ui.support.support_names import answer_choices
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.layout import Card
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label
from ui.widgets.unseen_label import name_box


class OffersPanel(QWidget):
    """One card for each person.

    `offerer_id` and `offered_at` are who offers and when; None: the actor, and now. While what was typed for that is no
    moment, `when_is_clear` is False and nothing is noted.
    """

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offerer_id: UUID | None = None
        self.offered_at: datetime | None = None
        self.when_is_clear = True
        self.named: list[UUID] = []
        """Further people, each with a card although nothing was offered to them yet."""
        self._desk = desk
        self._view: OffersView | None = None
        self._pickers: dict[UUID, TermPicker] = {}
        self._answers: dict[UUID, ChoiceChips] = {}
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(px(16))

    def show_view(self, view: OffersView) -> None:
        """Show everyone's offers and dates; what is being chosen stays."""
        self._view = view
        chosen = {person: (picker.codes(), self._answers[person].codes()) for person, picker in self._pickers.items()}
        self._pickers, self._answers = {}, {}
        people = dict.fromkeys((*view.incident_of, *self.named))
        rebuild(self._cards, *(self._card(person, view) for person in people))
        for person, (codes, answers) in chosen.items():
            if person in self._pickers:
                self._pickers[person].choose(*codes)
                self._answers[person].choose(*answers)

    def field_of(self, person: UUID) -> QWidget | None:
        """Where something is offered to one person."""
        return self._pickers.get(person)

    def _card(self, person: UUID, view: OffersView) -> Card:
        name = view.names.person(person)
        card = Card(_("What {name} needs next").format(name=name))
        if view.responses is not None:
            card.add(self._debrief(person, view.responses.get(person), view))
        offered = view.offered_to(person)
        for offer in offered:
            card.add(OfferLine(self._desk, offer, view, self._answer, self._refer))
        if view.may_offer:
            self._add_fields(card, person, name, {str(one.kind) for one in offered}, view)
        dates = view.checks_with(person)
        if dates:
            card.add(text_label(_("When someone asks again"), "label"))
        today = self._desk.now().astimezone(view.zone).date()
        for check in dates:
            first, last = (moment.astimezone(view.zone).date() for moment in (check.not_before, check.by))
            span = _("{step}: {first} to {last}") if check.open else _("{step}: done")
            text = span.format(
                step=support_step_text(check.step), first=near_day_text(first, today), last=near_day_text(last, today)
            )
            card.add(note(text))
        return card

    def _add_fields(self, card: Card, person: UUID, name: str, present: Collection[object], view: OffersView) -> None:
        kinds = [one for one in view.names.choices("support_offer") if one.code not in present]
        if not kinds:
            return
        picker = TermPicker(_("Offer to {name}").format(name=name), kinds, several=True)
        answers = ChoiceChips(_("What {name} says to it").format(name=name), answer_choices(), numbered=False)
        button = Button(_("Note as offered"), "", Icon.SUPPORT, partial(self._note, person))
        button.setAccessibleName(_("Note as offered to {name}").format(name=name))
        self._pickers[person], self._answers[person] = picker, answers
        card.add(text_label(_("Offer"), "label"), picker)
        card.add(text_label(_("The answer, if there is one yet"), "label"), Beside(answers, button))

    def _debrief(self, person: UUID, response: Response | None, view: OffersView) -> QWidget:
        """What the person said about the debrief, which is offered as everything else is."""
        said = [Choice(one, response_text(one)) for one in Response]
        name = _("The debrief, for {name}").format(name=view.names.person(person))
        box = ChoiceBox(name, said, _("not offered yet") if response is None else "")
        name_box(box, name)
        box.choose(response)
        box.setEnabled(view.may_offer)
        box.changed.connect(partial(self._keep_response, person, box))
        return Beside(text_label(_("The debrief"), "label"), box)

    def _incident_of(self, person: UUID) -> UUID | None:
        if self._view is None:
            return None
        return self._view.incident_of.get(person) or next(iter(self._view.incident_of.values()), None)

    def _note(self, person: UUID) -> None:
        kinds = [OfferKind(str(code)) for code in self._pickers[person].codes()]
        incident = self._incident_of(person)
        if incident is None or not kinds:
            self._desk.messages.warn(_("Please choose what was offered."))
            return
        if not self.when_is_clear:
            self._desk.messages.warn(_("Please say first when it was offered."))
            return
        answer = self._answers[person].code()
        said = answer if isinstance(answer, Answer) else Answer.OPEN
        offering = Offering(self.offerer_id, self.offered_at, said)
        self._run_kept(person, incident, kinds, offering)

    def _run_kept(self, person: UUID, incident: UUID, kinds: list[OfferKind], offering: Offering) -> None:
        self._desk.runner.run(
            asked(record_offers, incident, person, kinds, offering),
            owner=self,
            then=partial(self._noted, person),
            otherwise=partial(self._refused_as_late, partial(self._note_late, person, incident, kinds, offering)),
        )

    def _note_late(
        self, person: UUID, incident: UUID, kinds: list[OfferKind], offering: Offering, late: Lateness
    ) -> None:
        self._run_kept(person, incident, kinds, replace(offering, late=late))

    def _noted(self, person: UUID, _offers: tuple[SupportOffer, ...]) -> None:
        if person in self._pickers:
            self._pickers[person].choose()
            self._answers[person].choose()
        self._desk.messages.tell(_("Recorded as offered. The answer may come at any time."))

    def _answer(self, offer_id: UUID, answer: Answer) -> None:
        self._desk.runner.run(asked(record_offer_answer, offer_id, answer), owner=self, then=self._answered)

    def _answered(self, _offer: SupportOffer) -> None:
        self._desk.messages.tell(_("The answer is saved. It may change at any time."))

    def _refer(self, offer_id: UUID, help_id: UUID) -> None:
        offers = self._view.offers if self._view is not None else ()
        before = next((one for one in offers if one.id == offer_id), None)
        self._desk.runner.run(asked(refer_outside, offer_id, help_id), owner=self, then=partial(self._referred, before))

    def _referred(self, before: SupportOffer | None, offer: SupportOffer) -> None:
        undo = partial(self._take_back_referral, before, offer) if before is not None else None
        self._desk.messages.tell(_("Saved. The person can read how to reach them."), undo)

    def _take_back_referral(self, before: SupportOffer, offer: SupportOffer) -> None:
        question = asked(take_back_referral, offer.id, offer.version, before.help_id, before.referred_at)
        self._desk.runner.run(question, owner=self, then=self._referral_taken_back)

    def _referral_taken_back(self, offer: SupportOffer) -> None:
        if offer.help_id is None:
            self._desk.messages.tell(_("Undone: no help is named."))
        else:
            self._desk.messages.tell(_("Undone: the help from before is named."))

    def _keep_response(self, person: UUID, box: ChoiceBox) -> None:
        response, incident = box.code(), self._incident_of(person)
        if isinstance(response, Response) and incident is not None:
            self._offer_debrief(incident, person, response)

    def _offer_debrief(self, incident: UUID, person: UUID, response: Response, late: Lateness | None = None) -> None:
        again = partial(self._offer_debrief, incident, person, response)
        self._desk.runner.run(
            asked(offer_debrief, incident, person, response, late),
            owner=self,
            then=self._kept_response,
            otherwise=partial(self._refused_as_late, again),
        )

    def _kept_response(self, _debrief: Debrief) -> None:
        self._desk.messages.tell(_("The answer is saved. It may change at any time."))

    def _refused_as_late(self, again: Callable[[Lateness], object], problem: Problem) -> None:
        """Ask why it comes late; what was chosen before shows again until it is kept."""
        if asks_why(self, problem, again):
            if self._view is not None:
                self.show_view(self._view)
            return
        self._refused(problem)

    def _refused(self, problem: Problem) -> None:
        self._desk.messages.warn(problem_text(problem))
        if self._view is not None:
            self.show_view(self._view)
