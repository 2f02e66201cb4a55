"""Who was affected: the part each had, what it did to them in their own words, and what they would like."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from incident_tracker.domain.capture.incidents import Details
from incident_tracker.domain.capture.parties import (
    HIGHEST_DISTRESS,
    NEED_TERMS,
    AffectedPerson,
    Need,
    PartyRole,
    PhysicalImpact,
)
from incident_tracker.labels.capture.parties import party_role_text
from incident_tracker.wording import _
from ui.capture.panel import Panel
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.buttons import IconButton
from ui.widgets.check_box import CheckBox
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import Card, empty_out, row
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label


class PeoplePanel(Panel):
    """The affected members of staff; adding one takes a few letters of the name."""

    names = ("affected",)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who was affected"),
            _("Distress and what someone would like are each person's own words. Leave open what you do not know."),
        )
        self.withheld: frozenset[UUID] = frozenset()  # entries whose harm this reader may not see
        self._clinic = ClinicChoices()
        self._lines: list[_AffectedLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(px(10))
        self.picker = TermPicker(_("Add a member of staff"))
        self.picker.changed.connect(self._add)
        self.body.insertLayout(self.body.count() - 1, self._list)
        self.form.add("affected", _("&Add a member of staff"), self.picker)

    def offer(self, clinic: ClinicChoices) -> None:
        people = self.people()
        self._clinic = clinic
        self._show(people)

    def people(self) -> tuple[AffectedPerson, ...]:
        """Everyone as filled in."""
        return tuple(line.person() for line in self._lines)

    def show_details(self, details: Details) -> None:
        self._show(details.affected)

    def completed(self, details: Details) -> Details:
        return replace(details, affected=self.people())

    def _show(self, people: tuple[AffectedPerson, ...]) -> None:
        empty_out(self._list)
        self._lines = []
        for person in people:
            line = _AffectedLine(person, self._clinic, withheld=person.id in self.withheld)
            line.changed.connect(self.changed)
            line.removed.connect(partial(self._remove, person.id))
            self._list.addWidget(line)
            line.show()  # at once: what is not shown yet cannot take the focus
            self._lines.append(line)
        present = {person.person_id for person in people}
        self.picker.offer([one for one in self._clinic.staff() if one.code not in present])

    @Slot()
    def _add(self) -> None:
        code = self.picker.code()
        if isinstance(code, UUID):
            self.picker.choose()
            self._show((*self.people(), AffectedPerson(uuid4(), person_id=code)))
            self._lines[-1].role.setFocus()
            self.changed.emit()

    def _remove(self, id: UUID) -> None:
        self._show(tuple(person for person in self.people() if person.id != id))
        self.picker.setFocus()
        self.changed.emit()


class _AffectedLine(Card):
    """One member of staff on their own background."""

    changed = Signal()
    removed = Signal()

    def __init__(self, person: AffectedPerson, terms: ClinicChoices, *, withheld: bool) -> None:
        super().__init__(look="sunken")
        self.body.setContentsMargins(px(16), px(12), px(12), px(12))
        self._person = person
        name = terms.person(person.person_id) if person.person_id else terms.label("job", person.job)
        self._roles = list(PartyRole)
        self._impacts = list(PhysicalImpact)
        self._needs: list[Need | None] = [None, *Need]
        self.role = _box(_("Part of {name}").format(name=name), [party_role_text(role) for role in self._roles])
        self.role.setCurrentIndex(self._roles.index(person.role))
        impacts = [terms.label("physical_impact", one.value) for one in self._impacts]
        self._impact = _box(
            _("Injury of {name}").format(name=name), [_("Injury: {impact}").format(impact=one) for one in impacts]
        )
        self._impact.setCurrentIndex(self._impacts.index(person.physical))
        distress = [_("Distress {n} of 10").format(n=n) for n in range(HIGHEST_DISTRESS + 1)]
        self._distress = _box(_("Distress of {name}, 0 to 10").format(name=name), [_("Distress not said"), *distress])
        self._distress.setCurrentIndex(0 if person.distress is None else person.distress + 1)
        needs = [terms.label(NEED_TERMS, one.value) for one in Need]
        self._need = _box(_("What {name} would like").format(name=name), [_("Not said yet"), *needs])
        self._need.setCurrentIndex(self._needs.index(person.need))
        self._threatened = CheckBox(_("Felt threatened"))
        self._threatened.setAccessibleName(_("{name} felt threatened").format(name=name))
        self._threatened.setChecked(bool(person.felt_threatened))
        self._threatened.toggled.connect(self._tell)
        answers = QWidget()
        flow = FlowLayout(answers, px(8))
        for box in (self.role, self._impact, self._distress, self._need):
            box.activated.connect(self._tell)
            flow.addWidget(box)
        flow.addWidget(self._threatened)
        if withheld:
            for child in (self._impact, self._distress, self._need, self._threatened):
                child.hide()
            flow.addWidget(note(_("What it did to them is not shown to you.")))
        away = IconButton(Icon.CLOSE, _("Take out {name}").format(name=name), self.removed.emit)
        head = row(text_label(name, "label"), None, away)
        self.add(head, answers)

    def person(self) -> AffectedPerson:
        """The person as filled in."""
        chosen = self._distress.currentIndex()
        threatened = (
            True
            if self._threatened.isChecked()
            else (False if self._person.felt_threatened else self._person.felt_threatened)
        )
        return replace(
            self._person,
            role=self._roles[self.role.currentIndex()],
            physical=self._impacts[self._impact.currentIndex()],
            distress=chosen - 1 if chosen else None,
            felt_threatened=threatened,
            need=self._needs[self._need.currentIndex()],
        )

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _box(name: str, entries: list[str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.addItems(entries)
    return box
