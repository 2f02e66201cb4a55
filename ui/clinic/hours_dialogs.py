"""When a site is open: its week, days on which it is closed, and the public holidays of a year."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QListWidgetItem, QVBoxLayout, QWidget

from incident_tracker.domain.clinic.calendars import ClosedDay, OpeningHours, Span, Weekly
from incident_tracker.domain.clinic.sites import Profile, Site
from incident_tracker.domain.errors import Reason, Refused
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.clinic.closed_days import closed_day_name
from incident_tracker.usecases.clinic.opening import suggested_closed_days
from incident_tracker.usecases.oversight.clinic_changes import if_closed_on, if_open_at
from incident_tracker.usecases.support.opening import close_on, set_opening_hours
from incident_tracker.wording import _
from ui.clinic.hours_text import opening_text
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.screen_text import day_text, locale, short_day
from ui.theme.spacing import is_roomy, px
from ui.widgets.check_box import CheckBox
from ui.widgets.day_field import DayField
from ui.widgets.layout import grid_of_days
from ui.widgets.short_list import ShortList
from ui.widgets.text import text_label
from ui.widgets.time_field import TimeField

_DAY = Qt.ItemDataRole.UserRole
_LINES = 5


class OpeningDialog(Moving[OpeningHours]):
    """One line a weekday; a second pair of times for a site that closes at midday."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        site: Site,
        hours: OpeningHours,
        today: date,
        then: Callable[[OpeningHours], object],
    ) -> None:
        text = _("Limits and free times follow from that day on. Not closed at midday: both its times are the same.")
        heading = _("Opening hours of {name}").format(name=site.name)
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._site, self._hours = site, hours
        self.days = [_Weekday(weekday, spans) for weekday, spans in enumerate(hours.week_on(today))]
        self.first = DayField(today, chips=False)
        self.form.add("first", _("&First day"), self.first, _("What is over keeps the hours of then."))
        self.body.insertLayout(0, _on_one_line(self.days) if is_roomy() else _on_two_lines(self.days))
        for one in hours.later:
            if one.first > today:
                planned = _("From {day} on, planned: {hours}").format(
                    day=day_text(one.first), hours=opening_text(one.weekly)
                )
                self.body.addWidget(text_label(planned, "small", wraps=True))

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_open_at, self._site.id, self._weekly(), self.first.day())

    def send(self) -> None:
        first = self.first.day()
        self.run(asked(set_opening_hours, self._site.id, self._weekly(), first=first, seen=self._hours))

    def _weekly(self) -> Weekly:
        return tuple(day.spans() for day in self.days)


class _Weekday:
    """The fields of one weekday. More than two spans are kept as they are until something is changed."""

    def __init__(self, weekday: int, spans: tuple[Span, ...]) -> None:
        self._before = spans
        name = locale().standaloneDayName(weekday + 1)
        self.open = CheckBox(name)
        self.open.setMinimumWidth(self.open.fontMetrics().horizontalAdvance(name) + px(36))
        self.open.setChecked(bool(spans))
        pause = Span(spans[0].end, spans[1].start) if len(spans) > 1 else Span(time(12), time(12))
        self.opens = TimeField(spans[0].start if spans else time(8), _("{day} opens").format(day=name))
        self.closes = TimeField(spans[-1].end if spans else time(17), _("{day} closes").format(day=name))
        self.pause_from = TimeField(pause.start, _("{day} closed from").format(day=name))
        self.pause_to = TimeField(pause.end, _("{day} closed to").format(day=name))
        self.times = (self.opens, self.closes, self.pause_from, self.pause_to)
        self._shown = self._chosen()
        self.open.toggled.connect(self._enable)
        self._enable()

    def spans(self) -> tuple[Span, ...]:
        """What is filled in; nothing for a closed day."""
        if self._chosen() == self._shown:
            return self._before
        if not self.open.isChecked():
            return ()
        opens, closes, pause_from, pause_to = (field.chosen() for field in self.times)
        if pause_from == pause_to:
            return (Span(opens, closes),)
        return Span(opens, pause_from), Span(pause_to, closes)

    def _chosen(self) -> tuple[object, ...]:
        return self.open.isChecked(), *(field.chosen() for field in self.times)

    @Slot()
    def _enable(self) -> None:
        for field in self.times:
            field.setEnabled(self.open.isChecked())


@dataclass(frozen=True, slots=True)
class ClosedThere:
    """Days on which these sites were closed just now."""

    site_ids: tuple[UUID, ...]
    days: tuple[ClosedDay, ...]


class ClosingDialog(Moving[None]):
    """Closes sites on days; `then` is told which."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        heading: str,
        text: str,
        verb: str,
        sites: Iterable[Site],
        then: Callable[[ClosedThere], object],
    ) -> None:
        super().__init__(desk, parent, heading, text, verb, self._closed)
        self._sites = SiteTicks(sites)
        self._tell = then

    def chosen(self) -> tuple[ClosedDay, ...]:
        """The days as they are filled in."""
        raise NotImplementedError

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_closed_on, self._sites.chosen(), [one.day for one in self.chosen()])

    def send(self) -> None:
        if not self._sites.chosen():
            self._refused(Refused(Reason.MISSING, "site"))
        else:
            self.run(asked(close_on, self._sites.chosen(), self.chosen()))

    def _closed(self, _nothing: None) -> None:
        self._tell(ClosedThere(self._sites.chosen(), self.chosen()))


class ClosedDayDialog(ClosingDialog):
    """One day on which sites are closed, with what it is called."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, sites: Iterable[Site], today: date, then: Callable[[ClosedThere], object]
    ) -> None:
        text = _("On a closed day nothing is offered, and what is due then moves as it does for a Sunday.")
        super().__init__(desk, parent, _("Add a closed day"), text, _("Save"), sites, then)
        self._day = DayField(today)
        self._name = QLineEdit()
        self.form.add("day", _("&Day"), self._day)
        self.form.add("name", _("&What it is"), self._name, _("Such as: staff training."), optional=True)
        self.form.add("site", _("&Sites"), self._sites)

    def chosen(self) -> tuple[ClosedDay, ...]:
        """What is filled in."""
        return (ClosedDay(self._day.day(), self._name.text()),)


class HolidaysDialog(ClosingDialog):
    """The public holidays of a year that are still to come, to tick; those that are closed already are left out."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        sites: Iterable[Site],
        known: Iterable[date],
        today: date,
        then: Callable[[ClosedThere], object],
    ) -> None:
        text = _("Untick the days on which you are open. Nothing is closed until you save.")
        places = tuple(sites)
        super().__init__(desk, parent, _("Public holidays"), text, _("Close on these days"), places, then)
        self._known, self._today = set(known), today
        self._places = places
        self._year = QComboBox()
        for year in (today.year, today.year + 1):
            self._year.addItem(str(year), year)
        self._days = ShortList(_LINES, whole=True)
        if is_roomy():
            self._days.setMinimumWidth(px(500))
        self.form.add("year", _("&Year"), self._year)
        self.form.add("day", _("&Holidays"), self._days)
        several = len({holidays_of(site.profile) for site in places}) > 1
        hint = _("Tick the sites of one state alone, and its own holidays are offered, too.") if several else ""
        self.form.add("site", _("&Sites"), self._sites, hint)
        self._year.currentIndexChanged.connect(self._ask)
        self._sites.changed.connect(self._ask)
        self._ask()

    def chosen(self) -> tuple[ClosedDay, ...]:
        """The holidays that are ticked."""
        return tuple(item.data(_DAY) for item in self._items() if item.checkState() is Qt.CheckState.Checked)

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self._days.item(row) for row in range(self._days.count()))

    @Slot()
    def _ask(self) -> None:
        question = asked(suggested_closed_days, self._year.currentData(), self._state())
        self.desk.runner.run(question, owner=self, then=self._offer)

    def _state(self) -> str | None:
        """The state of the sites that are ticked; None where they are in several, which share the country's days."""
        ticked = self._sites.chosen()
        states = {holidays_of(site.profile) for site in self._places if site.id in ticked}
        return states.pop() if len(states) == 1 else None

    def _offer(self, found: tuple[ClosedDay, ...]) -> None:
        unticked = {one.data(_DAY).day for one in self._items() if one.checkState() is Qt.CheckState.Unchecked}
        self._days.clear()
        for one in found:
            if one.day >= self._today and one.day not in self._known:
                name = closed_day_name(one.name)
                item = QListWidgetItem(f"{short_day(one.day)} · {name}")
                item.setData(_DAY, one)
                item.setToolTip(name)
                item.setCheckState(Qt.CheckState.Unchecked if one.day in unticked else Qt.CheckState.Checked)
                self._days.addItem(item)
        if self._days.count():
            self._days.setCurrentRow(0)


class SiteTicks(QWidget):
    """The sites that a closed day is for: all of them, until one is unticked."""

    changed = Signal()

    def __init__(self, sites: Iterable[Site]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(6))
        self._boxes = [(CheckBox(site.name.replace("&", "&&")), site.id) for site in sites]
        for box, _id in self._boxes:
            box.setChecked(True)
            box.toggled.connect(self.changed)
            layout.addWidget(box)

    def chosen(self) -> tuple[UUID, ...]:
        """The ids of those that are ticked."""
        return tuple(id for box, id in self._boxes if box.isChecked())


def holidays_of(profile: Profile) -> str | None:
    """The state whose holidays a site keeps besides those of the country."""
    match profile:
        case Profile.CA_CLINIC | Profile.CA_HOSPITAL:
            return "CA"
        case Profile.WASHINGTON:
            return "WA"
        case Profile.OREGON:
            return "OR"
        case Profile.OTHER:
            return None


def _on_one_line(days: "list[_Weekday]") -> QGridLayout:
    """Each day has one line, under the names of the columns."""
    grid = grid_of_days()
    for place, name in enumerate((_("Day"), _("Opens"), _("Closes"), _("Closed from"), _("Closed to"))):
        grid.addWidget(text_label(name, "small"), 0, place)
    for line, day in enumerate(days, 1):
        for place, field in enumerate((day.open, *day.times)):
            grid.addWidget(field, line, place)
    return grid


def _on_two_lines(days: "list[_Weekday]") -> QGridLayout:
    """Each day has two lines, so that large letters find room."""
    grid = grid_of_days()
    for line, day in enumerate(days):
        grid.addWidget(day.open, 4 * line + 1, 0)
        for place, (name, field) in enumerate(((_("Opens"), day.opens), (_("Closes"), day.closes)), 1):
            grid.addWidget(text_label(name, "small"), 4 * line, place)
            grid.addWidget(field, 4 * line + 1, place)
        for place, (name, field) in enumerate(((_("Closed from"), day.pause_from), (_("Closed to"), day.pause_to)), 1):
            grid.addWidget(text_label(name, "small"), 4 * line + 2, place)
            grid.addWidget(field, 4 * line + 3, place)
    return grid
