"""Books, moves, cancels and undoes from the board of a week: the sheets, and what they ask of the store."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.errors import ChangedMeanwhile, Problem
from incident_tracker.domain.support.debriefs import Debrief, DebriefStatus
from incident_tracker.domain.support.lateness import Lateness
from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.domain.support.taken import first_free
from incident_tracker.domain.support.week import TimeFound
from incident_tracker.usecases.support.booking import WholeBooking, book_whole, give_up_time, take_back_booking
from incident_tracker.usecases.support.week import SupportWeek, WeekDebrief
from incident_tracker.wording import _, problem_text
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.support.booked_sheet import BookedSheet
from ui.support.booking_sheet import BookingSheet
from ui.support.late_question import asks_why
from ui.support.week_layout import Board


class WeekBooking(QObject):
    """`over` is the page over which the sheets stand.

    Signals: `done()` when a time was booked, moved, canceled or taken back; `move_wanted(UUID)` and
    `steps_wanted(UUID)` for a booked debrief; `outdated()` when the record is another one by now.
    """

    done = Signal()
    move_wanted = Signal(object)
    steps_wanted = Signal(object)
    outdated = Signal()

    def __init__(self, desk: PageDesk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self._sheet: BookingSheet | None = None

    def ask(self, board: Board, week: SupportWeek, found: TimeFound) -> None:
        """Open the sheet for this time of the chosen debrief."""
        chosen = board.chosen
        if chosen is None or board.planning is None:
            return
        moves = chosen.debrief.status is DebriefStatus.PLANNED
        self._sheet = BookingSheet(self._over, board, found, _usual_place(week, chosen, found), moves=moves)
        self._sheet.wanted.connect(partial(self._book, chosen.debrief))
        self._sheet.open()

    def look_at(self, board: Board, item: WeekDebrief) -> None:
        """Open the sheet of a booked debrief that may be planned."""
        sheet = BookedSheet(self._over, board, item)
        sheet.accepted.connect(partial(self.move_wanted.emit, item.debrief.id))
        sheet.steps_wanted.connect(partial(self.steps_wanted.emit, item.debrief.id))
        sheet.given_up.connect(partial(self._give_up, item.debrief))
        sheet.open()

    def _book(self, debrief: Debrief, wanted: WholeBooking) -> None:
        if self._sheet is not None:
            self._desk.runner.run(
                asked(book_whole, debrief.id, debrief.version, wanted),
                owner=self._sheet,
                then=partial(self._booked, debrief.status is DebriefStatus.PLANNED),
                otherwise=partial(self._refused_as_late, debrief, wanted),
            )

    def _book_late(self, debrief: Debrief, wanted: WholeBooking, late: Lateness) -> None:
        self._book(debrief, replace(wanted, late=late))

    def _refused_as_late(self, debrief: Debrief, wanted: WholeBooking, problem: Problem) -> None:
        if self._sheet is None or not asks_why(self._sheet, problem, partial(self._book_late, debrief, wanted)):
            self._refused(problem)

    def _booked(self, moved: bool, debrief: Debrief) -> None:
        self._close()
        moment = near_text(debrief.starts_at or self._desk.now(), self._desk.now(), self._desk.zone)
        if moved:
            self._desk.messages.tell(_("Moved: {moment}. The person who covers is asked again.").format(moment=moment))
        else:
            text = _("Booked: {moment}. The person who covers a desk is asked now.").format(moment=moment)
            self._desk.messages.tell(text, partial(self._take_back, debrief.id, debrief.version))
        self.done.emit()

    def _refused(self, problem: Problem) -> None:
        if isinstance(problem, ChangedMeanwhile):
            self._close()
            self._desk.messages.warn(problem_text(problem))
            self.outdated.emit()
        elif self._sheet is not None:
            self._sheet.show_refusal(problem)

    def _give_up(self, debrief: Debrief, because: MoveReason) -> None:
        self._desk.runner.run(
            asked(give_up_time, debrief.id, debrief.version, because),
            owner=self,
            then=self._given_up,
            otherwise=self._said,
        )

    def _given_up(self, _debrief: Debrief) -> None:
        self._desk.messages.tell(_("Canceled. The debrief is to be planned again."))
        self.done.emit()

    def _take_back(self, debrief_id: UUID, version: int) -> None:
        self._desk.runner.run(
            asked(take_back_booking, debrief_id, version), owner=self, then=self._taken_back, otherwise=self._said
        )

    def _taken_back(self, _debrief: Debrief) -> None:
        self._desk.messages.tell(_("The booking is undone."))
        self.done.emit()

    @Slot(object)
    def _said(self, problem: Problem) -> None:
        self._desk.messages.warn(problem_text(problem))
        self.outdated.emit()

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.accept()
            self._sheet = None


def _usual_place(week: SupportWeek, item: WeekDebrief, found: TimeFound) -> str:
    """Where this one is, or another one of that week at the same site, if the place is free at that time."""
    others = [one.debrief.place for one in week.booked if one.debrief.site_id == item.debrief.site_id]
    rooms = item.booking.rooms if item.booking is not None else ()
    places = [item.debrief.place, *others, _("Private room")]
    return first_free(places, rooms, item.debrief.site_id, found.starts_at, found.ends_at, item.debrief.id)
