"""What each person needs next: offers with answers, more to offer, and when someone asks again."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from incident_tracker.domain.support.offers import Answer, OfferKind, SupportOffer
from incident_tracker.labels.support.answers import answer_text
from incident_tracker.labels.support.windows import support_step_text
from incident_tracker.usecases.support.offers import record_offer_answer, record_offers
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_day_text
from ui.support.beside import Beside
from ui.support.debrief_view import DebriefView
from ui.support.panel import rebuild
from ui.support.support_names import answer_choices
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.layout import Card
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label
from ui.widgets.unseen_label import name_box


class OffersPanel(QWidget):
    """One card for each person it happened to."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: DebriefView | None = None
        self._pickers: dict[UUID, TermPicker] = {}
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(px(16))

    def show_view(self, view: DebriefView) -> None:
        """Show everyone's offers and dates; what is being chosen stays."""
        self._view = view
        chosen = {person: picker.codes() for person, picker in self._pickers.items()}
        self._pickers = {}
        people = tuple(
            dict.fromkeys([*view.persons_owed, *(one.person_id for one in view.file.participants if one.targeted)])
        )
        rebuild(self._cards, *(self._card(person, view) for person in people if view.supports))
        for person, codes in chosen.items():
            if person in self._pickers:
                self._pickers[person].choose(*codes)

    def _card(self, person: UUID, view: DebriefView) -> Card:
        card = Card(_("What {name} needs next").format(name=view.names.person(person)))
        offered = [one for one in view.offers if one.person_id == person]
        for offer in offered:
            card.add(self._offer(offer, view))
        if view.may_offer:
            kinds = [
                one for one in view.names.choices("support_offer") if one.code not in {str(o.kind) for o in offered}
            ]
            picker = TermPicker(_("Offer"), kinds, several=True)
            self._pickers[person] = picker
            button = Button(_("Note as offered"), "", Icon.SUPPORT, partial(self._note, person))
            button.setAccessibleName(_("Note as offered to {name}").format(name=view.names.person(person)))
            card.add(text_label(_("Offer"), "label"), Beside(picker, button))
        dates = [one for one in view.follow_ups if one.person_id == person]
        today = self._desk.now().astimezone(view.zone).date()
        if dates:
            card.add(text_label(_("When someone asks again"), "label"))
        for check in sorted(dates, key=lambda one: one.by):
            first, last = (moment.astimezone(view.zone).date() for moment in (check.not_before, check.by))
            span = _("{step}: {first} to {last}") if check.open else _("{step}: done")
            text = span.format(
                step=support_step_text(check.step), first=near_day_text(first, today), last=near_day_text(last, today)
            )
            card.add(note(text))
        return card

    def _offer(self, offer: SupportOffer, view: DebriefView) -> QWidget:
        label = view.names.label("support_offer", offer.kind)
        box = QComboBox()
        name_box(box, _("Answer to: {offer}").format(offer=label))
        box.addItem(answer_text(Answer.OPEN), None)
        for choice in answer_choices():
            box.addItem(choice.label, str(choice.code))
        box.setCurrentIndex(max(0, box.findData(str(offer.answer))))
        box.setEnabled(view.may_offer)
        box.activated.connect(partial(self._answer, offer.id, box))
        return Beside(text_label(label), box, edge=2)

    def _note(self, person: UUID) -> None:
        kinds = [OfferKind(str(code)) for code in self._pickers[person].codes()]
        if self._view is None or not kinds:
            return
        incident = next((one.case.id for one in self._view.supports if person in one.case.persons), None)
        incident = incident or self._view.debrief.incident_ids[0]
        self._pickers[person].choose()
        self._desk.runner.run(asked(record_offers, incident, person, kinds), owner=self, then=self._noted)

    def _noted(self, _offers: tuple[SupportOffer, ...]) -> None:
        self._desk.messages.tell(_("Recorded as offered. The answer may come at any time."))

    def _answer(self, offer_id: UUID, box: QComboBox, _index: int) -> None:
        if box.currentData() is not None:
            answer = Answer(box.currentData())
            self._desk.runner.run(asked(record_offer_answer, offer_id, answer), owner=self, then=self._answered)

    def _answered(self, _offer: SupportOffer) -> None:
        self._desk.messages.tell(_("The answer is saved. It may change at any time."))
