"""The booked time with its cover, each confirmed or not, and the times it had before."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.protected_time import Cover, MoveReason
from incident_tracker.labels.support.covers import desk_closed_choice
from incident_tracker.usecases.support.protected_time import name_cover, record_cover_confirmed
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import moment_text
from ui.support.beside import Beside
from ui.support.debrief_view import DebriefView
from ui.support.panel import rebuild
from ui.support.shift_bars import ShiftBars, days_of
from ui.support.time_text import slot_text
from ui.widgets.buttons import Button
from ui.widgets.layout import Card, row
from ui.widgets.text import Badge, note, text_label
from ui.widgets.unseen_label import name_box


class SlotCard(Card):
    """Signals: `move_wanted()`; `refused(Problem)` for a cover that the rules do not accept."""

    move_wanted = Signal()
    refused = Signal(object)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Protected time"), parent=parent)
        self._desk = desk
        self._view: DebriefView | None = None
        self._when = text_label("", "label")
        self._when.setWordWrap(True)
        self._bars = ShiftBars()
        self._covers = QVBoxLayout()
        self._history = QVBoxLayout()
        self._move = Button(_("Move it …"), "", Icon.CALENDAR, self.move_wanted.emit)
        self.add(self._when, self._bars, self._covers, self._history, row(self._move, None))

    def show_view(self, view: DebriefView) -> None:
        """Show the time of this debrief."""
        self._view = view
        debrief = view.debrief
        text = slot_text(debrief, view.zone)
        if text and debrief.paid_extra_time:
            text = _("{slot}, paid extra time").format(slot=text)
        self._when.setText(text or _("No time is booked."))
        self._bars.setVisible(bool(text) and bool(view.shifts))
        if debrief.starts_at is not None and debrief.ends_at is not None:
            people = days_of(view, [one.cover_id for one in view.file.covers if one.cover_id is not None])
            tones = self._desk.theme.tones
            self._bars.show_day(people, debrief.starts_at, debrief.ends_at, self._desk.now(), view.zone, tones)
        coming = {one.person_id for one in view.coming}
        rebuild(self._covers, *(self._cover(one, view) for one in view.file.covers if one.person_id in coming and text))
        moved = [slot for slot in view.file.slots if slot.moved_because is not None]  # not what was a slip
        lines = []
        for slot in moved:
            why = (
                _("someone taking part asked for it")
                if slot.moved_because is MoveReason.PARTICIPANT
                else _("the clinic needed it")
            )
            was = moment_text(slot.starts_at, view.zone)
            lines.append(note(_("Before: {moment} – moved, {why}").format(moment=was, why=why)))
        rebuild(self._history, *lines)
        changeable = debrief.status is DebriefStatus.PLANNED and debrief.started_at is None and view.may_plan
        self._move.setVisible(changeable)

    def _cover(self, cover: Cover, view: DebriefView) -> QWidget:
        changeable = view.may_plan and view.debrief.started_at is None and view.debrief.open
        children: list[QWidget] = []
        if cover.cover_id is None:
            text = _("For {name}: desk closed, calls to voicemail").format(name=view.names.person(cover.person_id))
        else:
            named = view.names.person(cover.cover_id)
            text = _("{cover} covers for {name}").format(cover=named, name=view.names.person(cover.person_id))
            waits = cover.waits_for_yes
            children.append(Badge(_("not confirmed yet"), "notice") if waits else Badge(_("confirmed"), "good"))
            if waits and changeable:
                yes = Button(_("They said yes"), "small", Icon.DONE, partial(self._confirm, cover.person_id))
                yes.setAccessibleName(_("{cover} said yes").format(cover=named))
                children.append(yes)
        if changeable:
            children.append(self._other(cover, view))
        return Beside(text_label(text), *children)

    def _other(self, cover: Cover, view: DebriefView) -> QComboBox:
        box = QComboBox()
        name_box(box, _("Someone else for {name}").format(name=view.names.person(cover.person_id)))
        box.addItem(_("Someone else"), None)
        starts, ends = view.debrief.starts_at, view.debrief.ends_at
        if starts is not None and ends is not None:
            for person in view.free_covers(starts, ends):
                if person != cover.cover_id:
                    box.addItem(view.names.person(person), str(person))
            if view.booking is not None and view.booking.may_close and not cover.desk_is_closed:
                box.addItem(desk_closed_choice(), "")
        box.activated.connect(partial(self._name, cover.person_id, box))
        return box

    def _name(self, person_id: UUID, box: QComboBox, _index: int) -> None:
        if self._view is not None and box.currentData() is not None:
            chosen = UUID(box.currentData()) if box.currentData() else None
            self._desk.runner.run(
                asked(name_cover, self._view.debrief.id, person_id, chosen),
                owner=self,
                then=self._named,
                otherwise=self.refused.emit,
            )

    def _confirm(self, person_id: UUID) -> None:
        if self._view is not None:
            self._desk.runner.run(
                asked(record_cover_confirmed, self._view.debrief.id, person_id),
                owner=self,
                then=self._confirmed,
                otherwise=self.refused.emit,
            )

    def _named(self, cover: Cover) -> None:
        closed = _("Saved: the desk is closed for that time.")
        self._desk.messages.tell(closed if cover.desk_is_closed else _("Someone else will be asked to cover."))

    def _confirmed(self, _cover: Cover) -> None:
        self._desk.messages.tell(_("Saved: the desk is covered."))
