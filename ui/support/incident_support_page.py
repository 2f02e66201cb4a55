"""Support after one incident, whatever its tier: what was offered to whom, by whom and when, and what they said."""

from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.support.windows import SupportStep, window_of
from incident_tracker.labels.support.lateness import lateness_text
from incident_tracker.ports.context import Area, Context
from incident_tracker.usecases.support.owed import SupportFile, show_support
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.screen_text import near_text, one_stop
from ui.support.first_minutes_cards import FiveMinutesCard, ReliefCard
from ui.support.offers_panel import OffersPanel
from ui.support.offers_view import offers_after
from ui.support.outreach_card import OutreachCard
from ui.support.support_names import SupportNames, read_support_names
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form import Form
from ui.widgets.layout import Card, PageFrame, frame
from ui.widgets.moment_field import MomentField
from ui.widgets.unseen_label import name_box


class IncidentSupportPage(Page):
    """Argument: the id of the incident."""

    areas = frozenset({Area.SUPPORT, Area.INCIDENTS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._id: UUID | None = None
        self._file: SupportFile | None = None
        self._names = SupportNames()
        self._frame = frame(self, PageFrame(_("Support after an incident")))
        self._back = Button(_("Back"), "quiet", Icon.BACK, self.back_requested.emit)
        self._incident = Button(_("Open the incident"), "small", Icon.INCIDENTS, self._open_incident)
        self._debrief = Button(_("Plan the debrief"), "small", Icon.CALENDAR, self._open_debrief)
        for button in (self._back, self._incident, self._debrief):
            self._frame.buttons.addWidget(button)
        self._offering = Card(
            _("Who offers it, and when"),
            _("Change this for something that was offered earlier, or by someone else."),
        )
        self.offerer = ChoiceBox(_("Who offers it"), (), "")
        self.offered_at = MomentField(desk.now, desk.zone, about=False, chips=False, one_line=True)
        self.form = Form()
        self.form.add("offerer", _("&Who offers it"), self.offerer)
        self.form.add("offered_at", _("Whe&n"), self.offered_at)
        self._offering.add(self.form)
        self.cards = OffersPanel(desk)
        self.someone_else = ChoiceBox(_("Someone else who needs support"), (), _("Choose a person"))
        self._further = Card(_("Someone else who needs support"), _("Everyone who saw or heard it may need something."))
        name_box(self.someone_else, _("Someone else who needs support"))
        self._further.add(self.someone_else)
        self.relief = ReliefCard(desk)
        self.five_minutes = FiveMinutesCard(desk)
        self.outreach = OutreachCard(desk)
        parts = (self.relief, self.five_minutes, self.cards, self.outreach, self._further, self._offering)
        self._frame.add(*parts)
        self.offerer.changed.connect(self._offered_by)
        self.offered_at.changed.connect(self._offered_then)
        self.offered_at.unread.connect(self._not_a_moment)
        self.someone_else.changed.connect(self._add_person)

    def open(self, argument: object) -> None:
        if isinstance(argument, UUID) and argument != self._id:
            self._id, self._file = argument, None
            self.cards.named.clear()
            self.cards.offerer_id = self.cards.offered_at = None
            self.cards.when_is_clear = True
            self.offered_at.set_moment(None)
        self.refresh()

    def refresh(self) -> None:
        if self._id is not None:
            self.desk.runner.run(asked(_read, self._id), owner=self, then=self._show)

    def first_focus(self) -> QWidget | None:
        relief = window_of(SupportStep.RELIEF, self._file.due) if self._file is not None else None
        tick = next(iter(self.relief.ticks.values()))
        if relief is not None and not relief.if_wanted and self._file and not self._file.relief and tick.isEnabled():
            return tick
        if self._file is not None and self._file.case.persons:
            return self.cards.field_of(self._file.case.persons[0]) or self._back
        return self._back

    def _show(self, read: tuple[SupportFile, SupportNames]) -> None:
        first = self._file is None
        self._file, self._names = read
        case = self._file.case
        may_offer = self.desk.may_at(Permission.OFFER_SUPPORT, case.site_id) and case.ended_at is None
        self._frame.title.setText(_("Support after {reference}").format(reference=self._file.ref))
        self.setAccessibleName(self._frame.title.text())
        moment = near_text(case.occurred_at, self.desk.now(), self.desk.zone)
        happened = one_stop(_("It happened {moment}.").format(moment=moment))
        said = [happened, _("All support is voluntary for them.")]
        if case.late_offer is not None and may_offer:
            why = lateness_text(case.late_offer, case.late_offer_words)
            said.append(one_stop(_("Support was first offered after its limit: {reason}.").format(reason=why)))
        self._frame.say(" ".join(said))
        for part in (self._offering, self._further, self._debrief):
            part.setVisible(may_offer)
        view = offers_after(self._file, self._names, self.desk.zone, may_offer, asks_debrief=may_offer)
        self.offerer.offer(self._names.staff())
        self.offerer.choose(self.cards.offerer_id or self.desk.actor.person_id)
        self.someone_else.offer(self._names.staff(without=(*view.incident_of, *self.cards.named)))
        self.relief.show_file(self._file, self._names, may_offer)
        self.five_minutes.show_file(self._file, self._names, may_offer)
        self.outreach.show_file(self._file, self._names, may_offer)
        self.cards.show_view(view)
        if first and self._back.hasFocus():
            target = self.first_focus()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _offered_by(self) -> None:
        chosen = self.offerer.code()
        self.cards.offerer_id = chosen if isinstance(chosen, UUID) else None

    @Slot()
    def _offered_then(self) -> None:
        self.form.clear_problems()
        self.cards.offered_at = self.offered_at.moment()
        self.cards.when_is_clear = not self.offered_at.cannot_be_read

    @Slot(str)
    def _not_a_moment(self, why: str) -> None:
        self.form.show_message("offered_at", why)

    @Slot()
    def _add_person(self) -> None:
        chosen = self.someone_else.code()
        if isinstance(chosen, UUID) and self._file is not None:
            self.cards.named.append(chosen)
            self._show((self._file, self._names))
            field = self.cards.field_of(chosen)
            if field is not None:
                field.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _open_incident(self) -> None:
        self.open_requested.emit("incident", self._id)

    @Slot()
    def _open_debrief(self) -> None:
        self.open_requested.emit("debrief", self._id)


def _read(ctx: Context, incident_id: UUID) -> tuple[SupportFile, SupportNames]:
    return show_support(ctx, incident_id), read_support_names(ctx)
