"""What is offered to the signed-in person: invitations, a desk to cover, help, and questions afterwards."""

from collections.abc import Hashable
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.offers import SupportOffer
from incident_tracker.domain.support.participants import Participant, Response, TalkForm
from incident_tracker.domain.support.protected_time import Cover, ParticipantCheck
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.usecases.support.daily_card import DayCard
from incident_tracker.usecases.support.debriefs import DebriefFile
from incident_tracker.usecases.support.outreach import ConsentWanted
from incident_tracker.usecases.support.participants import Choices, answer_debrief
from incident_tracker.usecases.support.protected_time import confirm_cover
from incident_tracker.usecases.support.wellbeing import Reader
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import moment_text, near_text
from ui.support.after_card import AfterCard
from ui.support.consent_card import ConsentCard
from ui.support.kept_answer import KeptAnswer
from ui.support.month_later_card import MonthLaterCard
from ui.support.offers_card import OffersCard
from ui.support.panel import Typed
from ui.support.support_names import (
    SupportNames,
    response_badge,
    response_choices,
    talk_form_choices,
)
from ui.support.time_text import slot_text
from ui.support.wellbeing_cards import SharingCard
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.form import Form, without_letters
from ui.widgets.layout import Card, row
from ui.widgets.text import Badge, heading, note, text_label
from ui.widgets.tick_box import TickBox


class OwnPart(QWidget):
    """Cards for the actor alone; nothing here is asked twice, and everything may change.

    Signals: `notes_wanted()` asks for the page of sealed notes, `line_wanted()` for that of the private line.
    """

    notes_wanted = Signal()
    line_wanted = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._cards: dict[Hashable, QWidget] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(px(16))
        self.hide()

    def show_part(
        self,
        files: list[DebriefFile],
        offers: tuple[SupportOffer, ...],
        consents: tuple[ConsentWanted, ...],
        names: SupportNames,
        sharing: tuple[Reader, ...],
        today: DayCard | None,
        *,
        asks: bool,
    ) -> None:
        """Show what concerns the actor in these debriefs, these offers, the talks with others that they were asked
        about, who lets them read notes, and the one card of `today`. What is being typed stays.

        `asks`: they came here for these debriefs, so that each of them may be answered about at once.
        """
        me = self._desk.actor.person_id
        kept: dict[Hashable, QWidget] = {}
        for file in files:
            for cover in file.covers:
                if cover.cover_id == me and file.debrief.status is DebriefStatus.PLANNED:
                    card = CoverCard(self._desk, file, cover, names)
                    kept["cover", file.debrief.id, cover.person_id] = card
            mine = next((one for one in file.participants if one.person_id == me), None)
            if mine is None:
                continue
            key: tuple[str, UUID] = ("asked", file.debrief.id)
            if file.debrief.status is DebriefStatus.HELD:
                if mine.attended and (asks or file.own_answer is not None):
                    kept["after", file.debrief.id] = self._after(file.debrief.id, file.own_answer, None)
            elif file.debrief.status is not DebriefStatus.NOT_HELD and not file.debrief.running:
                invitation = self._cards.get(key)
                if not isinstance(invitation, Invitation):
                    invitation = Invitation(self._desk, file.debrief.id)
                invitation.show_file(file, mine, names)
                kept[key] = invitation
        if today is not None and today.debrief_id is not None:
            kept["after", today.debrief_id] = self._after(today.debrief_id, None, today.reminder)
        elif today is not None:
            kept["month_later"] = MonthLaterCard(self._desk, today.reminder, self.line_wanted.emit)
        if consents:
            kept["consents"] = ConsentCard(self._desk, consents)
        if offers:
            kept["offers"] = OffersCard(self._desk, offers, names)
        if sharing:
            kept["notes"] = SharingCard(sharing, self.notes_wanted.emit)
        self._place(kept)

    def _place(self, kept: dict[Hashable, QWidget]) -> None:
        """These cards, in this order, and no others."""
        for old, widget in self._cards.items():
            if kept.get(old) is not widget:
                self._layout.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        kinds: set[type[QWidget]] = set()
        for widget in kept.values():
            self._layout.addWidget(widget)
            if type(widget) in kinds:
                without_letters(widget)
            kinds.add(type(widget))
        self._cards = kept
        self.setVisible(bool(kept))

    def keep_draft(self) -> None:
        """Keep what is chosen or typed and not sent, for the person alone."""
        for card in self._cards.values():
            if isinstance(card, Invitation | AfterCard):
                card.kept.keep()

    @property
    def is_empty(self) -> bool:
        """Is there nothing for the actor?"""
        return not self._cards

    def _after(self, debrief_id: UUID, said: ParticipantCheck | None, reminder: Reminder | None) -> AfterCard:
        card = self._cards.get(("after", debrief_id))
        if isinstance(card, AfterCard) and not card.outdated(said):
            return card
        return AfterCard(self._desk, debrief_id, said, reminder)


class Invitation(Card):
    """An invitation to a debrief with the four answers and a few preferences."""

    def __init__(self, desk: PageDesk, debrief_id: UUID) -> None:
        super().__init__()
        self._desk = desk
        self._id = debrief_id
        self._touched = False
        self._filling = False
        self._answer: Participant | None = None  # as it is on record
        self.kept = KeptAnswer(desk, debrief_id, self._typed, self._take, self._drop, self)
        self.setAccessibleName(_("An invitation for you"))
        self._badge = Badge("")
        self._about = text_label("")
        self._slot = text_label("", "label")
        self._slot.setWordWrap(True)
        self.answer = ChoiceChips(_("Your answer"), response_choices())
        self.together = ChoiceChips(
            _("Alone or together"),
            talk_form_choices(),
            numbered=False,
        )
        self.earlier = TickBox(_("I would like it sooner than a day after"))
        self.like_me = TickBox(_("I would rather talk with someone who shares my background"))
        self.companion = QLineEdit()
        self.interpreter = QLineEdit()
        self._preferences = Form()
        self._preferences.add("talk_form", _("Alone or &together"), self.together)
        self._preferences.add("companion", _("Someone to &bring along"), self.companion, optional=True)
        self._preferences.add("interpreter", _("An i&nterpreter, in which language"), self.interpreter, optional=True)
        self._preferences.add_widget(self.earlier)
        self._preferences.add_widget(self.like_me)
        self._keep = Button(_("Keep my answer"), "primary", Icon.DONE, self._save)
        head = row(heading(_("An invitation for you")), self._badge)
        head.setStretch(0, 1)
        self.add(
            head,
            self._about,
            self._slot,
            self.answer,
            self._preferences,
            self.kept.told,
            row(self._keep, self.kept.discard, None),
            note(_("You need no reason, whatever you answer, and you can change it at any time.")),
        )
        for signal in (
            self.answer.changed,
            self.together.changed,
            self.earlier.toggled,
            self.like_me.toggled,
            self.companion.textEdited,
            self.interpreter.textEdited,
        ):
            signal.connect(self._touch)
        self.kept.look()

    def show_file(self, file: DebriefFile, mine: Participant, names: SupportNames) -> None:
        """Show the invitation and, unless someone is just choosing, the answer on record."""
        debrief = file.debrief
        leads = names.person(debrief.facilitator_id) if debrief.facilitator_id else debrief.facilitator_outside
        day = near_text(debrief.occurred_at, self._desk.now(), self._desk.zone)
        about = _("After what happened {moment} you can talk it over: in paid time, with your desk covered.")
        text = about.format(moment=day)
        if leads:
            text = _("{text} {name} would lead it.").format(text=text, name=leads)
        self._about.setText(text)
        self._slot.setText(slot_text(debrief, self._desk.zone))
        self._slot.setVisible(debrief.starts_at is not None)
        self._badge.say(*response_badge(mine.response))
        self.earlier.setVisible(debrief.starts_at is None and self._desk.now() < debrief.not_before)
        self._answer = mine
        if not self._touched:
            self._fill(mine)

    def _fill(self, mine: Participant) -> None:
        self._filling = True
        self.answer.choose(*(() if mine.response is Response.ASKED else (mine.response,)))
        self.together.choose(*(() if mine.talk_form is None else (mine.talk_form,)))
        self.earlier.setChecked(mine.asks_earlier)
        self.like_me.setChecked(mine.wants_person_like_me)
        self.companion.setText(mine.companion)
        self.interpreter.setText(mine.interpreter)
        self._filling = False
        self._show_preferences()

    @Slot()
    def _touch(self) -> None:
        if not self._filling:
            self._touched = True
            self.kept.typed()
            self._show_preferences()

    def _typed(self) -> Typed:
        """What is chosen and typed and not sent."""
        if not self._touched:
            return {}
        return {
            "answer": self.answer.code(),
            "together": self.together.code(),
            "earlier": self.earlier.isChecked(),
            "like_me": self.like_me.isChecked(),
            "companion": self.companion.text(),
            "interpreter": self.interpreter.text(),
        }

    def _take(self, typed: Typed) -> None:
        self._filling = True
        self.answer.choose(*(Response(code) for code in (typed["answer"],) if code))
        self.together.choose(*(TalkForm(code) for code in (typed["together"],) if code))
        self.earlier.setChecked(typed["earlier"])
        self.like_me.setChecked(typed["like_me"])
        self.companion.setText(typed["companion"])
        self.interpreter.setText(typed["interpreter"])
        self._filling = False
        self._touched = True
        self._show_preferences()

    def _drop(self) -> None:
        self._touched = False
        self.answer.setFocus()
        if self._answer is not None:
            self._fill(self._answer)

    def _show_preferences(self) -> None:
        self._preferences.setVisible(self.answer.code() in (Response.YES, Response.LATER))
        self._keep.setVisible(self._touched and self.answer.code() is not None)

    @Slot()
    def _save(self) -> None:
        response = self.answer.code()
        assert isinstance(response, Response)
        form = self.together.code()
        choices = Choices(
            self.earlier.isChecked(),
            form if isinstance(form, TalkForm) else None,
            self.interpreter.text(),
            self.companion.text(),
            self.like_me.isChecked(),
        )
        self.kept.hold()
        self._desk.runner.run(asked(answer_debrief, self._id, response, choices), owner=self, then=self._saved)

    def _saved(self, _answer: Participant) -> None:
        self._touched = False
        self.kept.forget()
        self._keep.hide()
        self._desk.messages.tell(_("Thank you. Your answer is saved, and you can change it at any time."))


class CoverCard(Card):
    """Asks whether the actor will cover someone's desk."""

    def __init__(self, desk: PageDesk, file: DebriefFile, cover: Cover, names: SupportNames) -> None:
        super().__init__(_("A desk to cover"))
        self._desk = desk
        self._ids = file.debrief.id, cover.person_id
        starts, ends = file.debrief.starts_at, file.debrief.ends_at
        assert starts is not None
        assert ends is not None
        minutes = round((ends - starts).total_seconds() / 60)
        self.add(
            text_label(
                _("You would cover for {name}: {moment}, {n} minutes.").format(
                    name=names.person(cover.person_id), moment=moment_text(starts, desk.zone), n=minutes
                )
            )
        )
        if cover.confirmed_at is None:
            self.add(row(Button(_("I will be there"), "primary", Icon.DONE, self._confirm), None))
            self.add(
                note(
                    _(
                        "If that does not work for you, please tell the person who plans it. They will find "
                        "someone else."
                    )
                )
            )
        else:
            self.add(row(Badge(_("You said yes"), "good"), None))

    @Slot()
    def _confirm(self) -> None:
        self._desk.runner.run(asked(confirm_cover, *self._ids), owner=self, then=self._confirmed)

    def _confirmed(self, _cover: Cover) -> None:
        self._desk.messages.tell(_("Thank you. Everyone now knows that the desk is covered."))
