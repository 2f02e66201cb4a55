"""Support as a week: what has to be planned at the left, and at the right the times that suit everyone."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from incident_tracker.domain.clinic.access import Permission, Scope, grant
from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.support.debriefs import DebriefStatus
from incident_tracker.domain.support.week import TimeFound, TimeHindered
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.week import WeekDebrief
from incident_tracker.wording import _, ngettext
from ui.absence_dialogs import AbsencesDialog
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.support.away_words import away_line
from ui.support.plan_list import PlanList, PlanRow
from ui.support.week_board import WeekBoard
from ui.support.week_booking import WeekBooking
from ui.support.week_layout import Board, board_of, week_start
from ui.support.week_view import WeekView, first_site, read_week
from ui.support.week_words import impossible_lines, plan_lines, week_text
from ui.theme.spacing import px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, IconButton
from ui.widgets.flow_layout import FlowLayout, flowing
from ui.widgets.layout import PageFrame, column, frame, row
from ui.widgets.one_in_front import show_part
from ui.widgets.text import note, text_label

_LIST, _BOTH = 232, 640  # pixels of the design: the list, and the width from which both have room beside each other


class WeekPage(Page):
    """Argument: a debrief to choose, or the incident it is about."""

    areas = frozenset({Area.SUPPORT, Area.INCIDENTS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        scope = grant(desk.actor.role, Permission.SEE_WEEK).scope
        self._plans = desk.may(Permission.PLAN_DEBRIEF)
        self._first = self._this_week()
        self._chosen: UUID | None = None
        self._moving: UUID | None = None  # a booked debrief for which another time is looked for
        self._wanted: object = None
        self._view: WeekView | None = None
        self._drop: datetime | None = None  # where a debrief was dropped whose times are still looked for
        self._after_booking = False
        self._on_board = False  # in a narrow window: the week and not the list
        self.before = IconButton(Icon.LEFT, _("The week before"), partial(self.turn, -1))
        self.after = IconButton(Icon.RIGHT, _("The next week"), partial(self.turn, 1))
        self.today = Button(_("This &week"), "quiet", None, self.go_to_now)
        self._span = text_label("", "label")
        self._to_list = Button(_("&To plan"), "quiet", Icon.BACK, self._show_list)
        tools = QWidget()
        line = FlowLayout(tools, px(8), centered=True)
        self.who_is_away = Button(_("&Away"), "quiet", None, self._ask_away)
        self.who_is_away.hide()
        for part in (self._to_list, self.before, self._span, self.after, self.today, self.who_is_away):
            line.addWidget(part)
        self._frame = frame(self, PageFrame(_("Support week"), _sentence(scope), scrolls=False, tools=tools))
        self.list = PlanList(desk.theme.tones)
        self.list.chosen.connect(self._choose_to_plan)
        self.list.taken.connect(self._take)
        self._heading = text_label(_("To plan"), "label")
        self._empty = note("")
        self._hint = note(
            _(
                "Enter goes to the first time that suits. Arrows move, N finds the next, Enter books, "
                "Space opens what is booked."
            )
        )
        self._look = Button(_("&Look at the week"), "quiet", Icon.CALENDAR, self._show_week)
        self._steps = Button(_("Guided &steps"), "quiet", Icon.SUPPORT, self._open_steps)
        buttons = flowing(self._steps, self._look, gap=px(8))
        self._left = QWidget()
        self._left.setLayout(column(self._heading, self._empty, self.list, buttons, self._hint, gap=8))
        self.board = WeekBoard()
        self.board.week_asked.connect(self.turn)
        self.board.left.connect(self._back_to_list)
        self.board.time_chosen.connect(self._time_chosen)
        self.board.block_chosen.connect(self._block_chosen)
        self.board.dropped.connect(self._dropped)
        self._booking = WeekBooking(desk, self)
        self._booking.done.connect(self._booked)
        self._booking.outdated.connect(self.refresh)
        self._booking.move_wanted.connect(self._move)
        self._booking.steps_wanted.connect(self._open_debrief)
        self._said = text_label("")
        self._impossible = text_label("", "error")
        self._impossible.setWordWrap(True)
        self._impossible.hide()
        self._away = text_label("", "small", wraps=True)
        self._away.hide()
        self._remedy = Button("", "small", None, self._go_on)
        strip = row(self._said, self._remedy, gap=12)
        strip.setStretch(0, 1)
        self._right = QWidget()
        self._right.setLayout(column(self._impossible, self._away, strip, self.board, gap=8))
        self._right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        both = row(self._left, self._right, gap=16)
        both.setStretch(1, 1)
        self._frame.body.addLayout(both, 1)
        desk.theme.changed.connect(self._paint_again)
        self._arrange()

    def open(self, argument: object) -> None:
        self._wanted = argument
        if argument is None and self._view is None:
            self._first = self._this_week()
        self.refresh()

    def refresh(self) -> None:
        question = asked(read_week, self._first, (self._wanted, self._moving, self._chosen), self.desk.zone)
        self.desk.runner.run(question, owner=self, then=self._show)

    def first_focus(self) -> QWidget | None:
        return self.list if self.list.count() and self.list.isVisibleTo(self) else self.board

    @Slot(int)
    def turn(self, weeks: int) -> None:
        """Look at another week, so many further."""
        middle = self._first.astimezone(self.desk.zone).date() + timedelta(days=7 * weeks)
        self._first = week_start(middle, self.desk.zone)
        self.refresh()

    @Slot()
    def go_to_now(self) -> None:
        """Look at the present week."""
        self._first = self._this_week()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _this_week(self) -> datetime:
        return week_start(self.desk.now().astimezone(self.desk.zone).date(), self.desk.zone)

    def _show(self, view: WeekView) -> None:
        turned = self._view is None or view.week.first != self._view.week.first
        chosen = view.board.chosen.debrief.id if view.board.chosen is not None else None
        fresh = turned or chosen != self._chosen
        self._view, self._chosen, self._wanted = view, chosen, None
        if chosen != self._moving:
            self._moving = None
        now, zone = self.desk.now(), view.board.zone
        rows = []
        several = len({item.debrief.site_id for item in view.week.to_plan}) > 1
        for item in view.week.to_plan:
            who, what, limit = plan_lines(item, now, zone, view.names, several_sites=several)
            rows.append(PlanRow(item.debrief.id, who, what, limit, item.debrief.waits_since(now) is not None))
        self.list.show_rows(rows, self.desk.theme.tones, self._chosen)
        self._heading.setText(_("To plan: {n}").format(n=len(rows)) if rows else _("To plan"))
        self._empty.setText(_("Nothing to plan. After an incident, its debrief appears here by itself."))
        self._empty.setVisible(not rows)
        self._show_board(view.board, fresh=fresh)
        self._show_impossible(view)
        self._show_away(view)
        if self._after_booking:
            self._after_booking, self._on_board = False, not rows
            (self.list if rows else self.board).setFocus(Qt.FocusReason.OtherFocusReason)
        self._arrange()

    def _show_board(self, board: Board, *, fresh: bool) -> None:
        last = board.days[-1].day
        self._span.setText(week_text(board.days[0].day, last))
        self.today.setVisible(self._first != self._this_week())
        here = (board.first_found() or board.place_of(self.desk.now())) if fresh else None
        self.board.show_board(board, self.desk.theme.tones, here)
        self._steps.setVisible(board.chosen is not None)
        self._say(board)

    def _say(self, board: Board) -> None:
        """One line above the week: how many times suit, or why none does."""
        words, remedy = "", ""
        if board.chosen is not None and board.planning is not None:
            who = board.names.names.joined(board.chosen.hoped_for) or _("Debrief")
            if board.chosen.debrief.status is DebriefStatus.PLANNED:
                who = _("Move {who}").format(who=who)
            if board.why is not None:
                words = f"{who}: {board.why.reason} {board.why.remedy}".strip()
                if board.why.hours_missing and self.desk.may(Permission.MANAGE_CLINIC):
                    remedy = _("Enter working hours")
                elif not board.why.hours_missing:
                    remedy = _("The next week")
            else:
                n = board.found
                found = ngettext("{n} time suits everyone", "{n} times suit everyone", n).format(n=n)
                last = near_text(board.chosen.debrief.by, self.desk.now(), board.zone)
                words = _("{who}: {found} · hold by {moment}").format(who=who, found=found, moment=last)
                if not board.chosen.coming:
                    words = _("{words} · no one has said yes yet").format(words=words)
        if words != self._said.text() and self.list.hasFocus():
            announce(self.list, words)
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._remedy.setText(remedy)
        self._remedy.setVisible(bool(remedy))

    def _show_impossible(self, view: WeekView) -> None:
        lines = impossible_lines(view.week, view.names, self.desk.now(), view.board.zone)
        self._impossible.setText("\n".join(lines))
        self._impossible.setVisible(bool(lines))

    def _show_away(self, view: WeekView) -> None:
        line = away_line(view.week, self.desk.actor.sites, view.names, view.board.zone)
        self._away.setText(line)
        self._away.setVisible(bool(line))
        self.who_is_away.setVisible(bool(self._may_be_away()))

    def _may_be_away(self) -> list[Person]:
        """The people for whom the actor may enter it; one's own name first."""
        me, people = self.desk.actor.person_id, self._view.names.names.people if self._view is not None else ()
        may = [
            one
            for one in people
            if one.active and self.desk.may_at(Permission.ENTER_ABSENCE, one.site_id, own=one.id == me)
        ]
        return sorted(may, key=lambda one: one.id != me)

    @Slot()
    def _ask_away(self) -> None:
        people = self._may_be_away()
        if people:
            AbsencesDialog(self.desk, self, people).open()

    @Slot(object)
    def _choose_to_plan(self, debrief_id: UUID) -> None:
        self._moving = None
        self._choose(debrief_id)

    def _choose(self, debrief_id: UUID) -> None:
        """Look for the times of another debrief."""
        self._chosen = debrief_id
        view = self._view
        if view is None:
            return
        site = first_site(self.desk.actor)
        work = partial(board_of, view.week, debrief_id, site, view.names, self.desk.zone, self.desk.now())
        self.desk.runner.call(work, owner=self, then=self._found)

    def _found(self, board: Board) -> None:
        if self._view is None or board.chosen is None or board.chosen.debrief.id != self._chosen:
            return  # another one was chosen meanwhile
        self._view = WeekView(self._view.week, self._view.names, board)
        self._show_board(board, fresh=True)
        if self._drop is not None:
            self._finish_drop(board)

    @Slot(object)
    def _take(self, _debrief_id: UUID) -> None:
        """On to the week: to the first time that suits, unless the arrows are at another one that does."""
        self.board.come_to_a_time()
        self._on_board = True
        self._arrange()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_week(self) -> None:
        self._on_board = True
        self._arrange()
        self.board.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show_list(self) -> None:
        self._on_board = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _back_to_list(self) -> None:
        """Esc: leave a booked debrief where it is, or go back to the list."""
        if self._moving is not None:
            self._chosen = self._moving = None
            self.refresh()
        if self.list.count():
            self._show_list()

    @Slot(int, int)
    def _time_chosen(self, row_number: int, column_number: int) -> None:
        board = self.board.board
        if board is None or self._view is None:
            return
        one = board.days[column_number].half_hours[row_number]
        if isinstance(one, TimeFound):
            self._booking.ask(board, self._view.week, one)
        elif isinstance(one, TimeHindered):
            self.desk.messages.tell(board.spoken(row_number, column_number))

    @Slot(object)
    def _block_chosen(self, debrief_id: UUID) -> None:
        item, board = self._item(debrief_id), self.board.board
        if item is None or board is None:
            return
        if item.may_plan and item.debrief.started_at is None:
            self._booking.look_at(board, item)
        else:
            self._open_debrief(debrief_id)

    @Slot(object, int, int)
    def _dropped(self, debrief_id: UUID, row_number: int, column_number: int) -> None:
        """Ask for the time under the pointer, once it is known whether it suits the debrief that was dragged."""
        item, board = self._item(debrief_id), self.board.board
        if item is None or board is None or not item.may_plan:
            return
        self._drop = board.days[column_number].starts[row_number]
        if item.debrief.status is DebriefStatus.PLANNED:
            self._move(debrief_id)
        elif board.chosen is not None and board.chosen.debrief.id == debrief_id:
            self._finish_drop(board)
        else:
            self.list.mark(debrief_id)

    def _finish_drop(self, board: Board) -> None:
        start, self._drop = self._drop, None
        for column_number, day in enumerate(board.days):
            if start in day.starts:
                row_number = day.starts.index(start)
                self.board.go_to(row_number, column_number)
                self._time_chosen(row_number, column_number)

    @Slot(object)
    def _move(self, debrief_id: UUID) -> None:
        """Show the times to which a booked debrief could move."""
        self._moving = debrief_id
        self.list.mark(None)
        self._choose(debrief_id)
        self._take(debrief_id)

    @Slot()
    def _booked(self) -> None:
        """On to the next one to plan; what is shown is asked again by the change itself."""
        self._chosen = self._moving = None
        self._after_booking = True

    @Slot()
    def _open_steps(self) -> None:
        if self._chosen is not None:
            self._open_debrief(self._chosen)

    @Slot(object)
    def _open_debrief(self, debrief_id: UUID) -> None:
        self.open_requested.emit("debrief", debrief_id)

    def _item(self, debrief_id: UUID) -> WeekDebrief | None:
        return self._view.week.find(debrief_id) if self._view is not None else None

    @Slot()
    def _go_on(self) -> None:
        board = self.board.board
        if board is not None and board.why is not None and board.why.hours_missing:
            self.open_requested.emit("users", None)
        else:
            self.turn(1)

    def _arrange(self) -> None:
        """List and week beside each other, or in a narrow window one of them."""
        wide = self.width() >= px(_BOTH)
        self._left.setMaximumWidth(px(_LIST) if wide else 16_777_215)
        self._left.setMinimumWidth(px(_LIST) if wide else 0)
        listed = self._plans or self.list.count() > 0
        show_part(self._left, listed and (wide or not self._on_board))
        show_part(self._right, wide or self._on_board or not listed)
        self._to_list.setVisible(listed and not wide and self._on_board)
        self._frame.title.setVisible(wide)
        self._look.setVisible(not wide)
        self._hint.setVisible(self._plans and wide)

    @Slot()
    def _paint_again(self) -> None:
        if self._view is not None:
            self._show(self._view)


def _sentence(scope: Scope) -> str:
    match scope:
        case Scope.OWN:
            return _("Your own time: what you come to, lead, or cover a desk for.")
        case Scope.SITE | Scope.ALL | Scope.NONE | Scope.DEIDENTIFIED:
            return _("Debriefs to plan, and the times that suit everyone.")
