"""Find, book and move protected time: in everyone's paid hours, outside breaks, with cover for each desk."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from incident_tracker.domain.support.debriefs import Debrief, DebriefMode, DebriefStatus
from incident_tracker.domain.support.free_times import next_times
from incident_tracker.domain.support.obstacles import to_book
from incident_tracker.domain.support.protected_time import MoveReason, SlotRequest
from incident_tracker.labels.facts import minutes_text
from incident_tracker.usecases.support.protected_time import book_slot, move_slot
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.support.beside import buttons
from ui.support.covers_field import CoversField
from ui.support.debrief_view import DebriefView
from ui.support.obstacle_card import obstacle_lines
from ui.support.panel import DebriefPanel, Typed
from ui.support.shift_bars import ShiftBars, days_of
from ui.support.slot_card import SlotCard
from ui.support.support_names import mode_choices, move_choices
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.form import Form
from ui.widgets.layout import Card, empty_out, row
from ui.widgets.moment_field import MomentField
from ui.widgets.text import Badge, note, text_label
from ui.widgets.tick_box import TickBox

_LENGTHS = (30, 45, 60, 75, 90)


class SlotPanel(DebriefPanel):
    """The booked time, and the form for a new one."""

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._moving = False
        self._booked = SlotCard(desk)
        self._booked.move_wanted.connect(self._begin_move)
        self._booked.refused.connect(self.refused)
        self._nobody = Card(_("No one has said yes so far"))
        self._nobody.add(note(_("A time can be booked as soon as someone wants to come.")))
        self.starts = MomentField(desk.now, desk.zone, about=False, chips=False, ahead=True)
        self.minutes = ChoiceChips(_("How long"), numbered=False)
        self.place = QLineEdit()
        self.mode = ChoiceChips(_("How"), mode_choices(), numbered=False)
        self.covers = CoversField()
        self.extra = TickBox(_("It is paid extra time, outside the usual hours"))
        self.because = ChoiceChips(_("Why it moves"), move_choices(), numbered=False)
        self._suggested = QWidget()
        self._flow = FlowLayout(self._suggested, px(6))
        self._no_time = note("")
        self._bars = ShiftBars()
        self._fits = Badge("")
        self._verdict = note("")
        said = row(self._fits, self._verdict, gap=10)
        said.setStretch(1, 1)
        self.form = Form()
        self.form.add("starts_at", _("&Starts"), self.starts)
        self.form.add("ends_at", _("How &long"), self.minutes)
        self.form.add("mode", _("H&ow"), self.mode)
        self.form.add("place", _("&Place"), self.place, _("Private, and no one's office."), optional=True)
        self.form.add(
            "covers",
            _("Who covers the &desk"),
            self.covers,
            _("Only people who are at work then and do not take part."),
        )
        self.form.add_widget(self.extra)
        self.why_form = Form()
        self.why_form.add(
            "because", _("&Why it moves"), self.because, _("Moves stay in the history. No one is blamed for them.")
        )
        self._book = Button(_("Book this time"), "primary", Icon.PROTECTED, self.book)
        self._back = Button(_("Leave it as it is"), "quiet", None, self._end_move)
        self._card = Card(_("Find a time"))
        self._card.add(
            text_label(_("Times that work for everyone"), "label"),
            self._suggested,
            self._no_time,
            self.form,
            self._bars,
            said,
            self.why_form,
            buttons(self._book, self._back),
        )
        for signal in (
            self.starts.changed,
            self.minutes.changed,
            self.mode.changed,
            self.covers.changed,
            self.extra.toggled,
            self.place.textEdited,
            self.because.changed,
        ):
            signal.connect(self._edited)
        self.add(self._booked, self._nobody, self._card)

    def fill(self, view: DebriefView) -> None:
        debrief = view.debrief
        planned = debrief.status is DebriefStatus.PLANNED
        if not planned or debrief.started_at is not None:
            self._moving = False
        self._booked.setVisible(planned or bool(view.file.slots))
        self._booked.show_view(view)
        to_book = debrief.status is DebriefStatus.TO_PLAN
        self._nobody.setVisible(to_book and not view.coming)
        self._card.setVisible((to_book and bool(view.coming)) or self._moving)
        self.why_form.setVisible(self._moving)
        self._back.setVisible(self._moving)
        self._book.setText(_("Move it here") if self._moving else _("Book this time"))
        if not self.touched:
            self._reset(view)
        self._suggest(view)
        self._look(view)

    def forget(self) -> None:
        super().forget()
        self._moving = False

    def typed(self) -> Typed:
        if not self.touched:
            return {}
        return {
            "starts": self.starts.moment(),
            "unread": self.starts.unread_text,
            "minutes": self._length(),
            "place": self.place.text(),
            "mode": self.mode.code(),
            "covers": self.covers.covers(),
            "extra": self.extra.isChecked(),
            "moving": self._moving,
        }

    def take_typed(self, typed: Typed) -> None:
        if typed and self.view is not None:
            self._moving = typed["moving"]
            self.starts.set_moment(typed["starts"])
            if typed["unread"]:
                self.starts.show_unread(typed["unread"])
            self.minutes.choose(typed["minutes"])
            self.place.setText(typed["place"])
            self.mode.choose(typed["mode"])
            self.extra.setChecked(typed["extra"])
            self.touched = True
            self.show_view(self.view)
            self.covers.choose(typed["covers"])

    def _reset(self, view: DebriefView) -> None:
        debrief = view.debrief
        least = max(debrief.least_minutes, 15)
        booked = least
        if debrief.starts_at is not None and debrief.ends_at is not None:
            booked = round((debrief.ends_at - debrief.starts_at) / timedelta(minutes=1))
        lengths = sorted({least, booked, *(minutes for minutes in _LENGTHS if minutes > least)})
        self.minutes.offer([Choice(minutes, minutes_text(minutes)) for minutes in lengths])
        self.minutes.choose(booked)
        self.starts.set_moment(debrief.starts_at)
        self.place.setText(debrief.place)
        self.mode.choose(debrief.mode)
        self.extra.setChecked(debrief.paid_extra_time)
        self.because.choose()

    def _suggest(self, view: DebriefView) -> None:
        empty_out(self._flow)
        booking = None if self._card.isHidden() else view.booking
        found = next_times(booking, self._length(), self.desk.now()) if booking is not None else []
        for start in found:
            text = near_text(start, self.desk.now(), view.zone)
            self._flow.addWidget(Button(text, "small", Icon.TIME, partial(self._take_time, start)))
        self._suggested.setVisible(bool(found))
        self._no_time.setText(
            _("No time in the window is within everyone's paid hours. Paid extra time is possible, too.")
        )
        self._no_time.setVisible(not found)
        self._suggested.updateGeometry()

    def _take_time(self, start: datetime) -> None:
        self.extra.setChecked(False)
        self.starts.set_moment(start)
        self.touched = True

    @Slot()
    def _edited(self) -> None:
        if self.filling or self.view is None:
            return
        self.touched = True
        self.typing.emit()
        if self.sender() is self.minutes:
            self._suggest(self.view)
        self._look(self.view)

    def _look(self, view: DebriefView) -> None:
        """Show what the rules say about the time in the form."""
        request = self._request()
        booking = view.booking
        if booking is None:
            return
        at_desks = [Choice(one.person_id, one.name) for one in booking.attendees if one.at_desk]
        free = view.free_covers(request.starts_at, request.ends_at) if request else ()
        self.covers.offer(at_desks, [Choice(one, view.names.person(one)) for one in free], booking.may_close)
        self._bars.setVisible(request is not None)
        self._fits.setVisible(request is not None)
        self._verdict.setVisible(request is not None)
        request = self._request()
        if request is None:
            return
        people = days_of(view, filter(None, request.covers.values()))
        tones = self.desk.theme.tones
        self._bars.show_day(people, request.starts_at, request.ends_at, self.desk.now(), view.zone, tones)
        found = tuple(to_book(booking, request, self.desk.now()))
        refused = [one for one in found if not one.warned]
        self._fits.say(*((_("Fits"), "good") if not refused else (_("Not yet"), "notice")))
        told = obstacle_lines(refused or found)
        fits = _("This time is in everyone's paid hours, outside breaks, and each desk is covered.")
        self._verdict.setText(" ".join(told) if told else fits)

    def _request(self) -> SlotRequest | None:
        start = self.starts.moment()
        if start is None:
            return None
        mode = self.mode.code()
        return SlotRequest(
            start,
            start + timedelta(minutes=self._length()),
            self.covers.covers(),
            self.place.text(),
            mode if isinstance(mode, DebriefMode) else DebriefMode.ONE_TO_ONE,
            self.extra.isChecked(),
        )

    def _length(self) -> int:
        minutes = self.minutes.code()
        return minutes if isinstance(minutes, int) else 0

    @property
    def can_book(self) -> bool:
        """Is there a form to book a time with, or to move it?"""
        return not self._card.isHidden()

    @Slot()
    def book(self) -> None:
        """Book the time in the form, or move to it."""
        request, view = self._request(), self.view
        if view is None or self._card.isHidden():
            return
        assert self.form is not None
        self.form.clear_problems()
        self.why_form.clear_problems()
        if request is None:
            self.form.show_message("starts_at", _("Please choose when it starts."))
            return
        if not self._moving:
            self.run(asked(book_slot, view.debrief.id, view.debrief.version, request), then=self._kept)
            return
        because = self.because.code()
        if not isinstance(because, MoveReason):
            self.why_form.show_message("because", _("Please say who asked to move it."))
            return
        self.run(asked(move_slot, view.debrief.id, view.debrief.version, request, because), then=self._kept)

    def _kept(self, debrief: Debrief) -> None:
        self._moving = False
        moment = near_text(debrief.starts_at or self.desk.now(), self.desk.now(), self.desk.zone)
        self.saved(
            _("The time is booked: {moment}. The people who cover the desks will be asked now.").format(moment=moment)
        )

    @Slot()
    def _begin_move(self) -> None:
        self._moving = True
        self.touched = False
        if self.view is not None:
            self.show_view(self.view)
        self.starts.setFocus()

    @Slot()
    def _end_move(self) -> None:
        self._moving = False
        self.touched = False
        if self.view is not None:
            self.show_view(self.view)
