"""One incident: read it, complete it, and change its status."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from incident_tracker.domain.capture.incidents import Incident
from incident_tracker.domain.capture.life_cycle import Status
from incident_tracker.domain.capture.listing import IncidentFile
from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import ChangedMeanwhile, Problem, Refused
from incident_tracker.exports.whole_file import write_file
from incident_tracker.ports.context import Area
from incident_tracker.usecases.capture.incidents import add_addendum, confirm_proxy, show_incident
from incident_tracker.usecases.learning.analyses import analyses_of_incident
from incident_tracker.usecases.oversight.incident_sheet import print_incident, record_incident_sheet
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.support.completing import complete_incident
from incident_tracker.usecases.support.owed import SupportFile, show_support
from incident_tracker.wording import _, problem_text
from ui.capture.complete_form import CompleteForm
from ui.capture.correction import Correction
from ui.capture.incident_steps import IncidentSteps
from ui.capture.incident_view import IncidentView
from ui.capture.kept_completion import KeptCompletion
from ui.capture.status_steps import StatusReasonQuestion, StatusStep, asked_for
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.page import Page, PageCommand, PageDesk
from ui.paper.to_paper import ToPaper
from ui.runner import Asked, asked
from ui.theme.spacing import is_roomy
from ui.widgets.buttons import Button
from ui.widgets.layout import PageFrame, frame
from ui.widgets.one_in_front import show_part
from ui.widgets.save_dialog import ask_place


class IncidentPage(Page):
    """`open(id)` or `open(reference)` reads; `open(("complete", id))` goes straight to the long form."""

    areas = frozenset({Area.INCIDENTS, Area.SUPPORT, Area.ANALYSES})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._terms = ClinicChoices()
        self._wanted: UUID | str | None = None
        self._file: IncidentFile | None = None
        self._completing = False
        self._dirty = False
        self._saving = False
        self.steps = self._make_steps()
        foot = self.steps if is_roomy() else None  # large letters leave no room for what stays
        self._frame = frame(self, PageFrame(_("Incident"), widest=1080), foot)
        self._back = Button(_("&Back"), "quiet", Icon.BACK, self._go_back)
        self._save = Button(_("&Save"), "primary", Icon.DONE, self.save)
        self._leave = Button(_("Back to reading"), "", None, self._stop_completing)
        self.view = IncidentView(desk)
        self.view.confirmed.connect(self._confirm)
        self.view.added.connect(self._add)
        self.view.asked_for.connect(self.open_requested)
        self.form = CompleteForm(desk, ahead=True)
        self.form.changed.connect(self._typed)
        self._kept = KeptCompletion(desk, self.form, self)
        self._kept.said.connect(self._say_kept)
        self._kept.resumed.connect(self._resumed)
        self._kept.brought_back.connect(self._complete_again)
        self._throw_away = Button(_("Discard what I typed"), "quiet", Icon.REMOVE, self._discard)
        for button in (self._back, self._throw_away, self._leave, self._save):
            self._frame.buttons.addWidget(button)
        self._save.setToolTip(_("Ctrl+Enter"))
        self._frame.add(*([] if foot else [self.steps]), self.view, self.form)
        self._to_paper = ToPaper(_("Incident"), self)
        self._show_mode()

    def _make_steps(self) -> IncidentSteps:
        steps = IncidentSteps(self.desk)
        steps.complete_wanted.connect(self._begin_completing)
        steps.step_wanted.connect(self._take_step)
        steps.causes_wanted.connect(self._analyze)
        steps.print_wanted.connect(self.print_paper)
        steps.pdf_wanted.connect(self.export)
        steps.readers_wanted.connect(self._show_readers)
        return steps

    def make_ahead(self) -> Iterator[None]:
        return self.form.make_ahead()

    def open(self, argument: object) -> None:
        wanted = argument
        completing = False
        if isinstance(argument, tuple) and len(argument) == 2:
            completing, wanted = argument[0] == "complete", argument[1]
        if isinstance(wanted, UUID | str):
            if self._file is None or wanted not in (self._file.incident.id, self._file.incident.ref):
                self._file = None
                self._dirty = False
                self._kept.forget()
            self._wanted = wanted
            self._completing = completing
        self.refresh()

    def refresh(self) -> None:
        if self._wanted is None:
            return
        if not self._terms.sites:
            self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)
        else:
            self.desk.runner.run(asked(show_incident, self._wanted), owner=self, then=self._show)

    def keep_draft(self) -> None:
        if self._completing and not self._saving:
            self._kept.keep()

    def save(self) -> None:
        if not self._completing or self._file is None or self._saving:
            return
        if not self.form.is_settled:
            self.desk.messages.warn(_("Please choose first which version stays, at the top of the page."))
            return
        base = self.form.base
        assert base is not None
        try:
            completion = self.form.completion()
        except Refused as problem:
            self._refused(problem)
            return
        if base.status is Status.CLOSED:
            kept = self._kept
            Correction(
                self.desk, self, base, completion, self._saved, self._refused, kept.reason, kept.give_reason
            ).open()
            return
        self._saving = True
        self._kept.hold()
        self.desk.runner.run(
            asked(complete_incident, base.id, completion, base.version),
            owner=self,
            then=self._saved,
            otherwise=self._refused,
        )

    def veil(self) -> None:
        if not self._completing:
            self.view.veil.toggle()

    def first_focus(self) -> QWidget | None:
        if self._completing:
            return self.form.first_focus()
        return self.steps.complete if self.steps.complete.isVisibleTo(self) else self._back

    def _name(self, terms: ClinicChoices) -> None:
        self._terms = terms
        self.form.offer(terms)
        self.refresh()

    def _show(self, file: IncidentFile) -> None:
        self._file = file
        incident = file.incident
        self._wanted = incident.id
        self.view.show_file(file, self._terms)
        self._completing = self._completing and self._may_complete(incident)
        if not self._dirty:
            if self._completing:
                self.form.show_file(file)
            if self._may_complete(incident):
                self._kept.look_for_draft(file)
        completed, may_complete = self.view.tells_more, self._may_complete(incident)
        self.steps.show_incident(incident, completed=completed, may_complete=may_complete)
        waited = self._back.hasFocus()
        self._show_mode()
        if waited and (target := self.first_focus()) is not None:
            target.setFocus()
        self.desk.runner.run(
            asked(show_support, incident.id), owner=self, then=self.view.show_support, otherwise=self._no_support
        )
        if self.desk.may_at(Permission.SEE_ANALYSES, incident.site_id):
            self.desk.runner.run(asked(analyses_of_incident, incident.id), owner=self, then=self.view.show_analyses)

    def _may_complete(self, incident: Incident) -> bool:
        """Open incidents are completed and closed ones corrected, by those who may."""
        if incident.status is Status.CLOSED:
            return self.desk.may_at(Permission.EDIT_CLOSED, incident.site_id)
        return self._file is not None and self._file.may_complete

    def _no_support(self, _problem: Problem) -> None:
        support: SupportFile | None = None
        self.view.show_support(support)

    def _show_mode(self) -> None:
        self.offers_changed.emit()
        reading = self._file is not None and not self._completing
        here = self._file.incident if self._file else None
        show_part(self.view, reading)
        self.steps.setVisible(reading and self.steps.offers_something)
        show_part(self.form, self._completing and here is not None)
        self._back.setVisible(not self._completing)
        self._leave.setVisible(self._completing)
        self._throw_away.setVisible(self._completing and self._dirty)
        self._save.setVisible(self._completing)
        if here is not None:
            title = _("Complete {reference}") if self._completing else _("Incident {reference}")
            self._frame.title.setText(title.format(reference=here.ref))
            self.setAccessibleName(self._frame.title.text())
            self._frame.say(
                _("Fill in what you know. A digit chooses and goes on, Ctrl+Enter saves.") if self._completing else ""
            )

    @Slot(object)
    def _take_step(self, step: StatusStep) -> None:
        assert self._file is not None
        ask, then = partial(asked_for, step.status, self._file.incident), partial(self._stepped, step)
        if step.asks_reason or step.status is Status.NEEDS_UPDATE:
            StatusReasonQuestion(self.desk, self, step, ask, then).open()
        else:
            self.desk.runner.run(ask("", ""), owner=self, then=then)

    def _stepped(self, step: StatusStep, _incident: Incident) -> None:
        self.desk.messages.tell(_("Done: {step}.").format(step=step.verb))
        self.refresh()

    @Slot(str)
    def _confirm(self, correction: str) -> None:
        if self._file is not None:
            self.desk.runner.run(
                asked(confirm_proxy, self._file.incident.id, correction), owner=self, then=self._confirmed
            )

    def _confirmed(self, _incident: Incident) -> None:
        self.view.clear_typed()
        self.desk.messages.tell(_("Thank you. It is saved."))
        self.refresh()

    @Slot(str)
    def _add(self, text: str) -> None:
        if self._file is not None:
            self.desk.runner.run(asked(add_addendum, self._file.incident.id, text), owner=self, then=self._added)

    def _added(self, _addendum: object) -> None:
        self.view.clear_typed()
        self.desk.messages.tell(_("Added. What was written before stays as it was."))
        self.refresh()

    @Slot()
    def _typed(self) -> None:
        self._kept.typed()
        self._know_typed()

    @Slot()
    def _resumed(self) -> None:
        self._know_typed()

    def _know_typed(self) -> None:
        self._dirty = True
        self._throw_away.setVisible(self._completing)
        self.offers_changed.emit()

    @Slot(str)
    def _say_kept(self, text: str) -> None:
        if self._completing:
            self._frame.say(text)
            self.offers_changed.emit()  # what is kept already needs no keeping

    @Slot()
    def _discard(self) -> None:
        self._dirty = False
        self._kept.throw_away()
        if self._file is not None:
            self.form.show_file(self._file)
        self._show_mode()

    @Slot(object)
    def _complete_again(self, incident_id: UUID) -> None:
        self.open_requested.emit("incident", ("complete", incident_id))

    @Slot()
    def _begin_completing(self) -> None:
        self._completing = True
        if self._file is not None and not self._dirty:
            self.form.show_file(self._file)  # only now: to fill it takes longer than to show the record
        self._show_mode()
        target = self.first_focus()
        if target is not None:
            target.setFocus()

    @Slot()
    def _stop_completing(self) -> None:
        self.keep_draft()
        self._completing = False
        self._show_mode()

    def _saved(self, _incident: Incident) -> None:
        self._saving = False
        self._dirty = False
        self._kept.forget()
        self._completing = False
        self.desk.messages.tell(_("Saved. Earlier versions are kept."))
        self.refresh()

    def _refused(self, problem: Problem) -> None:
        self._saving = False
        self._kept.typed()  # saving has stopped it: what is typed is a draft again
        if isinstance(problem, ChangedMeanwhile) and self._file is not None:
            self.desk.runner.run(asked(show_incident, self._file.incident.id), owner=self, then=self._meet)
        elif not self.form.show_problem(problem):
            self.desk.messages.warn(problem_text(problem))

    def _meet(self, file: IncidentFile) -> None:
        self._file = file
        if self.form.meet(file):
            self.save()
            return
        self.desk.messages.warn(_("Someone else saved this while you were writing. Please choose what stays."))
        self._frame.area.start()

    @Slot()
    def _analyze(self) -> None:
        if self._file is not None:
            self.open_requested.emit("analysis", ("new", (self._file.incident.id,)))

    @Slot()
    def _show_readers(self) -> None:
        if self._file is not None:
            self.open_requested.emit("seen", self._file.incident.id)

    def offers(self, command: PageCommand) -> bool:
        match command:
            case "print_paper" | "export":
                here = self._file.incident if self._file else None
                return here is not None and self.desk.may_at(Permission.PRINT_INCIDENT, here.site_id)
            case "save":
                return self._completing
            case "keep_draft":
                return self._completing and self._dirty and not self._kept.is_kept
            case "veil":
                return self._file is not None and not self._completing and not self.view.veil.isHidden()
            case "search" | "narrow":
                return False

    def print_paper(self) -> None:
        if self._file is not None and self.offers("print_paper"):
            here = self._file.incident
            make = asked(print_incident, here.id, act=PaperAct.SHOWN)
            self._to_paper.show(make, f"{here.ref}.pdf", partial(_note_paper, here.id))

    def export(self) -> None:
        if self._file is not None and self.offers("print_paper"):
            name = f"{self._file.incident.ref}.pdf"
            ask_place(self, _("Save this incident"), _("PDF documents (*.pdf)"), "pdf", name, self.save_to)

    @Slot(str)
    def save_to(self, place: str) -> None:
        """Save the incident's sheet under the chosen name, and audit it."""
        if self._file is not None:
            self.desk.runner.run(
                asked(print_incident, self._file.incident.id),
                owner=self,
                then=partial(self._write, Path(place)),
                long=True,
            )

    def _write(self, place: Path, pdf: bytes) -> None:
        write = partial(write_file, place, pdf, force=True)
        self.desk.runner.call(write, owner=self, then=partial(self._written, place), long=True)

    def _written(self, place: Path, _nothing: None) -> None:
        self.desk.messages.tell(_("Saved as {name}. It contains identifying detail.").format(name=place.name))

    @Slot()
    def _go_back(self) -> None:
        self.back_requested.emit()


def _note_paper(incident_id: UUID, act: PaperAct) -> Asked[object]:
    """The use case that audits that an incident's sheet leaves the program."""
    question: Asked[object] = asked(record_incident_sheet, incident_id, act)
    return question
