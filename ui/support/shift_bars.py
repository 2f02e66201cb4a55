"""The day of everyone who takes part, as small bars: paid hours, breaks, and where the time would be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from incident_tracker.domain.clinic.calendars import Shift, Span
from incident_tracker.wording import _
from ui.screen_text import near_day_text, time_text
from ui.support.debrief_view import DebriefView
from ui.theme.palettes import Tones
from ui.theme.spacing import px

_NEVER = datetime.min.replace(tzinfo=UTC)
_EARLIEST, _LATEST = 7, 19  # hours shown at least


@dataclass(frozen=True, slots=True)
class DayOf:
    """One person's shifts, as a name and a line; `away` is from when to when (UTC) they are away."""

    name: str
    shifts: tuple[Shift, ...]
    away: tuple[tuple[datetime, datetime], ...]


def days_of(view: DebriefView, covers: Iterable[UUID]) -> list[DayOf]:
    """Everyone whose day matters for the time of a debrief: who comes, who leads, who covers."""
    leads = [view.debrief.facilitator_id] if view.debrief.facilitator_id is not None else []
    people = dict.fromkeys([*(one.person_id for one in view.coming), *leads, *covers])
    return [DayOf(view.names.person(one), view.shifts.get(one, ()), view.away.get(one, ())) for one in people]


class ShiftBars(QWidget):
    """A screen reader hears each line in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[DayOf, ...] = ()
        self._tones: Tones | None = None
        self._zone = ZoneInfo("UTC")
        self._day = date.min
        self._slot: tuple[datetime, datetime] | None = None
        self._from, self._to = _NEVER, _NEVER
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_day(
        self, people: Sequence[DayOf], start: datetime, end: datetime, now: datetime, zone: ZoneInfo, tones: Tones
    ) -> None:
        """Show the day of `start`, with the time from `start` to `end` on it."""
        self._people, self._tones, self._zone = tuple(people), tones, zone
        self._slot = (start, end)
        self._day = start.astimezone(zone).date()
        moments = [moment.astimezone(zone) for one in people for span in self._spans(one) for moment in span[:2]]
        moments += [start.astimezone(zone), end.astimezone(zone)]
        first = min(_EARLIEST, *(one.hour if one.date() == self._day else 0 for one in moments))
        last = max(_LATEST, *(one.hour + 1 if one.date() == self._day else 24 for one in moments))
        midnight = datetime.combine(self._day, time(0), zone)
        self._from, self._to = midnight + timedelta(hours=first), midnight + timedelta(hours=min(24, last))
        day = near_day_text(self._day, now.astimezone(zone).date())
        self.setAccessibleName(_("Paid hours on {day}").format(day=day))
        self.setAccessibleDescription("; ".join(self._words(one) for one in people))
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(320), (len(self._people) + 1) * self._line() + px(4))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._tones is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tones, left = self._tones, self._left()
        line = self._line()
        painter.setPen(QColor(tones.muted))
        hour = self._from
        step = 2 if self.width() > px(480) else 4
        while hour <= self._to:
            if hour.hour % step == 0:
                x = self._x(hour)
                label = time_text(hour, self._zone).replace(":00", "")
                width = self.fontMetrics().horizontalAdvance(label)
                x_label = min(max(left, x - width / 2), self.width() - width)
                painter.drawText(QPointF(x_label, self.fontMetrics().ascent()), label)
            hour += timedelta(hours=1)
        for number, person in enumerate(self._people, 1):
            self._draw(painter, person, number * line, line)
        if self._slot is not None:
            start, end = (self._x(moment) for moment in self._slot)
            painter.setPen(QPen(QColor(tones.accent), px(2)))
            ground = QColor(tones.accent)
            ground.setAlpha(70)
            painter.setBrush(ground)
            painter.drawRoundedRect(
                QRectF(start, line - px(2), max(px(4), end - start), len(self._people) * line), px(4), px(4)
            )
        painter.end()

    def _draw(self, painter: QPainter, person: DayOf, y: int, line: int) -> None:
        assert self._tones is not None
        painter.setPen(QColor(self._tones.ink))
        metrics = self.fontMetrics()
        room = self._left() - px(12)
        name = metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, room)
        middle = y + line / 2
        painter.drawText(QPointF(0, middle + metrics.ascent() / 2 - px(1)), name)
        height = line * 0.5
        for start, end, is_break in self._spans(person):
            painter.setPen(QPen(QColor(self._tones.border), 1))
            painter.setBrush(QColor(self._tones.surface if is_break else self._tones.accent_soft))
            painter.drawRect(QRectF(self._x(start), middle - height / 2, self._x(end) - self._x(start), height))

    def _spans(self, person: DayOf) -> list[tuple[datetime, datetime, bool]]:
        found = []
        for shift in person.shifts:
            if shift.weekday == self._day.weekday():
                start, end = Span(shift.start, shift.end).on(self._day, self._zone)
                found += [(*one, False) for one in _without((start, end), person.away)]
                breaks = [Span(one.start, one.end).on(self._day, self._zone) for one in shift.breaks]
                found += [(*part, True) for one in breaks for part in _without(one, person.away)]
        return found

    def _words(self, person: DayOf) -> str:
        spans = self._spans(person)
        if not spans and person.away and any(one.weekday == self._day.weekday() for one in person.shifts):
            return _("{name}: away that day").format(name=person.name)
        if not spans:
            return _("{name}: not at work that day").format(name=person.name)
        parts = []
        for start, end, is_break in spans:
            text = _("break {start} to {end}") if is_break else _("{start} to {end}")
            parts.append(text.format(start=time_text(start, self._zone), end=time_text(end, self._zone)))
        return _("{name}: {times}").format(name=person.name, times=", ".join(parts))

    def _line(self) -> int:
        return self.fontMetrics().height() + px(10)

    def _left(self) -> int:
        longest = max((self.fontMetrics().horizontalAdvance(one.name) for one in self._people), default=0)
        return min(longest + px(16), self.width() // 3)

    def _x(self, moment: datetime) -> float:
        whole = (self._to - self._from) / timedelta(minutes=1)
        part = (moment - self._from) / timedelta(minutes=1)
        return self._left() + max(0.0, min(1.0, part / whole)) * (self.width() - self._left() - px(2))


def _without(
    span: tuple[datetime, datetime], away: Iterable[tuple[datetime, datetime]]
) -> list[tuple[datetime, datetime]]:
    """What is left of a time when those in which someone is away are taken out of it."""
    left = [span]
    for begins, ends in away:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, begins)), (max(start, ends), end))
            if part[0] < part[1]
        ]
    return left
