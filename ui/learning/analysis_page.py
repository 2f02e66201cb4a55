"""One root cause analysis on one page, from the question to closing; what is typed is a draft until it is saved."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from incident_tracker.domain.clinic.access import Permission
from incident_tracker.domain.errors import Problem
from incident_tracker.domain.learning.actions import Action
from incident_tracker.domain.learning.analyses import Analysis
from incident_tracker.domain.learning.progress import AnalysisPart, parts_done
from incident_tracker.domain.support.learning_items import LearningItem
from incident_tracker.labels.learning.analyses import analysis_status_text
from incident_tracker.ports.context import Area
from incident_tracker.usecases.learning.analyses import (
    AnalysisWithActions,
    close_analysis,
    reopen_analysis,
    show_analysis,
)
from incident_tracker.usecases.oversight.analysis_sheet import print_analysis, record_analysis_sheet
from incident_tracker.usecases.oversight.monthly_report import Paper
from incident_tracker.usecases.oversight.paper_acts import PaperAct
from incident_tracker.usecases.support.holding import learning_items_of
from incident_tracker.wording import _, problem_text
from ui.clinic_choices import ClinicChoices, read_clinic
from ui.icons import Icon
from ui.learning.actions_section import ActionsSection
from ui.learning.analysis_writing import AnalysisWriting
from ui.learning.closing_section import ClosingSection
from ui.learning.factors_section import FactorsSection
from ui.learning.learning_text import deadline_text
from ui.learning.new_analysis import NewAnalysis
from ui.learning.section import Section
from ui.learning.section_bar import SectionBar
from ui.learning.statements_section import StatementsSection
from ui.learning.subject_section import LearningPoints, SubjectSection
from ui.learning.timeline_section import TimelineSection
from ui.learning.views_section import ViewsSection
from ui.learning.whys_section import WhysSection
from ui.page import Page, PageCommand, PageDesk
from ui.paper.to_paper import ToPaper
from ui.runner import Asked, asked
from ui.theme.spacing import is_roomy
from ui.widgets.buttons import Button
from ui.widgets.layout import PageFrame, column
from ui.widgets.one_in_front import OneInFront
from ui.widgets.text import Badge


class AnalysisPage(Page):
    """`open(id)` shows an analysis; `open(("new", incident_ids))` begins one."""

    areas = frozenset({Area.ANALYSES, Area.ACTIONS, Area.CLINIC})

    def __init__(self, desk: PageDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._id: UUID | None = None
        self._new_about: tuple[UUID, ...] = ()
        self._clinic = ClinicChoices()
        self._learned: dict[UUID, LearningItem] = {}
        self.fresh = NewAnalysis(desk)
        self.fresh.opened.connect(self._opened)
        self.fresh.left.connect(self.back_requested)
        self._frame = PageFrame(_("Root cause analysis"), " ", widest=1320)
        self._state = Badge("")
        self._frame.buttons.addWidget(self._state)
        self.print_button = Button(_("Print"), "quiet", Icon.PRINT, self.print_paper)
        self._frame.buttons.addWidget(self.print_button)
        self._to_paper = ToPaper(_("Root cause analysis"), self)
        self.subject = SubjectSection(desk)
        self.subject.incident_wanted.connect(partial(self.open_requested.emit, "incident"))
        self.timeline = TimelineSection(desk)
        self.whys = WhysSection(desk)
        self.factors = FactorsSection(desk)
        self.learned = LearningPoints()
        self.factors.add(self.learned)
        self.statements = StatementsSection(desk)
        self.views = ViewsSection(desk)
        self.plan = ActionsSection(desk, self)
        self.closing = ClosingSection(desk)
        self.learned.factor_wanted.connect(self.factors.take_over)
        self.learned.action_wanted.connect(self.plan.assign_from)
        self.closing.close_wanted.connect(self._close)
        self.closing.reopen_wanted.connect(self._reopen)
        self.closing.jump_wanted.connect(self._go_to_field)
        self.sections: tuple[Section, ...] = (
            self.subject, self.timeline, self.whys, self.factors, self.statements, self.views, self.plan, self.closing,
        )  # fmt: skip
        self.writing = self._begin_writing()
        self.clash = self.writing.clash
        links, foot = self._section_bar(), self.writing.foot
        self._bar = links
        # Large text leaves no room for what stays: it scrolls with the page, what is not saved at its top.
        above = () if is_roomy() else (links, foot)
        self._frame.add(*above, self.clash, *self.sections)
        for section in self.sections:
            section.changed.connect(partial(self._typed, section))
        present = QWidget()
        present.setLayout(column(*((links, self._frame, foot) if is_roomy() else (self._frame,)), gap=0))
        self._present = present
        self._shown = OneInFront(present, self.fresh)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._shown)

    def open(self, argument: object) -> None:
        if isinstance(argument, tuple) and argument and argument[0] == "new":
            self.writing.forget()
            self._id, self._new_about = None, tuple(argument[1])
            self._shown.bring(self.fresh)
            self.desk.runner.run(asked(read_clinic), owner=self, then=self._start_new)
            return
        if isinstance(argument, UUID) and argument != self._id:
            self.writing.forget()
            self._id = argument
        self._shown.bring(self._present)
        self.refresh()

    def refresh(self) -> None:
        if self._id is not None:
            self.desk.runner.run(asked(read_clinic), owner=self, then=self._name)

    @Slot()
    def save(self) -> None:
        if self._id is None:
            self.fresh.save()
        else:
            self.writing.save()

    def keep_draft(self) -> None:
        if self._id is not None and self.isVisible():
            self.writing.leave()

    def offers(self, command: PageCommand) -> bool:
        if command == "keep_draft":
            return False  # it is kept at each pause
        if command == "save":
            return self._id is None or self.writing.may_write
        if command == "print_paper":
            return self._id is not None and self.writing.file is not None
        return super().offers(command)

    @Slot()
    def print_paper(self) -> None:
        """Show what is saved on paper first, as its reader may see it; there it is printed or saved as a file."""
        file = self.writing.file
        if self._id is None or file is None:
            return
        if self.writing.is_dirty:
            self.desk.messages.tell(_("The paper shows what is saved; what you typed since is not on it."))
        ref = file.analysis.ref
        make = asked(print_analysis, ref, Paper.LETTER, act=PaperAct.SHOWN)
        self._to_paper.show(make, f"{ref}.pdf", partial(_note_paper, ref))

    def first_focus(self) -> QWidget | None:
        return self.fresh.question if self._id is None else self.subject.question

    @property
    def is_whole(self) -> bool:
        return self.writing.is_whole

    def written(self) -> Analysis:
        """The analysis as it is on the screen."""
        return self.writing.written()

    def _begin_writing(self) -> AnalysisWriting:
        writing = AnalysisWriting(self.desk, self.sections, self)
        writing.filled.connect(self._dress)
        writing.shown.connect(self._show_saved)
        writing.changed.connect(self._say_state)
        writing.clashed.connect(self._scroll_to_clash)
        writing.refused.connect(self._scroll_to)
        writing.brought_back.connect(self._open_again)
        return writing

    def _part_of(self) -> dict[Section, AnalysisPart]:
        return dict(zip(self.sections, AnalysisPart, strict=True))

    def _section_bar(self) -> SectionBar:
        """Leads to each section, above what scrolls, with a note on what is saved."""
        names = (
            _("Question"), _("Time line"), _("Whys"), _("Factors"), _("Cause"), _("Views"), _("Actions"), _("Closing"),
        )  # fmt: skip
        bar = SectionBar(dict(zip(self.sections, names, strict=True)))
        bar.visited.connect(self._visit)
        bar.follow(self._frame.area)
        return bar

    @Slot(object)
    def _visit(self, section: Section) -> None:
        self.writing.fill()
        section.focus_first()
        self._scroll_to(section)

    @Slot(object)
    def _scroll_to(self, section: Section) -> None:
        self._frame.area.to(section)

    def _start_new(self, clinic: ClinicChoices) -> None:
        self.fresh.start(clinic, self._new_about)

    def _opened(self, analysis: Analysis) -> None:
        self.desk.messages.tell(_("The analysis is open."))
        self.open(analysis.id)

    def _name(self, clinic: ClinicChoices) -> None:
        if clinic != self._clinic:
            self._clinic = clinic
            self.writing.offer(clinic)
        if self._id is not None:
            self.desk.runner.run(asked(show_analysis, self._id), owner=self, then=self._show, otherwise=self._not_shown)

    def _not_shown(self, problem: Problem) -> None:
        self.desk.messages.warn(problem_text(problem))
        self.back_requested.emit()

    def _show(self, file: AnalysisWithActions) -> None:
        if file.analysis.id != self._id:
            return
        if self.writing.base is None:
            self._ask_learned(file)
        self.subject.show_incidents(file.incidents)
        self.writing.show(file)
        if self.writing.is_whole:
            self.plan.show_actions(file.actions)

    @Slot(object)
    def _dress(self, section: Section) -> None:
        """A section shows the analysis: who may write there can, and who may not see it does not."""
        section.clear_problem()
        section.setVisible(self._is_open(section))
        if section is self.plan:
            section.set_read_only(not self.desk.may(Permission.ASSIGN_ACTION))
            if self.writing.file is not None:
                self.plan.show_actions(self.writing.file.actions)
        elif section is self.closing:
            section.set_read_only(not self.desk.may(Permission.ANALYZE))
        else:
            section.set_read_only(not self.writing.may_write)

    def _is_open(self, section: Section) -> bool:
        """May this person see it? The committee does not see what is in these two."""
        file = self.writing.file
        told = self.desk.may(Permission.ANALYZE) or file is None or bool(file.analysis.incident_ids)
        return (told or section not in (self.timeline, self.views)) and (
            section is not self.closing or self.desk.may(Permission.ANALYZE)
        )

    @Slot(object)
    def _show_saved(self, _analysis: Analysis) -> None:
        self._bar.show_sections([section for section in self.sections if self._is_open(section)])

    @Slot()
    def _say_state(self) -> None:
        file = self.writing.file
        if self.writing.base is None or file is None:
            return
        saved = file.analysis
        clock = deadline_text(saved, self.desk.now(), self.desk.zone, by_month=self.desk.sees_no_names)
        self._frame.title.setText(_("Root cause analysis {ref}").format(ref=saved.ref))
        self._frame.say(clock[:1].upper() + clock[1:])
        self._state.say(analysis_status_text(saved.status), "good" if saved.closed_at else "accent")
        self._say_progress(self.written() if self.writing.may_write else saved, file.actions)
        self.offers_changed.emit()

    def _say_progress(self, written: Analysis, actions: tuple[Action, ...]) -> None:
        self.closing.show_state(written, actions)
        done = parts_done(written, actions)
        self._bar.show_done([section for section, part in self._part_of().items() if part in done])

    def _typed(self, _section: Section) -> None:
        file = self.writing.file
        if self.writing.may_write and file is not None and self.writing.base is not None:
            written = self.written()
            self.statements.know_tree(written.whys)
            self._say_progress(written, file.actions)
            self.writing.typed()

    @Slot()
    def _scroll_to_clash(self) -> None:
        self._frame.area.start()
        self.desk.messages.warn(_("Someone else changed the same part. Nothing is lost; both are shown at the top."))

    @Slot(object)
    def _open_again(self, analysis_id: UUID) -> None:
        self.open_requested.emit("analysis", analysis_id)

    def _ask_learned(self, file: AnalysisWithActions) -> None:
        self.learned.show_items((), {})
        self._learned = {}
        if self.desk.may(Permission.ANALYZE):
            for incident in file.incidents[:20]:
                learned = asked(learning_items_of, incident.id)
                self.desk.runner.run(learned, owner=self, then=self._add_learned, otherwise=self._nothing_learned)

    def _add_learned(self, items: tuple[LearningItem, ...]) -> None:
        self._learned |= {item.id: item for item in items}
        labels = {item.factor: self._clinic.label("factor", item.factor) for item in self._learned.values()}
        self.learned.show_items(tuple(self._learned.values()), labels)

    def _nothing_learned(self, _problem: Problem) -> None:
        """What was said in another site's debrief stays there."""

    def _go_to_field(self, field: str) -> None:
        self.writing.fill()
        for section in self.sections:
            if field in section.fields:
                self._scroll_to(section)
                section.go_here()

    @Slot()
    def _close(self) -> None:
        base = self.writing.base
        if base is None or self.writing.is_busy:
            return
        if self.writing.is_dirty:
            self.closing.ask_to_save()
            return
        closing = asked(close_analysis, base.id, base.version, base.weaker_reason)
        self.desk.runner.run(closing, owner=self, then=self._closed, otherwise=self._not_closed)

    def _closed(self, analysis: Analysis) -> None:
        self.writing.take_in(analysis)
        self.desk.messages.tell(_("Closed. Thank you: this is how it changes."), self._reopen)

    def _not_closed(self, problem: Problem) -> None:
        for section in self.sections:
            if section.show_problem(problem):
                self._scroll_to(section)
                return
        self.desk.messages.warn(problem_text(problem))

    @Slot()
    def _reopen(self) -> None:
        base = self.writing.base
        if base is not None:
            self.desk.runner.run(asked(reopen_analysis, base.id, base.version), owner=self, then=self._reopened)

    def _reopened(self, analysis: Analysis) -> None:
        self.writing.reopened(analysis)
        self.desk.messages.tell(_("It is open again."))


def _note_paper(ref: str, act: PaperAct) -> Asked[object]:
    """The use case that audits that an analysis leaves the program on paper or as a file."""
    question: Asked[object] = asked(record_analysis_sheet, ref, act)
    return question
