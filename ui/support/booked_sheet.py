"""What can be done with a booked time: move it, cancel it with who asked for that, or open the guided steps."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.support.protected_time import MoveReason
from incident_tracker.usecases.support.week import WeekDebrief
from incident_tracker.wording import _
from ui.icons import Icon
from ui.support.support_names import move_choices
from ui.support.week_layout import Board
from ui.support.week_words import booked_words, day_and_span
from ui.widgets.buttons import Button
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.dialogs import Question
from ui.widgets.form import Form
from ui.widgets.layout import Hairline, row
from ui.widgets.text import note


class BookedSheet(Question):
    """Signals: `accepted()` to move it; `given_up(MoveReason)`; `steps_wanted()`."""

    given_up = Signal(object)
    steps_wanted = Signal()

    def __init__(self, parent: QWidget, board: Board, item: WeekDebrief) -> None:
        debrief = item.debrief
        assert debrief.starts_at is not None
        assert debrief.ends_at is not None
        when = day_and_span(debrief.starts_at, debrief.ends_at, board.zone)
        who = board.names.names.joined(item.coming) or _("Debrief")
        said = _("{who}: {when}").format(who=who, when=when)  # not in the title, which the task bar shows
        super().__init__(parent, _("Booked time"), said, _("Move it …"), width=460)
        _head, below, _spoken = booked_words(item, board.zone, board.names)
        self.body.addWidget(note(below))
        self.body.addLayout(row(Button(_("Guided steps"), "", Icon.SUPPORT, self._open_steps), None))
        self.body.addWidget(Hairline())
        self.because = ChoiceChips(_("Who asked to cancel it?"), move_choices(), numbered=False)
        self.form = Form()
        self.form.add(
            "because",
            _("&Who asked to cancel it?"),
            self.because,
            _("The time is free again and the debrief waits to be planned. Who asked is kept; it is no reproach."),
        )
        self.body.addWidget(self.form)
        self.body.addLayout(row(Button(_("&Cancel this time"), "care", None, self._give_up), None))

    def first_focus(self) -> QWidget:
        return self.verb

    @Slot()
    def _open_steps(self) -> None:
        self.reject()
        self.steps_wanted.emit()

    @Slot()
    def _give_up(self) -> None:
        because = self.because.code()
        if not isinstance(because, MoveReason):
            self.form.show_message("because", _("Please say who asked to cancel it."))
            return
        self.given_up.emit(because)
        self.reject()
