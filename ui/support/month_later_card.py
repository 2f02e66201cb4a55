"""A month after someone spoke up: the way to the one question whether anything bad came of it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot

from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.usecases.support.reminders import bring_back, put_away, put_off
from incident_tracker.wording import _
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.support.beside import buttons
from ui.support.put_off_until import tomorrow
from ui.widgets.buttons import Button
from ui.widgets.layout import Card


class MonthLaterCard(Card):
    """Answered on the private line, put off, or skipped."""

    def __init__(self, desk: PageDesk, reminder: Reminder, answer: Callable[[], object]) -> None:
        super().__init__(
            _("A month later: one question for you"),
            _("Did anything bad come of it that you reported, or came to a talk? The next page says who reads it."),
        )
        self._desk = desk
        self._reminder = reminder
        self.add(
            buttons(
                Button(_("Answer on the private line"), "", Icon.PROTECTED, answer),
                Button(_("Not today"), "quiet", None, self._put_off),
                Button(_("Skip this question"), "quiet", None, self._skip),
            )
        )

    @Slot()
    def _put_off(self) -> None:
        until = tomorrow(self._desk)
        self._desk.runner.run(asked(put_off, self._reminder, until), owner=self, then=self._is_put_off)

    def _is_put_off(self, _mark: object) -> None:
        self._desk.messages.tell(_("You will be asked again tomorrow."))

    @Slot()
    def _skip(self) -> None:
        self._desk.runner.run(asked(put_away, self._reminder), owner=self, then=self._skipped)

    def _skipped(self, _mark: object) -> None:
        undo = partial(self._desk.runner.run, asked(bring_back, self._reminder), owner=self.window())
        self._desk.messages.tell(_("Skipped. You can write on the private line at any time."), undo=undo)
