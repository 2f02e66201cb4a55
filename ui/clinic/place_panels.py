"""The lists of sites, desks and phone lines, and what can be done with the selected one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.clinic.calendars import OpeningHours
from incident_tracker.domain.clinic.sites import Desk, PhoneLine, Site
from incident_tracker.labels.clinic.sites import facility_text, profile_text
from incident_tracker.usecases.clinic.sites import SiteSheet
from incident_tracker.usecases.support.opening import take_back_hours
from incident_tracker.wording import _
from ui.clinic.clinic_list import ClinicList, ListWords, RowAct
from ui.clinic.hours_dialogs import OpeningDialog
from ui.clinic.hours_text import open_days_text, opening_and_planned
from ui.clinic.place_dialogs import DeskDialog, LineDialog, Place, RetirePlace, SiteDialog, renaming, retiring
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.runner import asked
from ui.screen_text import day_text
from ui.widgets.buttons import Button
from ui.widgets.layout import column
from ui.widgets.record_model import ListColumn

P = TypeVar("P", Site, Desk, PhoneLine)


class PlacesPanel(QWidget):
    """What the three lists have in common: whom they reach, and how a change is told and taken back."""

    list: ClinicList[Any]

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self.desk = desk
        self.names = ClinicChoices()
        self.sheets: tuple[SiteSheet, ...] = ()
        self._sites: dict[UUID, Site] = {}

    def show_sheets(self, names: ClinicChoices, sheets: tuple[SiteSheet, ...]) -> None:
        """Show what is on record."""
        self.names, self.sheets = names, sheets
        self._sites = {sheet.site.id: sheet.site for sheet in sheets}
        self.show_all()

    def show_all(self) -> None:
        """Fill the list from `sheets`."""
        raise NotImplementedError

    def reached_sites(self) -> tuple[Site, ...]:
        """The sites in use that the actor may change."""
        return tuple(site for site in self.names.open_sites if self.reaches(site.id))

    def reaches(self, site_id: UUID) -> bool:
        """May the actor change what is at this site?"""
        return self.desk.may_at(Permission.MANAGE_CLINIC, site_id)

    def today_of(self, place: Place) -> date:
        """The day at a site, or at the site of a desk or a line."""
        site = place if isinstance(place, Site) else self._sites[place.site_id]
        return self.desk.now().astimezone(site.time_zone).date()

    def state(self, place: Place) -> tuple[str, str]:
        """Is it in use, and until when?"""
        if place.last_day is None:
            return _("in use"), "good"
        if place.in_use(self.today_of(place)):
            return _("until {day}").format(day=day_text(place.last_day)), "notice"
        return _("retired"), "quiet"

    def added(self, place: Place) -> None:
        """Come to it and say that it is there; what was added by mistake is retired since yesterday."""
        self.list.wait_for(place.id)
        text = _("{name} is on the list.")
        if isinstance(place, Site):
            text = _("{name} is on the list. Next: its opening hours.")
        self.desk.messages.tell(text.format(name=place.name), undo=partial(self._take_out, place))

    def changed(self, before: Place, after: Place) -> None:
        """Say that it is saved, and offer to take it back."""
        undo = partial(self._take_back, before, after)
        self.desk.messages.tell(_("Saved: {name}.").format(name=after.name), undo=undo)

    def ask_retire(self, place: Place) -> None:
        """Ask for its last day."""
        RetirePlace(self.desk, self, place, self.today_of(place), partial(self._retired, place)).open()

    def use_again(self, place: Place) -> None:
        """Take its last day away."""
        self.desk.runner.run(retiring(place, None), owner=self, then=partial(self._used_again, place))

    def _take_back(self, before: Place, after: Place) -> None:
        self.desk.runner.run(renaming(replace(before, version=after.version)), owner=self)

    def _retired(self, before: Place, after: Place) -> None:
        day = day_text(after.last_day) if after.last_day else ""
        self.desk.messages.tell(
            _("{name} is used until {day}.").format(name=after.name, day=day),
            undo=partial(self._last_day_back, before, after),
        )

    def _used_again(self, before: Place, after: Place) -> None:
        undo = partial(self._last_day_back, before, after)
        self.desk.messages.tell(_("{name} is in use again.").format(name=after.name), undo=undo)

    def _last_day_back(self, before: Place, after: Place) -> None:
        self.desk.runner.run(retiring(after, before.last_day), owner=self)

    def _take_out(self, place: Place) -> None:
        self.desk.runner.run(retiring(place, self.today_of(place) - timedelta(days=1)), owner=self)

    def acts(self) -> Sequence[RowAct[Any]]:
        """Retire what is in use, and use again what was retired."""
        return [
            RowAct(_("Retire …"), None, self.ask_retire, self._may_retire, care=True),
            RowAct(_("Use it again"), Icon.UNDO, self.use_again, self._may_use_again, hides=True),
        ]

    def _may_retire(self, place: Place) -> bool:
        return place.last_day is None and self._may_end(place)

    def _may_use_again(self, place: Place) -> bool:
        return place.last_day is not None and self._may_end(place)

    def _may_end(self, place: Place) -> bool:
        if isinstance(place, Site):
            return self.desk.reaches_all(Permission.MANAGE_CLINIC)
        return self.reaches(place.site_id)


class SitesPanel(PlacesPanel):
    """Enter on a site changes it."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self._hours: dict[UUID, OpeningHours] = {}
        columns = [
            ListColumn("name", _("Name"), _name_of, 20, weight=9),
            ListColumn("hours", _("Opening hours"), self._week, 30, stretch=True, short=self._days),
            ListColumn("facility", _("Kind of place"), _facility, 16, spare=True),
            ListColumn("profile", _("State and license"), _profile, 20, spare=True),
            ListColumn("zone", _("Time zone"), _zone, 18, spare=True),
        ]
        acts: list[RowAct[Site]] = [
            RowAct(_("&Change"), Icon.EDIT, self.change, self._may_change),
            RowAct(_("Opening ho&urs"), Icon.TIME, self.ask_hours, self._may_change),
            *self.acts(),
        ]
        self.add = Button(_("&Add a site"), "", Icon.NEW, self.begin)
        words = ListWords("sites", _("Sites"), _("Search sites"), _("There is no site yet"))
        buttons = [self.add] if desk.reaches_all(Permission.MANAGE_CLINIC) else []
        self.list: ClinicList[Site] = ClinicList(desk, words, columns, self.state, acts, buttons)
        _fill(self, self.list)

    def show_all(self) -> None:
        self._hours = {sheet.site.id: sheet.hours for sheet in self.sheets}
        self.list.show_rows(_in_use_first(sheet.site for sheet in self.sheets))

    @Slot()
    def begin(self) -> None:
        """Ask for a new site."""
        SiteDialog(self.desk, self, None, self.added).open()

    def change(self, site: Site) -> None:
        """Change a site."""
        SiteDialog(self.desk, self, site, partial(self.changed, site)).open()

    def ask_hours(self, site: Site) -> None:
        """Show when a site is open."""
        hours = self._hours[site.id]
        today = self.today_of(site)
        OpeningDialog(self.desk, self, site, hours, today, partial(self._hours_kept, site, hours)).open()

    def _hours_kept(self, site: Site, before: OpeningHours, after: OpeningHours) -> None:
        undo = partial(self._hours_back, site, before, after)
        self.desk.messages.tell(_("The opening hours of {name} are saved.").format(name=site.name), undo=undo)

    def _hours_back(self, site: Site, before: OpeningHours, after: OpeningHours) -> None:
        self.desk.runner.run(asked(take_back_hours, site.id, before, seen=after), owner=self)

    def _may_change(self, site: Site) -> bool:
        return self.reaches(site.id)

    def _week(self, site: Site) -> str:
        hours = self._hours.get(site.id)
        return opening_and_planned(hours, self.today_of(site)) if hours else ""

    def _days(self, site: Site) -> str:
        hours = self._hours.get(site.id)
        return open_days_text(hours.week_on(self.today_of(site))) if hours else ""


class DesksPanel(PlacesPanel):
    """Enter on a desk changes it."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        columns = [
            ListColumn("name", _("Name"), _name_of, 20, weight=9),
            ListColumn("site", _("Site"), self._site, 20, stretch=True, least=12),
            ListColumn("channel", _("A report begins with"), self._channel, 24, spare=True),
        ]
        acts: list[RowAct[Desk]] = [RowAct(_("&Change"), Icon.EDIT, self.change, self._may_change), *self.acts()]
        self.add = Button(_("&Add a desk"), "", Icon.NEW, self.begin)
        words = ListWords("desks", _("Desks"), _("Search desks"), _("There is no desk yet"))
        self.list: ClinicList[Desk] = ClinicList(desk, words, columns, self.state, acts, [self.add])
        _fill(self, self.list)

    def show_all(self) -> None:
        self.list.show_rows(_in_use_first(desk for sheet in self.sheets for desk in sheet.desks))

    @Slot()
    def begin(self) -> None:
        """Ask for a new desk."""
        DeskDialog(self.desk, self, self.names, self.reached_sites(), None, self.added).open()

    def change(self, desk: Desk) -> None:
        """Change a desk."""
        DeskDialog(self.desk, self, self.names, self.reached_sites(), desk, partial(self.changed, desk)).open()

    def _may_change(self, desk: Desk) -> bool:
        return self.reaches(desk.site_id)

    def _site(self, desk: Desk) -> str:
        return self.names.site(desk.site_id)

    def _channel(self, desk: Desk) -> str:
        return self.names.label("channel", desk.channel)


class LinesPanel(PlacesPanel):
    """Enter on a phone line changes it."""

    def __init__(self, desk: PageDesk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        columns = [
            ListColumn("name", _("Name"), _name_of, 20, weight=9),
            ListColumn("site", _("Site"), self._site, 20, stretch=True, least=12),
        ]
        acts: list[RowAct[PhoneLine]] = [RowAct(_("&Change"), Icon.EDIT, self.change, self._may_change), *self.acts()]
        self.add = Button(_("&Add a phone line"), "", Icon.NEW, self.begin)
        words = ListWords(
            "phone_lines",
            _("Phone lines"),
            _("Search phone lines"),
            _("There is no phone line yet"),
            _("The lines on which patients call, such as the main line or refills."),
            _("Add a phone line"),
        )
        self.list: ClinicList[PhoneLine] = ClinicList(
            desk, words, columns, self.state, acts, [self.add], begin=self.begin
        )
        _fill(self, self.list)

    def show_all(self) -> None:
        self.list.show_rows(_in_use_first(line for sheet in self.sheets for line in sheet.lines))

    @Slot()
    def begin(self) -> None:
        """Ask for a new phone line."""
        LineDialog(self.desk, self, self.reached_sites(), None, self.added).open()

    def change(self, line: PhoneLine) -> None:
        """Change a phone line."""
        LineDialog(self.desk, self, self.reached_sites(), line, partial(self.changed, line)).open()

    def _may_change(self, line: PhoneLine) -> bool:
        return self.reaches(line.site_id)

    def _site(self, line: PhoneLine) -> str:
        return self.names.site(line.site_id)


def _fill(panel: QWidget, child: QWidget) -> None:
    layout = column(child)
    layout.setContentsMargins(0, 0, 0, 0)
    panel.setLayout(layout)


def _in_use_first(places: Iterable[P]) -> list[P]:
    return sorted(places, key=lambda one: (one.last_day is not None, one.name.casefold()))


def _name_of(place: Place) -> str:
    return place.name


def _facility(site: Site) -> str:
    return facility_text(site.facility) if site.facility else ""


def _profile(site: Site) -> str:
    return profile_text(site.profile)


def _zone(site: Site) -> str:
    return site.zone
