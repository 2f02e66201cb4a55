"""One's own time: what the program knows by itself, and what a person writes down and may correct."""

from collections.abc import Callable
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from incident_tracker.charts.period_labels import period_name
from incident_tracker.domain.support.own_time import MOST_MINUTES, WRITTEN, TimeDraft, TimeEntry, TimeKind, TimeSpent
from incident_tracker.domain.support.protected_time import Paid
from incident_tracker.labels.facts import minutes_text
from incident_tracker.labels.support.own_time import time_kind_text
from incident_tracker.labels.support.protected_time import time_paid_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.support.own_time import correct_time, list_own_time, take_back_time, write_time
from incident_tracker.wording import _
from ui.asking import Asking
from ui.icons import Icon
from ui.page import Page, PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.support.beside import Beside
from ui.support.panel import rebuild
from ui.support.support_names import paid_choices
from ui.theme.spacing import px
from ui.widgets.buttons import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice, ChoiceChips
from ui.widgets.day_field import DayField
from ui.widgets.empty_state import EmptyState
from ui.widgets.layout import Card, PageFrame, column, frame
from ui.widgets.text import note, text_label
from ui.widgets.tick_box import TickBox
from ui.widgets.time_field import indent

USUAL_MINUTES = 15


class OwnTimePage(Page):
    """One card for each month, newest first."""

    areas = frozenset({Area.SUPPORT})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        purpose = _("Only you see these lines. The clinic is told sums of three people or more.")
        self._frame = frame(self, PageFrame(_("My time"), purpose))
        self.add = Button(_("&Write down time"), "primary", Icon.NEW, self.begin)
        self._frame.buttons.addWidget(self.add)
        self.add.setVisible(desk.actor.person_id is not None)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(16))
        self._frame.add(self._cards)

    def refresh(self) -> None:
        self.desk.runner.run(asked(list_own_time), owner=self, then=self._show)

    def first_focus(self) -> QWidget | None:
        return self.add

    def begin(self) -> None:
        """Ask for a new entry."""
        TimeDialog(self.desk, self, None, self._written).open()

    def _show(self, found: tuple[TimeSpent, ...]) -> None:
        cards: list[QWidget] = []
        for month, lines in groupby(found, key=_month_of):
            card = Card(period_name(month))
            card.add(*(self._line(one) for one in lines))
            cards.append(card)
        rebuild(self._cards, *(cards or [self._empty()]))

    def _line(self, one: TimeSpent) -> QWidget:
        entry = one.entry
        words = column(
            text_label(f"{day_text(one.day)} · {time_kind_text(one.kind)}", "label"),
            note(_facts_of(one)),
            gap=2,
        )
        if entry is None:
            return Beside(words)
        about = {"kind": time_kind_text(one.kind), "day": day_text(one.day)}
        change = Button(_("Correct"), "", Icon.EDIT, partial(self._correct, entry))
        change.setAccessibleName(_("Correct: {kind}, {day}").format(**about))
        out = Button(_("Withdraw"), "quiet", None, partial(self._take_back, entry))
        out.setAccessibleName(_("Withdraw: {kind}, {day}").format(**about))
        return Beside(words, change, out)

    def _empty(self) -> EmptyState:
        return EmptyState(
            _("No time is here yet"),
            _("Debriefs and cover come by themselves. Reports, committee work and training you may write down."),
            Icon.CALENDAR,
        )

    def _correct(self, entry: TimeEntry) -> None:
        TimeDialog(self.desk, self, entry, self._written).open()

    def _take_back(self, entry: TimeEntry) -> None:
        self.desk.runner.run(asked(take_back_time, entry.id, entry.version), owner=self, then=self._taken_back)

    def _written(self, _entry: TimeEntry) -> None:
        self.desk.messages.tell(_("Saved. Thank you."))

    def _taken_back(self, entry: TimeEntry) -> None:
        again = TimeDraft(entry.day, entry.kind, entry.minutes, entry.paid, entry.voluntary)
        self.desk.messages.tell(_("It is no longer counted."), undo=partial(self._write_again, again))

    def _write_again(self, draft: TimeDraft) -> None:
        self.desk.runner.run(asked(write_time, draft), owner=self)


class TimeDialog(Asking[TimeEntry]):
    """Writes down minutes of one's own, or corrects an `entry`."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, entry: TimeEntry | None, then: Callable[[TimeEntry], object]
    ) -> None:
        heading = _("Correct my time") if entry else _("Write down my time")
        text = _("Debriefs and cover come by themselves; please do not write them down again.")
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._entry = entry
        self.day = DayField(desk.now().astimezone(desk.zone).date(), chips=False)
        self.kind = ChoiceBox(_("What for"), [Choice(one, time_kind_text(one)) for one in WRITTEN], "")
        self.minutes = QSpinBox()
        self.minutes.setRange(1, MOST_MINUTES)
        self.minutes.setMaximumWidth(px(120))
        self.minutes.setValue(entry.minutes if entry else USUAL_MINUTES)
        indent(self.minutes)
        self.paid = ChoiceChips(_("Was it paid?"), paid_choices(), numbered=False)
        self.voluntary = TickBox(_("No one told me to"))
        if entry is not None:
            self.day.set_day(entry.day)
            self.kind.choose(entry.kind)
            self.paid.choose(entry.paid)
            self.voluntary.setChecked(entry.voluntary)
        self.form.add("day", _("&Day"), self.day)
        self.form.add("kind", _("W&hat for"), self.kind)
        self.form.add("minutes", _("&Minutes"), self.minutes)
        self.form.add("paid", _("Was it &paid?"), self.paid)
        self.form.add_widget(self.voluntary)

    def send(self) -> None:
        kind, paid = self.kind.code(), self.paid.code()
        if not isinstance(paid, Paid):
            self.form.show_message("paid", _("Please choose one."))
            return
        if not isinstance(kind, TimeKind):
            self.form.show_message("kind", _("Please choose one."))
            return
        draft = TimeDraft(self.day.day(), kind, self.minutes.value(), paid, self.voluntary.isChecked())
        if self._entry is None:
            self.run(asked(write_time, draft))
        else:
            self.run(asked(correct_time, self._entry.id, self._entry.version, draft))


def _month_of(one: TimeSpent) -> str:
    return f"{one.day:%Y-%m}"


def _facts_of(one: TimeSpent) -> str:
    """ "45 minutes, paid, voluntary; known to the program"."""
    long = _("how long is not recorded") if one.minutes is None else minutes_text(one.minutes)
    facts = [long, time_paid_text(one.paid)]
    if one.voluntary:
        facts.append(_("voluntary"))
    source = _("known to the program") if one.entry is None else _("written by you")
    return _("{facts} · {source}").format(facts=", ".join(facts), source=source)
