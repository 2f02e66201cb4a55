"""A member of staff: name, job, place, manager and part in debriefs, asked in one dialog."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from incident_tracker.domain.clinic.people import Person
from incident_tracker.domain.clinic.sites import Site
from incident_tracker.domain.oversight.clinic_changes import Moves
from incident_tracker.usecases.clinic.people import add_person
from incident_tracker.usecases.oversight.clinic_changes import if_person_changes
from incident_tracker.usecases.support.staff import change_person
from incident_tracker.wording import _
from ui.clinic_choices import ClinicChoices
from ui.moving import Moving
from ui.page import PageDesk
from ui.runner import Asked, asked
from ui.widgets.box_data import choose_data
from ui.widgets.check_box import CheckBox

USUAL_JOB = "receptionist"


class PersonDialog(Moving[Person]):
    """Adds a person, or changes `person`."""

    def __init__(
        self,
        desk: PageDesk,
        parent: QWidget,
        names: ClinicChoices,
        sites: Iterable[Site],
        person: Person | None,
        then: Callable[[Person], object],
    ) -> None:
        heading = _("Change {name}").format(name=person.name) if person else _("Add a person")
        text = "" if person else _("People need no account to be named in a report or to be offered a debrief.")
        super().__init__(desk, parent, heading, text, _("Save"), then)
        self._person, self._names = person, names
        self._name = QLineEdit(person.name if person else "")
        self._job, self._site, self._desk, self._manager = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for choice in names.choices("job"):
            self._job.addItem(choice.label, choice.code)
        for site in sites:
            self._site.addItem(site.name, site.id)
        self._manager.addItem(_("No one yet"), None)
        for one in names.people:
            if one.active and (person is None or one.id != person.id):
                self._manager.addItem(one.name, one.id)
        self._facilitates = CheckBox(_("May lead debriefs"))
        self.active = CheckBox(_("Works here"))
        self.active.setChecked(True)
        self.helped = CheckBox(_("They &know where they find help outside the clinic"))
        self.helped.hide()
        self.form.add("name", _("&Name"), self._name)
        self.form.add("job", _("&Job"), self._job)
        self.form.add("site_id", _("&Site"), self._site)
        self.form.add("desk_id", _("&Desk"), self._desk)
        self.form.add("manager_id", _("&Manager"), self._manager)
        self.form.add_widget(self._facilitates)
        if person is not None:
            self.form.add_widget(self.active)
            self.form.add_widget(self.helped)
            self.active.toggled.connect(self.helped.setHidden)
        self._site.currentIndexChanged.connect(self._offer_desks)
        self._show(person)

    def foresee(self) -> Asked[Moves] | None:
        return asked(if_person_changes, self._changed(self._person)) if self._person is not None else None

    def send(self) -> None:
        if self._person is not None:
            self.run(asked(change_person, self._changed(self._person), helped_outside=self.helped.isChecked()))
            return
        self.run(
            asked(
                add_person,
                self._name.text(),
                self._job.currentData(),
                self._site.currentData(),
                desk_id=self._desk.currentData(),
                manager_id=self._manager.currentData(),
                may_facilitate=self._facilitates.isChecked(),
            )
        )

    def _changed(self, person: Person) -> Person:
        """The person as they are filled in."""
        return replace(
            person,
            name=self._name.text(),
            job=self._job.currentData(),
            site_id=self._site.currentData(),
            desk_id=self._desk.currentData(),
            manager_id=self._manager.currentData(),
            may_facilitate=self._facilitates.isChecked(),
            active=self.active.isChecked(),
        )

    def _show(self, person: Person | None) -> None:
        choose_data(self._job, person.job if person else USUAL_JOB)
        if person is not None:
            choose_data(self._site, person.site_id)
        self._offer_desks()
        if person is not None:
            choose_data(self._desk, person.desk_id)
            choose_data(self._manager, person.manager_id)
            self._facilitates.setChecked(person.may_facilitate)
            self.active.setChecked(person.active)

    @Slot()
    def _offer_desks(self) -> None:
        chosen = self._desk.currentData()
        self._desk.clear()
        self._desk.addItem(_("Not at a desk"), None)
        site_id = self._site.currentData()
        for one in self._names.desks_of(site_id if isinstance(site_id, UUID) else None):
            self._desk.addItem(one.name, one.id)
        choose_data(self._desk, chosen)
