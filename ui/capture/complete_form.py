"""The long form: all panels of one incident, saved together, and two versions merged where needed."""

from collections.abc import Callable, Collection, Generator, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.capture.discretion import Withheld
from incident_tracker.domain.capture.incidents import Completion, Details, Incident
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.capture.saved_drafts import UnreadText, UnsavedCompletion
from incident_tracker.domain.capture.severity import Weapon
from incident_tracker.domain.errors import Problem, Reason, Refused, refuse_all
from incident_tracker.labels.capture.details import details_facts, part_text
from incident_tracker.wording import _
from ui.capture.around_panel import AroundPanel
from ui.capture.basics_panel import BasicsPanel
from ui.capture.causes_panel import CallPanel, CausesPanel
from ui.capture.course_panel import CoursePanel
from ui.capture.help_panel import HelpPanel
from ui.capture.panel import Panel
from ui.capture.people_panel import PeoplePanel
from ui.capture.statutory_panel import StatutoryPanel
from ui.capture.three_versions import merge_details, take_part
from ui.clinic_choices import ClinicChoices
from ui.icons import Icon
from ui.page import PageDesk
from ui.screen_text import moments_at
from ui.theme.spacing import px
from ui.widgets.buttons import Button, IconButton
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.form import Form, focus_on
from ui.widgets.layout import Card, column, empty_out, row
from ui.widgets.one_in_front import show_part
from ui.widgets.reading_order import step_on
from ui.widgets.steps import Stage, StepList
from ui.widgets.term_picker import TermPicker
from ui.widgets.text import note, text_label
from ui.widgets.two_columns import TwoColumns

P = TypeVar("P", bound=Panel)


class CompleteForm(QWidget):
    """One part at a time, each one key away; nothing in them is required.

    Signals: `changed()` when anything was answered or typed.
    """

    changed = Signal()

    def __init__(self, desk: PageDesk, parent: QWidget | None = None, ahead: bool = False) -> None:
        """With `ahead` its panels are made by `make_ahead`, or when they are first needed."""
        super().__init__(parent)
        self._desk = desk
        self._clinic = ClinicChoices()
        self.base: Incident | None = None
        self.panels: tuple[Panel, ...] = ()
        self._open_clashes: set[str] = set()
        self._making = self._make()
        if not ahead:
            self._make_whole()

    def make_ahead(self) -> Iterator[None]:
        """Make what is left of it, giving way after each panel."""
        return self._making

    def _make_whole(self) -> None:
        for _panel in self._making:
            pass

    def _make(self) -> Iterator[None]:
        desk = self._desk
        self._clash_card = Card(
            _("Someone else changed this meanwhile"), _("Nothing you wrote is lost. Choose for each part.")
        )
        self._clashes = QVBoxLayout()
        self._clashes.setSpacing(px(12))
        self._clash_card.add(self._clashes)
        self._clash_card.hide()
        self.steps = StepList([Stage(name) for name in _part_names()])
        shown = column(self._clash_card, gap=16)
        self.setLayout(column(TwoColumns(self.steps, shown, left_first=True)))
        self.basics = yield from self._made(shown, BasicsPanel(desk))
        self.people = yield from self._made(shown, PeoplePanel())
        self.course = yield from self._made(shown, CoursePanel())
        self.call = yield from self._made(shown, CallPanel())
        self.around = yield from self._made(shown, AroundPanel())
        self.helped = yield from self._made(shown, HelpPanel(desk))
        yield from self._made(shown, CausesPanel())
        self.statutory = yield from self._made(shown, StatutoryPanel(desk))
        self.parts = tuple(zip(_part_names(), _parts(self.panels), strict=True))
        self._next = Button("", "", Icon.FORWARD, self._go_on)
        shown.addLayout(row(self._next, None))
        shown.addStretch(1)
        for answered in (self.call.call.gone_on, self.people.gone_on):
            answered.connect(self._step_on)
        self.helped.decision_begun.connect(self._take_over)
        self.steps.gone_to.connect(self._go)
        self._go(0)

    def _made(self, shown: QVBoxLayout, panel: P) -> Generator[None, None, P]:
        show_part(panel, False)
        shown.addWidget(panel)
        panel.offer(self._clinic)
        panel.changed.connect(self._panel_changed)
        for chips in panel.findChildren(ChoiceChips):
            chips.go_on()
            chips.gone_on.connect(self._step_on)
            chips.gone_back.connect(partial(step_on, self, False))
        for picker in panel.findChildren(TermPicker):
            picker.gone_on.connect(self._step_on)
        self.panels += (panel,)
        yield
        return panel

    def offer(self, terms: ClinicChoices) -> None:
        """Offer the clinic's terms."""
        self._clinic = terms
        for panel in self.panels:
            panel.offer(terms)

    def show_file(self, file: IncidentFile) -> None:
        """Start from this incident."""
        self._make_whole()
        incident = file.incident
        self.blockSignals(True)
        self.base = incident
        self._withhold(file.withheld)
        self.basics.show_incident(incident)
        self.call.expect(incident.channel)
        self.people.expect(incident)
        self.helped.at_site(incident.site_id)
        self._show_details(incident.details)
        self._go(self.steps.current)
        self.statutory.suggest(incident)
        self._clash_card.hide()
        self._open_clashes = set()
        for panel in self.panels:
            panel.form.clear_problems()
        self.blockSignals(False)

    def resume(self, file: IncidentFile, typed: UnsavedCompletion) -> None:
        """Put in what was typed over this incident before; what was saved since then is brought together with it."""
        self._make_whole()
        self.blockSignals(True)
        incident, said = file.incident, typed.completion
        self.base = replace(incident, details=typed.base, version=typed.read_version)
        self.basics.show_completion(self.base, said)
        self.people.expect(None)  # who is named was decided when the draft was typed
        self._show_details(said.details)
        self._show_unread(typed.unread)
        self.blockSignals(False)
        if typed.read_version != incident.version:
            self.meet(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no field wanted: the next question, past those that are optional."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._step_on([field for form in self.findChildren(Form) for field in form.optional])
            return
        super().keyPressEvent(event)

    def details(self) -> Details:
        """The details as filled in on the panels. Errors: Refused at a field."""
        details = self.base.details if self.base else Details()
        for panel in self.panels:
            details = panel.completed(details)
        return details

    def completion(self) -> Completion:
        """What is to be saved. Errors: Refused at each field that cannot be read."""
        refuse_all([Refused(Reason.NOT_A_DATE, one.field) for one in self.unread()])
        return self._filled_in()

    def unsaved(self, reason: str) -> UnsavedCompletion:
        """What a draft keeps, what cannot be read as it was typed. Errors: Refused at a field."""
        base = self.base
        assert base is not None
        return UnsavedCompletion(base.id, base.version, base.details, self._filled_in(), reason, self.unread())

    def unread(self) -> tuple[UnreadText, ...]:
        """What is typed and cannot be read yet."""
        return tuple(one for panel in self.panels if panel.matters for one in panel.unread())

    @property
    def is_settled(self) -> bool:
        """No part is waiting for a choice between two versions."""
        return not self._open_clashes

    def show_problem(self, problem: Problem) -> bool:
        """Say a refusal at its field; False if it is about none of these."""
        for number, (_name, panels) in enumerate(self.parts):
            if any(panel.show_problem(problem) for panel in panels):
                self.steps.go(number)
                for panel in panels:
                    panel.show_problem(problem)
                return True
        return False

    def first_focus(self) -> QWidget:
        """The first field of the part that is shown."""
        self._make_whole()  # asked when someone comes, before the incident is here
        return next(panel for panel in self.parts[self.steps.current][1] if panel.isVisibleTo(self)).first_field()

    def meet(self, file: IncidentFile) -> bool:
        """Merge what is typed here with what someone else saved; True if nothing is left to choose."""
        assert self.base is not None
        theirs, mine, unread = file.incident, self.details(), self.unread()
        merged = merge_details(self.base.details, mine, theirs.details)
        corrected = self.basics.completion(self.base, mine)
        before = self.base
        head = (before.occurred, before.desk_id, before.place or "", before.channel, before.kind, before.severity)
        untouched = head == (
            corrected.occurred,
            corrected.desk_id,
            corrected.place,
            corrected.channel,
            corrected.kind,
            corrected.severity,
        )
        self.base = theirs
        self._withhold(file.withheld)
        if untouched:
            self.basics.show_incident(theirs)
        self._show_details(merged.details)
        self._show_unread(unread)
        self._open_clashes = set(merged.clashes)
        empty_out(self._clashes)
        for name in merged.clashes:
            self._clashes.addWidget(self._clash(name, mine, theirs.details))
        self._clash_card.setVisible(bool(merged.clashes))
        return not merged.clashes

    def _filled_in(self) -> Completion:
        assert self.base is not None
        return self.basics.completion(self.base, self.details())

    def _show_unread(self, unread: tuple[UnreadText, ...]) -> None:
        for panel in self.panels:
            panel.show_unread(unread)

    def _withhold(self, withheld: Withheld) -> None:
        self.people.withheld = withheld.harm
        self.around.withhold_code(withheld.code)

    def _show_details(self, details: Details) -> None:
        for panel in self.panels:
            panel.show_details(details)

    def _clash(self, name: str, mine: Details, theirs: Details) -> QWidget:
        child = Card(look="sunken")
        child.add(text_label(part_text(name), "label"))
        sides: tuple[tuple[str, Details, str, Callable[[], object]], ...] = (
            (_("Yours"), mine, _("Keep mine"), partial(self._choose, name, mine, child)),
            (_("Theirs"), theirs, _("Take theirs"), partial(self._choose, name, theirs, child)),
        )
        buttons = []
        for heading, details, verb, chosen in sides:
            facts = details_facts(details, self._clinic, moments_at(self._desk.zone))[name]
            said = "\n".join(f"{fact}: {text}" for fact, text in facts) or _("nothing")
            child.add(note(heading), text_label(said))
            button = Button(verb, "", None, chosen)
            button.setAccessibleName(_("{verb}: {part}").format(verb=verb, part=part_text(name)))
            buttons.append(button)
        child.add(row(*buttons, None))
        return child

    def _choose(self, name: str, side: Details, child: QWidget) -> None:
        unread = self.unread()
        self._show_details(take_part(self.details(), side, name))
        self._show_unread(unread)
        self._open_clashes.discard(name)
        child.hide()
        self._clash_card.setVisible(bool(self._open_clashes))
        self.changed.emit()

    @Slot(int)
    def _go(self, number: int) -> None:
        here = self.parts[number][1]
        for panel in self.panels:
            show_part(panel, panel in here and panel.matters)
        if self.people in here:
            self.people.presume()
        after = self.parts[number + 1][0] if number + 1 < len(self.parts) else ""
        self._next.setText(_("&Next: {part}").format(part=after))
        self._next.setVisible(bool(after))

    @Slot()
    def _go_on(self) -> None:
        self.steps.next()
        focus_on(self.first_focus())

    @Slot()
    def _step_on(self, optional: Collection[QWidget] = ()) -> None:
        """The next question: not what takes an answer away again."""
        takes_away = [picker.taken for picker in self.findChildren(TermPicker)]
        step_on(self, past=[*optional, *takes_away, *self.findChildren(IconButton)])

    @Slot()
    def _take_over(self) -> None:
        """What is said in other parts is not asked again about the police."""
        tried = tuple(dict.fromkeys(step.technique for step in self.course.steps.steps()))
        self.helped.take_over(tried, weapon=self.around.weapon.code() not in (None, Weapon.NONE))

    @Slot()
    def _panel_changed(self) -> None:
        self.changed.emit()


def _part_names() -> tuple[str, ...]:
    return (
        _("What happened"),
        _("Who was affected"),
        _("How it went"),
        _("Who, and how far"),
        _("Help, security, police"),
        _("Contributing factors"),
        _("The statutory log"),
    )


def _parts(panels: tuple[Panel, ...]) -> tuple[tuple[Panel, ...], ...]:
    """The panels of each part: the call belongs to what happened."""
    basics, people, course, call, around, helped, causes, statutory = panels
    return (basics, call), (people,), (course,), (around,), (helped,), (causes,), (statutory,)
