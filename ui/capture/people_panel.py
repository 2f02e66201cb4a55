"""Who was affected: the part each had, what it did to them in their own words, and what they would like."""

from dataclasses import replace
from functools import partial
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.capture.drafts import CaptureMode
from incident_tracker.domain.capture.incident_head import Confirmation
from incident_tracker.domain.capture.incidents import Details, Incident
from incident_tracker.domain.capture.parties import (
    HIGHEST_DISTRESS,
    NEED_TERMS,
    AffectedPerson,
    Need,
    PartyRole,
    PhysicalImpact,
)
from incident_tracker.domain.capture.severity import Severity
from incident_tracker.labels.capture.parties import party_role_text
from incident_tracker.wording import _
from ui.capture.panel import Panel
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.theme.spacing import px
from ui.widgets.buttons import IconButton
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.choice_chips import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import Card, empty_out, row
from ui.widgets.side_form import beside_label
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label
from ui.widgets.unseen_label import name_box


class PeoplePanel(Panel):
    """The affected members of staff; adding one takes a few letters of the name.

    Signals: `gone_on()` after a digit answered in a line.
    """

    names = ("affected",)
    gone_on = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Who was affected"),
            _("Distress and what someone would like are each person's own words. Leave open what you do not know."),
        )
        self.withheld: frozenset[UUID] = frozenset()  # entries whose harm this reader may not see
        self._clinic = ClinicChoices()
        self._lines: list[_AffectedLine] = []
        self._presumed: AffectedPerson | None = None
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

    def expect(self, incident: Incident | None) -> None:
        """Whose report it is: they are put in when this part is opened while no one is named."""
        person_id = incident.told_as_own if incident and incident.severity > Severity.NEAR_MISS else None
        told = incident is not None and incident.mode is CaptureMode.PROXY
        open_yet = incident is not None and incident.confirmation is not Confirmation.CONFIRMED
        self._presumed = (
            AffectedPerson(uuid4(), person_id=person_id, told_by_others=told and open_yet) if person_id else None
        )

    def presume(self) -> None:
        """Put in the person who reports it, if no one is named. It is seen, can be taken out, and is done once."""
        presumed, self._presumed = self._presumed, None
        if presumed is not None and not self._lines:
            self._show((presumed,))
            self._lines[0].say(_("Reported it. Take out if it happened to someone else."))

    def first_field(self) -> QWidget:
        return next((line.distress for line in self._lines if line.asks_distress), self.picker)

    def _show(self, people: tuple[AffectedPerson, ...]) -> None:
        empty_out(self._list)
        self._lines = []
        for person in people:
            line = _AffectedLine(person, self._clinic, withheld=person.id in self.withheld)
            line.changed.connect(self.changed)
            line.removed.connect(partial(self._remove, person.id))
            line.finished.connect(self._go_on)
            line.gone_on.connect(self.gone_on)
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

    @Slot()
    def _go_on(self) -> None:
        """Enter in a line: the next person."""
        self.picker.setFocus(Qt.FocusReason.TabFocusReason)

    def _remove(self, id: UUID) -> None:
        self._show(tuple(person for person in self.people() if person.id != id))
        self.picker.setFocus()
        self.changed.emit()


class _AffectedLine(Card):
    """One member of staff on their own background."""

    changed = Signal()
    removed = Signal()
    finished = Signal()
    gone_on = Signal()

    def __init__(self, person: AffectedPerson, terms: ClinicChoices, *, withheld: bool) -> None:
        super().__init__(look="sunken")
        self.body.setContentsMargins(px(16), px(12), px(12), px(12))
        self._person = person
        name = terms.person(person.person_id) if person.person_id else terms.label("job", person.job)
        impacts = [Choice(one, terms.label("physical_impact", one.value)) for one in PhysicalImpact]
        needs = [Choice(one, terms.label(NEED_TERMS, one.value)) for one in Need]
        levels = [Choice(n, str(n)) for n in range(HIGHEST_DISTRESS + 1)]
        parts = [Choice(one, party_role_text(one)) for one in PartyRole]
        self.role = ChoiceBox(_("Part of {name}").format(name=name), parts, open_text="")
        self._impact = ChoiceBox(_("Injury of {name}").format(name=name), impacts, open_text="")
        self.distress = ChoiceBox(_("Distress of {name}, 0 to 10").format(name=name), levels)
        self._need = ChoiceBox(_("What {name} would like").format(name=name), needs)
        for box, chosen in (
            (self.role, person.role),
            (self.distress, person.distress),
            (self._need, person.need),
            (self._impact, person.physical),
        ):
            box.choose(chosen)
            name_box(box, box.accessibleName())
        self._threatened = CheckBox(_("Felt threatened"))
        self._threatened.setAccessibleName(_("{name} felt threatened").format(name=name))
        self._threatened.setChecked(bool(person.felt_threatened))
        self._threatened.toggled.connect(self._tell)
        answers = QWidget()
        flow = FlowLayout(answers, px(10), centered=True)
        asked = [
            beside_label(text_label(words, "note"), box)
            for words, box in (
                (_("Part"), self.role),
                (_("Distress, 0–10"), self.distress),
                (_("Would like"), self._need),
                (_("Injury"), self._impact),
            )
        ]
        for pair in (*asked[:-1], self._threatened, asked[-1]):
            flow.addWidget(pair)
        for box in (self.role, self.distress, self._need, self._impact):
            box.changed.connect(self._tell)
            box.gone_on.connect(self.gone_on)
        if withheld:
            for child in (*asked[1:], self._threatened):
                child.hide()
            flow.addWidget(note(_("What it did to them is not shown to you.")))
        away = IconButton(Icon.CLOSE, _("Take out {name}").format(name=name), self.removed.emit)
        head = row(text_label(name, "label"), away)
        head.setStretch(0, 1)
        self._says = note("")
        self._says.hide()
        self.add(head, self._says, answers)
        away.setHidden(withheld)  # with them would go what this person cannot see

    @property
    def asks_distress(self) -> bool:
        """Their distress is asked, and not answered yet."""
        return not self.distress.isHidden() and self.distress.code() is None

    def say(self, text: str) -> None:
        """Say why this line is here."""
        self._says.setText(text)
        self._says.show()

    def person(self) -> AffectedPerson:
        """The person as filled in."""
        role, impact = self.role.code(), self._impact.code()
        distress, need = self.distress.code(), self._need.code()
        threatened = (
            True
            if self._threatened.isChecked()
            else (False if self._person.felt_threatened else self._person.felt_threatened)
        )
        return replace(
            self._person,
            role=role if isinstance(role, PartyRole) else self._person.role,
            physical=impact if isinstance(impact, PhysicalImpact) else self._person.physical,
            distress=distress if isinstance(distress, int) else None,
            felt_threatened=threatened,
            need=need if isinstance(need, Need) else None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.finished.emit()
            return
        super().keyPressEvent(event)

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
