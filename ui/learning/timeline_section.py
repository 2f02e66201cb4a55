"""The time line of an analysis: what happened when, and how it is known."""

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from incident_tracker.domain.capture.saved_drafts import UnreadText
from incident_tracker.domain.learning.analyses import Analysis, TimelineEvent
from incident_tracker.wording import _
from ui.icons import Icon
from ui.learning.growing_field import GrowingField
from ui.learning.section import Section, beside
from ui.page import PageDesk
from ui.theme.spacing import px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.layout import Hairline, column, row
from ui.widgets.moment_field import MomentField
from ui.widgets.text import text_label


class TimelineSection(Section):
    """Events in the order of time; those without a known time stay where they were put."""

    fields = frozenset({"timeline"})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            _("What happened, step by step"),
            _("Begin well before it got loud: the booking, the wait, the first word. Roles, not names."),
            parent,
        )
        self._events: tuple[TimelineEvent, ...] = ()
        self._lines: dict[UUID, _EventLine] = {}
        self._read_only = False
        self._list = QVBoxLayout()
        self._list.setSpacing(px(12))
        self._nothing = text_label(_("No steps were written down."), "note")
        self._add = Button(_("Add a step"), "small", Icon.NEW, self._add_event)
        self.add(self._list, self._nothing, row(self._add, None))
        self._nothing.hide()

    def show_analysis(self, analysis: Analysis) -> None:
        if self._written() != analysis.timeline:
            self._place(tuple(sorted(analysis.timeline, key=_moment_first)))
        self._nothing.setVisible(self._read_only and not self._events)

    def written(self, analysis: Analysis) -> Analysis:
        return replace(analysis, timeline=self._written())

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self._add.setVisible(not read_only)
        self._nothing.setVisible(read_only and not self._events)
        for line in self._lines.values():
            line.set_read_only(read_only)

    def go_here(self) -> None:
        if not self._lines and not self._read_only:
            self._add_event()
        elif self._lines:
            next(iter(self._lines.values())).what.setFocus()

    def _written(self) -> tuple[TimelineEvent, ...]:
        lines = self._lines.values()
        return tuple(event for line in lines if (event := line.step()).text or line.when.unread_text)

    def unread(self) -> tuple[UnreadText, ...]:
        typed = ((id, line.when.unread_text) for id, line in self._lines.items())
        return tuple(UnreadText(str(id), text) for id, text in typed if text)

    def show_unread(self, unread: Collection[UnreadText]) -> None:
        texts = {one.field: one.text for one in unread}
        for id, line in self._lines.items():
            if str(id) in texts:
                line.when.show_unread(texts[str(id)])

    @Slot()
    def _add_event(self) -> None:
        before = list(self._lines.values())
        start = before[-1].step().at if before else None
        event = TimelineEvent(uuid4(), start, "", "")
        self._place((*(line.step() for line in before), event))
        self._lines[event.id].when.setFocus()

    def _remove(self, id: UUID) -> None:
        kept = tuple(line.step() for line in self._lines.values())
        gone = next(event for event in kept if event.id == id)
        self._place(tuple(event for event in kept if event.id != id))
        if gone.text:
            self.desk.messages.tell(_("The step is removed."), partial(self._put_back, kept))
        self._add.setFocus()
        self.tell_changed()

    def _put_back(self, events: tuple[TimelineEvent, ...]) -> None:
        self._place(events)
        self.tell_changed()

    def _place(self, events: tuple[TimelineEvent, ...]) -> None:
        unread = self.unread()
        self._events = events
        for line in self._lines.values():
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = {}
        for number, event in enumerate(events, 1):
            line = _EventLine(self.desk, event, number)
            line.changed.connect(self.tell_changed)
            line.removal.clicked.connect(partial(self._remove, event.id))
            line.set_read_only(self._read_only)
            self._lines[event.id] = line
            self._list.addWidget(line)
            line.show()  # at once, so that it can take the focus
        self.show_unread(unread)


class _EventLine(QWidget):
    """One step: when at the left, what and how it is known at the right."""

    changed = Signal()

    def __init__(self, desk: PageDesk, event: TimelineEvent, number: int) -> None:
        super().__init__()
        self._event = event
        self.when = MomentField(desk.now, desk.zone, about=False, chips=False)
        self.when.setAccessibleName(_("Time of step {number}, empty if unknown").format(number=number))
        if event.at is not None:
            self.when.set_moment(event.at, False)
        self.what = GrowingField(_("Step {number}").format(number=number), _("What could be seen or heard"))
        self.what.show_text(event.text)
        self.source = QLineEdit(event.source)
        self.source.setAccessibleName(_("How step {number} is known").format(number=number))
        self.source.setPlaceholderText(_("How do we know? Staff, camera, phone log …"))
        self.source.setMaxLength(200)
        self.removal = IconButton(Icon.CLOSE, _("Take step {number} out").format(number=number))
        self._unknown = text_label(_("Time not known: leave it empty."), "note")
        if event.at is not None:
            self._unknown.hide()
        for signal in (self.when.changed, self.what.changed, self.source.textEdited):
            signal.connect(self._tell)
        left = column(self.when, self._unknown, None, gap=4)
        right = column(self.what, self.source, gap=6)
        both = beside(left, right)
        both.setStretch(0, 2)
        both.setStretch(1, 3)
        line = row(both, column(self.removal, None), gap=12)
        line.setStretch(0, 1)
        whole = column(line, Hairline(), gap=12)
        self.setLayout(whole)

    def step(self) -> TimelineEvent:
        """The step as typed."""
        at, known = self.when.moment(), self._event.at
        if at is not None and known is not None and at == known.replace(second=0, microsecond=0):
            at = known  # the field shows minutes; the seconds of what was recorded stay
        return TimelineEvent(self._event.id, at, self.what.text(), self.source.text().strip())

    def set_read_only(self, read_only: bool) -> None:
        """Read only."""
        self.when.setEnabled(not read_only)
        self.what.setReadOnly(read_only)
        self.source.setReadOnly(read_only)
        self.removal.setVisible(not read_only)

    @Slot()
    def _tell(self) -> None:
        self._unknown.setVisible(self.when.moment() is None)
        self.changed.emit()


def _moment_first(event: TimelineEvent) -> tuple[bool, float]:
    return event.at is None, event.at.timestamp() if event.at else 0.0
