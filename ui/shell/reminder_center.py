"""What is due within the hour, in one quiet line above the page; what has more time waits on Today."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from incident_tracker.domain.support.reminder_kinds import ReminderKind
from incident_tracker.domain.support.reminders import Reminder
from incident_tracker.labels.support.reminders import task_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.reminders import list_reminders, put_away, put_off, tell_reminders
from incident_tracker.wording import _, ngettext
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import near_text
from ui.theme.spacing import is_roomy, px
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.flow_layout import flowing
from ui.widgets.layout import empty_out
from ui.widgets.text import text_label

SHOWN = 6
SNOOZES = (5, 10, 15, 30, 60)  # minutes
SHOWN_IN = frozenset({Area.SUPPORT, Area.REMINDERS})


class ReminderCenter(QFrame):
    """One reminder is one line; several are folded into one. Never a stack of windows, never a sound.

    Signals: `open_requested(key, argument)` for the page where the thing can be done; `news(text)` for the tray when
    something new is waiting.
    """

    open_requested = Signal(str, object)
    news = Signal(str)

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "due")
        self.setAccessibleName(_("Reminders"))
        self._desk = desk
        self._is_telling = False
        self._heading = text_label("", "label")
        self._unfold = Button("", "quiet", None, self._turn)
        head = QHBoxLayout()
        head.setContentsMargins(px(8), 0, 0, 0)
        head.addWidget(self._heading, 1)
        head.addWidget(self._unfold)
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(px(4))
        self._list.hide()
        self._is_open = self._is_whole = False
        self._head = QWidget()
        self._head.setLayout(head)
        layout = QVBoxLayout(self)
        side = (20, 32) if is_roomy() else (4, 4)  # large letters leave one line to it
        layout.setContentsMargins(px(side[0]), px(2), px(side[1]), px(2))
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._list)
        self._word_button()
        self.hide()

    @Slot()
    def look(self) -> None:
        """Ask what is due now; quietly, and not while something else is running."""
        if self._desk.runner.context is not None:
            self._desk.runner.run(asked(list_reminders), owner=self, then=self._show, otherwise=self._nothing)

    def _show(self, reminders: Sequence[Reminder]) -> None:
        if not self._is_telling and not all(reminder.told for reminder in reminders):
            self._is_telling = True
            self._desk.runner.run(asked(tell_reminders), owner=self, then=self._tell, otherwise=self._not_told)
        pressing = [reminder for reminder in reminders if reminder.presses(self._desk.now())]
        empty_out(self._lines)
        count = len(pressing)
        shown = count if self._is_whole else SHOWN
        for reminder in pressing[:shown]:
            self._lines.addWidget(self._line(reminder))
        if count > shown:
            more = ngettext("Show {n} more", "Show {n} more", count - shown).format(n=count - shown)
            self._lines.addWidget(flowing(Button(more, "quiet", Icon.DOWN, self._show_whole), gap=px(8)))
        text = ngettext("{n} thing is due within the hour", "{n} things are due within the hour", count).format(n=count)
        self._heading.setText(text)
        self._fold(count)
        self.setVisible(bool(pressing))

    def _tell(self, new: Sequence[Reminder]) -> None:
        """Say that there is something new; each is told once, also over a lock and on a second computer."""
        self._is_telling = False
        if any(reminder.presses(self._desk.now()) for reminder in new):
            announce(self, self._heading.text())
        if new:
            self.news.emit(_("Something is waiting for you."))

    def _not_told(self, _problem: object) -> None:
        """It is tried again when this is looked at the next time."""
        self._is_telling = False

    @Slot()
    def _show_whole(self) -> None:
        self._is_whole = True
        self.look()

    def _nothing(self, _problem: object) -> None:
        """A role without reminders gets none."""
        self.hide()

    def _line(self, reminder: Reminder) -> QWidget:
        text = task_text(reminder.kind)
        by = near_text(reminder.by, self._desk.now(), self._desk.zone)
        if reminder.ref:
            text = f"{text} · {reminder.ref}"
        words = _("{text} – by {moment}").format(text=text, moment=by)
        shown = words if is_roomy() else text  # all of it is due within the hour, and large letters leave one line
        opens = Button(shown, "quiet", Icon.REMINDER, partial(self._open, reminder))
        later = Button(_("Later"), "small", None, None)
        later.clicked.connect(partial(self._choose_later, reminder, later))
        opens.setAccessibleName(_("Open: {text}").format(text=words))
        later.setAccessibleName(_("Later: {text}").format(text=text))
        answers = [later]
        if reminder.may_dismiss:
            done = Button(_("Dismiss"), "small", None, partial(self._dismiss, reminder))
            done.setAccessibleName(_("Dismiss: {text}").format(text=text))
            answers.append(done)
        return flowing(opens, *answers, gap=px(8), centered=True)

    def _open(self, reminder: Reminder) -> None:
        self.open_requested.emit(_page_of(reminder.kind), reminder.subject_id)

    def _choose_later(self, reminder: Reminder, button: Button) -> None:
        menu = QMenu(button)
        for minutes in SNOOZES:
            text = ngettext("In {n} minute", "In {n} minutes", minutes).format(n=minutes)
            menu.addAction(text).triggered.connect(partial(self._put_off, reminder, minutes))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _put_off(self, reminder: Reminder, minutes: int) -> None:
        until = self._desk.now() + timedelta(minutes=minutes)
        self._desk.runner.run(asked(put_off, reminder, until), owner=self, then=self._marked)

    def _dismiss(self, reminder: Reminder) -> None:
        self._desk.runner.run(asked(put_away, reminder), owner=self, then=self._marked)

    def _marked(self, _mark: object) -> None:
        self.look()

    @Slot()
    def _turn(self) -> None:
        """Unfold the list, or fold it to the one line that it is at first."""
        self._is_open = not self._is_open
        self._list.setVisible(self._is_open)
        self._word_button()

    def _fold(self, count: int) -> None:
        """A single line needs no other one above it."""
        self._head.setVisible(count > 1)
        self._list.setVisible(count == 1 or self._is_open)

    def _word_button(self) -> None:
        self._unfold.setText(_("Hide") if self._is_open else _("Show"))
        self._unfold.setAccessibleName(_("Hide reminders") if self._is_open else _("Show reminders"))


def _page_of(kind: ReminderKind) -> str:
    """The page where it is done; its argument is what the reminder is about."""
    match kind:
        case ReminderKind.FOLLOW_UP | ReminderKind.LEADERSHIP | ReminderKind.CONSENT:
            return "support"
        case ReminderKind.MONTH_LATER:
            return "private_line"
        case ReminderKind.RELIEF | ReminderKind.FIVE_MINUTES | ReminderKind.OUTREACH | ReminderKind.REPAIR:
            return "incident_support"
        case ReminderKind.ASK | ReminderKind.PLAN:
            return "week"
        case (
            ReminderKind.PROTECTED_TIME
            | ReminderKind.CONFIRM_COVER
            | ReminderKind.TELL_OF_TIME
            | ReminderKind.COVER_MISSING
            | ReminderKind.RECORD
            | ReminderKind.AFTER_CHECK
            | ReminderKind.WHY_LATE
            | ReminderKind.ANSWER
            | ReminderKind.ANSWER_AFTERWARDS
            | ReminderKind.CANCELED
        ):
            return "debrief"
