"""Sites, desks and phone lines: each added, changed and retired in one dialog."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker.domain.clinic.settings import ClinicSettings
from incident_tracker.domain.clinic.sites import Desk, Facility, PhoneLine, Profile, Site
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.labels.clinic.sites import facility_text, profile_text
from incident_tracker.usecases.clinic.settings import name_clinic
from incident_tracker.usecases.clinic.sites import (
    add_desk,
    add_phone_line,
    add_site,
    change_desk,
    change_phone_line,
    change_site,
    retire_desk,
    retire_phone_line,
    retire_site,
)
from incident_tracker.usecases.oversight.clinic_changes import if_desk_ends, if_line_ends, if_site_ends
from incident_tracker.wording import _
from ui.asking import Asking
from ui.clinic.first_steps import COMMON_ZONES
from ui.clinic_choices import ClinicChoices
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.widgets.box_data import choose_data
from ui.widgets.day_field import DayField
from ui.widgets.text import note

Place = Site | Desk | PhoneLine


class ClinicName(Asking[ClinicSettings]):
    """What the clinic as a whole is called, on paper and in the window; a site has a name of its own."""

    def __init__(self, desk: PageDesk, parent: QWidget, name: str, then: Callable[[ClinicSettings], object]) -> None:
        text = _("It is printed on every report. The names of the sites stay.")
        super().__init__(desk, parent, _("Name of the clinic"), text, _("Save"), then)
        self._name = QLineEdit(name)
        self.form.add("name", _("&Name"), self._name)
        self._why = self.ask_reason()

    def send(self) -> None:
        self.run(asked(name_clinic, self._name.text(), reason=self._why.toPlainText()))


class SiteDialog(Asking[Site]):
    """Adds a site, or changes `site`."""

    def __init__(self, desk: PageDesk, parent: QWidget, site: Site | None, then: Callable[[Site], object]) -> None:
        heading = _("Change {name}").format(name=site.name) if site else _("Add a site")
        text = "" if site else _("A site has its own hours, desks, people and figures.")
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._site = site
        self._name = QLineEdit(site.name if site else "")
        self._zone = QComboBox()
        self._zone.setEditable(True)
        self._zone.addItems(list(dict.fromkeys([desk.zone.key, *COMMON_ZONES])))
        self._profile = QComboBox()
        for profile in Profile:
            self._profile.addItem(profile_text(profile), profile)
        self._facility = QComboBox()
        self._facility.addItem(_("Not said"), None)
        for facility in Facility:
            self._facility.addItem(facility_text(facility), facility)
        for box in (self._profile, self._zone):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(20)
        self.form.add("name", _("&Name"), self._name)
        self.form.add("facility", _("&Kind of place"), self._facility)
        self.form.add("profile", _("&State and license"), self._profile)
        if site is None:
            self.form.add("zone", _("&Time zone"), self._zone, _("It stays, because the months are counted in it."))
        else:
            choose_data(self._profile, site.profile)
            choose_data(self._facility, site.facility)
            self.form.add_widget(
                note(_("Time zone: {zone}. It stays, because the months were counted in it.").format(zone=site.zone))
            )

    def send(self) -> None:
        name, profile, facility = self._name.text(), self._profile.currentData(), self._facility.currentData()
        if self._site is None:
            self.run(asked(add_site, name, self._zone.currentText().strip(), profile, facility))
        else:
            self.run(asked(change_site, replace(self._site, name=name, profile=profile, facility=facility)))


class DeskDialog(Asking[Desk]):
    """Adds a desk, or changes `one`."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        names: ClinicChoices,
        sites: Iterable[Site],
        one: Desk | None,
        then: Callable[[Desk], object],
    ) -> None:
        heading = _("Change {name}").format(name=one.name) if one else _("Add a desk")
        super().__init__(desk, parent, heading, "", _("Save"), then)
        self._one = one
        self._name = QLineEdit(one.name if one else "")
        self._site = site_box(sites, one.site_id if one else None)
        self._channel = QComboBox()
        self._channel.addItem(_("Nothing is filled in"), None)
        for choice in names.choices("channel"):
            self._channel.addItem(choice.label, choice.code)
        choose_data(self._channel, one.channel if one else None)
        self.form.add("name", _("&Name"), self._name)
        if one is None:
            self.form.add("site_id", _("&Site"), self._site)
        self.form.add("channel", _("&How a report from it begins"), self._channel)

    def send(self) -> None:
        name, channel = self._name.text(), self._channel.currentData()
        if self._one is None:
            self.run(asked(add_desk, self._site.currentData(), name, channel))
        else:
            self.run(asked(change_desk, replace(self._one, name=name, channel=channel)))


class LineDialog(Asking[PhoneLine]):
    """Adds a phone line, or changes `one`."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        sites: Iterable[Site],
        one: PhoneLine | None,
        then: Callable[[PhoneLine], object],
    ) -> None:
        heading = _("Change {name}").format(name=one.name) if one else _("Add a phone line")
        super().__init__(desk, parent, heading, "", _("Save"), then)
        self._one = one
        self._name = QLineEdit(one.name if one else "")
        self._site = site_box(sites, one.site_id if one else None)
        self.form.add("name", _("&Name"), self._name)
        if one is None:
            self.form.add("site_id", _("&Site"), self._site)

    def send(self) -> None:
        if self._one is None:
            self.run(asked(add_phone_line, self._site.currentData(), self._name.text()))
        else:
            self.run(asked(change_phone_line, replace(self._one, name=self._name.text())))


class RetirePlace(Moving[Place]):
    """The last day on which a site, desk or line is used."""

    def __init__(
        self, desk: PageDesk, parent: QWidget, place: Place, today: date, then: Callable[[Place], object]
    ) -> None:
        text = _("It is offered until then. Every record of it keeps its name, and no month changes.")
        super().__init__(desk, parent, _("Retire {name}").format(name=place.name), text, _("Retire"), then, care=True)
        self._place = place
        self._last = DayField(today)
        self.form.add("last_day", _("&Last day"), self._last)

    def foresee(self) -> Asked[Moves] | None:
        match self._place:
            case Site():
                return asked(if_site_ends, self._place.id, self._last.day())
            case Desk():
                return asked(if_desk_ends, self._place.id)
            case PhoneLine():
                return asked(if_line_ends, self._place.id)

    def send(self) -> None:
        self.run(retiring(self._place, self._last.day()))


def retiring(place: Place, last_day: date | None) -> Asked[Place]:
    """The use case that gives a place its last day, or takes it away."""
    question: Asked[Place]
    match place:
        case Site():
            question = asked(retire_site, place, last_day)
        case Desk():
            question = asked(retire_desk, place, last_day)
        case PhoneLine():
            question = asked(retire_phone_line, place, last_day)
    return question


def renaming(place: Place) -> Asked[Place]:
    """The use case that saves what a place is called and how it is used."""
    question: Asked[Place]
    match place:
        case Site():
            question = asked(change_site, place)
        case Desk():
            question = asked(change_desk, place)
        case PhoneLine():
            question = asked(change_phone_line, place)
    return question


def site_box(sites: Iterable[Site], chosen: UUID | None) -> QComboBox:
    """A choice among sites."""
    box = QComboBox()
    for site in sites:
        box.addItem(site.name, site.id)
    choose_data(box, chosen)
    return box
